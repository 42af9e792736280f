"""A level of the territory: its codes, its names, which territory each cell belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from sys import intern

import numpy as np
import pandas as pd

UN_SIGNE = 4
"""Bytes of a character in an array of texts."""


class TerritoireInconnu(ValueError):
    """No territory of this level has this code in the referentiel."""


@dataclass(frozen=True, eq=False)
class Niveau:
    """One level: its territories, and the territory of each cell.

    Attributes
    ----------
    codes, noms : arrays of str, one entry per territory, sorted by code.
    appartenance : int array, one entry per cell: index of the territory, or -1 when the cell
        belongs to none (Saint-Martin is outside the regions).
    """

    nom: str
    codes: np.ndarray
    noms: np.ndarray
    appartenance: np.ndarray

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each territory by its code, which is held once for all vintages."""
        return {intern(code): position for position, code in enumerate(self.codes.tolist())}

    @cached_property
    def cadre(self) -> pd.DataFrame:
        """Columns niveau, code, nom of the territories, ready to receive figures.

        A commune in no EPCI stands at the EPCI level as what it is: its ``niveau`` is commune.
        """
        kinds = np.full(len(self.codes), self.nom, dtype=object)
        if self.nom == "epci":
            kinds[np.char.str_len(self.codes) == LONGUEUR_CODE_COMMUNE] = "commune"
        return pd.DataFrame({"niveau": kinds, "code": self.codes, "nom": self.noms})

    def trouve(self, code: str) -> int | None:
        """Return the position of a code, None when there is none, without an index of them all."""
        if len(code) * UN_SIGNE > self.codes.dtype.itemsize:
            return None  # numpy would make every code as long
        found = int(self.codes.searchsorted(code))
        return found if found < len(self.codes) and self.codes[found] == code else None

    def position(self, code: str) -> int:
        """Return the position of a code; raise TerritoireInconnu when there is none."""
        if code not in self.index:
            raise TerritoireInconnu(f"unknown {self.nom} code: {code}")
        return self.index[code]

    def positions(self, codes: Iterable[str]) -> np.ndarray:
        """Return the positions of several codes; raise TerritoireInconnu as ``position`` does."""
        return np.array([self.position(code) for code in codes], dtype=np.int64)

    def codes_de(self, cellules: np.ndarray) -> list[str]:
        """Return the codes of the territories that have some of these cells (positions or mask)."""
        owners = np.unique(self.appartenance[cellules])
        found: list[str] = self.codes[owners[owners != HORS_REGIONS]].tolist()
        return found

    def touche(self, masque: np.ndarray) -> np.ndarray:
        """Tell which territories have a cell under a mask (a bool array in the order of codes)."""
        found = np.zeros(len(self.codes) + 1, dtype=bool)
        found[self._slot[masque]] = True
        return found[:-1]

    def somme(self, poids: np.ndarray, masque: np.ndarray) -> np.ndarray:
        """Add up ``poids`` (integers, one per cell) over a mask of cells, by territory.

        Returns an int64 array, one entry per territory; cells of no territory count nowhere.
        """
        cells = np.flatnonzero(masque)
        sums = np.bincount(self._slot[cells], weights=poids[cells], minlength=len(self.codes) + 1)
        return sums[: len(self.codes)].astype(np.int64)

    @cached_property
    def _slot(self) -> np.ndarray:
        outside = self.appartenance == HORS_REGIONS
        return np.where(outside, len(self.codes), self.appartenance)


def positions_de(keys: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Return the position of each key in sorted ``codes``, -1 when it is not there."""
    if not len(codes):  # no list of the EPT before the vintage 2023
        return np.full(len(keys), HORS_REGIONS)
    found = np.searchsorted(codes, keys)
    found[found == len(codes)] = 0
    return np.where(codes[found] == keys, found, HORS_REGIONS)


HORS_REGIONS = -1


LONGUEUR_CODE_COMMUNE = 5
