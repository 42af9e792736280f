"""A timeline: one bar per category, from a first year to a last one."""

from dataclasses import dataclass
from math import ceil, floor

from components.figures.figure import Graphique, Serie
from components.figures.image.cadre import (
    GRILLE,
    PART_DES_NOMS,
    Cadre,
    graduations,
    motif_de,
)
from components.figures.image.feuille import GRIS, NOIR
from components.figures.image.formes import HACHURES
from components.figures.image.police import largeur, raccourci

VIDE = 0.3  # of a row, between two bars
INCONNUE = "dates non renseignées"


@dataclass(frozen=True)
class Echelle:
    """Where a year is: millimetres of the first one, and of each."""

    debut: float
    par_an: float
    premiere: float

    def x(self, annee: float) -> float:
        """Return the abscissa of a year."""
        return self.debut + (annee - self.premiere) * self.par_an


def _year(valeur: float) -> str:
    return f"{floor(valeur + 1e-9)}"


def draw_frise(cadre: Cadre, graphique: Graphique) -> None:
    """Draw the bars of pairs of series, first and last year; a fraction of a year is a day in it.

    A pair is a kind of bar. With one of its years unknown, the other is marked by a short bar.
    """
    if len(graphique.series) < 2 or len(graphique.series) % 2:
        raise ValueError(f"frise: two series expected by kind, {len(graphique.series)} given")
    known = [value for one in graphique.series for value in one.valeurs if value is not None]
    low, high = floor(min(known)), max(ceil(max(known)), floor(min(known)) + 1)
    longest = max(largeur(name, cadre.taille) for name in graphique.categories)
    names = min(longest, PART_DES_NOMS * cadre.largeur) + 3
    label = largeur("2026–2031", cadre.taille) + 2
    left, right = cadre.x + names, cadre.x + cadre.largeur - label
    top = cadre.y + 1.6 * cadre.ligne
    row = (cadre.hauteur - 1.6 * cadre.ligne) / len(graphique.categories)
    scale = Echelle(left, (right - left) / (high - low), low)
    many = max(int((right - left) / (largeur("2026", cadre.taille) + 3)), 1)
    for year in graduations(low, high, min(many, 8)):
        if year != int(year) or not low <= year <= high:
            continue
        x = scale.x(year)
        cadre.feuille.segment(x, top, x, cadre.y + cadre.hauteur, GRILLE, 0.2)
        cadre.feuille.ecrit(x, cadre.y, _year(year), cadre.taille, couleur=GRIS, ancre="center")
    pairs = list(zip(graphique.series[::2], graphique.series[1::2], strict=True))
    for rank, name in enumerate(graphique.categories):
        middle = top + (rank + 0.5) * row
        text_top = middle - 0.62 * cadre.ligne
        text = raccourci(name, cadre.taille, names - 3)
        cadre.feuille.ecrit(left - 2, text_top, text, cadre.taille, ancre="right")
        drawn = [
            _bar(cadre, kind, pair, rank, scale, (middle, row * (1 - VIDE)))
            for kind, pair in enumerate(pairs)
        ]
        if not any(drawn):
            cadre.feuille.ecrit(left + 1, text_top, INCONNUE, cadre.taille, couleur=GRIS)


def _bar(
    cadre: Cadre,
    genre: int,
    paire: tuple[Serie, Serie],
    rang: int,
    echelle: Echelle,
    place: tuple[float, float],
) -> bool:
    """Draw the bar of a pair with its years, and tell whether there is one.

    ``genre``: rank of the pair; ``place``: middle and thickness, in millimetres.
    """
    first, last = paire
    start, end = first.valeurs[rang], last.valeurs[rang]
    if start is None and end is None:
        return False
    middle, thickness = place
    motif, colour = motif_de(first, genre)
    x = echelle.x(end if start is None else start)  # type: ignore[arg-type]
    x2 = max(echelle.x(start if end is None else end), x + 1.0)  # type: ignore[arg-type]
    cadre.feuille.rectangle(
        x,
        middle - thickness / 2,
        x2 - x,
        thickness,
        first.couleur,
        bord=GRIS,
        trait=0.15,
        hachures=HACHURES[motif],
        couleur_hachures=colour,
    )
    years = "–".join("?" if one is None else _year(one) for one in (start, end))
    cadre.feuille.ecrit(x2 + 1, middle - 0.62 * cadre.ligne, years, cadre.taille, couleur=NOIR)
    return True
