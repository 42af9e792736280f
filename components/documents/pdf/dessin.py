"""Shapes drawn as vectors on a PDF page, and the patterns of the statuses.

Lengths are in millimetres.
"""

from collections.abc import Iterable

import numpy as np
import shapely

from components.commun.statuts import Aspect
from components.documents.pdf.texte import Page, rgb

PAS_DES_MOTIFS = 1.9
PENTES = {"croix": (1, -1), "contre_hachures": (-1,)}  # of the lines of a pattern, else 1
POLYGONE, LIGNE = 3, 1  # kinds of shapely.get_type_id


def _operators(page: Page, formes: Iterable[shapely.Geometry]) -> str:
    """Return the rings of polygons as operators of a PDF: points from the bottom left corner."""
    parts = shapely.get_parts(np.array(list(formes), dtype=object))
    parts = parts[(shapely.get_type_id(parts) == POLYGONE) & ~shapely.is_empty(parts)]
    if not len(parts):
        return ""
    points, ring = shapely.get_coordinates(shapely.get_rings(parts), return_index=True)
    places = np.round(np.column_stack([points[:, 0], page.h - points[:, 1]]) * page.k, 2)
    starts = np.diff(ring, prepend=-1) > 0
    ends = np.append(starts[1:], True)
    written = []
    rows = zip(places.tolist(), starts.tolist(), ends.tolist(), strict=True)
    for (x, y), is_start, is_end in rows:
        # The last point of a ring is its first one: it is closed instead.
        written.append("h" if is_end else f"{x:g} {y:g} {'m' if is_start else 'l'}")
    return "\n".join(written)


def _colour(hexadecimal: str, operator: str) -> str:
    return " ".join(f"{part / 255:.4g}" for part in rgb(hexadecimal)) + f" {operator}"


def peint(
    page: Page,
    shapes: Iterable[shapely.Geometry],
    fill: str | None,
    stroke: str | None,
    width: float,
) -> None:
    """Fill shapes of the paper with a colour, draw their edges, or both.

    A map has hundreds of thousands of points: they are written as the operators of the format,
    several times faster than as objects of fpdf2.
    """
    path = _operators(page, shapes)
    if not path or (fill is None and stroke is None):
        return
    style = [_colour(fill, "rg")] if fill else []
    if stroke:
        style += [_colour(stroke, "RG"), f"{width * page.k:.4g} w 1 j"]
    paint = {(True, True): "B*", (True, False): "f*", (False, True): "S"}[bool(fill), bool(stroke)]
    page._out("\n".join(["q", *style, path, paint, "Q"]))


def _hatching(bounds: np.ndarray, slope: int) -> shapely.Geometry:
    """Parallel lines at 45 degrees across a rectangle; ``slope`` is 1 or -1."""
    west, north, east, south = bounds
    height = south - north
    starts = np.arange(west - height, east + height, PAS_DES_MOTIFS * 2**0.5)
    ends = starts + height
    tops, bottoms = (south, north) if slope > 0 else (north, south)
    lines = [
        [(start, tops), (end, bottoms)]
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
    return shapely.multilinestrings([shapely.linestrings(line) for line in lines])


def segments(page: Page, geometry: shapely.Geometry, colour: str, width: float) -> None:
    """Draw straight lines."""
    lines = shapely.get_parts(geometry)
    lines = lines[(shapely.get_type_id(lines) == LIGNE) & ~shapely.is_empty(lines)]
    if not len(lines):
        return
    points, owner = shapely.get_coordinates(lines, return_index=True)
    places = np.round(np.column_stack([points[:, 0], page.h - points[:, 1]]) * page.k, 2)
    starts = np.diff(owner, prepend=-1) > 0
    path = "\n".join(
        f"{x:g} {y:g} {'m' if is_start else 'l'}"
        for (x, y), is_start in zip(places.tolist(), starts.tolist(), strict=True)
    )
    page._out(f"q\n{_colour(colour, 'RG')}\n{width * page.k:.4g} w\n{path}\nS\nQ")


def _dots(page: Page, area: shapely.Geometry, colour: str) -> None:
    west, north, east, south = area.bounds
    columns = np.arange(west, east, PAS_DES_MOTIFS)
    rows = np.arange(north, south, PAS_DES_MOTIFS)
    if not len(columns) or not len(rows):
        return
    x, y = (axis.ravel() for axis in np.meshgrid(columns, rows))
    x = x + np.where(np.round((y - north) / PAS_DES_MOTIFS) % 2, PAS_DES_MOTIFS / 2, 0)
    shapely.prepare(area)
    kept = shapely.contains_xy(area, x, y)
    page.set_fill_color(*rgb(colour))
    for left, top in zip(x[kept].tolist(), y[kept].tolist(), strict=True):
        page.rect(left - 0.25, top - 0.25, 0.5, 0.5, style="F")


def motif(page: Page, area: shapely.Geometry, aspect: Aspect) -> None:
    """Draw the pattern of a class over an area of the paper."""
    if area.is_empty or not aspect.motif:
        return
    if aspect.motif == "points":
        _dots(page, area, aspect.couleur_motif)
        return
    slopes = PENTES.get(aspect.motif, (1,))
    for slope in slopes:
        lines = shapely.intersection(_hatching(np.array(area.bounds), slope), area)
        segments(page, lines, aspect.couleur_motif, 0.22)


def rectangle_de(
    page: Page, aspect: Aspect, x: float, y: float, largeur: float, hauteur: float
) -> None:
    """Draw a rectangle of the colour and pattern of a class; nothing when it has no width."""
    if largeur <= 0:
        return
    box = shapely.box(x, y, x + largeur, y + hauteur)
    peint(page, [box], aspect.couleur, None, 0)
    motif(page, box, aspect)


def echantillon(page: Page, x: float, y: float, aspect: Aspect) -> None:
    """Draw the sample of a class for a legend: 6 by 3.4 millimetres."""
    box = shapely.box(x, y, x + 6, y + 3.4)
    peint(page, [box], aspect.couleur, None, 0)
    motif(page, box, aspect)
    peint(page, [box], None, "#4b5563", 0.2)
