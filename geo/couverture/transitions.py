"""What enters and leaves a state over a series of dates: contracts, then the cells they cover."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from geo.couverture.moteur import NON_RETENU, Moteur


@dataclass(frozen=True, eq=False)
class Transitions:
    """What enters (+1) or leaves (-1) a state, and at which date (its rank).

    ``quoi`` holds cells or contracts; before the first date, nothing is in any state.
    """

    quoi: np.ndarray
    rang: np.ndarray
    sens: np.ndarray


def numeros_aux_dates(
    moteur: Moteur, jours: Sequence[date], retenus: Iterable[str] | None
) -> np.ndarray:
    """Return the number of the status of each contract at each date: (dates, contracts)."""
    names = moteur.perimetres.contrats
    numbers = np.empty((len(jours), len(names)), dtype=np.int8)
    for rank, jour in enumerate(jours):
        numbers[rank] = moteur.chronologie.numeros(jour)
    if retenus is not None:
        kept = set(retenus)
        numbers[:, [name not in kept for name in names]] = NON_RETENU
    return numbers


def of_contracts(active: np.ndarray) -> Transitions:
    """Return when contracts enter and leave a state; ``active``: bool (dates, contracts)."""
    steps = np.diff(active.astype(np.int8), axis=0, prepend=np.int8(0))
    ranks, contracts = np.nonzero(steps)
    return Transitions(contracts, ranks, steps[ranks, contracts].astype(np.int64))


def build_incidence(moteur: Moteur, cells: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the cells wholly covered, contract after contract, and where each contract starts."""
    covered, owners = moteur.perimetres.cellules, moteur.perimetres.proprietaires
    if cells is not None:
        kept = np.zeros(len(moteur.referentiel.codes), dtype=bool)
        kept[cells] = True
        covered, owners = covered[kept[covered]], owners[kept[covered]]
    return covered, np.searchsorted(owners, np.arange(len(moteur.perimetres.contrats) + 1))


def spread_over(contracts: Transitions, items: np.ndarray, starts: np.ndarray) -> Transitions:
    """Repeat each transition of a contract for each of its items (cells or territories).

    The items of contract ``c`` are ``items[starts[c]:starts[c + 1]]``.
    """
    number = np.diff(starts)[contracts.quoi]
    within = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    return Transitions(
        items[np.repeat(starts[contracts.quoi], number) + within],
        np.repeat(contracts.rang, number),
        np.repeat(contracts.sens, number),
    )


def of_cells(
    contracts: Transitions, cells: np.ndarray, starts: np.ndarray, dates: int
) -> Transitions:
    """Return when cells enter and leave a state, given when contracts do.

    A cell is in the state while at least one contract that covers it is.
    """
    spread = spread_over(contracts, cells, starts)
    moments, inverse = np.unique(spread.quoi * dates + spread.rang, return_inverse=True)
    steps = np.bincount(inverse, spread.sens, len(moments)).astype(np.int64)
    touched, ranks = np.divmod(moments, dates)
    after = _running_sum(touched, steps)
    senses = (after > 0).astype(np.int64) - (after - steps > 0)
    moved = senses != 0
    return Transitions(touched[moved], ranks[moved], senses[moved])


def _running_sum(groups: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the running sum of values inside each group; equal groups are side by side."""
    total = np.cumsum(values)
    is_first = np.append(True, groups[1:] != groups[:-1])[: len(groups)]
    before = np.where(is_first, total - values, 0)[is_first]
    return total - before[np.cumsum(is_first) - 1]
