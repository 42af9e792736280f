"""Shapes laid on the paper: projected, moved into insets, cut to the view, painted by class.

Lengths are in millimetres on the sheet; a class is painted in one go, whatever its shapes.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from components.commun.statuts import Aspect
from components.figures.image.encarts import (
    Encart,
    Rectangle,
    disposition,
    encarts,
    etendue_totale,
    projette,
)
from components.figures.image.police import POINT
from geo.territoires.contours import Contours

HACHURES = {
    "": "",
    "hachures": "/////",
    "contre_hachures": "\\\\\\\\\\",
    "points": "....",
    "croix": "xxxx",
    "lignes": "-----",
    "colonnes": "|||||",
    "grille": "+++++",
    "rayures": "//",
    "ronds": "oo",
    "treillis": "-/\\",
    "semis": ".",
}
MARGE = 0.04  # of the view, on each side
COTE_MINIMAL = 500.0  # metres
FINESSE = 0.1  # millimetres: smaller details are not written in a file of vectors
BORD_COUPE = 1.0  # millimetres around the frame, where the edges of what is cut are not seen


def hachures(aspect: Aspect) -> str:
    """Return the pattern of a class, as matplotlib writes it."""
    return HACHURES[aspect.motif]


@dataclass(frozen=True)
class Cadrage:
    """How metres become millimetres: x * echelle + x0, y0 - y * echelle."""

    echelle: float
    x0: float
    y0: float
    encarts: tuple[Encart, ...]

    def __call__(self, metres: np.ndarray) -> np.ndarray:
        """Return points of the sheet, (n, 2)."""
        return np.column_stack(
            [self.x0 + metres[:, 0] * self.echelle, self.y0 - metres[:, 1] * self.echelle]
        )

    def rectangle(self, cadre: Rectangle) -> Rectangle:
        """Return left, top, width, height on the sheet of a rectangle in metres."""
        (left, bottom), (right, top) = self(np.array([cadre[:2], cadre[2:]])).tolist()
        return left, top, right - left, bottom - top


def cadrage(formes: Contours, vues: np.ndarray, place: Rectangle, avec_encarts: bool) -> Cadrage:
    """Return how a map is laid in a rectangle of the sheet (left, top, width, height).

    ``vues``: bool array, the features to which the map is fitted; with insets, it is fitted to the
    whole country.
    """
    left, top, width, height = place
    frames = encarts(disposition(width / height)) if avec_encarts else ()
    if avec_encarts:
        west, south, east, north = etendue_totale(frames)
        margin = 0.015
    else:
        bounds = shapely.total_bounds(formes.formes[vues])
        west, south, east, north = projette(bounds.reshape(2, 2)).ravel().tolist()
        margin = MARGE
    spans = [max(east - west, COTE_MINIMAL), max(north - south, COTE_MINIMAL)]
    scale = min(width / spans[0], height / spans[1]) / (1 + 2 * margin)
    return Cadrage(
        scale,
        left + width / 2 - scale * (west + east) / 2,
        top + height / 2 + scale * (south + north) / 2,
        frames,
    )


def pose(formes: Contours, cadre: Cadrage, place: Rectangle) -> np.ndarray:
    """Return the shapes on the sheet, in their order; None where nothing of one is in the frame."""
    left, top, width, height = place
    inverse = np.array([[left, top + height], [left + width, top]])
    metres = (inverse - [cadre.x0, cadre.y0]) / [cadre.echelle, -cadre.echelle]
    laid = np.full(len(formes.formes), None, dtype=object)
    home = np.ones(len(laid), dtype=bool)
    for encart in cadre.encarts:
        mine = encart.contient(formes.points)
        home &= ~mine
        laid[mine] = shapely.transform(
            formes.formes[mine], lambda points, one=encart: cadre(one.place(projette(points)))
        )
    near = np.flatnonzero(home)
    bounds = shapely.bounds(formes.formes[near])
    lower, upper = projette(bounds[:, :2]), projette(bounds[:, 2:])
    reach = 0.1 * (metres[1] - metres[0])
    seen = np.all((upper >= metres[0] - reach) & (lower <= metres[1] + reach), axis=1)
    near = near[seen]
    laid[near] = shapely.transform(formes.formes[near], lambda points: cadre(projette(points)))
    return laid


def _path(shapes: np.ndarray) -> Path | None:
    """Return polygons as one path: rings that turn one way outside, the other way in holes."""
    polygons = shapely.get_parts(shapes)
    polygons = polygons[(shapely.get_type_id(polygons) == 3) & ~shapely.is_empty(polygons)]
    if not len(polygons):
        return None
    rings = shapely.get_rings(shapely.orient_polygons(polygons))
    points, owner = shapely.get_coordinates(rings, return_index=True)
    codes = np.full(len(points), Path.LINETO, dtype=Path.code_type)
    changes = np.flatnonzero(np.diff(owner))
    codes[0], codes[changes + 1] = Path.MOVETO, Path.MOVETO
    codes[-1], codes[changes] = Path.CLOSEPOLY, Path.CLOSEPOLY
    return Path(points, codes)


def peint(
    axes: Axes,
    formes: np.ndarray,
    couleur: str | None,
    *,
    bord: str | None = None,
    trait: float = 0.0,
    motif: str = "",
    couleur_motif: str = "",
    etage: float = 1,
    opacite: float = 1,
) -> None:
    """Paint shapes of the sheet in one go.

    ``couleur``: None to draw the edges alone; ``trait``: width of the edges in millimetres;
    ``etage``: what is higher is drawn above.
    """
    path = _path(formes)
    if path is None:
        return
    patch = PathPatch(
        path,
        facecolor=couleur or "none",
        edgecolor=bord or "none",
        linewidth=trait / POINT if bord else 0,
        joinstyle="round",
        hatch=motif or None,
        hatchcolor=couleur_motif or couleur or "none",
        hatch_linewidth=0.4,
        alpha=opacite,
        zorder=etage,
    )
    axes.add_artist(patch)  # not add_patch, which measures each segment


def largeur_typique(formes: np.ndarray) -> float:
    """Return the median width of shapes, in millimetres; 0 without any."""
    bounds = shapely.bounds(formes)
    return float(np.median(bounds[:, 2] - bounds[:, 0])) if len(bounds) else 0.0


def allege(formes: np.ndarray, a_part: np.ndarray | None = None) -> np.ndarray:
    """Return shapes of the sheet (None kept) without what is too small to be seen on paper.

    Shared borders stay shared. ``a_part``: bool array, the outlines laid over the other shapes.
    """
    there = np.array([shape is not None for shape in formes.tolist()], dtype=bool)
    apart = np.zeros(len(formes), dtype=bool) if a_part is None else a_part
    lighter = formes.copy()
    tiled, laid_over = there & ~apart, there & apart
    lighter[tiled] = shapely.coverage_simplify(formes[tiled], FINESSE)
    lighter[laid_over] = shapely.simplify(formes[laid_over], FINESSE)
    return lighter


def decoupe(formes: np.ndarray, place: Rectangle) -> np.ndarray:
    """Return the shapes cut to a rectangle of the sheet; None where nothing is left.

    A file of vectors would hold, and some programs show, what goes beyond the frame. The cut is
    made a little outside, where its edge is not drawn.
    """
    left, top, width, height = place
    frame = shapely.box(
        left - BORD_COUPE, top - BORD_COUPE, left + width + BORD_COUPE, top + height + BORD_COUPE
    )
    shapely.prepare(frame)
    cut = np.full(len(formes), None, dtype=object)
    kept = np.flatnonzero([shape is not None for shape in formes.tolist()])
    inside = shapely.covers(frame, shapely.box(*shapely.bounds(formes[kept]).T))
    cut[kept[inside]] = formes[kept[inside]]
    crossing = kept[~inside]
    pieces = shapely.intersection(shapely.make_valid(formes[crossing]), frame)
    cut[crossing] = np.where(shapely.is_empty(pieces), None, pieces)
    return cut
