"""The curve of coverage: rates by month, what is projected, what was published, what happened."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from components.commun.mots.formats import date_partielle, pluriel, pourcentage
from components.commun.statuts import STATUTS
from components.figures.ecran.evenements import RANGS, add_events
from components.figures.ecran.socle import (
    LEGENDE,
    SOUS_LE_POINTEUR,
    affiche,
    axe_des_taux,
    mise_en_page,
)
from geo.evolution.evolution import Evolution, PointPublie, has_step

SIGNE, PROJET = STATUTS["signe"].couleur, STATUTS["projet"].couleur_motif
UN_JOUR = timedelta(days=1)
GRIS, FOND_PROJECTION = "#5f6b7a", "#f4f6f9"
HAUTEUR, HAUTEUR_COMPACTE = 470, 230
AVENIR = "Si rien n'est renouvelé ni signé"
PUBLIES = {
    "taux_signe": "Publié, autre base",
    "taux_signe_ou_projet": "Publié avec projets, autre base",
}
RANGS_DE_LEGENDE = {"taux_signe": 1, "taux_signe_ou_projet": 2, "taux_atteste": 3}
LIBELLES = {
    "taux_signe": "Signé",
    "taux_signe_ou_projet": "Signé ou en projet",
    "taux_atteste": "Signé, dates lues",
}


def _line(
    rows: pd.DataFrame, column: str, color: str, width: float, *, dashed: bool = False
) -> go.Scatter:
    """A rate holds from one date to the next: steps, not slopes.

    Where it moves by what is read, and not by a signature nor an end, the line is broken.
    """
    label = LIBELLES[column]
    days, rates = _broken(rows, column)
    return go.Scatter(
        x=days,
        y=rates,
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
        customdata=[pourcentage(value) for value in rates],
        hovertemplate=f"{label}\u00a0: %{{customdata}}<extra></extra>",
    )


def _broken(rows: pd.DataFrame, column: str) -> tuple[list[date], list[float | None]]:
    """Return the days and the rates of a line, with a gap before each jump."""
    days: list[date] = []
    rates: list[float | None] = []
    jumps = rows["saut"] if column != "taux_atteste" else [False] * len(rows)
    for day, rate, jump in zip(rows["date"], rows[column], jumps, strict=True):
        if jump and days:
            days += [day - UN_JOUR, day - UN_JOUR]
            rates += [rates[-1], None]
        days.append(day)
        rates.append(rate)
    return days, rates


def _add_lines(figure: go.Figure, evolution: Evolution, place: dict[str, int]) -> None:
    """Add the three rates; the part after what is known is dashed."""
    rows = evolution.mois
    known = rows[~rows["projection"]]
    ahead = rows[rows["projection"] | (rows["date"] == known["date"].max())]
    figure.add_trace(_line(known, "taux_signe_ou_projet", PROJET, 1.5), **place)
    if bool((rows["taux_signe"] - rows["taux_atteste"]).max() > 0):
        figure.add_trace(_line(known, "taux_atteste", SIGNE, 1), **place)
        figure.add_trace(_hatching(known), **place)
    figure.add_trace(_line(known, "taux_signe", SIGNE, 3), **place)
    if len(ahead) > 1:  # the signed rate last: it hides the other where both are one
        for column, color, width in (
            ("taux_signe_ou_projet", PROJET, 1.5),
            ("taux_signe", SIGNE, 3),
        ):
            figure.add_trace(_line(ahead, column, color, width, dashed=True), **place)


def _hatching(rows: pd.DataFrame) -> go.Scatter:
    """What is recorded and not attested, between the line before and this one, not drawn."""
    return go.Scatter(
        x=rows["date"],
        y=rows["taux_signe"],
        mode="lines",
        line={"width": 0, "shape": "hv"},
        fill="tonexty",
        fillcolor="rgba(143, 184, 222, 0.25)",
        fillpattern={"shape": "/", "fgcolor": "#8fb8de", "size": 6, "solidity": 0.15},
        hoverinfo="skip",
        showlegend=False,
    )


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
                hovertemplate=SOUS_LE_POINTEUR,
            ),
            **place,
        )


def _published(point: PointPublie) -> str:
    more = "plus de " if point.au_moins else ""
    return (
        f"Publié ({date_partielle(point.publie_le)}), {LIBELLES[point.taux].lower()}\u00a0: {more}"
        f"{pourcentage(point.valeur)}"
    )


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
    return mise_en_page(
        height=height,
        margin={"l": 8, "r": 16, "t": 8, "b": 28},
        legend=LEGENDE,
        hoverlabel={"align": "left", "bgcolor": "white"},
        hovermode="x unified",
        dragmode=False,
    )


def _rates(evolution: Evolution, **options: Any) -> dict[str, Any]:
    return axe_des_taux(range=[0, _top(evolution)], automargin=True, **options)


def figure_evolution(evolution: Evolution) -> go.Figure:
    """Return the curve with its marks: rates above, signatures and ends below."""
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, row_heights=[0.84, 0.16], vertical_spacing=0.03
    )
    above, below = {"row": 1, "col": 1}, {"row": 2, "col": 1}
    _add_lines(figure, evolution, above)
    _add_published(figure, evolution.publies, above)
    add_events(figure, evolution.evenements, below)
    _add_present(figure, evolution)
    _add_step(figure, evolution)
    figure.update_layout(_layout(HAUTEUR))
    figure.update_xaxes(**_axis(evolution))
    figure.update_yaxes(_rates(evolution), row=1, col=1)
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
    figure.update_layout(_layout(HAUTEUR_COMPACTE))
    figure.update_xaxes(**_axis(evolution), nticks=6, ticks="outside", ticklen=6, tickcolor="white")
    figure.update_yaxes(_rates(evolution, nticks=4))
    return figure


def draw_courbe(figure: go.Figure, key: str) -> None:
    """Draw a curve."""
    affiche(figure, key, doubleClick=False)


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
            "une autre base (leur liste de contrats, leur population)\u00a0: un contrat que le "
            "registre ne tient pas met la courbe en dessous."
        )
    return text
