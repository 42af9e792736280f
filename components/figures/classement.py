"""Charts."""

from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.commun.mots.formats import habitants, pourcentage
from components.commun.statuts import STATUTS
from components.figures.figure import Graphique, Serie

BARRES_MAX = 20
HAUTEUR_BARRE = 24


def etiquette(texte: str, limit: int = 42) -> str:
    """Plotly reads a little HTML in labels: names are escaped, and long ones shortened."""
    return escape(texte if len(texte) <= limit else texte[: limit - 1] + "…")


def _detail(nom: str, population: int, signe: float, signe_ou_projet: float) -> str:
    return (
        f"{etiquette(nom, 80)}<br>{habitants(population)}<br>"
        f"signé\u00a0: {pourcentage(signe)}<br>"
        f"signé ou en projet\u00a0: {pourcentage(signe_ou_projet)}"
    )


def graphique_classement(table: pd.DataFrame, titre: str, taux: str) -> Graphique:
    """Return the same chart as data, best rate first: for a picture or a slide."""
    ordered = table.sort_values([taux, "taux_signe", "population"], ascending=False)
    signed = [_known(value) for value in ordered["taux_signe"].tolist()]
    both = [_known(value) for value in ordered["taux_signe_ou_projet"].tolist()]
    in_project = tuple(
        None if one is None or two is None else two - one
        for one, two in zip(signed, both, strict=True)
    )
    series = [Serie(STATUTS["signe"].libelle, tuple(signed), STATUTS["signe"].couleur)]
    if taux != "taux_signe":
        series.append(Serie(STATUTS["projet"].libelle, in_project, STATUTS["projet"].couleur))
    names = tuple(ordered["nom"].tolist())
    shown = [_known(value) for value in ordered[taux].tolist()]
    words = "\u00a0; ".join(
        f"{name}\u00a0: {pourcentage(value)}" for name, value in zip(names, shown, strict=True)
    )
    alternative = f"Graphique en barres. {titre}. {words}."
    return Graphique("barres_empilees", titre, names, tuple(series), "%", alternative)


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def classement(table: pd.DataFrame, titre: str, taux: str = "taux_signe_ou_projet") -> None:
    """Draw the territories ranked by a rate, widest bar first.

    One where nobody lives has no rate: it comes last.

    Parameters
    ----------
    table : rows of ``geo.couverture.synthese.sous_territoires``, at most BARRES_MAX of them.
    taux : the rate retained; with ``taux_signe``, projects are not drawn.
    """
    ordered = table.sort_values(
        [taux, "taux_signe", "population"], ascending=True, na_position="first"
    )
    signed = ordered["taux_signe"].fillna(0)
    in_project = (ordered["taux_signe_ou_projet"] - ordered["taux_signe"]).fillna(0)
    columns = ["nom", "population", "taux_signe", "taux_signe_ou_projet"]
    labels = [etiquette(name) for name in ordered["nom"]]
    details = [_detail(*row) for row in zip(*(ordered[c].tolist() for c in columns), strict=True)]
    st.markdown(f"**{titre}**")
    figure = go.Figure()
    figure.add_bar(
        name=STATUTS["signe"].libelle,
        y=list(range(len(ordered))),
        x=signed,
        orientation="h",
        marker={"color": STATUTS["signe"].couleur},
        customdata=details,
        hovertemplate="%{customdata}<extra></extra>",
    )
    if taux != "taux_signe":
        figure.add_bar(
            name=STATUTS["projet"].libelle,
            y=list(range(len(ordered))),
            x=in_project,
            orientation="h",
            marker={
                "color": STATUTS["projet"].couleur,
                "pattern": {"shape": "/", "fgcolor": STATUTS["projet"].couleur_motif, "size": 6},
            },
            customdata=details,
            hovertemplate="%{customdata}<extra></extra>",
        )
    figure.data[-1].update(
        text=[pourcentage(value) for value in ordered[taux]],
        textposition="outside",
        cliponaxis=False,
    )
    figure.update_layout(
        template="none",
        barmode="stack",
        height=80 + HAUTEUR_BARRE * len(ordered),
        margin={"l": 8, "r": 55, "t": 34, "b": 30},
        separators=",\u202f",
        font={"family": "Source Sans, sans-serif", "size": 13, "color": "#1f2937"},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={
            "range": [0, 112],
            "ticksuffix": "\u00a0%",
            "gridcolor": "#e5e7eb",
            "tickvals": [0, 50, 100],
            "zeroline": False,
        },
        yaxis={
            "tickmode": "array",
            "tickvals": list(range(len(ordered))),
            "ticktext": labels,
            "automargin": True,
        },
        hoverlabel={"align": "left"},
    )
    st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        config={"displayModeBar": False, "scrollZoom": False},
        key="classement",
    )
