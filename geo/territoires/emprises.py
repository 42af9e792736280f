"""What lies in a box of longitudes and latitudes, and the shapes of territories by their code.

The box is tried on the coarse contours of the communes of the whole country: what touches one of
them is in.
"""

from collections.abc import Sequence

import numpy as np
import shapely

from data.memoire import une_fois
from geo.territoires.contours import Contours, load_contours
from geo.territoires.referentiel import Referentiel

Boite = tuple[float, float, float, float]
COMMUNES, COMMUNES_D_UN_DEPARTEMENT = "communes", "communes-{}"
COUCHES = {"region": "region", "departement": "departement", "epci": "epci", "ept": "ept"}


@une_fois(1)
def _tree() -> shapely.STRtree:
    return shapely.STRtree(load_contours(COMMUNES).formes)


def communes_dans(referentiel: Referentiel, boite: Boite) -> np.ndarray:
    """Return the bool mask of the communes (of the level) that a box touches.

    ``boite``: west, south, east, north in degrees (WGS 84); one whose west is beyond its east
    goes round the other side of the Earth. The referentiel is that of the last vintage.
    """
    west, south, east, north = boite
    parts = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    level = referentiel.niveaux["commune"]
    mask = np.zeros(len(level.codes), dtype=bool)
    codes = load_contours(COMMUNES).codes
    for start, end in parts:
        found = _tree().query(shapely.box(start, south, end, north), predicate="intersects")
        mask[level.positions(codes[found].tolist())] = True
    return mask


def cellules_dans(referentiel: Referentiel, boite: Boite) -> np.ndarray:
    """Return the bool mask of the cells of the communes that a box touches."""
    return communes_dans(referentiel, boite)[referentiel.niveaux["commune"].appartenance]


@une_fois(1)
def emprise() -> Boite:
    """Return the box of all the régions: west, south, east, north."""
    bounds = shapely.total_bounds(load_contours("region").formes)
    west, south, east, north = (round(float(one), 4) for one in bounds)
    return west, south, east, north


def formes_de(
    referentiel: Referentiel, niveau: str, codes: Sequence[str]
) -> list[shapely.Geometry | None]:
    """Return the shape of each territory of a level, None for what no layer draws.

    An EPCI drawn in parts, one by département, is put together again.
    """
    if niveau == "commune":
        return _shapes_of_communes(referentiel, codes)
    parts = _parts(load_contours(COUCHES[niveau]))
    return [_joined(parts.get(code, [])) for code in codes]


def _parts(contours: Contours) -> dict[str, list[shapely.Geometry]]:
    found: dict[str, list[shapely.Geometry]] = {}
    for code, shape in zip(contours.codes.tolist(), contours.formes.tolist(), strict=True):
        found.setdefault(code.partition("-")[0], []).append(shape)
    return found


def _joined(shapes: list[shapely.Geometry]) -> shapely.Geometry | None:
    if len(shapes) < 2:
        return shapes[0] if shapes else None
    return shapely.orient_polygons(shapely.union_all(shapes), exterior_cw=False)


def _shapes_of_communes(
    referentiel: Referentiel, codes: Sequence[str]
) -> list[shapely.Geometry | None]:
    """Return the shapes of communes, from the layers of their départements, each read once."""
    departements = _departements(referentiel, codes)
    shapes: dict[str, shapely.Geometry] = {}
    for departement in dict.fromkeys(one for one in departements if one):
        layer = load_contours(COMMUNES_D_UN_DEPARTEMENT.format(departement))
        shapes.update(zip(layer.codes.tolist(), layer.formes.tolist(), strict=True))
    return [shapes.get(code) for code in codes]


def _departements(referentiel: Referentiel, codes: Sequence[str]) -> list[str]:
    """Return the code of the département of each commune, "" for one in none."""
    communes, level = referentiel.niveaux["commune"], referentiel.niveaux["departement"]
    first = np.full(len(communes.codes), -1)
    first[communes.appartenance] = np.arange(len(communes.appartenance))
    owners = level.appartenance[first[communes.positions(codes)]].tolist()
    return [str(level.codes[owner]) if owner >= 0 else "" for owner in owners]
