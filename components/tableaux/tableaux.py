"""Tables: sub-territories with their rate bars, uncovered EPCI, contracts with their source."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.mots.formats import date_affichee, nombre, pourcentage
from components.commun.mots.ou_agir import lieux, precisions, situation
from components.commun.statuts import STATUTS

LIGNES_MONTREES = 50
CONTRATS_MONTRES = 25
HAUTEUR_LIGNE = 35
HAUTEUR_MAX = 458

COLONNES_TERRITOIRES = {
    "nom": "Territoire",
    "departement": "Département",
    "statut": "Statut",
    "population": "Population",
    "taux_signe": "Taux signé (%)",
    "taux_signe_ou_projet": "Taux signé ou projet (%)",
    "nb_contrats_signes": "Contrats signés",
    "nb_contrats_projet": "En projet",
}
DECIMALES_EXPORT = 2
COLONNES_EXPORT = {
    "code": "Code",
    "nom": "Territoire",
    "departement": "Département",
    "statut": "Statut",
    "population": "Population",
    "population_signe": "Population couverte (signé)",
    "population_projet": "Population en projet seul",
    "population_signe_ou_projet": "Population couverte (signé ou projet)",
    "taux_signe": "Taux signé (%)",
    "taux_signe_ou_projet": "Taux signé ou projet (%)",
    "nb_contrats_signes": "Contrats signés",
    "nb_contrats_projet": "Contrats en projet",
    "en_partie": "Compté en partie",
}


def _height(rows: int) -> int:
    return min(HAUTEUR_MAX, (rows + 1) * HAUTEUR_LIGNE + 3)


def _french(table: pd.DataFrame, formats: dict[str, Callable[..., str]]) -> Any:
    """Show cells in French while they keep the value they sort by.

    The identifier is fixed: a table that did not change is then not sent again to the browser.
    """
    columns: Any = {name: one for name, one in formats.items() if name in table}
    return table.style.format(columns, na_rep="–").set_uuid("atlas")


def tableau_territoires(table: pd.DataFrame, barre: str, key: str) -> int | None:
    """Draw the sub-territories, most populous first; return the position of a row chosen.

    Parameters
    ----------
    table : rows of ``geo.couverture.synthese.sous_territoires``.
    barre : column drawn as a bar, ``taux_signe`` or ``taux_signe_ou_projet``.

    Returns
    -------
    The position, in ``table``, of the row the reader selected, or None.
    """
    ordered = table.sort_values("population", ascending=False)
    everything = len(ordered) <= LIGNES_MONTREES or st.toggle(
        f"Montrer les {nombre(len(ordered))} lignes (les {LIGNES_MONTREES} plus peuplées sinon)",
        key=f"{key}-tout",
    )
    shown = ordered if everything else ordered.head(LIGNES_MONTREES)
    columns = [name for name in COLONNES_TERRITOIRES if name != "departement" or shown[name].any()]
    view = shown[columns].copy()
    view["nom"] = view["nom"].where(~shown["en_partie"], view["nom"] + " (en partie)")
    view["statut"] = view["statut"].map({code: a.libelle for code, a in STATUTS.items()})
    view.insert(columns.index("population") + 1, "barre", shown[barre].fillna(0))
    view = view.reset_index(drop=True)
    formats = {
        "population": nombre,
        "taux_signe": pourcentage,
        "taux_signe_ou_projet": pourcentage,
    }
    config: dict[str, Any] = {
        name: st.column_config.Column(label) for name, label in COLONNES_TERRITOIRES.items()
    }
    for name in ("taux_signe", "taux_signe_ou_projet"):
        config[name] = st.column_config.NumberColumn(COLONNES_TERRITOIRES[name].replace(" (%)", ""))
    config["barre"] = st.column_config.ProgressColumn(
        "Part couverte", min_value=0, max_value=100, format=" ", width="small"
    )
    event: Any = st.dataframe(
        _french(view, formats),
        hide_index=True,
        column_config=config,
        on_select="rerun",
        selection_mode="single-row",
        height=_height(len(view)),
        key=key,
        width="stretch",
        alt="Territoires, de la population la plus grande à la plus petite",
    )
    rows = event["selection"]["rows"]
    return table.index.tolist().index(shown.index[rows[0]]) if rows else None


def export_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return the sub-territories with every column, in words, as a file to take away."""
    exported = table.sort_values("population", ascending=False)[list(COLONNES_EXPORT)]
    exported["statut"] = exported["statut"].map({code: a.libelle for code, a in STATUTS.items()})
    exported["en_partie"] = exported["en_partie"].map({True: "oui", False: "non"})
    rates = ["taux_signe", "taux_signe_ou_projet"]
    exported[rates] = exported[rates].round(DECIMALES_EXPORT)
    return exported.rename(columns=COLONNES_EXPORT)


def phrase_ou_agir(table: pd.DataFrame, montres: int) -> None:
    """Say how many residents are under no contract and where, above ``tableau_ou_agir``.

    ``montres``: rows of ``table`` that are shown.
    """
    where = precisions(table)
    residents = nombre(int(table["population_sans_contrat"].sum()))
    text = (
        f"{residents} habitants ne sont sous aucun contrat signé ni en projet, dans {lieux(table)}"
    )
    text += f", {where}. " if where else ". "
    if len(table) > montres:
        text += f"Les {montres} où ils sont le plus nombreux. "
    st.caption(text + "À vérifier auprès de l'ARS\u00a0: le registre est incomplet.")


def tableau_ou_agir(table: pd.DataFrame) -> None:
    """Draw where most residents are under no contract: ``geo.couverture.ou_agir.sans_contrat``."""
    counts = ["population_sans_contrat", "population"]
    view = table[["nom", "departement", *counts]].copy()
    view["situation"] = [
        situation(str(statut), int(left), int(over))
        for statut, left, over in zip(
            table["statut"], table["population_sans_contrat"], table["population_echu"], strict=True
        )
    ]
    st.dataframe(
        _french(view, dict.fromkeys(counts, nombre)),
        hide_index=True,
        column_config={
            "nom": st.column_config.Column("Territoire"),
            "departement": st.column_config.Column("Département"),
            "population_sans_contrat": st.column_config.Column("Habitants sans contrat"),
            "population": st.column_config.Column("Population"),
            "situation": st.column_config.Column("Ce qui est recensé"),
        },
        height=_height(len(view)),
        width="stretch",
        alt="EPCI où le plus d'habitants sont sans contrat signé ni en projet",
    )


def tableau_contrats(rows: Sequence[dict[str, str]]) -> int | None:
    """Draw contracts, one row each, with the link to their source; return the row selected."""
    everything = len(rows) <= CONTRATS_MONTRES or st.toggle(
        f"Montrer les {nombre(len(rows))} contrats (les {CONTRATS_MONTRES} premiers sinon)",
        key="contrats-tout",
    )
    table = pd.DataFrame(rows if everything else rows[:CONTRATS_MONTRES])
    formats = dict.fromkeys(("Signature", "Fin", "Date de la source"), date_affichee)
    event: Any = st.dataframe(
        _french(table, formats),
        hide_index=True,
        column_config={
            "Source": st.column_config.LinkColumn(
                "Source", display_text="ouvrir la source", help="Page où le contrat a été lu"
            )
        },
        height=_height(len(table)),
        on_select="rerun",
        selection_mode="single-row",
        key="table-contrats",
        alt="Contrats du territoire",
        width="stretch",
    )
    chosen = event["selection"]["rows"]
    return int(chosen[0]) if chosen else None
