"""The curve of coverage: rates by month, what is projected, what was published, what happened."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from components.commun.mots.formats import date_partielle, jour_en_lettres, pluriel, pourcentage
from components.commun.statuts import STATUTS
from geo.evolution.evolution import Evenement, Evolution, PointPublie, has_step

SIGNE, PROJET = STATUTS["signe"].couleur, STATUTS["projet"].couleur_motif
GRIS, FOND_PROJECTION = "#5f6b7a", "#f4f6f9"
HAUTEUR, HAUTEUR_COMPACTE = 470, 230
RANGS = {"signature": "Signatures", "fin": "Fins"}
NOMS_MONTRES = 8
TAILLE_MIN, TAILLE_MAX = 7, 17
AVENIR = "Si rien n'est renouvelé ni signé"
PUBLIES = {
    "taux_signe": "Publié, autre base",
    "taux_signe_ou_projet": "Publié avec projets, autre base",
}
RANGS_DE_LEGENDE = {"taux_signe": 1, "taux_signe_ou_projet": 2, "taux_date_connue": 3}
LIBELLES = {
    "taux_signe": "Signé",
    "taux_signe_ou_projet": "Signé ou en projet",
    "taux_date_connue": "Signé, date connue",
}


def _line(
    rows: pd.DataFrame, column: str, color: str, width: float, *, dashed: bool = False
) -> go.Scatter:
    """A rate holds from one date to the next: steps, not slopes."""
    label = LIBELLES[column]
    return go.Scatter(
        x=rows["date"],
        y=rows[column],
        name=AVENIR if dashed else label,
        mode="lines",
        legendrank=4 if dashed else RANGS_DE_LEGENDE[column],
        showlegend=not dashed or column == "taux_signe",
        line={
            "color": color,
            "width": width,
            "shape": "hv",
            "dash": "dash" if dashed else "solid",
        },
        customdata=[pourcentage(value) for value in rows[column]],
        hovertemplate=f"{label}\u00a0: %{{customdata}}<extra></extra>",
    )


def _add_lines(figure: go.Figure, evolution: Evolution, place: dict[str, int]) -> None:
    """Add the three rates; the part after what is known is dashed."""
    rows = evolution.mois
    known = rows[~rows["projection"]]
    ahead = rows[rows["projection"] | (rows["date"] == known["date"].max())]
    uncertain = bool((rows["taux_signe"] - rows["taux_date_connue"]).max() > 0)
    figure.add_trace(_line(known, "taux_signe_ou_projet", PROJET, 1.5), **place)
    if uncertain:
        figure.add_trace(_line(known, "taux_date_connue", SIGNE, 1), **place)
    signed = _line(known, "taux_signe", SIGNE, 3)
    if uncertain:
        signed.update(
            fill="tonexty",
            fillcolor="rgba(143, 184, 222, 0.25)",
            fillpattern={"shape": "/", "fgcolor": "#8fb8de", "size": 6, "solidity": 0.15},
        )
    figure.add_trace(signed, **place)
    if len(ahead) > 1:  # the signed rate last: it hides the other where both are one
        for column, color, width in (
            ("taux_signe_ou_projet", PROJET, 1.5),
            ("taux_signe", SIGNE, 3),
        ):
            figure.add_trace(_line(ahead, column, color, width, dashed=True), **place)


def _add_published(figure: go.Figure, points: Sequence[PointPublie], place: dict[str, int]) -> None:
    for name, symbol in (("taux_signe", "diamond"), ("taux_signe_ou_projet", "diamond-open")):
        found = [point for point in points if point.taux == name]
        if not found:
            continue
        figure.add_trace(
            go.Scatter(
                x=[point.jour for point in found],
                y=[point.valeur for point in found],
                mode="markers",
                name=PUBLIES[name],
                marker={"symbol": symbol, "size": 11, "color": "#a3195b", "line": {"width": 2}},
                customdata=[_published(point) for point in found],
                hovertemplate="%{customdata}<extra></extra>",
            ),
            **place,
        )


def _published(point: PointPublie) -> str:
    more = "plus de " if point.au_moins else ""
    return (
        f"Publié ({date_partielle(point.publie_le)}), {LIBELLES[point.taux].lower()}\u00a0: {more}"
        f"{pourcentage(point.valeur)}"
    )


def _add_events(figure: go.Figure, events: Sequence[Evenement], place: dict[str, int]) -> None:
    """Add the signatures and the ends of each month, one mark per month, larger when several."""
    for genre, shape, color in (
        ("signature", "triangle-up", SIGNE),
        ("fin", "triangle-down", GRIS),
    ):
        for unsure in (False, True):
            group = [one for one in events if (one.genre, one.incertain) == (genre, unsure)]
            months: dict[date, list[Evenement]] = {}
            for one in group:
                months.setdefault(one.jour.replace(day=1), []).append(one)
            if not months:
                continue
            figure.add_trace(
                go.Scatter(
                    x=[found[0].jour for found in months.values()],
                    y=[RANGS[genre]] * len(months),
                    mode="markers",
                    showlegend=False,
                    marker={
                        "symbol": f"{shape}-open" if unsure else shape,
                        "size": [_size(len(found)) for found in months.values()],
                        "color": color,
                        "opacity": 0.8,
                        "line": {"width": 1.2, "color": color},
                    },
                    customdata=[_told(found) for found in months.values()],
                    hovertemplate="%{customdata}<extra></extra>",
                ),
                **place,
            )


def _size(number: int) -> float:
    return min(TAILLE_MAX, TAILLE_MIN + 3 * (number - 1) ** 0.6)


def _told(events: Sequence[Evenement]) -> str:
    """Name the contracts of a mark, a few of them at most."""
    first = events[0]
    what = "signature" if first.genre == "signature" else "fin"
    doubt = ", date estimée" if first.incertain else ""
    lines = [f"{pluriel(len(events), what)}{doubt}"]
    lines += [
        f"{jour_en_lettres(one.jour)}\u00a0: {escape(one.nom[:60])}"
        for one in events[:NOMS_MONTRES]
    ]
    if len(events) > NOMS_MONTRES:
        lines.append(f"et {len(events) - NOMS_MONTRES} autres")
    return "<br>".join(lines)


def _add_present(figure: go.Figure, evolution: Evolution) -> None:
    """Shade what is projected, and stand a line at the day of the situation."""
    last = evolution.mois["date"].max()
    if last > evolution.connu_jusqu_au:
        figure.add_vrect(
            x0=evolution.connu_jusqu_au, x1=last, fillcolor=FOND_PROJECTION, line_width=0,
            layer="below",
        )  # fmt: skip
    figure.add_vline(x=evolution.jour, line={"color": GRIS, "width": 1, "dash": "dot"})


def _add_step(figure: go.Figure, evolution: Evolution) -> None:
    """Say on the curve that the climb of the day of the survey is no signature."""
    if not has_step(evolution):
        return
    step = evolution.releve
    figure.add_annotation(
        x=step.jour,
        y=_rate_on(evolution, step.jour),
        text=f"{pluriel(len(step.contrats), 'contrat')}<br>sans date",
        align="right",
        xanchor="right",
        ax=-40,
        ay=-36,
        arrowhead=2,
        arrowwidth=1,
        arrowcolor=GRIS,
        bgcolor="rgba(255, 255, 255, 0.85)",
        font={"size": 12, "color": GRIS},
    )


def _rate_on(evolution: Evolution, jour: date) -> float:
    rows = evolution.mois
    return float(rows[rows["date"] == jour].iloc[0]["taux_signe_ou_projet"])


def _axis(evolution: Evolution) -> dict[str, Any]:
    rows = evolution.mois
    return {
        "range": [rows["date"].iloc[0], rows["date"].iloc[-1]],
        "tickformat": "%Y",
        "hoverformat": "%d/%m/%Y",
        "gridcolor": "#eef1f5",
        "zeroline": False,
    }


def _layout(height: int) -> dict[str, Any]:
    return {
        "template": "none",
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 28},
        "separators": ",\u202f",
        "font": {"family": "Source Sans, sans-serif", "size": 13, "color": "#1f2937"},
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
        },
        "hoverlabel": {"align": "left", "bgcolor": "white"},
        "dragmode": False,
    }


def figure_evolution(evolution: Evolution) -> go.Figure:
    """Return the curve with its marks: rates above, signatures and ends below."""
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, row_heights=[0.84, 0.16], vertical_spacing=0.03
    )
    above, below = {"row": 1, "col": 1}, {"row": 2, "col": 1}
    _add_lines(figure, evolution, above)
    _add_published(figure, evolution.publies, above)
    _add_events(figure, evolution.evenements, below)
    _add_present(figure, evolution)
    _add_step(figure, evolution)
    figure.update_layout(**_layout(HAUTEUR), hovermode="x unified")
    figure.update_xaxes(**_axis(evolution))
    figure.update_yaxes(
        row=1,
        col=1,
        range=[0, _top(evolution)],
        ticksuffix="\u00a0%",
        gridcolor="#e5e7eb",
        zeroline=False,
        automargin=True,
    )
    figure.update_yaxes(
        row=2,
        col=1,
        type="category",
        categoryarray=[RANGS["fin"], RANGS["signature"]],
        range=[-0.6, 1.6],
        automargin=True,
        showgrid=False,
    )
    return figure


def _top(evolution: Evolution) -> float:
    rates = [float(evolution.mois["taux_signe_ou_projet"].max())]
    rates += [point.valeur for point in evolution.publies]
    highest = max((rate for rate in rates if rate == rate), default=0)
    return 103 if highest > 75 else max(10.0, highest * 1.25)


def figure_compacte(evolution: Evolution) -> go.Figure:
    """Return the curve alone, small: what a page about something else says in passing."""
    figure = make_subplots(rows=1, cols=1)
    _add_lines(figure, evolution, {"row": 1, "col": 1})
    _add_present(figure, evolution)
    figure.update_layout(**_layout(HAUTEUR_COMPACTE), hovermode="x unified")
    figure.update_xaxes(**_axis(evolution), nticks=6, ticks="outside", ticklen=6, tickcolor="white")
    figure.update_yaxes(
        range=[0, _top(evolution)],
        ticksuffix="\u00a0%",
        gridcolor="#e5e7eb",
        zeroline=False,
        automargin=True,
        nticks=4,
    )
    return figure


def draw_courbe(figure: go.Figure, key: str) -> None:
    """Draw a curve, without the tools of plotly: it answers the pointer only."""
    st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
        key=key,
    )


def lecture_de_la_courbe(evolution: Evolution) -> str:
    """Return how the marks of the curve read, in words."""
    counts = Counter(one.genre for one in evolution.evenements if one.jour <= evolution.jour)
    text = (
        f"Sous la courbe\u00a0: {pluriel(counts['signature'], 'signature')} (triangles bleus) et "
        f"{pluriel(counts['fin'], 'fin')} de contrat (triangles gris, vers le bas) depuis 2010, "
        "creux quand la date est estimée\u00a0; une marque plus grande en réunit plusieurs."
    )
    if evolution.publies:
        text += (
            " Losanges\u00a0: taux publiés par l'ARS, une collectivité ou la presse, calculés sur "
            "une autre base (leur liste de contrats, leur population)\u00a0: le registre étant "
            "incomplet, la courbe peut être bien en dessous."
        )
    return text
