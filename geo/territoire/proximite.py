"""What lies around a territory: the contracts nearest to it, the communes that touch it."""

from dataclasses import dataclass

import numpy as np

from data.errors import CouchesInvalides
from geo.couverture.moteur import Couverture
from geo.territoires.contours import load_points
from geo.territoires.territoire import Territoire
from geo.territoires.voisinage import a_portee, communes_limitrophes, distances_km

DISTANCE_MAXIMALE_KM = 200.0
STATUTS_PROCHES = ("signe", "projet")


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


def build_voisinage(couverture: Couverture, place: Territoire) -> Voisinage:
    """Return the communes around a place and how many are covered at a date.

    None is known when a layer of the map is not whole, which every page says.
    """
    referentiel = couverture.moteur.referentiel
    try:
        codes = communes_limitrophes(referentiel, place)
    except CouchesInvalides:
        return Voisinage((), 0, 0)
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
    try:
        points = load_points(referentiel)
    except CouchesInvalides:  # said above every page
        return ()
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
    near = a_portee(points[cells], here, DISTANCE_MAXIMALE_KM)
    cells, owners = cells[near], owners[near]
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
