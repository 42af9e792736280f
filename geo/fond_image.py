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


def with_contour(formes: Contours, code: str, nom: str, contour: shapely.Geometry) -> Contours:
    """Return shapes followed by one more: the outline of what a map is about."""
    point = shapely.point_on_surface(contour)
    return Contours(
        np.append(formes.codes, code),
        np.append(formes.noms, nom),
        np.append(formes.formes, contour),
        np.vstack([formes.points, [[point.x, point.y]]]),
    )


def load_fond(couches: tuple[str, ...], traits: str | None) -> FondImage | None:
    """Return the shapes of layers, in their order; None when no layer draws the territory.

    ``traits``: name of the layer of thicker outlines, None without.
    """
    if not couches:
        return None
    return FondImage(load_plusieurs(couches), load_contours(traits) if traits else None)
