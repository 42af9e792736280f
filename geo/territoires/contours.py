"""Shapes and inner points of the map layers, for what is drawn or measured on the server."""

import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from data.lecture.integrite import read_couche
from data.memoire import une_fois
from geo.territoires.referentiel import Referentiel

# The coarse layer is ten megabytes: parsing it whole for its points would take a second.
_COORDINATES = re.compile(rb'"coordinates":[][0-9.,eE+\s-]*')
_CODE_AND_POINT = re.compile(rb'"id":"(\w+)","properties":\{[^{}]*"p":\[([-\d.]+),([-\d.]+)\]')

CONTOUR = "contour"
"""Identifier of the feature that is the outline of what a map is about."""


@dataclass(frozen=True, eq=False)
class Contours:
    """The features of a layer, in the order of its file.

    Attributes
    ----------
    codes, noms : str arrays, identifier and name of each feature.
    formes : array of shapely polygons, longitudes and latitudes in degrees.
    points : float array (n, 2), longitude and latitude of a point inside each feature.
    """

    codes: np.ndarray
    noms: np.ndarray
    formes: np.ndarray
    points: np.ndarray

    def dans(self, cadre: np.ndarray) -> np.ndarray:
        """Tell which points lie in a rectangle: west, south, east, north (a bool array)."""
        west, south, east, north = cadre
        x, y = self.points.T
        return (west <= x) & (x <= east) & (south <= y) & (y <= north)


@une_fois(24)
def load_contours(couche: str) -> Contours:
    """Read a layer of data/referentiel/couches (cached); raise CouchesInvalides."""
    content = read_couche(couche)
    # Of the coordinates, nine tenths of the file, shapely alone makes something.
    features = json.loads(_COORDINATES.sub(b'"coordinates":[]', content))["features"]
    properties = [feature["properties"] for feature in features]
    shapes = shapely.get_parts(shapely.from_geojson(content))  # twice as fast as one by one
    return Contours(
        np.array([feature["id"] for feature in features], dtype=str),
        np.array([one["nom"] for one in properties], dtype=object),
        shapes,
        np.array([one["p"] for one in properties], dtype=float).reshape(-1, 2),
    )


def load_plusieurs(couches: tuple[str, ...]) -> Contours:
    """Read several layers as one, end to end; at least one is expected."""
    read = [load_contours(couche) for couche in couches]
    return Contours(
        *(
            np.concatenate([getattr(one, champ) for one in read])
            for champ in ("codes", "noms", "formes", "points")
        )
    )


@une_fois(24)
def load_points(referentiel: Referentiel) -> np.ndarray:
    """Return the longitude and latitude of a point inside the commune of each cell (cached).

    A float array (n, 2), in degrees; NaN for a commune that no layer draws (Saint-Martin). The
    arrondissements of a commune share its point.
    """
    found = _CODE_AND_POINT.findall(read_couche("communes"))
    level = referentiel.niveaux["commune"]
    points = np.full((len(level.codes), 2), np.nan)
    positions = level.positions(code.decode() for code, _, _ in found)
    points[positions] = np.array([point for _, *point in found], dtype=float)
    return points[level.appartenance]


def couche_du_contour(nom: str, contour: shapely.Geometry) -> dict[str, Any]:
    """Return a layer (GeoJSON) of one feature, CONTOUR; ``nom``: of what is inside, or empty."""
    point = shapely.point_on_surface(contour)
    feature = {
        "type": "Feature",
        "id": CONTOUR,
        "properties": {"nom": nom, "population": 0, "region": "", "p": [point.x, point.y]},
        "geometry": shapely.geometry.mapping(contour),
    }
    return {"type": "FeatureCollection", "features": [feature]}
