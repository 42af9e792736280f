"""Rules on the actions of a contract: which are finished, which are late, how far they went.

An action's status is what its source says on a given day: on an earlier day it is not known, and
what is not known is never counted as not started.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.model import Action

STATUTS_ACTION = (
    "realisee",
    "en_cours",
    "non_demarree",
    "suspendue",
    "abandonnee",
    "non_renseigne",
)
STATUT_INCONNU = "non_renseigne"
STATUTS_TERMINES = ("realisee", "abandonnee")


def statut_au(action: Action, jour: date) -> str:
    """Return the status known on a day: unknown when its source is later than that day."""
    known_since = action.date_statut
    if known_since is not None and known_since.premier_jour > jour:
        return STATUT_INCONNU
    return action.statut


def est_terminee(action: Action, jour: date) -> bool:
    """Tell whether nothing more is expected of an action: done, or given up."""
    return statut_au(action, jour) in STATUTS_TERMINES


def echeance_passee(action: Action, jour: date) -> bool:
    """Tell whether the deadline is over; one known to the year is over when the year is."""
    return action.echeance is not None and action.echeance.dernier_jour < jour


def est_en_retard(action: Action, jour: date) -> bool:
    """Tell whether the deadline is over and the last known status is not a finished one."""
    known = statut_au(action, jour) != STATUT_INCONNU
    return known and not est_terminee(action, jour) and echeance_passee(action, jour)


def est_a_verifier(action: Action, jour: date) -> bool:
    """Tell whether the deadline is over and no source says what became of the action."""
    return statut_au(action, jour) == STATUT_INCONNU and echeance_passee(action, jour)


@dataclass(frozen=True)
class Avancement:
    """How far a group of actions went on a day.

    ``par_statut``: number of actions by status, in the order of STATUTS_ACTION, zeros included.
    """

    par_statut: dict[str, int]
    en_retard: int
    a_verifier: int

    @property
    def total(self) -> int:
        """All the actions, given up or not."""
        return sum(self.par_statut.values())

    @property
    def retenues(self) -> int:
        """The actions that count: those given up don't."""
        return self.total - self.par_statut["abandonnee"]

    @property
    def realisees(self) -> int:
        """The actions done."""
        return self.par_statut["realisee"]

    @property
    def inconnues(self) -> int:
        """The actions whose status no source gives."""
        return self.par_statut[STATUT_INCONNU]

    @property
    def taux_realise(self) -> float | None:
        """Percent of the actions that count which are done: at least that much.

        An action of unknown status counts as one of which nothing is known, so that the rate is a
        minimum; None when no status is known or no action counts.
        """
        if self.retenues == self.inconnues:
            return None
        return 100 * self.realisees / self.retenues

    def part(self, statut: str) -> float | None:
        """Percent of all the actions that have a status; None without any action."""
        return 100 * self.par_statut[statut] / self.total if self.total else None


def avancement(actions: Iterable[Action], jour: date) -> Avancement:
    """Count actions by status on a day, the late ones and those to check."""
    followed = list(actions)
    counts = dict.fromkeys(STATUTS_ACTION, 0)
    for action in followed:
        counts[statut_au(action, jour)] += 1
    return Avancement(
        counts,
        en_retard=sum(est_en_retard(action, jour) for action in followed),
        a_verifier=sum(est_a_verifier(action, jour) for action in followed),
    )
