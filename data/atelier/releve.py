"""What was read in a file, gathered by distinct value: each is shown, and decided, once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.atelier.decisions import ACCEPTER, IGNORER, CleDeValeur, Decisions, Reponse
from data.atelier.fautes import Faute, Fautes
from data.atelier.reponses import check_reponse
from data.atelier.valeurs.lecture import (
    A_CONFIRMER,
    PROPOSEE,
    REFUSEE,
    SOI,
    SURE,
    Lecture,
    sure,
    vide,
)

DECIDE = "décidé par vous"
INDECIS = (PROPOSEE, A_CONFIRMER, REFUSEE)


@dataclass(frozen=True)
class Valeur:
    """A distinct value of the file.

    Attributes
    ----------
    colonne : column of the registre that it is for. ecrit : as written.
    dans : départements where it was written when the reading depends on them, else ''.
    lecture : what was understood, the decision taken included.
    lignes : rows where it stands.
    secondaire : another column says it in its place: it is shown, and nothing is asked of it.
    details : what is shown beside: level, name and residents of a territory…
    """

    colonne: str
    ecrit: str
    dans: str
    lecture: Lecture
    lignes: tuple[int, ...]
    details: Mapping[str, Any] = field(default_factory=dict)
    secondaire: bool = False

    @property
    def a_decider(self) -> bool:
        """Whether a person must still say something."""
        return self.lecture.certitude in INDECIS and not self.secondaire

    @property
    def propose(self) -> str | dict[str, str] | None:
        """What is proposed: a text for the column itself, or texts by column."""
        champs = dict(self.lecture.champs)
        if not champs:
            return None
        return champs[SOI] if set(champs) == {SOI} else champs


class Releve:
    """Gathers the values of a file, and applies the decisions as they come.

    Filled while a file is analysed, and read once it is: not shared.
    """

    def __init__(self, decisions: Decisions) -> None:
        self.decisions = decisions
        self.fautes: list[Faute] = []
        self._values: dict[CleDeValeur, _Notee] = {}

    def lire(
        self,
        colonne: str,
        ecrit: str,
        lecture: Lecture,
        ligne: int,
        dans: str = "",
        details: Mapping[str, Any] | None = None,
        secondaire: bool = False,
    ) -> Lecture:
        """Note a value and return its reading once decided (``vide`` when it is left out)."""
        cle = (colonne, ecrit, dans)
        held = self._values.get(cle)
        if held is None:
            decided = apply_reponse(lecture, self.decisions.reponse(cle), colonne, ecrit)
            held = self._values[cle] = _Notee(decided, dict(details or {}))
        if not held.lignes or held.lignes[-1] != ligne:
            held.lignes.append(ligne)
        held.secondaire = held.secondaire and secondaire
        return held.lecture

    def faute(
        self, genre: Fautes, ligne: int, detail: str = "", colonne: str = "", ecrit: str = ""
    ) -> None:
        """Note a fault of one row."""
        self.fautes.append(Faute(genre, detail, colonne, ecrit, (ligne,)))

    def valeurs(self) -> tuple[Valeur, ...]:
        """Return the values met, in the order of the file."""
        return tuple(
            Valeur(*cle, one.lecture, tuple(one.lignes), one.details, one.secondaire)
            for cle, one in self._values.items()
        )


@dataclass
class _Notee:
    lecture: Lecture
    details: dict[str, Any]
    lignes: list[int] = field(default_factory=list)
    secondaire: bool = True


def apply_reponse(lecture: Lecture, reponse: Reponse | None, colonne: str, ecrit: str) -> Lecture:
    """Return a reading once a person has answered; as it was without an answer.

    Raises DecisionsInvalides for an answer that its column could not hold.
    """
    if reponse is None or (reponse is ACCEPTER and lecture.certitude not in (PROPOSEE, SURE)):
        return lecture
    if reponse is ACCEPTER:
        return Lecture(SURE, lecture.champs, DECIDE, avertissements=lecture.avertissements)
    if reponse == IGNORER:
        return vide(DECIDE)
    answer = "; ".join(reponse) if isinstance(reponse, tuple) else str(reponse)
    return sure(check_reponse(colonne, ecrit, answer), DECIDE)
