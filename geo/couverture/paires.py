"""Which contract touches which territory: distinct (territory, contract) positions."""

import numpy as np

from data.memoire import une_fois_par_objet
from geo.contrats.perimetres import Perimetres
from geo.territoires.niveau import Niveau
from geo.territoires.referentiel import Referentiel

CASES_MAX = 2_000_000


@une_fois_par_objet(12)
def toutes_les_paires(
    perimetres: Perimetres, referentiel: Referentiel
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return the pairs of every level, common to the publications that have these perimeters."""
    return {
        niveau: paires_dans(perimetres, level, None)
        for niveau, level in referentiel.niveaux.items()
    }


def paires_dans(
    perimetres: Perimetres, level: Niveau, within: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of a level, counting only the cells of a mask when one is given."""
    cells, owners = perimetres.touchees
    territories = level.appartenance[cells]
    kept = territories >= 0 if within is None else (territories >= 0) & within[cells]
    number = len(perimetres.contrats)
    keys = territories[kept] * number + owners[kept]
    return np.divmod(_distinct(keys, len(level.codes) * number), number)


def _distinct(keys: np.ndarray, bound: int) -> np.ndarray:
    """Return the distinct keys (integers under ``bound``) in order, without a sort if possible."""
    if bound > CASES_MAX:
        return np.unique(keys)
    seen = np.zeros(bound, dtype=bool)
    seen[keys] = True
    return np.flatnonzero(seen)
