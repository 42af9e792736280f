"""What lies around a territory: the contracts nearest to it, the communes that touch it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely

from geo.couverture.moteur import Couverture
from geo.territoires.contours import load_contours, load_plusieurs, load_points
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire

RAYON_DE_LA_TERRE_KM = 6371.0
DISTANCE_MAXIMALE_KM = 200.0
PROXIMITE = 0.0005  # degrees: borders are rounded to the fourth decimal
STATUTS_PROCHES = ("signe", "projet")
POINTS_PAR_BLOC = 64


@dataclass(frozen=True)
class ContratProche:
    """A contract that does not touch a territory.

    ``distance_km``: as the crow flies, from the territory to the nearest commune of the contract,
    between points inside the communes. ``limitrophe``: they have a common border.
    """

    contrat_id: str
    statut: str
    distance_km: float
    limitrophe: bool


@dataclass(frozen=True)
class Voisinage:
    """Communes that touch a territory from outside, how many are under a contract or a project."""

    communes: tuple[str, ...]
    nb_signe: int
    nb_projet: int


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


def departements_autour(referentiel: Referentiel, cadre: np.ndarray) -> list[str]:
    """Return the codes of the départements whose land meets a rectangle.

    ``cadre``: west, south, east, north, in degrees.
    """
    layer = load_contours("departement")
    return layer.codes[shapely.intersects(layer.formes, shapely.box(*cadre))].tolist()


def couches_du_lieu(referentiel: Referentiel, place: Territoire) -> tuple[str, ...]:
    """Return the layers that draw the communes of a place; empty when none does."""
    level = referentiel.niveaux["departement"]
    owners = np.unique(level.appartenance[referentiel.cellules(place.niveau, place.code)])
    return tuple(f"communes-{level.codes[owner]}" for owner in owners if owner >= 0)


@lru_cache(maxsize=256)
def communes_limitrophes(referentiel: Referentiel, place: Territoire) -> tuple[str, ...]:
    """Return the codes of the communes that touch a place from outside, sorted (cached).

    Empty when no layer draws the place, or for an island. An arrondissement municipal has no
    shape: the communes are those that touch its commune.
    """
    level = referentiel.niveaux["commune"]
    cells = referentiel.cellules(place.niveau, place.code)
    own = level.codes[np.unique(level.appartenance[cells])].tolist()
    layers = couches_du_lieu(referentiel, place)
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


def build_voisinage(couverture: Couverture, place: Territoire) -> Voisinage:
    """Return the communes around a place and how many are covered at a date."""
    referentiel = couverture.moteur.referentiel
    codes = communes_limitrophes(referentiel, place)
    signed = in_project = 0
    for commune in codes:
        cells = referentiel.cellules("commune", commune)
        covered = bool(couverture.signe[cells].any() or couverture.partielle[cells].any())
        signed += covered
        in_project += not covered and bool(couverture.projet[cells].any())
    return Voisinage(codes, signed, in_project)


def contrats_proches(
    couverture: Couverture, within: np.ndarray, limitrophes: tuple[str, ...], limite: int
) -> tuple[ContratProche, ...]:
    """Return the contracts signed or in project nearest to a territory, nearest first.

    Parameters
    ----------
    within : bool mask of the cells of the territory; a contract that touches it is left out.
    limitrophes : codes of the communes that touch the territory.
    limite : number of contracts at most; none is farther than DISTANCE_MAXIMALE_KM.
    """
    engine = couverture.moteur
    referentiel = engine.referentiel
    points = load_points(referentiel)
    here = points[within]
    here = here[~np.isnan(here[:, 0])]
    cells, owners = engine.perimetres.touchees
    names = np.array(engine.perimetres.contrats)
    wanted = np.isin(names, couverture.contrats(*STATUTS_PROCHES))
    wanted[np.unique(owners[within[cells]])] = False
    kept = wanted[owners] & ~np.isnan(points[cells, 0])
    cells, owners = cells[kept], owners[kept]
    if not len(here) or not len(cells):
        return ()
    unique, inverse = np.unique(cells, return_inverse=True)
    by_owner = np.full(len(names), np.inf)
    np.minimum.at(by_owner, owners, distances_km(points[unique], here)[inverse])
    level = referentiel.niveaux["commune"]
    bordering = np.isin(level.codes[level.appartenance[cells]], limitrophes)
    neighbours = set(owners[bordering].tolist())
    order = sorted(
        np.flatnonzero(by_owner <= DISTANCE_MAXIMALE_KM).tolist(),
        key=lambda owner: (owner not in neighbours, by_owner[owner], names[owner]),
    )
    return tuple(
        ContratProche(
            str(names[owner]),
            couverture.statuts[str(names[owner])],
            float(by_owner[owner]),
            owner in neighbours,
        )
        for owner in order[:limite]
    )
