"""The map of a PDF sheet, drawn as vectors: statuses in colour and pattern, names, legend.

Lengths are in millimetres.
"""

from math import cos, radians

import numpy as np
import shapely

from components.commun.statuts import STATUTS, Aspect
from components.documents.pdf.dessin import echantillon, motif, peint
from components.documents.pdf.texte import GRIS, Page, rgb
from geo.territoire.carte import FondDeCarte

CONTEXTE = "#e4e8eb"
MER = "#e9f1f6"
TRAIT = "#12181f"
# Of the outline of the place, by what the shapes are.
EPAISSEURS = {"commune": 0.8, "arrondissement_municipal": 0.8, "epci": 0.4}
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
    peint(page, [frame], MER, None, 0)
    context = [s for s, status in zip(shapes, fond.statuts, strict=True) if status is None]
    peint(page, context, CONTEXTE, "#ffffff", 0.15)
    for code, aspect in STATUTS.items():
        drawn = [s for s, status in zip(shapes, fond.statuts, strict=True) if status == code]
        if not drawn:
            continue
        peint(page, drawn, aspect.couleur, None, 0)
        motif(page, shapely.union_all(drawn), aspect)
        peint(page, drawn, None, "#ffffff" if code == "signe" else "#8d8577", 0.15)
    outline = shapely.transform(fond.contour, project)
    inside = shapely.intersection(outline, frame)
    stroke = EPAISSEURS[fond.niveau]
    peint(page, [inside], None, "#ffffff", 2 * stroke)  # seen on the dark shapes too
    peint(page, [inside], None, TRAIT, stroke)
    _write_names(page, _name_boxes(page, fond, shapely.buffer(frame, -1), shapes, points))
    peint(page, [frame], None, "#9aa4b1", 0.2)


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
