"""Which cells each territory is made of, in one array per level.

An array for each of the 35,000 communes would weigh thirty times as much, and eight vintages are
held.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

import numpy as np

from geo.territoires.niveau import Niveau


class CellulesParCode(Mapping[tuple[str, str], np.ndarray]):
    """The cells (positions, in order) of every territory a perimeter may name, by (niveau, code).

    Parameters
    ----------
    niveaux : those of NIVEAUX, by name.
    codes : str array, code of each cell, sorted.
    seules : the territories that are one cell each, the code of which is theirs.
    """

    NIVEAUX: ClassVar = ("commune", "epci", "ept", "departement", "region")

    def __init__(
        self,
        niveaux: Mapping[str, Niveau],
        codes: np.ndarray,
        seules: Sequence[tuple[str, str]],
    ) -> None:
        self._niveaux = niveaux
        self._groupes = {name: _grouped(level) for name, level in niveaux.items()}
        positions = np.searchsorted(codes, np.array([code for _, code in seules], dtype=str))
        self._seules = dict(zip(seules, positions.tolist(), strict=True))

    def __getitem__(self, territoire: tuple[str, str]) -> np.ndarray:
        """Return the cells of a territory; raise KeyError when it is not known."""
        niveau, code = territoire
        if territoire in self._seules:
            return np.array([self._seules[territoire]])
        place = self._niveaux[niveau].trouve(code) if niveau in self._niveaux else None
        if place is None:
            raise KeyError(territoire)
        order, starts = self._groupes[niveau]
        return order[starts[place] : starts[place + 1]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for name, level in self._niveaux.items():
            yield from ((name, code) for code in level.codes.tolist())
        yield from self._seules

    def __len__(self) -> int:
        return len(self._seules) + sum(len(level.codes) for level in self._niveaux.values())


def _grouped(level: Niveau) -> tuple[np.ndarray, np.ndarray]:
    """Return the cells sorted by territory, then where those of each territory begin."""
    order = np.argsort(level.appartenance, kind="stable")
    starts = np.searchsorted(level.appartenance[order], np.arange(len(level.codes) + 1))
    return order, starts
