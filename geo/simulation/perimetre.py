"""Which territories the perimeter of a contract can be given, and which can be taken off it."""

from collections.abc import Iterator

import numpy as np

from geo.couverture.moteur import Couverture, mask_of
from geo.territoires.niveau import HORS_REGIONS, Niveau
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire, find_territoire

NIVEAUX_DU_PERIMETRE = ("epci", "commune")


def _wholly_and_partly(level: Niveau, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions of the territories that a mask covers, and of those it touches."""
    inside, outside = level.appartenance[cells], level.appartenance[~cells]
    touched = np.unique(inside[inside != HORS_REGIONS])
    return np.setdiff1d(touched, outside), touched


def _places(referentiel: Referentiel, niveau: str, positions: np.ndarray) -> Iterator[Territoire]:
    level = referentiel.niveaux[niveau]
    found = (find_territoire(referentiel, niveau, str(code)) for code in level.codes[positions])
    return (one for one in found if one.niveau == niveau)  # a lone commune comes as a commune


def places_du_perimetre(
    couverture: Couverture, base: Territoire, contrat_id: str
) -> tuple[tuple[Territoire, ...], tuple[Territoire, ...]]:
    """Return the territories of a base that a perimeter could gain, and those it could lose.

    EPCI first, then communes. To be gained: the EPCI of the base and the communes of the
    départements that the perimeter touches, those that it does not wholly cover. To be lost:
    those that it covers, even in part for an EPCI.
    """
    moteur = couverture.moteur
    referentiel = moteur.referentiel
    within = mask_of(referentiel, base.niveau, base.code)
    held = np.zeros(len(within), dtype=bool)
    held[moteur.perimetres.par_contrat[contrat_id]] = True
    departements = referentiel.niveaux["departement"]
    _, near = _wholly_and_partly(departements, held)
    around = {
        "epci": within,
        "commune": within & np.isin(departements.appartenance, near),
    }
    gained: list[Territoire] = []
    lost: list[Territoire] = []
    for niveau in NIVEAUX_DU_PERIMETRE:
        level = referentiel.niveaux[niveau]
        whole, _ = _wholly_and_partly(level, held)
        _, candidates = _wholly_and_partly(level, around[niveau])
        _, touched = _wholly_and_partly(level, held & within)
        gained.extend(_places(referentiel, niveau, np.setdiff1d(candidates, whole)))
        lost.extend(_places(referentiel, niveau, touched))
    return tuple(gained), tuple(lost)
