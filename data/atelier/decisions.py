"""What a person decided of an import: the answers that a file alone does not give.

The same shape is written by the command (with what is still to decide) and read back from
``decisions.json``: whoever fills ``reponse`` has decided.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from data.atelier.tableau.tableau import ChoixDeLecture

IGNORER = "ignorer"
"""The answer that leaves a cell empty, a territory out, a row aside."""
ACCEPTER = True
"""The answer that takes what is proposed."""
FUSIONNER, GENERATION, DISTINCT = "fusionner", "generation", "distinct"
APART = ("colonnes", "fixes")
"""Choices of reading that JSON holds beside the others."""
REPONSES_DOUBLON = (FUSIONNER, GENERATION, DISTINCT, IGNORER)
Reponse = str | bool | tuple[str, ...]
CleDeValeur = tuple[str, str, str]
"""Column of the registre, text as written, and the département where it was written or ''."""


class DecisionsInvalides(ValueError):
    """The decisions cannot be understood; the message says what, and what was expected."""


@dataclass(frozen=True)
class Decisions:
    """Everything that was decided.

    Attributes
    ----------
    lecture : how the file is read (sheet, header, columns…).
    contrat : identifier of the contract that a list of actions follows, '' when not said.
    valeurs : answers by (column, text as written, département or '').
    doublons : one of REPONSES_DOUBLON by (row of the file, contract of the registre).
    lignes_ignorees : rows that are left aside.
    retirer : contracts of the registre, absent from the file, that leave it.
    lignes_valides_seules : publish the rows without errors, and leave the others.
    """

    lecture: ChoixDeLecture = field(default_factory=ChoixDeLecture)
    contrat: str = ""
    valeurs: Mapping[CleDeValeur, Reponse] = field(default_factory=dict)
    doublons: Mapping[tuple[int, str], str] = field(default_factory=dict)
    lignes_ignorees: tuple[int, ...] = ()
    retirer: tuple[str, ...] = ()
    lignes_valides_seules: bool = False

    def reponse(self, cle: CleDeValeur) -> Reponse | None:
        """Return the answer for a value, one given for any département included."""
        colonne, ecrit, _ = cle
        return self.valeurs.get(cle, self.valeurs.get((colonne, ecrit, "")))

    def avec_choix(self, feuille: str | None = None, contrat: str = "") -> "Decisions":
        """Return the decisions with a sheet or a contract chosen; those not given stay."""
        lecture = replace(self.lecture, feuille=feuille or self.lecture.feuille)
        return replace(self, lecture=lecture, contrat=contrat or self.contrat)

    def avec_valeur(self, cle: CleDeValeur, reponse: Reponse | None) -> "Decisions":
        """Return the decisions with one more answer; None takes an answer back."""
        kept = {key: answer for key, answer in self.valeurs.items() if key != cle}
        return replace(self, valeurs=kept if reponse is None else {**kept, cle: reponse})

    def avec_doublon(self, ligne: int, contrat_id: str, reponse: str | None) -> "Decisions":
        """Return the decisions with what is done of a suspected duplicate."""
        cle = (ligne, contrat_id)
        kept = {key: answer for key, answer in self.doublons.items() if key != cle}
        return replace(self, doublons=kept if reponse is None else {**kept, cle: reponse})


def decisions_en_json(decisions: Decisions) -> dict[str, Any]:
    """Return decisions as plain JSON."""
    lecture = decisions.lecture
    return {
        "lecture": {
            one.name: getattr(lecture, one.name) for one in fields(lecture) if one.name not in APART
        },
        "fixes": dict(lecture.fixes),
        "colonnes": dict(lecture.colonnes),
        "contrat": decisions.contrat,
        "valeurs": [
            {
                "colonne": colonne,
                "ecrit": ecrit,
                "dans": dans,
                "reponse": list(answer) if isinstance(answer, tuple) else answer,
            }
            for (colonne, ecrit, dans), answer in decisions.valeurs.items()
        ],
        "doublons": [
            {"ligne": ligne, "contrat_id": contrat_id, "reponse": answer}
            for (ligne, contrat_id), answer in decisions.doublons.items()
        ],
        "lignes_ignorees": list(decisions.lignes_ignorees),
        "retirer": list(decisions.retirer),
        "lignes_valides_seules": decisions.lignes_valides_seules,
    }


def parse_decisions(texte: str) -> Decisions:
    """Read a decisions.json; what has no ``reponse`` is still to decide.

    The whole answer of the command is accepted too: its part ``decisions`` is read.
    Raises DecisionsInvalides.
    """
    try:
        content = json.loads(texte)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", "?")
        raise DecisionsInvalides(
            f"Le fichier des décisions n'est pas du JSON (ligne {line})."
        ) from None
    if not isinstance(content, dict):
        raise _wrong("un objet avec les parties valeurs, doublons…")
    inside = content.get("decisions")
    return decisions_de_json(inside if isinstance(inside, dict) else content)


def decisions_de_json(content: Mapping[str, Any]) -> Decisions:
    """Return the decisions that JSON holds. Raises DecisionsInvalides."""
    lecture = content.get("lecture") or {}
    columns, fixed = content.get("colonnes") or {}, content.get("fixes") or {}
    if not all(isinstance(one, dict) for one in (lecture, columns, fixed)):
        raise _wrong("« lecture », « colonnes » et « fixes » sont des objets")
    known = {one.name for one in fields(ChoixDeLecture)}.difference(APART)
    try:
        return Decisions(
            lecture=ChoixDeLecture(
                **{name: value for name, value in lecture.items() if name in known},
                colonnes={str(header): cible for header, cible in columns.items()},
                fixes={str(cible): str(text) for cible, text in fixed.items()},
            ),
            contrat=str(content.get("contrat") or ""),
            valeurs={
                (str(one["colonne"]), str(one["ecrit"]), str(one.get("dans") or "")): _answer(one)
                for one in content.get("valeurs") or ()
                if one.get("reponse") is not None
            },
            doublons={
                (int(one["ligne"]), str(one["contrat_id"])): _duplicate(one["reponse"])
                for one in content.get("doublons") or ()
                if one.get("reponse") is not None
            },
            lignes_ignorees=tuple(int(one) for one in content.get("lignes_ignorees") or ()),
            retirer=tuple(str(one) for one in content.get("retirer") or ()),
            lignes_valides_seules=bool(content.get("lignes_valides_seules", False)),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, DecisionsInvalides):
            raise
        raise _wrong(
            "colonne, ecrit et reponse pour une valeur ; ligne, contrat_id et reponse pour "
            "un doublon"
        ) from None


def _answer(one: Mapping[str, Any]) -> Reponse:
    answer = one["reponse"]
    if isinstance(answer, list):
        return tuple(str(part) for part in answer)
    if answer is True or isinstance(answer, str):
        return answer
    if isinstance(answer, int) and not isinstance(answer, bool):
        return str(answer)
    raise DecisionsInvalides(
        f"Réponse incomprise pour «\u00a0{one['ecrit']}\u00a0». Attendu\u00a0: un texte, une liste "
        "de codes, true pour accepter la proposition, ou null."
    )


def _duplicate(answer: Any) -> str:
    if answer in REPONSES_DOUBLON:
        return str(answer)
    expected = ", ".join(REPONSES_DOUBLON)
    raise DecisionsInvalides(f"Réponse incomprise pour un doublon. Attendu\u00a0: {expected}.")


def _wrong(expected: str) -> DecisionsInvalides:
    return DecisionsInvalides(
        f"Le fichier des décisions n'a pas la forme attendue. Attendu\u00a0: {expected}."
    )
