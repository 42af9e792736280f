"""Charts of what comes to an end: the rate falling, and the territories it falls in."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.commun.mots.formats import habitants, jour_en_lettres, nombre, pourcentage
from components.commun.statuts import STATUTS
from components.figures.echeances import CERTITUDES
from components.figures.ecran.barres import Barres, figure_barres
from components.figures.ecran.socle import (
    GRILLE,
    SOUS_LE_POINTEUR,
    affiche,
    etiquette,
    mise_en_page,
    motif,
    nom_au_dessus,
)
from geo.evolution.echeances import Echeancier

HAUTEUR_COURBE = 340
BARRES_MAX = 15
HAUTEUR_RANG = 38


def _details(courbe: pd.DataFrame) -> list[str]:
    columns = ["date", "taux_signe", "nb_contrats_echus", "population_sortie"]
    return [
        f"{jour_en_lettres(day)}<br>{pourcentage(rate)} si aucun n'est renouvelé<br>"
        f"{nombre(ended)} contrats arrivés à échéance<br>{habitants(lost)} sortis de la couverture"
        for day, rate, ended, lost in zip(*(courbe[c].tolist() for c in columns), strict=True)
    ]


def courbe(echeancier: Echeancier) -> None:
    """Draw the rate month by month if no contract is renewed, by how its ends are known."""
    table = echeancier.courbe
    figure = go.Figure()
    for name, aspect in CERTITUDES.items():
        if not table[f"population_{name}"].any():
            continue
        figure.add_scatter(
            x=table["date"],
            y=table[f"taux_{name}"],
            name=aspect.libelle,
            stackgroup="taux",
            mode="lines",
            line={"shape": "hv", "width": 0.5, "color": aspect.couleur},
            fillcolor=aspect.couleur,
            fillpattern=motif(aspect, 7),
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=table["date"],
        y=table["taux_signe"],
        name="Taux si aucun n'est renouvelé",
        mode="lines",
        line={"shape": "hv", "width": 2.5, "color": "#111827"},
        customdata=_details(table),
        hovertemplate=SOUS_LE_POINTEUR,
        showlegend=False,
    )
    for row, anchor in ((echeancier.depart, "left"), (echeancier.arrivee, "right")):
        figure.add_annotation(
            x=row["date"],
            y=row["taux_signe"],
            text=f"<b>{pourcentage(row['taux_signe'])}</b>",
            xanchor=anchor,
            yanchor="bottom",
            showarrow=False,
            font={"size": 15},
        )
    highest = float(table["taux_signe"].max())
    figure.update_layout(
        mise_en_page(
            height=HAUTEUR_COURBE,
            margin={"l": 48, "r": 16, "t": 46, "b": 36},
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
            hovermode="x",
            yaxis={
                "range": [0, min(highest * 1.2 + 1, 112)],
                "ticksuffix": "\u00a0%",
                "gridcolor": GRILLE,
                "nticks": 6,
            },
            xaxis={"tickformat": "%m/%Y", "nticks": 8, "showgrid": False},
        )
    )
    affiche(figure, "courbe-echeances")


def classement_des_sorties(table: pd.DataFrame, titre: str) -> None:
    """Draw the territories ranked by the residents who would leave, the most at the top.

    ``table``: rows of ``geo.evolution.sorties.territoires_a_echeance``;
        the BARRES_MAX first are drawn.
    """
    shown = table[table["population_sortie"] > 0].head(BARRES_MAX).iloc[::-1]
    if shown.empty:
        return
    columns = ["nom", "population_sortie", "taux_signe", "taux_horizon"]
    rows = list(zip(*(shown[column].tolist() for column in columns), strict=True))
    figure = figure_barres(
        [
            Barres(
                STATUTS["echu"],
                shown["population_sortie"].tolist(),
                [
                    f"{etiquette(name, 80)}<br>{habitants(lost)} sortiraient<br>"
                    f"de {pourcentage(before)} à {pourcentage(after)}"
                    for name, lost, before, after in rows
                ],
            )
        ],
        [
            f"{nombre(lost)} ({pourcentage(before, 0)} → {pourcentage(after, 0)})"
            for _, lost, before, after in rows
        ],
        width=0.45,
    )
    figure.update_layout(
        mise_en_page(
            height=60 + HAUTEUR_RANG * len(shown),
            margin={"l": 8, "r": 8, "t": 8, "b": 30},
            annotations=[
                nom_au_dessus(
                    etiquette(name, 60), 0, position + 0.42, xref="paper", font={"size": 12}
                )
                for position, (name, *_) in enumerate(rows)
            ],
            xaxis={
                "range": [0, float(shown["population_sortie"].max()) * 1.5],
                "gridcolor": GRILLE,
                "nticks": 4,
                "tickformat": ",d",
                "zeroline": False,
            },
            yaxis={"visible": False, "range": [-0.5, len(shown) - 0.3]},
        )
    )
    st.markdown(f"**{titre}**")
    affiche(figure, "classement-echeances")
