"""What a picture says, before it is drawn: the same figure goes to the screen, a slide or a file.

A page builds these from what geo computed; nothing here is tied to a way of drawing.
"""

from dataclasses import dataclass

from components.carte.carte import EtatCarte
from components.commun.statuts import Aspect
from geo.territoires.contours import Contours

GENRES = ("barres", "barres_empilees", "courbe", "frise", "matrice")


@dataclass(frozen=True)
class Chiffre:
    """A figure to quote: ``valeur`` already in French format, and what it measures."""

    valeur: str
    libelle: str
    precision: str = ""


@dataclass(frozen=True)
class Serie:
    """One series of a chart: a value per category (None: not known), its colour (``#rrggbb``).

    ``ruptures``: ranks of the values of a curve that no line joins to the one before: what moved
    there is what was read, and nothing grew.
    """

    nom: str
    valeurs: tuple[float | None, ...]
    couleur: str
    ruptures: tuple[int, ...] = ()


@dataclass(frozen=True)
class Graphique:
    """A chart. ``genre`` is one of GENRES; ``frise``: two series, first and last year of a bar
    (a picture may have more such pairs, one per kind of bar);
    ``matrice``: a row per series and a column per category, for a picture alone.

    ``unite`` follows each value ("%", "actions"); ``alternative`` says in a sentence what the
    chart shows, for who does not see it.
    """

    genre: str
    titre: str
    categories: tuple[str, ...]
    series: tuple[Serie, ...]
    unite: str
    alternative: str

    def __post_init__(self) -> None:
        if self.genre not in GENRES:
            raise ValueError(f"genre: one of {', '.join(GENRES)} expected, {self.genre!r} given")
        for serie in self.series:
            if len(serie.valeurs) != len(self.categories):
                raise ValueError(
                    f"{serie.nom}: {len(self.categories)} values expected, "
                    f"{len(serie.valeurs)} given"
                )


@dataclass(frozen=True)
class Jauge:
    """A bar of the parts of one whole: ``parts``, each a share (0 to 100) and how it is drawn.

    ``nom`` stands above it, ``texte``, which says the shares, under it.
    """

    nom: str
    parts: tuple[tuple[float, Aspect], ...]
    texte: str


@dataclass(frozen=True)
class Jauges:
    """Bars one under the other, on one scale; ``alternative`` says them in a sentence."""

    titre: str
    jauges: tuple[Jauge, ...]
    alternative: str


@dataclass(frozen=True, eq=False)
class Carte:
    """A map: the state the interactive map draws, and the shapes for a map drawn on paper.

    ``formes``: shapes of the layers of ``etat``, in its order; ``traits``: thicker outlines laid
    above; ``autour``: land around these layers, drawn without a class; ``legende``: the classes,
    in order.
    """

    titre: str
    etat: EtatCarte
    legende: tuple[Aspect, ...]
    alternative: str
    formes: Contours
    traits: Contours | None = None
    autour: Contours | None = None
