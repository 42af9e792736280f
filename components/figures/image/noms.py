"""Names of territories written on a map, where they hold without meeting one another.

Lengths are in millimetres on the sheet, sizes of text in points.
"""

from collections.abc import Sequence

import numpy as np
import shapely

from components.figures.image.encarts import Rectangle
from components.figures.image.feuille import Feuille
from components.figures.image.police import POINT, largeur, lisible

TAILLE = 8.0
HAUTEUR = 1.05 * TAILLE * POINT
NOMS_AU_PLUS = 14
NOM_AU_PLUS = 120  # letters: a longer name holds on no map
BORD = 0.5  # of the ground of a name, on each side
ESPACE = 1.0  # between two names, and to the edge of the map
DEBORD = 1.15  # of the width of a territory: its name may go a little beyond
FOND, OPACITE = "#ffffff", 0.82
# Where a name that must be read may stand, from its point, in sizes of its box.
AUTOUR = ((0, 0), (0, -1.1), (0, 1.1), (0.55, 0), (-0.55, 0), (0, -2.2), (0, 2.2))

Nom = tuple[str, float, float]  # text, left, top


def chosen_noms(
    noms: Sequence[str],
    formes: np.ndarray,
    points: np.ndarray,
    place: Rectangle,
    premier: str,
) -> list[Nom]:
    """Return the names that hold in their shapes without meeting, with where they are written.

    Parameters
    ----------
    noms, formes, points : of the territories; shapes of the sheet (None out of it), and a point
        inside each, (n, 2).
    place : the map, left, top, width, height.
    premier : a name that comes first, and is written even where it goes beyond its shape.
    """
    left, top, width, height = place
    frame = shapely.box(left + ESPACE, top + ESPACE, left + width - ESPACE, top + height - ESPACE)
    areas = [0.0 if shape is None else shape.area for shape in formes.tolist()]
    order = sorted(range(len(noms)), key=lambda rank: (noms[rank] != premier, -areas[rank]))
    taken: list[shapely.Geometry] = []
    found: list[Nom] = []
    for rank in order:
        if formes[rank] is None or len(found) == NOMS_AU_PLUS:
            continue
        text = lisible(noms[rank][: 2 * NOM_AU_PLUS])
        if len(text) > NOM_AU_PLUS:
            continue
        wide = largeur(text, TAILLE)
        x, y = points[rank].tolist()
        box = shapely.box(x - wide / 2, y - HAUTEUR / 2, x + wide / 2, y + HAUTEUR / 2)
        west, _, east, _ = formes[rank].bounds
        is_roomy = noms[rank] == premier or wide <= DEBORD * (east - west)
        if is_roomy and frame.covers(box) and not any(box.intersects(other) for other in taken):
            taken.append(box.buffer(ESPACE))
            found.append((text, x - wide / 2, y - HAUTEUR / 2))
    return found


def write_noms(
    feuille: Feuille,
    noms: Sequence[str],
    formes: np.ndarray,
    points: np.ndarray,
    place: Rectangle,
    premier: str,
) -> None:
    """Write names on a map, each on a ground that lets the map be guessed; see chosen_noms."""
    for text, left, top in chosen_noms(noms, formes, points, place, premier):
        wide = largeur(text, TAILLE) + 2 * BORD
        feuille.rectangle(left - BORD, top, wide, HAUTEUR, FOND, opacite=OPACITE)
        feuille.ecrit(left, top - 0.1 * TAILLE * POINT, text, TAILLE)


def placed_etiquettes(
    noms: Sequence[str], points: np.ndarray, place: Rectangle, taille: float
) -> list[Nom]:
    """Return where names stand that are all to be read, the first ones first.

    Each is on its point, else beside it, clear of the others and within the map; one for which
    there is no room at all is left out.
    """
    left, top, width, height = place
    high = 1.2 * taille * POINT
    taken: list[shapely.Geometry] = []
    found: list[Nom] = []
    for name, (x, y) in zip(noms, points.tolist(), strict=True):
        text = lisible(name)
        wide = largeur(text, taille)
        for dx, dy in AUTOUR:
            west = min(max(x + dx * wide - wide / 2, left + ESPACE), left + width - wide - ESPACE)
            north = min(max(y + dy * high - high / 2, top + ESPACE), top + height - high - ESPACE)
            box = shapely.box(west, north, west + wide, north + high)
            if not any(box.intersects(other) for other in taken):
                taken.append(box.buffer(BORD))
                found.append((text, west, north))
                break
    return found


def write_etiquettes(
    feuille: Feuille, noms: Sequence[str], points: np.ndarray, place: Rectangle, taille: float
) -> None:
    """Write names beside what a map outlines, each on its ground; see placed_etiquettes."""
    high = 1.2 * taille * POINT
    for text, left, top in placed_etiquettes(noms, points, place, taille):
        wide = largeur(text, taille) + 2 * BORD
        feuille.rectangle(left - BORD, top, wide, high, FOND, opacite=OPACITE)
        feuille.ecrit(left, top + 0.05 * taille * POINT, text, taille)
