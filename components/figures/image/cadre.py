"""What the kinds of charts share: where they are drawn, how values are written, axes, patterns."""

from dataclasses import dataclass
from math import ceil, floor, log10

from babel.numbers import format_decimal

from components.commun.mots.formats import LOCALE, NBSP, pourcentage
from components.commun.statuts import CLASSES_TAUX, STATUTS, STATUTS_ACTION
from components.figures.figure import Graphique, Serie
from components.figures.image.feuille import Feuille
from components.figures.image.police import POINT

GRILLE = "#d5dae1"
AXE = "#6b7280"
PART_DES_NOMS = 0.36  # of the width, at most, for the names of the categories
MOTIFS_PAR_RANG = ("", "hachures", "points", "croix", "lignes")


@dataclass(frozen=True)
class Cadre:
    """A rectangle of a sheet, and the size of its text.

    ``haut``: end of the axis of values, None to find it from them. ``nommee``: the series are
    named in a legend, and lines bear their last value alone.
    """

    feuille: Feuille
    x: float
    y: float
    largeur: float
    hauteur: float
    taille: float
    haut: float | None = None
    nommee: bool = False

    @property
    def ligne(self) -> float:
        """Height of the letters of a line, in millimetres."""
        return self.taille * POINT


def valeur_ecrite(valeur: float, unite: str) -> str:
    """Return a value in French with its unit: ``78,6 %``, ``1 240 hab.``, ``12``."""
    if unite.strip() == "%":
        return pourcentage(valeur)
    shown = format_decimal(round(valeur, 1), format="#,##0.#", locale=LOCALE)
    noun = unite.removesuffix("s") if abs(valeur) < 2 else unite  # in French, 1,5 is singular
    return f"{shown}{NBSP}{noun}".rstrip()


def graduation_ecrite(valeur: float, unite: str) -> str:
    """Return a mark of an axis, with no decimal that says nothing: ``20 %``."""
    shown = format_decimal(valeur, format="#,##0.##", locale=LOCALE)
    return f"{shown}{NBSP}{unite.strip()}".rstrip()


def motif_de(serie: Serie, rang: int) -> tuple[str, str]:
    """Return the pattern of a series and its colour.

    A series drawn in the colour of a status has the pattern of that status; another, one of its
    own, by its rank.
    """
    for aspect in (*STATUTS.values(), *STATUTS_ACTION.values(), *CLASSES_TAUX):
        if aspect.couleur.lower() == serie.couleur.lower():
            return aspect.motif, aspect.couleur_motif
    ink = "#ffffff" if clarte(serie.couleur) < 0.55 else "#1b2430"
    return MOTIFS_PAR_RANG[rang % len(MOTIFS_PAR_RANG)], ink


def clarte(couleur: str) -> float:
    """Return the lightness of a colour, 0 (black) to 1 (white)."""
    red, green, blue = (int(couleur[at : at + 2], 16) for at in (1, 3, 5))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def graduations(bas: float, haut: float, nombre: int = 5) -> list[float]:
    """Return round values from under ``bas`` to above ``haut``: 1, 2 or 5 times a power of ten."""
    span = max(haut - bas, 1e-9)
    raw = span / nombre
    power = 10.0 ** floor(log10(raw))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= raw * (1 - 1e-9))
    first, last = floor(bas / step + 1e-9), ceil(haut / step - 1e-9)
    return [round(rank * step, 10) for rank in range(first, last + 1)]


def echelle_de(
    cadre: Cadre, graphique: Graphique, hauts: list[float], bas: float = 0.0
) -> tuple[float, float]:
    """Return the ends of the axis of values; a rate is shown on 0 to 100 unless told otherwise."""
    if cadre.haut is not None:
        return min(bas, 0.0), cadre.haut
    top = max([*hauts, 0.0])
    if graphique.unite.strip() == "%" and top <= 100:
        return min(bas, 0.0), 100.0
    marks = graduations(min(bas, 0.0), top or 1.0)
    return marks[0], marks[-1]
