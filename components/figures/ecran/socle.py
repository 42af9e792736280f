"""What every chart on the screen shares: fonts, legend, labels, how a class is drawn."""

from collections.abc import Mapping
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseFigure

from components.commun.statuts import MOTIFS_PLOTLY, Aspect

GRILLE = "#e5e7eb"
# Above the drawing, in the order of the series.
LEGENDE = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
SOUS_LE_POINTEUR = "%{customdata}<extra></extra>"


class FigureEcrite(BaseFigure):
    """A figure given as plotly itself would tell it, which is neither checked nor copied again.

    Parameters
    ----------
    figure : what ``to_dict`` returns of a figure, not to be written in afterwards.
    """

    def __init__(self, figure: Mapping[str, Any]) -> None:
        self._ecrite = figure

    def to_dict(self) -> Mapping[str, Any]:
        """Return the figure."""
        return self._ecrite


def etiquette(texte: str, limit: int = 42) -> str:
    """Plotly reads a little HTML in labels: names are escaped, and long ones shortened."""
    return escape(texte if len(texte) <= limit else texte[: limit - 1] + "…")


def sur_deux_lignes(texte: str, limit: int) -> str:
    """Return a label on at most two lines."""
    return "<br>".join(map(escape, wrap(texte, limit, max_lines=2, placeholder="…")))


def mise_en_page(police: int = 13, **options: Any) -> dict[str, Any]:
    """Return the layout of a chart; ``police``: size of its texts, in pixels."""
    return {
        "template": "none",
        "separators": ",\u202f",
        "font": {"family": "Source Sans, sans-serif", "size": police, "color": "#1f2937"},
        "hoverlabel": {"align": "left"},
        **options,
    }


def axe_des_taux(**options: Any) -> dict[str, Any]:
    """Return an axis of percents."""
    return {"ticksuffix": "\u00a0%", "gridcolor": GRILLE, "zeroline": False, **options}


def motif(aspect: Aspect, size: int = 6, **options: Any) -> dict[str, Any]:
    """Return the pattern of a class over its colour, as the legend of the map shows them."""
    return {
        "shape": MOTIFS_PLOTLY[aspect.motif],
        "fgcolor": aspect.couleur_motif or aspect.couleur,
        "bgcolor": aspect.couleur,
        "size": size,
        **options,
    }


def nom_au_dessus(nom: str, x: Any, y: float, **options: Any) -> dict[str, Any]:
    """Return a text of the drawing: the name of a row, above it, so that none is cut."""
    return {"text": nom, "x": x, "y": y, "xanchor": "left", "showarrow": False, **options}


def affiche(
    figure: go.Figure | FigureEcrite, key: str, alt: str | None = None, **config: Any
) -> None:
    """Draw a chart without the tools of plotly: it answers the pointer only."""
    st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        config={"displayModeBar": False, "scrollZoom": False, **config},
        key=key,
        alt=alt,
    )
