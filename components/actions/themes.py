"""Who works on what: heat maps of themes and regional priorities, their tables, the gaps."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.mots.formats import (
    echappe_markdown,
    pluriel,
    pourcentage,
    pourcentage_entier,
)
from components.commun.mots.libelles import THEMES
from components.commun.tableau import choose_row, draw_table
from geo.actions.themes import Matrice, PrioriteServie

PRESENCE = "oui"


def phrase_themes(matrice: Matrice, contrats: str) -> str:
    """Return the answer: the themes most and least worked on, and what it is counted on."""
    known = matrice.nb_connus
    if not known:
        return f"Les axes d'aucun contrat ne sont connus, sur {contrats}."
    order = sorted(range(len(matrice.sujets)), key=lambda row: -int(matrice.total[row]))
    most = [row for row in order if matrice.total[row]][:3]
    shares = ", ".join(
        f"**{THEMES[matrice.sujets[row]]}** ({pourcentage(float(matrice.parts_totales[row]), 0)})"
        for row in most
    )
    return (
        f"Les axes de **{pluriel(known, 'contrat')}** sont connus, sur {contrats}. Les thèmes "
        f"qu'ils portent le plus souvent\u00a0: {shares}."
    )


def table_par_groupe(
    matrice: Matrice, entete: str, colonnes: Sequence[str], lignes: Sequence[str]
) -> pd.DataFrame:
    """Return a matrix as a table, one row per group: contracts known, then percent by subject."""
    table: dict[str, Any] = {
        entete: list(colonnes),
        "Contrats": matrice.retenus.tolist(),
        "Axes connus": matrice.connus.tolist(),
    }
    for row, subject in enumerate(lignes):
        table[f"{subject} (%)"] = matrice.parts[row].tolist()
    return pd.DataFrame(table)


def table_par_contrat(
    matrice: Matrice, colonnes: Sequence[str], lignes: Sequence[str]
) -> pd.DataFrame:
    """Return a matrix as a table, one row per contract, ``oui`` where it has an axis."""
    table: dict[str, list[str]] = {"Contrat": list(colonnes)}
    for row, subject in enumerate(lignes):
        table[subject] = [PRESENCE if count else "" for count in matrice.nombres[row].tolist()]
    return pd.DataFrame(table)


def tableau(table: pd.DataFrame, consigne: str, key: str) -> int | None:
    """Draw a table of which a row leads somewhere; return the position of the row chosen."""
    formats: Any = {name: pourcentage_entier for name in table if str(name).endswith(" (%)")}
    st.caption(consigne)
    return choose_row(
        table,
        "Mêmes valeurs que le graphique",
        formats,
        {name: str(name).removesuffix(" (%)") for name in formats},
        key=key,
    )


def table_des_priorites(servies: Sequence[PrioriteServie], noms: Mapping[str, str]) -> pd.DataFrame:
    """Return the priorities of a region with the contracts that serve them, in words."""
    return pd.DataFrame(
        [
            {
                "Priorité": f"{one.priorite.ordre}. {one.priorite.intitule}",
                "Contrats": len(one.contrats),
                "Part (%)": 100 * len(one.contrats) / one.nb_connus if one.nb_connus else None,
                "Thèmes retenus": ", ".join(THEMES[theme] for theme in one.priorite.themes),
                "Portée par": ", ".join(noms[name] for name in one.contrats),
                "Source": one.priorite.source,
            }
            for one in servies
        ]
    )


def lacunes(servies: Sequence[PrioriteServie], nb_retenus: int) -> None:
    """Name the priorities that no contract serves, and say what that rests on."""
    known = servies[0].nb_connus
    counted = pluriel(known, "contrat")
    others = pluriel(nb_retenus - known, "autre contrat", "autres contrats")
    rest = (
        f" Les axes de {others} de la région ne sont pas connus\u00a0: ils peuvent y répondre."
        if nb_retenus > known
        else ""
    )
    if not known:
        st.info(
            "Les axes d'aucun contrat de la région ne sont connus\u00a0: on ne peut pas dire "
            "quelles priorités sont portées.",
            icon=":material/help:",
        )
        return
    missing = [one.priorite.intitule for one in servies if not one.contrats]
    if not missing:
        st.success(
            f"Chaque priorité régionale est portée par au moins un des {counted} dont les axes "
            f"sont connus.{rest}",
            icon=":material/check_circle:",
        )
        return
    names = "\u00a0», «\u00a0".join(echappe_markdown(name) for name in missing)
    what = "Priorité régionale" if len(missing) == 1 else "Priorités régionales"
    st.warning(
        f"**{what} qu'aucun des {counted} aux axes connus ne porte**\u00a0: «\u00a0{names}\u00a0»."
        f"{rest}",
        icon=":material/flag:",
    )


def tableau_des_priorites(table: pd.DataFrame) -> None:
    """Draw the priorities and the contracts that serve them."""
    draw_table(
        table,
        "Priorités régionales et contrats qui les portent",
        {"Part (%)": pourcentage_entier},
        {
            "Priorité": {"width": 330},
            "Part (%)": {"label": "Part", "help": "Part des contrats dont les axes sont connus"},
        },
        None,
        key="actions-priorites",
    )
