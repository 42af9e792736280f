"""The room a chart has on a slide: what the title, the figures and the foot leave, in pixels.

Texts are measured in the font of the page, so that a chart is as high as it can be and nothing is
cut, however long a title is.
"""

from math import floor

from components.figures.figure import Chiffre
from components.figures.image.police import POINT, lignes
from components.gabarit.diapositive import Diapositive
from components.presentation.style import (
    BAS,
    CADRES,
    GOUTTIERE,
    HAUT,
    HAUTEUR,
    HAUTEUR_COMMANDES,
    LOGO,
)

PRUDENCE = 0.96  # of the width: the browser's bold is a little wider than the one measured
TITRE, PHRASE, PIED = (54, 62), (30, 39), (24, 30)  # size and height of a line
VALEUR, LIBELLE, PRECISION, SOUS_TITRE = 105, (28, 35), (26, 33), (28, 35)
MARGES = 52  # between the parts of a slide
SOUS_CHIFFRE = 22
MINIMUM = 200
HAUTEUR_DU_LOGO = 60


def _height(texte: str, taille: tuple[int, int], largeur: float, gras: bool = False) -> int:
    if not texte:
        return 0
    size, line = taille
    return line * len(lignes(texte, size, largeur * PRUDENCE * POINT, gras))


def _foot(slide: Diapositive, largeur: float) -> int:
    if slide.logo is None:
        return _height(slide.pied, PIED, largeur)
    return max(_height(slide.pied, PIED, largeur - LOGO - 30), HAUTEUR_DU_LOGO)


def hauteur_du_corps(slide: Diapositive, format_: str) -> int:
    """Return the height between the title and the foot of a slide."""
    cadre = CADRES[format_]
    room = cadre.largeur - 2 * cadre.marge
    taken = (
        _height(slide.titre, TITRE, room, gras=True)
        + _height(slide.phrase, PHRASE, room)
        + (10 if slide.phrase else 0)
        + _foot(slide, room)
    )
    return HAUTEUR - HAUTEUR_COMMANDES - HAUT - BAS - MARGES - taken


def place_du_graphique(
    slide: Diapositive, format_: str, chiffre: Chiffre | None
) -> tuple[int, int]:
    """Return the width and height of the chart of a slide.

    ``chiffre``: the figure written above it, in the right column; None in the left column.
    """
    cadre = CADRES[format_]
    width = cadre.gauche
    if chiffre is not None:
        width = cadre.largeur - 2 * cadre.marge - GOUTTIERE - cadre.gauche
    height = hauteur_du_corps(slide, format_)
    if slide.graphique is not None:
        height -= _height(slide.graphique.titre, SOUS_TITRE, width, gras=True) + 6
    if chiffre is not None:
        height -= (
            VALEUR
            + _height(chiffre.libelle, LIBELLE, width)
            + _height(chiffre.precision.replace("\u00a0", "x"), PRECISION, width)
            + SOUS_CHIFFRE
        )
    return width, max(floor(height), MINIMUM)
