"""The territories of a level, whole or cut to some cells: sums over the cells of each.

What does not depend on a day is found once: which cells, of which territory, with how many
residents. A sum then reads these cells only.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.memoire import une_fois, une_fois_par_objet
from geo.territoires.niveau import HORS_REGIONS, Niveau
from geo.territoires.referentiel import Referentiel

GARDEES = 48  # at most a megabyte each, for the whole country
ENTIERES_GARDEES = 24


@dataclass(frozen=True, eq=False)
class Decoupe:
    """The territories of a level that have cells in a mask, each for its part inside it.

    Attributes
    ----------
    niveau : the level.
    masque : bool array, one entry per cell; None for the whole level.
    positions : int array, position of each territory in the level, in order.
    cellules : int array, the cells inside, those of a territory side by side; less those of none.
    debuts : int array, where the cells of each territory begin in ``cellules``.
    residents : int64 array, inhabitants of each of ``cellules``.
    """

    niveau: Niveau
    masque: np.ndarray | None
    positions: np.ndarray
    cellules: np.ndarray
    debuts: np.ndarray
    residents: np.ndarray

    @cached_property
    def habitants(self) -> np.ndarray:
        """Inhabitants of each territory (int64)."""
        return np.add.reduceat(self.residents, self.debuts)

    @cached_property
    def poids(self) -> np.ndarray:
        """Weight of each territory: its inhabitants, or its cells where nobody lives (int64)."""
        return np.add.reduceat(self._poids_des_cellules, self.debuts)

    @cached_property
    def codes(self) -> list[str]:
        """Code of each territory."""
        found: list[str] = self.niveau.codes[self.positions].tolist()
        return found

    @cached_property
    def cadre(self) -> pd.DataFrame:
        """Columns niveau, code, nom of the territories, as in ``Niveau.cadre``."""
        return self.niveau.cadre.take(self.positions).reset_index(drop=True)

    def habitants_sous(self, masque: np.ndarray) -> np.ndarray:
        """Return the inhabitants of each territory that live under a mask of cells (int64)."""
        return np.add.reduceat(self.residents * masque.take(self.cellules), self.debuts)

    def poids_sous(self, masque: np.ndarray) -> np.ndarray:
        """Return the part of ``poids`` that lies under a mask of cells."""
        weights = self._poids_des_cellules * masque.take(self.cellules)
        return np.add.reduceat(weights, self.debuts)

    def touche(self, masque: np.ndarray) -> np.ndarray:
        """Return the bool array of the territories that have a cell under a mask of cells."""
        return np.logical_or.reduceat(masque.take(self.cellules), self.debuts)

    def etale(self, valeurs: np.ndarray, ailleurs: str | None = None) -> np.ndarray:
        """Return values, one per territory, on the whole level.

        ``ailleurs``: what stands outside the cut; 0 by default for numbers, NaN for rates.
        """
        if self.masque is None:
            return valeurs
        nothing = np.nan if valeurs.dtype.kind == "f" else 0
        outside = nothing if ailleurs is None else ailleurs
        spread = np.full(len(self.niveau.codes), outside, dtype=valeurs.dtype)
        spread[self.positions] = valeurs
        return spread

    @cached_property
    def _poids_des_cellules(self) -> np.ndarray:
        numbers = np.diff(self.debuts, append=len(self.cellules))
        return np.where(np.repeat(self.habitants > 0, numbers), self.residents, 1)


def decoupe(referentiel: Referentiel, niveau: str, within: np.ndarray | None = None) -> Decoupe:
    """Return a level, cut to a bool mask of cells when one is given.

    Kept for the masks that nobody can write in: those of ``mask_of``.
    """
    if within is None:
        return _entiere(referentiel, niveau)
    if within.flags.writeable:
        return _build(referentiel, niveau, within)
    return _coupee(within, referentiel, niveau)


@une_fois(ENTIERES_GARDEES)
def _entiere(referentiel: Referentiel, niveau: str) -> Decoupe:
    return _build(referentiel, niveau, None)


@une_fois_par_objet(GARDEES)
def _coupee(within: np.ndarray, referentiel: Referentiel, niveau: str) -> Decoupe:
    return _build(referentiel, niveau, within)


def _build(referentiel: Referentiel, niveau: str, within: np.ndarray | None) -> Decoupe:
    level = referentiel.niveaux[niveau]
    owned = level.appartenance != HORS_REGIONS
    inside = np.flatnonzero(owned if within is None else owned & within)
    cells = inside[np.argsort(level.appartenance[inside], kind="stable")]
    positions, starts = np.unique(level.appartenance[cells], return_index=True)
    return Decoupe(level, within, positions, cells, starts, referentiel.population[cells])
