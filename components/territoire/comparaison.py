"""The rates of a place beside those of the territories it lies in: chart and table."""

from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from components.commun.mots.formats import echappe_markdown, jour_en_lettres, nombre, pourcentage
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.commun.statuts import STATUTS
from components.figures.barres import barres_des_taux
from components.figures.ecran.barres import Barres, figure_barres
from components.figures.ecran.socle import (
    GRILLE,
    LEGENDE,
    affiche,
    etiquette,
    mise_en_page,
    nom_au_dessus,
)
from components.figures.figure import Graphique
from geo.territoire.situation import Situation, TauxDuTerritoire
from geo.territoires.territoire import Territoire

HAUTEUR_BARRE = 46
NIVEAUX_COURTS = {"arrondissement_municipal": "Arrondissement", "ept": "EPT"}


def graphique_comparaison(situation: Situation) -> Graphique:
    """Return the rates of the place and of those it lies in, as data: for a picture."""
    rows = situation.comparaison
    titre = (
        f"{situation.territoire.nom}\u00a0: population couverte par un contrat local de santé, "
        f"au {jour_en_lettres(situation.jour)}"
    )
    return barres_des_taux(
        titre,
        [_situe(row.territoire, row.territoire.nom) for row in rows],
        [(row.taux_signe, row.taux_signe_ou_projet) for row in rows],
    )


def _situe(place: Territoire, nom: str) -> str:
    if place.niveau == "france":
        return nom
    return f"{NIVEAUX_COURTS.get(place.niveau, NIVEAUX_DES_LIEUX[place.niveau])}\u00a0: {nom}"


def _detail(row: TauxDuTerritoire) -> str:
    return (
        f"{escape(row.territoire.nom)}<br>signé\u00a0: {pourcentage(row.taux_signe)}<br>"
        f"signé ou en projet\u00a0: {pourcentage(row.taux_signe_ou_projet)}"
    )


def _taux(row: TauxDuTerritoire) -> str:
    """Return what stands after a bar: the signed rate, and that with the projects if it differs."""
    signed = pourcentage(row.taux_signe)
    if row.taux_signe_ou_projet == row.taux_signe:
        return f"{signed} signé"
    return f"{signed}, {pourcentage(row.taux_signe_ou_projet)} avec projets"


def comparaison(rows: Sequence[TauxDuTerritoire]) -> None:
    """Draw the rates of the place and of the wider territories: a chart, then its table."""
    upwards = rows[::-1]
    details = [_detail(row) for row in upwards]
    signed = [row.taux_signe or 0 for row in upwards]
    both = [row.taux_signe_ou_projet or 0 for row in upwards]
    in_project = [whole - part for part, whole in zip(signed, both, strict=True)]
    figure = figure_barres(
        [Barres(STATUTS["signe"], signed, details), Barres(STATUTS["projet"], in_project, details)],
        [_taux(row) for row in upwards],
        cliponaxis=False,
    )
    figure.update_layout(
        mise_en_page(
            bargap=0.65,
            height=74 + HAUTEUR_BARRE * len(rows),
            margin={"l": 6, "r": 124, "t": 34, "b": 24},
            legend=LEGENDE,
            xaxis={
                "range": [0, 108],
                "gridcolor": GRILLE,
                "tickvals": [0, 50, 100],
                "ticktext": ["0", "50\u00a0%", "100\u00a0%"],
                "zeroline": False,
                "fixedrange": True,
            },
            yaxis={"visible": False, "range": [-0.5, len(rows) - 0.2], "fixedrange": True},
            annotations=[
                nom_au_dessus(_situe(one, etiquette(one.nom, 44)), 0, rank, yshift=18)
                for rank, one in enumerate(row.territoire for row in upwards)
            ],
        )
    )
    st.markdown("**Part de la population sous un contrat recensé**, d'ici à la France")
    affiche(figure, "territoire-comparaison")
    with st.expander("Le tableau de ces chiffres"):
        st.table(tableau_comparaison(rows).set_index("Territoire"))


def tableau_comparaison(rows: Iterable[TauxDuTerritoire]) -> pd.DataFrame:
    """Return the comparison in French words and figures."""
    return pd.DataFrame(
        [
            {
                "Territoire": echappe_markdown(row.territoire.nom),
                "Population": nombre(row.population),
                "Signé": pourcentage(row.taux_signe),
                "Signé ou en projet": pourcentage(row.taux_signe_ou_projet),
            }
            for row in rows
        ]
    )
