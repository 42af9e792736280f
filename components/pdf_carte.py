"""The map of a PDF sheet, drawn as vectors: statuses in colour and pattern, names, legend.

Lengths are in millimetres.
"""

from collections.abc import Iterable
from math import cos, radians

import numpy as np
import shapely
from fpdf.drawing import PaintedPath
from fpdf.enums import IntersectionRule

from components.pdf_texte import GRIS, Page, rgb
from components.statuts import STATUTS, Aspect
from geo.situation_carte import FondDeCarte

CONTEXTE = "#e4e8eb"
MER = "#e9f1f6"
TRAIT = "#12181f"
EPAISSEURS = {"commune": 0.8, "epci": 0.4}  # of the outline of the place
PAS_DES_MOTIFS = 1.9
TAILLE_DES_NOMS = 8.0
NOMS_AU_PLUS = 14
BORD_DES_NOMS = 0.5


class Projection:
    """Longitudes and latitudes laid flat on a frame of the paper (equirectangular)."""

    def __init__(
        self,
        cadre: tuple[float, float, float, float],
        x: float,
        y: float,
        largeur: float,
        hauteur: float,
    ) -> None:
        self.west, south, east, self.north = cadre
        stretch = cos(radians((south + self.north) / 2))
        self.x, self.y = x, y
        self.per_longitude = largeur / (east - self.west)
        self.per_latitude = hauteur / (self.north - south)
        # The frame was given the ratio of the paper: both scales are then the same.
        self.scale = min(self.per_longitude / stretch, self.per_latitude)

    def __call__(self, points: np.ndarray) -> np.ndarray:
        """Return points of the paper, (n, 2), from longitudes and latitudes."""
        return np.column_stack(
            [
                self.x + (points[:, 0] - self.west) * self.per_longitude,
                self.y + (self.north - points[:, 1]) * self.per_latitude,
            ]
        )


def _polygons(shape: shapely.Geometry) -> Iterable[shapely.Polygon]:
    parts = shapely.get_parts(shape).tolist()
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def _trace(path: PaintedPath, shape: shapely.Geometry) -> None:
    """Add the rings of a shape of the paper to a path."""
    for polygon in _polygons(shape):
        for ring in (polygon.exterior, *polygon.interiors):
            points = np.round(shapely.get_coordinates(ring), 2).tolist()
            path.move_to(*points[0])
            for point in points[1:-1]:
                path.line_to(*point)
            path.close()


def _draw(page: Page, path: PaintedPath) -> None:
    with page.drawing_context() as context:
        context.add_item(path, clone=False)  # a copy would take most of the time of the drawing


def _paint(
    page: Page,
    shapes: Iterable[shapely.Geometry],
    fill: str | None,
    stroke: str | None,
    width: float,
) -> None:
    path = PaintedPath()
    path.style.intersection_rule = IntersectionRule.EVENODD
    path.style.fill_color = fill
    path.style.stroke_color = stroke
    path.style.stroke_width = width
    path.style.stroke_join_style = "round"
    for shape in shapes:
        _trace(path, shape)
    _draw(page, path)


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


def _lines(page: Page, geometry: shapely.Geometry, colour: str, width: float) -> None:
    path = PaintedPath()
    path.style.stroke_color = colour
    path.style.stroke_width = width
    path.style.fill_color = None
    for line in shapely.get_parts(geometry).tolist():
        if line.geom_type == "LineString" and not line.is_empty:
            (x1, y1), *_, (x2, y2) = np.round(shapely.get_coordinates(line), 2).tolist()
            path.move_to(x1, y1)
            path.line_to(x2, y2)
    _draw(page, path)


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
    slopes = (1, -1) if aspect.motif == "croix" else (1,)
    for slope in slopes:
        lines = shapely.intersection(_hatching(np.array(area.bounds), slope), area)
        _lines(page, lines, aspect.couleur_motif, 0.22)


def rectangle_de(
    page: Page, aspect: Aspect, x: float, y: float, largeur: float, hauteur: float
) -> None:
    """Draw a rectangle of the colour and pattern of a class; nothing when it has no width."""
    if largeur <= 0:
        return
    box = shapely.box(x, y, x + largeur, y + hauteur)
    _paint(page, [box], aspect.couleur, None, 0)
    motif(page, box, aspect)


def echantillon(page: Page, x: float, y: float, aspect: Aspect) -> None:
    """Draw the sample of a class for a legend: 6 by 3.4 millimetres."""
    box = shapely.box(x, y, x + 6, y + 3.4)
    _paint(page, [box], aspect.couleur, None, 0)
    motif(page, box, aspect)
    _paint(page, [box], None, "#4b5563", 0.2)


