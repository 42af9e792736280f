"""The maps and charts of the slides to take away: a zip of pictures, one per figure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from components.documents.emporter import Avance, Export
from components.documents.images import image_de_carte, image_de_graphique
from components.figures.figure import Carte, Graphique
from components.gabarit.diapositive import Diaporama, Diapositive
from data.lecture.archives import zip_bytes

GROUPE = "Images"
CONTENUS = {
    "png": "chaque carte et chaque graphique des diapositives, pour un document",
    "svg": "les mêmes en dessins vectoriels à retoucher, texte compris",
}


@dataclass(frozen=True, eq=False)
class Figure:
    """A map or a chart of a slide: its file name without suffix, what is drawn, its foot."""

    nom: str
    dessin: Carte | Graphique
    pied: str


def figures_du_diaporama(deck: Diaporama) -> tuple[Figure, ...]:
    """Return the figures of a deck, in the order of its slides, each with the title of its slide.

    Of an animated slide, the last map alone.
    """
    return tuple(
        figure
        for rank, slide in enumerate(deck.diapositives, start=1)
        for figure in _figures_of(slide, rank)
    )


def _figures_of(slide: Diapositive, rang: int) -> Iterator[Figure]:
    for kind, drawn in (("carte", slide.carte), ("graphique", slide.graphique)):
        if drawn is not None:
            titled = replace(drawn, titre=f"{slide.titre}. {drawn.titre}")
            yield Figure(f"{rang:02d}_{slide.cle}_{kind}", titled, slide.pied)


def exports_des_figures(deck: Callable[[], Diaporama], nom: str, nombre: int) -> list[Export]:
    """Return the pictures of a deck, as a zip of PNG and a zip of SVG.

    Parameters
    ----------
    deck : returns the deck; called when a file is asked for.
    nom : file name without suffix.
    nombre : how many figures there are; none gives no export.
    """
    if not nombre:
        return []
    return [
        Export(
            GROUPE,
            f"Images {format_.upper()} (ZIP)",
            content,
            f"{nom}_{format_}.zip",
            suivi=lambda avance, format_=format_: _zip(deck(), format_, avance),  # type: ignore[misc]
        )
        for format_, content in CONTENUS.items()
    ]


def _zip(deck: Diaporama, format_: str, avance: Avance) -> bytes:
    figures = figures_du_diaporama(deck)
    pictures: dict[str, bytes] = {}
    for rank, figure in enumerate(figures):
        avance(rank / len(figures), f"Image {rank + 1} sur {len(figures)}")
        pictures[f"{figure.nom}.{format_}"] = _picture(figure, format_)
    return zip_bytes(pictures)


def _picture(figure: Figure, format_: str) -> bytes:
    if isinstance(figure.dessin, Carte):
        return image_de_carte(figure.dessin, format_, figure.pied)
    return image_de_graphique(figure.dessin, format_, figure.pied)
