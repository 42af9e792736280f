"""Statuses of all the contracts at a date, in one go.

The rule is ``geo.contrats.statuts.statut``; this is the same rule on arrays, for the whole registre
and for series of dates. A test keeps the two equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from geo.contrats.statuts import STATUTS, Intervalle, Periodes

NUMERO = {name: number for number, name in enumerate(STATUTS)}
JAMAIS = date.max.toordinal() + 1
TOUJOURS = date.max.toordinal()


@dataclass(frozen=True, eq=False)
class Chronologie:
    """Periods of contracts as ordinals of days, one entry per contract.

    A period that does not exist starts on JAMAIS; an end that is not known is TOUJOURS.
    """

    signe_debut: np.ndarray
    signe_fin: np.ndarray
    projet_debut: np.ndarray
    projet_fin: np.ndarray
    echu_depuis: np.ndarray
    inconnu_depuis: np.ndarray
    remplace_depuis: np.ndarray
    debut_inconnu: np.ndarray
    nouvelles_jusqu_au: np.ndarray

    def numeros(self, jour: date) -> np.ndarray:
        """Return the number of the status (``NUMERO``) of each contract at a date."""
        day = jour.toordinal()
        lost_sight_of = self.inconnu_depuis <= day
        signed = (self.signe_debut <= day) & (day <= self.signe_fin) & ~lost_sight_of
        over = self.echu_depuis <= day
        in_project = (self.projet_debut <= day) & (day <= self.projet_fin)
        return np.select(
            [
                signed,
                (over | lost_sight_of) & (self.remplace_depuis <= day),
                in_project,
                over,
                lost_sight_of | self.debut_inconnu | (day > self.nouvelles_jusqu_au),
            ],
            [NUMERO[name] for name in ("signe", "renouvele", "projet", "echu", "inconnu")],
            NUMERO["a_venir"],
        )


def _bounds(intervals: Sequence[Intervalle | None]) -> tuple[np.ndarray, np.ndarray]:
    starts = [JAMAIS if one is None else one.debut.toordinal() for one in intervals]
    ends = [
        TOUJOURS if one is None or one.fin is None else one.fin.toordinal() for one in intervals
    ]
    return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


def _days(values: Sequence[date | None]) -> np.ndarray:
    days = [JAMAIS if value is None else value.toordinal() for value in values]
    return np.array(days, dtype=np.int64)


def build_chronologie(
    times: Sequence[Periodes], remplacements: Sequence[date | None]
) -> Chronologie:
    """Lay the periods of contracts out as arrays.

    ``remplacements``: the day from which a later generation took over, or None, by contract.
    """
    signed_start, signed_end = _bounds([one.signe for one in times])
    project_start, project_end = _bounds([one.projet for one in times])
    never_signed = np.array([one.signe is None for one in times], dtype=bool)
    no_project = np.array([one.projet is None for one in times], dtype=bool)
    return Chronologie(
        signed_start,
        signed_end,
        project_start,
        project_end,
        _days([one.echu_depuis for one in times]),
        _days([one.inconnu_depuis for one in times]),
        _days(remplacements),
        debut_inconnu=never_signed & no_project,
        nouvelles_jusqu_au=np.where(never_signed, project_end, TOUJOURS),
    )
