"""Horizontal bars on the screen, one row per territory or per theme, cut by class."""

from collections.abc import Mapping, Sequence
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
    series: Sequence[Barres],
    textes: Sequence[str],
    cadre: str = "",
    mise: Mapping[str, Any] | None = None,
    **options: Any,
) -> go.Figure:
    """Return bars laid end to end, a text after the last one of each row.

    ``cadre``: colour of their outline, '' for none; ``mise``: the layout; ``options``: what else
    plotly is told of the bars. All is told at once: plotly takes ten times longer to be told of
    one thing after the other.
    """
    data: list[dict[str, Any]] = []
    for one in series:
        marker: dict[str, Any] = {"color": one.aspect.couleur}
        if one.aspect.motif:
            marker["pattern"] = motif(one.aspect)
        if cadre:
            marker["line"] = {"color": cadre, "width": 1}
        bars = {
            "type": "bar",
            "name": one.aspect.libelle,
            "y": list(range(len(one.valeurs))),
            "x": list(one.valeurs),
            "orientation": "h",
            "marker": marker,
            "customdata": list(one.details),
            "hovertemplate": SOUS_LE_POINTEUR,
        }
        data.append(bars | options)
    if textes:
        # Plotly would shrink two lines to the thickness of the bar.
        data[-1] |= {
            "text": list(textes),
            "textposition": "outside",
            "cliponaxis": False,
            "constraintext": "none",
        }
    return go.Figure({"data": data, "layout": {"barmode": "stack", **(mise or {})}})


def axe_des_noms(noms: Sequence[str]) -> dict[str, Any]:
    """Return the axis that names each row, from the lowest one."""
    places = list(range(len(noms)))
    return {"tickmode": "array", "tickvals": places, "ticktext": list(noms), "automargin": True}
