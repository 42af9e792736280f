"""Coverage through time: the figures of the rates at many dates, in one go.

Between two dates at which the status of some contract changes, nothing moves; when one changes,
only the cells of its perimeter are touched. So the state of each cell is never computed again:
its changes are found once, put in the order of the dates, and added up by territory.

A resident under two contracts counts once at every date: a cell becomes covered with the first
contract that covers it and stays so until the last one ends (a union, never a sum). Populations
and communes are those of the engine's referentiel at every date, so that a change of population
never reads as a change of coverage.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from geo.contrats.chronologie import NUMERO
from geo.couverture.moteur import COLONNES_TAUX, NON_RETENU, Moteur, taux
from geo.territoires.referentiel import CODE_FRANCE

PREMIER_MOIS = date(2010, 1, 1)
DERNIER_MOIS = date(2026, 12, 1)
MOIS_MAX = 1200
COLONNES_HISTORIQUE = ("date", *COLONNES_TAUX)


class PeriodeInvalide(ValueError):
    """The months asked for do not make a period."""


@dataclass(frozen=True, eq=False)
class Historique:
    """The figures of the territories of a level at several dates.

    Attributes
    ----------
    jours : the dates, in increasing order.
    positions : int array, position in the level of each territory held.
    population : int array, inhabitants of each territory held.
    signe, projet, nb_signes, nb_projet : int arrays of shape (dates, territories): inhabitants
        under a signed contract; under a project and not under a signed contract; contracts signed
        and in project that touch the territory.
    """

    moteur: Moteur
    niveau: str
    jours: tuple[date, ...]
    positions: np.ndarray
    population: np.ndarray
    signe: np.ndarray
    projet: np.ndarray
    nb_signes: np.ndarray
    nb_projet: np.ndarray

    def table(self) -> pd.DataFrame:
        """Return one row per territory and date (COLONNES_HISTORIQUE), territory by territory.

        ``date`` is a ``datetime.date``; rates in percent, not rounded, NaN where nobody lives.
        """
        dates, territories = self.signe.shape
        level = self.moteur.referentiel.niveaux[self.niveau]
        frame = level.cadre.iloc[np.repeat(self.positions, dates)].reset_index(drop=True)
        frame.insert(0, "date", list(self.jours) * territories)
        population = np.repeat(self.population, dates)
        signe, projet = self.signe.T.ravel(), self.projet.T.ravel()
        figures = {
            "population": population,
            "population_signe": signe,
            "population_projet": projet,
            "population_signe_ou_projet": signe + projet,
            "taux_signe": taux(signe, population),
            "taux_signe_ou_projet": taux(signe + projet, population),
            "nb_contrats_signes": self.nb_signes.T.ravel(),
            "nb_contrats_projet": self.nb_projet.T.ravel(),
        }
        return pd.concat([frame, pd.DataFrame(figures)], axis=1)


def mois_entre(debut: date, fin: date) -> tuple[date, ...]:
    """Return the first day of each month from one month to another, both included.

    Raises PeriodeInvalide when the second is before the first, or when there are too many.
    """
    first, last = debut.year * 12 + debut.month - 1, fin.year * 12 + fin.month - 1
    if last < first:
        raise PeriodeInvalide(f"the period ends ({fin:%Y-%m}) before it starts ({debut:%Y-%m})")
    if last - first >= MOIS_MAX:
        raise PeriodeInvalide(
            f"{last - first + 1} months asked for ({debut:%Y-%m} to {fin:%Y-%m}); "
            f"at most {MOIS_MAX} are computed at once"
        )
    return tuple(date(*_year_and_month(number)) for number in range(first, last + 1))


def _year_and_month(number: int) -> tuple[int, int, int]:
    return number // 12, number % 12 + 1, 1


def build_historiques(
    moteur: Moteur,
    niveaux: Iterable[str],
    jours: Sequence[date],
    retenus: Iterable[str] | None = None,
) -> dict[str, Historique]:
    """Compute the figures of every territory of some levels at several dates.

    Parameters
    ----------
    jours : dates, in increasing order.
    retenus : identifiers of the contracts to count (all by default).
    """
    changes = _build_changes(moteur, jours, retenus)
    found = {}
    for niveau in niveaux:
        everything = np.arange(len(moteur.referentiel.niveaux[niveau].codes))
        found[niveau] = _add_up(moteur, changes, niveau, everything)
    return found


def build_historique(
    moteur: Moteur,
    niveau: str,
    code: str,
    jours: Sequence[date],
    retenus: Iterable[str] | None = None,
) -> Historique:
    """Compute the figures of one territory at several dates, as ``build_historiques`` does.

    Raises TerritoireInconnu when no territory of this level has this code.
    """
    level = moteur.referentiel.niveaux[niveau]
    position = level.position(CODE_FRANCE if niveau == "france" and not code else code)
    cells = np.flatnonzero(level.appartenance == position)
    changes = _build_changes(moteur, jours, retenus, cells)
    return _add_up(moteur, changes, niveau, np.array([position]))


@dataclass(frozen=True, eq=False)
class _Transitions:
    """What enters (+1) or leaves (-1) a state, and at which date (its rank).

    ``quoi`` holds cells or contracts; before the first date, nothing is in any state.
    """

    quoi: np.ndarray
    rang: np.ndarray
    sens: np.ndarray


@dataclass(frozen=True, eq=False)
class _Changes:
    """All that moves over the dates: cells covered, and contracts, by state."""

    jours: tuple[date, ...]
    cellules_signe: _Transitions
    cellules_couvertes: _Transitions  # signed or in project
    contrats_signe: _Transitions
    contrats_projet: _Transitions


def _build_changes(
    moteur: Moteur,
    jours: Sequence[date],
    retenus: Iterable[str] | None,
    cells: np.ndarray | None = None,
) -> _Changes:
    """Find what moves; with ``cells``, in these cells only."""
    numbers = _numeros(moteur, jours, retenus)
    signed = _of_contracts(numbers == NUMERO["signe"])
    in_project = _of_contracts(numbers == NUMERO["projet"])
    either = _of_contracts((numbers == NUMERO["signe"]) | (numbers == NUMERO["projet"]))
    incidence = _incidence(moteur, cells)
    return _Changes(
        tuple(jours),
        _of_cells(signed, *incidence, len(jours)),
        _of_cells(either, *incidence, len(jours)),
        signed,
        in_project,
    )


def _numeros(moteur: Moteur, jours: Sequence[date], retenus: Iterable[str] | None) -> np.ndarray:
    """Return the number of the status of each contract at each date: (dates, contracts)."""
    names = moteur.perimetres.contrats
    numbers = np.empty((len(jours), len(names)), dtype=np.int8)
    for rank, jour in enumerate(jours):
        numbers[rank] = moteur.chronologie.numeros(jour)
    if retenus is not None:
        kept = set(retenus)
        numbers[:, [name not in kept for name in names]] = NON_RETENU
    return numbers


def _of_contracts(active: np.ndarray) -> _Transitions:
    """Return when contracts enter and leave a state; ``active``: bool (dates, contracts)."""
    steps = np.diff(active.astype(np.int8), axis=0, prepend=np.int8(0))
    ranks, contracts = np.nonzero(steps)
    return _Transitions(contracts, ranks, steps[ranks, contracts].astype(np.int64))


def _incidence(moteur: Moteur, cells: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the cells wholly covered, contract after contract, and where each contract starts."""
    covered, owners = moteur.perimetres.cellules, moteur.perimetres.proprietaires
    if cells is not None:
        kept = np.zeros(len(moteur.referentiel.codes), dtype=bool)
        kept[cells] = True
        covered, owners = covered[kept[covered]], owners[kept[covered]]
    return covered, np.searchsorted(owners, np.arange(len(moteur.perimetres.contrats) + 1))


