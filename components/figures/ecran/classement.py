"""Territories ranked by a rate, on the screen."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.commun.mots.formats import habitants, pourcentage
from components.commun.statuts import STATUTS
from components.figures.ecran.barres import Barres, axe_des_noms, figure_barres
from components.figures.ecran.socle import LEGENDE, affiche, axe_des_taux, etiquette, mise_en_page
from data.memoire import une_fois_par_table

HAUTEUR_BARRE = 24
FIGURES_GARDEES = 32  # a figure of plotly weighs more than its table


def _detail(nom: str, population: int, signe: float, signe_ou_projet: float) -> str:
    return (
        f"{etiquette(nom, 80)}<br>{habitants(population)}<br>"
        f"signé\u00a0: {pourcentage(signe)}<br>"
        f"signé ou en projet\u00a0: {pourcentage(signe_ou_projet)}"
    )


def classement(table: pd.DataFrame, titre: str, taux: str = "taux_signe_ou_projet") -> None:
    """Draw the territories ranked by a rate, widest bar first.

    One where nobody lives has no rate: it comes last.

    Parameters
    ----------
    table : rows of ``geo.couverture.synthese.sous_territoires``, at most BARRES_MAX of them
        (``components.figures.classement``).
    taux : the rate retained; with ``taux_signe``, projects are not drawn.
    """
    st.markdown(f"**{titre}**")
    affiche(_figure(table, taux), "classement")


@une_fois_par_table(FIGURES_GARDEES)
def _figure(table: pd.DataFrame, taux: str) -> go.Figure:
    ordered = table.sort_values(
        [taux, "taux_signe", "population"], ascending=True, na_position="first"
    )
    in_project = (ordered["taux_signe_ou_projet"] - ordered["taux_signe"]).fillna(0)
    columns = ["nom", "population", "taux_signe", "taux_signe_ou_projet"]
    details = [_detail(*row) for row in zip(*(ordered[c].tolist() for c in columns), strict=True)]
    series = [Barres(STATUTS["signe"], ordered["taux_signe"].fillna(0).tolist(), details)]
    if taux != "taux_signe":
        series.append(Barres(STATUTS["projet"], in_project.tolist(), details))
    return figure_barres(
        series,
        [pourcentage(value) for value in ordered[taux]],
        mise=mise_en_page(
            height=80 + HAUTEUR_BARRE * len(ordered),
            margin={"l": 8, "r": 55, "t": 34, "b": 30},
            legend=LEGENDE,
            xaxis=axe_des_taux(range=[0, 112], tickvals=[0, 50, 100]),
            yaxis=axe_des_noms([etiquette(name) for name in ordered["nom"]]),
        ),
    )
