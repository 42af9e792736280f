"""The shapes of a map drawn on paper: those of its layers, its outlines, what it points out."""

from dataclasses import dataclass

import numpy as np
import shapely

from geo.territoires.contours import CONTOUR, Contours, load_contours, load_plusieurs

DES_COMMUNES = "communes-"  # begins the name of the layer of the communes of a département


@dataclass(frozen=True, eq=False)
class FondImage:
    """What is drawn: ``formes`` coloured, ``traits`` laid above as thicker outlines.

    ``autour``: land around the layers of the map.
    """

    formes: Contours
    traits: Contours | None
    autour: Contours | None = None


def with_contour(fond: FondImage, nom: str, contour: shapely.Geometry) -> FondImage:
    """Return the same shapes followed by one more: the outline of what the map is about."""
    point = shapely.point_on_surface(contour)
    formes = Contours(
        np.append(fond.formes.codes, CONTOUR),
        np.append(fond.formes.noms, nom),
        np.append(fond.formes.formes, contour),
        np.vstack([fond.formes.points, [[point.x, point.y]]]),
    )
    return FondImage(formes, fond.traits, fond.autour)


def load_fond(
    couches: tuple[str, ...], traits: str | None, autour: tuple[str, ...] = ()
) -> FondImage:
    """Return the shapes of layers, in their order; at least one layer is expected.

    ``traits``: name of the layer of thicker outlines, None without. The communes of a département
    are drawn finer than that layer: their outline is then their own, so that both follow one coast.
    ``autour``: names of the layers of the land around.
    """
    around = load_plusieurs(autour) if autour else None
    if traits == "departement" and all(name.startswith(DES_COMMUNES) for name in couches):
        return FondImage(load_plusieurs(couches), _outlines((*couches, *autour)), around)
    return FondImage(load_plusieurs(couches), load_contours(traits) if traits else None, around)


def _outlines(couches: tuple[str, ...]) -> Contours:
    """Return the outline of each layer of communes, in the order of ``couches``."""
    layers = [load_contours(name) for name in couches]
    shapes = [shapely.coverage_union_all(layer.formes) for layer in layers]
    points = shapely.point_on_surface(shapes)
    codes = np.array([name.removeprefix(DES_COMMUNES) for name in couches], dtype=str)
    return Contours(codes, codes, np.array(shapes, dtype=object), shapely.get_coordinates(points))
