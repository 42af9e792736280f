"""The history as a table, by year or by month, to read and to take away."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.mots.formats import jour_en_lettres, nombre, pourcentage
from components.commun.tableau import draw_table
from components.documents.telechargements import download_buttons
from geo.evolution.evolution import Evolution

PAS = {"annee": "Par année", "mois": "Par mois"}
COLONNES = {
    "date": "Date",
    "taux_signe": "Taux signé recensé (%)",
    "taux_signe_ou_projet": "Taux signé ou projet recensé (%)",
    "taux_atteste": "Taux attesté (%)",
    "taux_plafond": "Au plus, d'après le registre (%)",
    "taux_publie": "Taux publié, signé (%)",
    "date_publie": "Date du taux publié",
    "population_signe": "Population couverte (signé)",
    "population_projet": "Population en projet seul",
    "population_signe_ou_projet": "Population couverte (signé ou projet)",
    "nb_contrats_signes": "Contrats signés",
    "nb_contrats_projet": "Contrats en projet",
    "projection": "Projection",
}
COURTES = {"taux_atteste": "Signé, dates lues", "population_signe": "Habitants couverts"}
RATES = ("taux_signe", "taux_signe_ou_projet", "taux_atteste", "taux_plafond", "taux_publie")
MONTREES = (
    "date",
    "taux_signe",
    "taux_signe_ou_projet",
    "taux_atteste",
    "taux_plafond",
    "population_signe",
    "nb_contrats_signes",
    "nb_contrats_projet",
    "projection",
)
DECIMALES = 2


def export_evolution(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in words, as a file to take away; dates as YYYY-MM-DD."""
    table = rows[["code", "nom", "population", *COLONNES]].copy()
    table["date"] = [day.isoformat() for day in rows["date"]]
    table["projection"] = table["projection"].map({True: "oui", False: "non"})
    table[list(RATES)] = table[list(RATES)].round(DECIMALES)
    return table.rename(
        columns={"code": "Code", "nom": "Territoire", "population": "Population", **COLONNES}
    )


def table_evolution(evolution: Evolution, sources: Mapping[str, str], nom: str) -> None:
    """Draw the table, newest first, and its downloads. ``nom``: file name without suffix."""
    chosen = st.segmented_control(
        "Lignes du tableau",
        list(PAS),
        default="annee",
        required=True,
        format_func=PAS.__getitem__,
        key="evolution-pas",
    )
    by_year = chosen != "mois"
    rows = evolution.annees if by_year else evolution.table_mensuelle
    st.caption(
        f"Au 31 décembre de chaque année, au {jour_en_lettres(evolution.jour)} pour "
        f"{evolution.jour.year}."
        if by_year
        else "Au premier jour de chaque mois."
    )
    shown = rows[list(MONTREES)].iloc[::-1].reset_index(drop=True)
    shown["date"] = pd.to_datetime(shown["date"])
    shown["projection"] = shown["projection"].map({True: "projection", False: ""})
    labels = {name: label.replace(" (%)", "") for name, label in COLONNES.items()} | COURTES
    formats: Any = {**dict.fromkeys(RATES, pourcentage), "population_signe": nombre}
    day = st.column_config.DateColumn(labels["date"], format="DD/MM/YYYY", pinned=True)
    draw_table(
        shown,
        "Couverture du territoire au fil du temps, la date la plus récente en premier",
        formats,
        labels | {"date": day},
    )
    step = "annuelle" if by_year else "mensuelle"
    download_buttons(
        lambda: export_evolution(rows), sources, f"{nom}_{step}", key=f"export-evolution-{chosen}"
    )
