"""Horizontal bars on the screen, one row per territory or per theme, cut by class."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from components.commun.statuts import Aspect
from components.figures.ecran.socle import SOUS_LE_POINTEUR, motif


@dataclass(frozen=True)
class Barres:
    """The bars of a class: a value per row, from the lowest row, and what the pointer shows."""

    aspect: Aspect
    valeurs: Sequence[float]
    details: Sequence[str]


def figure_barres(
    series: Sequence[Barres], textes: Sequence[str], cadre: str = "", **options: Any
) -> go.Figure:
    """Return bars laid end to end, a text after the last one of each row.

    ``cadre``: colour of their outline, '' for none; ``options``: what else plotly is told of the
    bars.
    """
    figure = go.Figure()
    for one in series:
        marker: dict[str, Any] = {"color": one.aspect.couleur}
        if one.aspect.motif:
            marker["pattern"] = motif(one.aspect)
        if cadre:
            marker["line"] = {"color": cadre, "width": 1}
        figure.add_bar(
            name=one.aspect.libelle,
            y=list(range(len(one.valeurs))),
            x=list(one.valeurs),
            orientation="h",
            marker=marker,
            customdata=list(one.details),
            hovertemplate=SOUS_LE_POINTEUR,
            **options,
        )
    if textes:
        # Plotly would shrink two lines to the thickness of the bar.
        figure.data[-1].update(
            text=list(textes), textposition="outside", cliponaxis=False, constraintext="none"
        )
    figure.update_layout(barmode="stack")
    return figure


def axe_des_noms(noms: Sequence[str]) -> dict[str, Any]:
    """Return the axis that names each row, from the lowest one."""
    places = list(range(len(noms)))
    return {"tickmode": "array", "tickvals": places, "ticktext": list(noms), "automargin": True}
