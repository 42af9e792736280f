"""Charts drawn on screen from what they say (``components.figures.figure.Graphique``).

Sizes are in pixels, for the frame they are drawn in: a slide is laid out at 1080 pixels high.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from components.commun.mots.formats import nombre, pourcentage
from components.commun.statuts import MOTIFS_PLOTLY, STATUTS, STATUTS_ACTION
from components.figures.figure import Graphique, Serie

ENCRE = "#1b2430"
GRILLE = "#d5dae1"
BLANC = "#ffffff"
_ASPECTS = {one.couleur: one for one in (*STATUTS_ACTION.values(), *STATUTS.values())}
PLACES_MINIMALES = 5  # a lone bar is not as thick as the frame is high
TRAITS = ("solid", "dash", "dot", "dashdot")


def _luminance(couleur: str) -> float:
    """Return the relative luminance of a colour (WCAG 2)."""
    channels = [int(couleur[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def encre_sur(couleur: str) -> str:
    """Return black or white, whichever is read best on a colour."""
    light = _luminance(couleur)
    return BLANC if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else "#000000"


def _value(valeur: float | None, unite: str) -> str:
    if valeur is None:
        return "–"
    return pourcentage(valeur) if unite == "%" else nombre(valeur)


def _label(texte: str) -> str:
    """Plotly reads a little HTML in labels."""
    return escape(texte)


def _bar(graphique: Graphique, serie: Serie, stacked: bool) -> go.Bar:
    aspect = _ASPECTS.get(serie.couleur)
    texts = [_value(value, graphique.unite) if value else "" for value in serie.valeurs]
    return go.Bar(
        name=_label(serie.nom),
        y=list(range(len(serie.valeurs))),
        x=[value or 0 for value in serie.valeurs],
        orientation="h",
        width=0.42,
        marker={
            "color": serie.couleur,
            "line": {"color": "#4b5563", "width": 1},
            "pattern": {
                "shape": MOTIFS_PLOTLY[aspect.motif] if aspect and stacked else "",
                "fgcolor": (aspect.couleur_motif if aspect else "") or serie.couleur,
                "bgcolor": serie.couleur,
                "fgopacity": 0.35,
                "size": 10,
            },
        },
        text=texts if stacked else [_value(value, graphique.unite) for value in serie.valeurs],
        textposition="inside" if stacked else "outside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": encre_sur(serie.couleur) if stacked else ENCRE},
        constraintext="none",
        cliponaxis=False,
        hovertemplate="%{customdata}<extra></extra>",
        customdata=[
            f"{_label(name)}<br>{_label(serie.nom)}\u00a0: {_value(value, graphique.unite)}"
            for name, value in zip(graphique.categories, serie.valeurs, strict=True)
        ],
    )


def _bars(graphique: Graphique, police: int) -> go.Figure:
    """Horizontal bars, the name of each above it: no label is cut, however narrow the frame."""
    stacked = graphique.genre == "barres_empilees"
    totals = [
        sum(value or 0 for value in values)
        for values in zip(*(serie.valeurs for serie in graphique.series), strict=True)
    ]
    figure = go.Figure([_bar(graphique, serie, stacked) for serie in graphique.series])
    for rank, name in enumerate(graphique.categories):
        empty = "" if totals[rank] or not stacked else "\u00a0: aucun"
        figure.add_annotation(
            x=0,
            y=rank - 0.24,
            text=_label(name) + empty,
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            xshift=-4,
        )
    room = 1.02 if stacked else 1.28  # for the value written after the longest bar
    figure.update_layout(
        barmode="stack",
        showlegend=stacked,
        xaxis={"visible": False, "range": [0, room * max([*totals, 1])], "fixedrange": True},
        yaxis={
            "visible": False,
            "range": [max(len(totals), PLACES_MINIMALES) - 0.7, -0.85],
            "fixedrange": True,
        },
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend=_legend(police) | {"y": _below(len(totals)), "yanchor": "top"},
    )
    return figure


def _below(bars: int) -> float:
    """Return where the legend goes, under the last bar (1: top of the drawing, 0: bottom)."""
    return max(0.0, (PLACES_MINIMALES - bars) / (PLACES_MINIMALES + 0.15))


def _legend(police: int) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "font": {"size": police, "color": ENCRE},
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
    }


def _broken(
    values: Sequence[Any], ruptures: Sequence[int], fill: Sequence[Any] | None = None
) -> list[Any]:
    """Return values with a gap before each rupture; ``fill``: what stands in it (None: nothing)."""
    found: list[Any] = []
    for rank, value in enumerate(values):
        if rank in ruptures:
            found.append(None if fill is None else fill[rank])
        found.append(value)
    return found


def _curve(graphique: Graphique, police: int, repere: str) -> go.Figure:
    """Lines over time; ``repere``: the category marked, '' for none."""
    names = list(graphique.categories)
    places = list(range(len(names)))
    figure = go.Figure()
    for rank, serie in enumerate(graphique.series):
        figure.add_scatter(
            name=_label(serie.nom),
            x=_broken(places, serie.ruptures, places),
            y=_broken(serie.valeurs, serie.ruptures),
            mode="lines+markers",
            line={"color": serie.couleur, "width": 5, "dash": TRAITS[rank % len(TRAITS)]},
            marker={"size": 11, "symbol": "circle" if rank == 0 else "diamond"},
            customdata=_broken(
                [
                    f"{_label(name)}<br>{_label(serie.nom)}\u00a0: {_value(value, graphique.unite)}"
                    for name, value in zip(names, serie.valeurs, strict=True)
                ],
                serie.ruptures,
            ),
            hovertemplate="%{customdata}<extra></extra>",
        )
    if repere in names:
        here = names.index(repere)
        value = graphique.series[0].valeurs[here]
        figure.add_vline(here, line={"color": ENCRE, "width": 2, "dash": "dot"})
        figure.add_scatter(
            x=[here],
            y=[value],
            mode="markers",
            marker={"size": 24, "color": graphique.series[0].couleur, "line": {"width": 4}},
            showlegend=False,
            hoverinfo="skip",
        )
    top = max([value for serie in graphique.series for value in serie.valeurs if value], default=1)
    last = len(names) - 1
    ticks = sorted({round(last * part / 3) for part in range(4)})
    figure.update_layout(
        xaxis={
            "tickvals": ticks,
            "ticktext": [_label(names[place]) for place in ticks],
            "range": [-0.4, last + 0.5],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "range": [0, top * 1.12],
            "ticksuffix": f"\u00a0{graphique.unite}",
            "nticks": 4,
            "gridcolor": GRILLE,
            "zeroline": False,
            "rangemode": "tozero",
            "fixedrange": True,
        },
        margin={"l": 90, "r": 44, "t": 8, "b": 44},
        legend=_legend(police) | {"y": 1.02, "yanchor": "bottom"},
    )
    return figure


def figure_de(graphique: Graphique, police: int, repere: str = "") -> go.Figure:
    """Return the Plotly figure of a chart, its texts at ``police`` pixels at least."""
    curve = graphique.genre == "courbe"
    figure = _curve(graphique, police, repere) if curve else _bars(graphique, police)
    figure.update_layout(
        template="none",
        font={"family": "Source Sans, sans-serif", "size": police, "color": ENCRE},
        separators=",\u202f",
        hoverlabel={"align": "left", "font": {"size": police}},
        paper_bgcolor=BLANC,
        plot_bgcolor=BLANC,
    )
    return figure


def draw_graphique(
    graphique: Graphique, *, cle: str, taille: tuple[int, int], police: int = 14, repere: str = ""
) -> None:
    """Draw a chart.

    Parameters
    ----------
    cle : names this chart in the page.
    taille : width and height, in pixels.
    police : smallest text, in pixels.
    repere : the category marked on a curve, '' for none.
    """
    figure = figure_de(graphique, police, repere)
    width, height = taille
    figure.update_layout(width=width, height=height, autosize=False)
    config: Mapping[str, Any] = {"displayModeBar": False, "scrollZoom": False}
    st.plotly_chart(
        figure,
        width=width,
        height=height,
        theme=None,
        config=dict(config),
        key=cle,
        alt=graphique.alternative,
    )
