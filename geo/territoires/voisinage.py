"""What is around a territory, by shapes alone: distances, and what touches it."""

import numpy as np
import shapely

from data.memoire import une_fois
from geo.territoires.contours import load_contours, load_plusieurs
from geo.territoires.couches import couches_for
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire

RAYON_DE_LA_TERRE_KM = 6371.0


PROXIMITE = 0.0005  # degrees: borders are rounded to the fourth decimal


POINTS_PAR_BLOC = 64


def _unit_vectors(points: np.ndarray) -> np.ndarray:
    longitude, latitude = np.radians(points).T
    return np.column_stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ]
    )


def distances_km(points: np.ndarray, cibles: np.ndarray) -> np.ndarray:
    """Return the great-circle distance from each point to the nearest target, in kilometres.

    ``points``, ``cibles``: (n, 2) longitudes and latitudes in degrees. Infinite without a target;
    NaN for a point that is not known.
    """
    vectors = _unit_vectors(points)
    nearest = np.full(len(points), -np.inf)
    for start in range(0, len(cibles), POINTS_PAR_BLOC):
        block = _unit_vectors(cibles[start : start + POINTS_PAR_BLOC])
        nearest = np.maximum(nearest, (vectors @ block.T).max(axis=1))
    if not len(cibles):
        return np.full(len(points), np.inf)
    return RAYON_DE_LA_TERRE_KM * np.arccos(np.clip(nearest, -1.0, 1.0))


def a_portee(points: np.ndarray, cibles: np.ndarray, km: float) -> np.ndarray:
    """Tell which points lie in the frame of targets widened by a distance: no other is as near.

    ``points``, ``cibles``: as in ``distances_km``, known; ``km``: kilometres.
    """
    (west, south), (east, north) = cibles.min(axis=0), cibles.max(axis=0)
    angle = km / RAYON_DE_LA_TERRE_KM
    high = np.degrees(angle)
    # Meridians draw together: the widest is at the latitude of the target nearest to a pole.
    polar = np.cos(np.radians(max(abs(south), abs(north))))
    wide = np.degrees(np.arcsin(min(1.0, np.sin(angle) / polar)))
    longitude, latitude = points.T
    return (
        (longitude >= west - wide)
        & (longitude <= east + wide)
        & (latitude >= south - high)
        & (latitude <= north + high)
    )


def departements_autour(referentiel: Referentiel, cadre: np.ndarray) -> list[str]:
    """Return the codes of the départements whose land meets a rectangle.

    ``cadre``: west, south, east, north, in degrees.
    """
    layer = load_contours("departement")
    return layer.codes[shapely.intersects(layer.formes, shapely.box(*cadre))].tolist()


@une_fois(256)
def communes_limitrophes(referentiel: Referentiel, place: Territoire) -> tuple[str, ...]:
    """Return the codes of the communes that touch a place from outside, sorted (cached).

    Empty when no layer draws the place, or for an island. An arrondissement municipal has no
    shape: the communes are those that touch its commune.
    """
    cells = referentiel.cellules(place.niveau, place.code)
    own = referentiel.niveaux["commune"].codes_de(cells)
    layers = couches_for(referentiel, place, "commune")
    if not layers:
        return ()
    first = load_plusieurs(layers)
    inside = np.isin(first.codes, own)
    bounds = shapely.total_bounds(first.formes[inside])
    frame = bounds + PROXIMITE * np.array([-1, -1, 1, 1])
    names = [f"communes-{code}" for code in departements_autour(referentiel, frame)]
    around = load_plusieurs(tuple(dict.fromkeys([*layers, *names])))
    outside = ~np.isin(around.codes, own)
    outline = shapely.union_all(first.formes[inside])
    shapely.prepare(outline)
    touching = shapely.dwithin(outline, around.formes[outside], PROXIMITE)
    return tuple(sorted(around.codes[outside][touching].tolist()))
