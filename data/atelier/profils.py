"""What was decided of a file, kept for the next one of the same shape: its columns, its words.

A profile proposes; it never decides in silence: what it gives is shown as such, and can be changed.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.atelier.decisions import CleDeValeur, Decisions, Reponse
from data.atelier.tableau.colonnes import Colonne
from data.atelier.valeurs.mots import en_mots

COLONNES_GARDEES = ("etape", "statut", "perimetre", "epci", "commune", "porteur_code", "generation")
"""Columns whose words mean the same in the next file; a date or a duplicate is of one file only."""


@dataclass(frozen=True)
class Profil:
    """What is known of files of one shape.

    empreinte : of the headers, whatever their order. colonnes : cible by header, None when ignored.
    valeurs : answers by (column, text, département).
    """

    empreinte: str
    colonnes: Mapping[str, str | None]
    valeurs: Mapping[CleDeValeur, Reponse]


def empreinte_des_entetes(entetes: Iterable[str]) -> str:
    """Return what two files of the same shape share: their headers, in any order."""
    words = sorted({en_mots(one) for one in entetes} - {""})
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def profil_de(decisions: Decisions, colonnes: Iterable[Colonne]) -> Profil:
    """Return the profile of a file whose columns and values were decided."""
    known = [one for one in colonnes if one.entete]
    return Profil(
        empreinte_des_entetes(one.entete for one in known),
        {one.entete: one.cible for one in known},
        {cle: answer for cle, answer in decisions.valeurs.items() if cle[0] in COLONNES_GARDEES},
    )


def appliquer_profil(decisions: Decisions, profil: Profil) -> Decisions:
    """Return decisions completed by a profile: what was already decided stays."""
    columns = {**profil.colonnes, **decisions.lecture.colonnes}
    values = {**profil.valeurs, **decisions.valeurs}
    return replace(decisions, lecture=replace(decisions.lecture, colonnes=columns), valeurs=values)


def profil_en_json(profil: Profil) -> dict[str, Any]:
    """Return a profile as plain JSON: what the store keeps."""
    return {
        "empreinte": profil.empreinte,
        "colonnes": dict(profil.colonnes),
        "valeurs": [
            [*cle, list(answer) if isinstance(answer, tuple) else answer]
            for cle, answer in profil.valeurs.items()
        ],
    }


def profil_de_json(contenu: Mapping[str, Any]) -> Profil:
    """Return the profile that ``profil_en_json`` wrote."""
    return Profil(
        contenu["empreinte"],
        dict(contenu["colonnes"]),
        {
            (colonne, ecrit, dans): tuple(answer) if isinstance(answer, list) else answer
            for colonne, ecrit, dans, answer in contenu["valeurs"]
        },
    )
