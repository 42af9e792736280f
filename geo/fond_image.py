"""The shapes of a map drawn on paper: those of its layers, its outlines, what it points out."""

from dataclasses import dataclass

import numpy as np
import shapely

from geo.contours import Contours, load_contours, load_plusieurs


@dataclass(frozen=True, eq=False)
class FondImage:
    """What is drawn: ``formes`` coloured, ``traits`` laid above as thicker outlines."""

    formes: Contours
    traits: Contours | None


def with_contour(fond: FondImage, code: str, nom: str, contour: shapely.Geometry) -> FondImage:
    """Return the same shapes followed by one more: the outline of what the map is about."""
    point = shapely.point_on_surface(contour)
    formes = Contours(
        np.append(fond.formes.codes, code),
        np.append(fond.formes.noms, nom),
        np.append(fond.formes.formes, contour),
        np.vstack([fond.formes.points, [[point.x, point.y]]]),
    )
    return FondImage(formes, fond.traits)


def load_fond(couches: tuple[str, ...], traits: str | None) -> FondImage:
    """Return the shapes of layers, in their order; at least one layer is expected.

    ``traits``: name of the layer of thicker outlines, None without.
    """
    return FondImage(load_plusieurs(couches), load_contours(traits) if traits else None)