def _spread(contracts: _Transitions, items: np.ndarray, starts: np.ndarray) -> _Transitions:
    """Repeat each transition of a contract for each of its items (cells or territories).

    The items of contract ``c`` are ``items[starts[c]:starts[c + 1]]``.
    """
    number = np.diff(starts)[contracts.quoi]
    within = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    return _Transitions(
        items[np.repeat(starts[contracts.quoi], number) + within],
        np.repeat(contracts.rang, number),
        np.repeat(contracts.sens, number),
    )


def _of_cells(
    contracts: _Transitions, cells: np.ndarray, starts: np.ndarray, dates: int
) -> _Transitions:
    """Return when cells enter and leave a state, given when contracts do.

    A cell is in the state while at least one contract that covers it is.
    """
    spread = _spread(contracts, cells, starts)
    moments, inverse = np.unique(spread.quoi * dates + spread.rang, return_inverse=True)
    steps = np.bincount(inverse, spread.sens, len(moments)).astype(np.int64)
    touched, ranks = np.divmod(moments, dates)
    after = _running_sum(touched, steps)
    senses = (after > 0).astype(np.int64) - (after - steps > 0)
    moved = senses != 0
    return _Transitions(touched[moved], ranks[moved], senses[moved])


def _running_sum(groups: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the running sum of values inside each group; equal groups are side by side."""
    total = np.cumsum(values)
    is_first = np.append(True, groups[1:] != groups[:-1])[: len(groups)]
    before = np.where(is_first, total - values, 0)[is_first]
    return total - before[np.cumsum(is_first) - 1]


@dataclass(frozen=True, eq=False)
class _Addition:
    """Adds up by territory, then along the dates.

    ``casiers``: column of each territory of the level, the last one for those not held.
    """

    dates: int
    colonnes: int
    casiers: np.ndarray

    def total(self, territories: np.ndarray, ranks: np.ndarray, steps: np.ndarray) -> np.ndarray:
        """Return int64 totals, shape (dates, territories held)."""
        width = self.colonnes + 1
        sums = np.bincount(ranks * width + self.casiers[territories], steps, self.dates * width)
        by_date = sums.reshape(self.dates, width)[:, : self.colonnes]
        return np.cumsum(by_date, axis=0).astype(np.int64)


def _add_up(moteur: Moteur, changes: _Changes, niveau: str, positions: np.ndarray) -> Historique:
    """Add up what moves by territory of a level."""
    referentiel = moteur.referentiel
    level = referentiel.niveaux[niveau]
    slots = np.full(len(level.codes) + 1, len(positions))  # the last: cells of no territory
    slots[positions] = np.arange(len(positions))
    addition = _Addition(len(changes.jours), len(positions), slots)
    touched, starts = _territories_by_contract(moteur, niveau)

    def residents(moves: _Transitions) -> np.ndarray:
        steps = moves.sens * referentiel.population[moves.quoi]
        return addition.total(level.appartenance[moves.quoi], moves.rang, steps)

    def contracts(moves: _Transitions) -> np.ndarray:
        spread = _spread(moves, touched, starts)
        return addition.total(spread.quoi, spread.rang, spread.sens)

    signe = residents(changes.cellules_signe)
    return Historique(
        moteur,
        niveau,
        changes.jours,
        positions,
        referentiel.population_totale[niveau][positions],
        signe,
        residents(changes.cellules_couvertes) - signe,
        contracts(changes.contrats_signe),
        contracts(changes.contrats_projet),
    )


def _territories_by_contract(moteur: Moteur, niveau: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the territories each contract touches, one contract after the other, and starts."""
    territories, owners = moteur.paires[niveau]
    order = np.argsort(owners, kind="stable")
    return territories[order], np.searchsorted(
        owners[order], np.arange(len(moteur.perimetres.contrats) + 1)
    )
