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
from geo.couverture.moteur import COLONNES_TAUX, Moteur, taux
from geo.couverture.transitions import (
    Transitions,
    build_incidence,
    numeros_aux_dates,
    of_cells,
    of_contracts,
    spread_over,
)
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


def population_des_actifs(historique: Historique, actifs: np.ndarray) -> np.ndarray:
    """Return the residents under at least one active contract, at the dates of a history.

    Parameters
    ----------
    actifs : bool array of shape (dates, contracts), in the order of the perimeters.

    Returns
    -------
    Int array of shape (dates, territories held): a union, never a sum.
    """
    moteur, level = historique.moteur, historique.moteur.referentiel.niveaux[historique.niveau]
    held = np.isin(level.appartenance, historique.positions)
    incidence = build_incidence(moteur, np.flatnonzero(held))
    moves = of_cells(of_contracts(actifs), *incidence, len(historique.jours))
    addition = _build_addition(
        moteur, len(historique.jours), historique.niveau, historique.positions
    )
    return _residents(moteur, addition, historique.niveau, moves)


@dataclass(frozen=True, eq=False)
class _Changes:
    """All that moves over the dates: cells covered, and contracts, by state."""

    jours: tuple[date, ...]
    cellules_signe: Transitions
    cellules_couvertes: Transitions  # signed or in project
    contrats_signe: Transitions
    contrats_projet: Transitions


def _build_changes(
    moteur: Moteur,
    jours: Sequence[date],
    retenus: Iterable[str] | None,
    cells: np.ndarray | None = None,
) -> _Changes:
    """Find what moves; with ``cells``, in these cells only."""
    numbers = numeros_aux_dates(moteur, jours, retenus)
    signed = of_contracts(numbers == NUMERO["signe"])
    in_project = of_contracts(numbers == NUMERO["projet"])
    either = of_contracts((numbers == NUMERO["signe"]) | (numbers == NUMERO["projet"]))
    incidence = build_incidence(moteur, cells)
    return _Changes(
        tuple(jours),
        of_cells(signed, *incidence, len(jours)),
        of_cells(either, *incidence, len(jours)),
        signed,
        in_project,
    )


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


def _build_addition(moteur: Moteur, dates: int, niveau: str, positions: np.ndarray) -> _Addition:
    level = moteur.referentiel.niveaux[niveau]
    slots = np.full(len(level.codes) + 1, len(positions))  # the last: cells of no territory
    slots[positions] = np.arange(len(positions))
    return _Addition(dates, len(positions), slots)


def _residents(moteur: Moteur, addition: _Addition, niveau: str, moves: Transitions) -> np.ndarray:
    """Add up the residents of the cells that enter and leave a state."""
    steps = moves.sens * moteur.referentiel.population[moves.quoi]
    owners = moteur.referentiel.niveaux[niveau].appartenance[moves.quoi]
    return addition.total(owners, moves.rang, steps)


def _add_up(moteur: Moteur, changes: _Changes, niveau: str, positions: np.ndarray) -> Historique:
    """Add up what moves by territory of a level."""
    addition = _build_addition(moteur, len(changes.jours), niveau, positions)
    touched, starts = _territories_by_contract(moteur, niveau)

    def contracts(moves: Transitions) -> np.ndarray:
        spread = spread_over(moves, touched, starts)
        return addition.total(spread.quoi, spread.rang, spread.sens)

    signe = _residents(moteur, addition, niveau, changes.cellules_signe)
    return Historique(
        moteur,
        niveau,
        changes.jours,
        positions,
        moteur.referentiel.population_totale[niveau][positions],
        signe,
        _residents(moteur, addition, niveau, changes.cellules_couvertes) - signe,
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
