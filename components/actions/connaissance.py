"""Actions probantes of Nouvelle-Aquitaine, and how much of the contracts is known, by region."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.mots.formats import echappe_markdown, nombre, pluriel
from components.commun.tableau import choose_row
from geo.actions.themes import TOUTES, ActionsProbantes

CONNU = {
    "perimetre": "Périmètre",
    "axes": "Axes",
    "actions": "Actions",
    "statuts": "Statuts",
}
AIDES = {
    "Périmètre": "Contrats dont une source donne le périmètre, même en partie",
    "Axes": "Contrats dont une source donne les axes stratégiques",
    "Actions": "Contrats dont une source nomme au moins une action",
    "Statuts": "Contrats dont une source dit où en est au moins une action",
}


def liste_probantes(probantes: ActionsProbantes) -> None:
    """Draw the actions probantes, one block per regional priority, and their source."""
    for priorite, actions in probantes.par_priorite:
        title = f"{priorite.ordre}. {echappe_markdown(priorite.intitule)}"
        lines = "\n".join(f"- {echappe_markdown(action.intitule)}" for action in actions)
        st.markdown(f"**{title}**\n\n{lines}")
    sources = {action.source for _, actions in probantes.par_priorite for action in actions}
    st.caption("Source\u00a0: " + echappe_markdown(" ; ".join(sorted(sources))) + ".")


def constat_probantes(probantes: ActionsProbantes, contrats: str) -> None:
    """Say how many contracts name an action probante, and that nothing is guessed."""
    number = sum(len(actions) for _, actions in probantes.par_priorite)
    rule = (
        "Le lien n'est compté que lorsqu'une source nomme l'action probante\u00a0; il n'est jamais "
        "déduit des mots d'un intitulé."
    )
    if not probantes.liens:
        st.info(
            f"**Aucun lien n'est encore renseigné** entre ces {nombre(number)} actions probantes "
            f"et les actions des contrats, sur {contrats}. Cela ne veut pas dire qu'aucun contrat "
            f"n'en mène\u00a0: aucune source lue ne l'écrit. {rule}",
            icon=":material/info:",
        )
        return
    verb = "mène" if len(probantes.contrats) == 1 else "mènent"
    named = len({code for _, code in probantes.liens})
    st.markdown(
        f"**{pluriel(len(probantes.contrats), 'contrat')}**, sur {contrats}, {verb} au moins une "
        f"action probante\u00a0; {nombre(named)} des {nombre(number)} sont menées au moins une "
        f"fois. {rule}"
    )


def table_probantes(probantes: ActionsProbantes, noms: Mapping[str, str]) -> pd.DataFrame:
    """Return the matrix contract x action probante: the actions that name it, in words."""
    listed = [action for _, actions in probantes.par_priorite for action in actions]
    rows = []
    for contrat_id in probantes.contrats:
        row = {"Contrat": noms[contrat_id]}
        for probante in listed:
            actions = probantes.liens.get((contrat_id, probante.code), ())
            row[probante.intitule] = " ; ".join(action.intitule for action in actions)
        rows.append(row)
    return pd.DataFrame(rows)


def tableau_probantes(probantes: ActionsProbantes, table: pd.DataFrame) -> str | None:
    """Draw the matrix; return the identifier of the contract of the row chosen, if any."""
    st.caption("Une case contient l'intitulé de l'action du contrat. Son nom ouvre sa fiche.")
    chosen = choose_row(
        table,
        "Actions probantes menées par chaque contrat",
        colonnes={"Contrat": {"width": "medium"}},
        key="actions-probantes",
    )
    return None if chosen is None else probantes.contrats[chosen]


def table_connaissance(table: pd.DataFrame, regions: Mapping[str, str]) -> pd.DataFrame:
    """Return what is known by region in words: numbers, and percent of the contracts."""
    names = [regions.get(code, "Toutes les régions") for code in table["region"]]
    shown: dict[str, Any] = {"Région": names, "Contrats": table["contrats"].tolist()}
    for column, label in CONNU.items():
        shown[label] = table[column].tolist()
        share = 100 * table[column] / table["contrats"].where(table["contrats"] > 0)
        shown[f"{label} (%)"] = share.astype("float64").tolist()
    return pd.DataFrame(shown)


def phrase_connaissance(table: pd.DataFrame, contrats: str) -> str:
    """Return the answer: of how many contracts each thing is known."""
    whole = table[table["region"] == TOUTES].iloc[0]
    return (
        f"Sur {contrats}\u00a0: le périmètre de **{nombre(whole['perimetre'])}** est connu, les "
        f"axes de **{nombre(whole['axes'])}**, au moins une action de "
        f"**{nombre(whole['actions'])}**, le statut d'au moins une action de "
        f"**{nombre(whole['statuts'])}**."
    )


def tableau_connaissance(table: pd.DataFrame) -> int | None:
    """Draw what is known by region; return the position of the region chosen, if any."""
    config: dict[str, Any] = {}
    for label, explanation in AIDES.items():
        config[label] = st.column_config.NumberColumn(label, width="small", help=explanation)
        config[f"{label} (%)"] = st.column_config.ProgressColumn(
            "Part", min_value=0, max_value=100, format="%.0f\u00a0%%", width="small"
        )
    st.caption("Un nom ne garde que sa région sur cette page.")
    alt = "Ce que l'on sait des contrats, par région"
    return choose_row(table, alt, colonnes=config, key="actions-connaissance", hauteur_max=None)