def _name_boxes(
    page: Page,
    fond: FondDeCarte,
    frame: shapely.Geometry,
    shapes: list[shapely.Geometry],
    points: np.ndarray,
) -> list[tuple[str, float, float, float]]:
    """Choose the names that hold in their shapes without meeting: text, left, top, width."""
    page.police(TAILLE_DES_NOMS)
    height = page.font_size * 1.05
    taken: list[shapely.Geometry] = []
    chosen: list[tuple[str, float, float, float]] = []
    order = sorted(
        range(len(shapes)), key=lambda rank: (fond.noms[rank] != fond.nom, -shapes[rank].area)
    )
    for rank in order:
        if fond.statuts[rank] is None or len(chosen) == NOMS_AU_PLUS:
            continue
        text = page.lisible(fond.noms[rank])
        width = page.largeur(text)
        x, y = points[rank].tolist()
        box = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        west, _, east, _ = shapes[rank].bounds
        roomy = width <= 1.15 * (east - west) or fond.noms[rank] == fond.nom
        if (
            roomy
            and frame.covers(box)
            and not any(shapely.intersects(box, other) for other in taken)
        ):
            taken.append(shapely.buffer(box, 1.0))
            chosen.append((text, x - width / 2, y - height / 2, width))
    return chosen


def _write_names(page: Page, names: list[tuple[str, float, float, float]]) -> None:
    height = page.font_size * 1.05
    for text, left, top, width in names:
        with page.local_context(fill_opacity=0.82, fill_color=(255, 255, 255)):
            page.rect(left - BORD_DES_NOMS, top, width + 2 * BORD_DES_NOMS, height, style="F")
        page.police(TAILLE_DES_NOMS)
        page.ecrit(left, top, text)


def carte(
    page: Page, fond: FondDeCarte, x: float, y: float, largeur: float, hauteur: float
) -> None:
    """Draw a map in a rectangle of the page."""
    project = Projection(fond.cadre, x, y, largeur, hauteur)
    frame = shapely.box(x, y, x + largeur, y + hauteur)
    shapes = [shapely.transform(shape, project) for shape in fond.formes.tolist()]
    points = project(fond.points)
    _paint(page, [frame], MER, None, 0)
    context = [s for s, status in zip(shapes, fond.statuts, strict=True) if status is None]
    _paint(page, context, CONTEXTE, "#ffffff", 0.15)
    for code, aspect in STATUTS.items():
        drawn = [s for s, status in zip(shapes, fond.statuts, strict=True) if status == code]
        if not drawn:
            continue
        _paint(page, drawn, aspect.couleur, None, 0)
        motif(page, shapely.union_all(drawn), aspect)
        _paint(page, drawn, None, "#ffffff" if code == "signe" else "#8d8577", 0.15)
    outline = shapely.transform(fond.contour, project)
    inside = shapely.intersection(outline, frame)
    stroke = EPAISSEURS[fond.niveau]
    _paint(page, [inside], None, "#ffffff", 2 * stroke)  # seen on the dark shapes too
    _paint(page, [inside], None, TRAIT, stroke)
    _write_names(page, _name_boxes(page, fond, shapely.buffer(frame, -1), shapes, points))
    _paint(page, [frame], None, "#9aa4b1", 0.2)


def _legend_item(page: Page, x: float, y: float, aspect: Aspect | None) -> None:
    if aspect is not None:
        echantillon(page, x, y, aspect)
        return
    page.set_draw_color(*rgb(TRAIT))
    page.set_line_width(0.8)
    page.line(x, y + 1.7, x + 6, y + 1.7)


def legende(page: Page, fond: FondDeCarte, x: float, y: float, largeur: float) -> float:
    """Draw the legend of a map on one or several lines, and return the height reached."""
    items: list[tuple[str, Aspect | None]] = [(fond.nom, None)]
    items += [(one.libelle, one) for code, one in STATUTS.items() if code in fond.statuts]
    left, step = x, 4.6
    for label, aspect in items:
        page.police(8.5, couleur=GRIS)
        text = page.raccourci(label, largeur - 12)
        width = 7.2 + page.largeur(text) + 4
        if left + width > x + largeur and left > x:
            left, y = x, y + step
        _legend_item(page, left, y, aspect)
        page.police(8.5, couleur=GRIS)
        page.ecrit(left + 7.2, y, text)
        left += width
    return y + step
