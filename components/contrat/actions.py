"""The actions of a contract as a picture (axes, actions, status) and as tables."""

from datetime import date
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.commun.mots.actions import titre_action, titre_axe
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_affichee,
    date_triable,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.statuts import MOTIFS_PLOTLY, STATUTS_ACTION
from components.documents.telechargements import download_buttons
from components.figures.figure import Graphique, Serie
from geo.contrat.axes import ActionSuivie, FicheAxes
from geo.contrats.actions import STATUTS_ACTION as ORDRE
from geo.contrats.actions import Avancement

ROUGE = "#b3261e"
HAUTEUR_AXE = 72
LONGUEUR_LIGNE = 46  # characters: what a telephone shows on one line
LONGUEUR_DETAIL = 70
ACTIONS_PAR_LIGNE = 8  # at least, so that a square is never as wide as the picture
HAUTEUR_LIGNE = 35
LIGNES_MAX = 12


def _label(texte: str, limit: int) -> str:
    """Plotly reads a little HTML in labels: texts are escaped, and long ones shortened."""
    return escape(texte if len(texte) <= limit else texte[: limit - 1] + "…")


def _title(texte: str) -> str:
    """Return a title on at most two lines, as narrow as a telephone needs."""
    lines = wrap(texte, LONGUEUR_LIGNE, max_lines=2, placeholder="…")
    return "<br>".join(escape(line) for line in lines)


def _detail(axe: str, suivie: ActionSuivie) -> str:
    late = "<br><b>en retard</b>" if suivie.en_retard else ""
    return (
        f"{_label(titre_action(suivie), LONGUEUR_DETAIL)}<br>"
        f"{STATUTS_ACTION[suivie.statut].libelle}{late}<br><i>{_label(axe, LONGUEUR_DETAIL)}</i>"
    )


def _bars(statut: str, cells: list[tuple[int, str, ActionSuivie]]) -> go.Bar:
    """Return the squares of a status: one per action, in the row of its axis."""
    aspect = STATUTS_ACTION[statut]
    late = [one.en_retard for _, _, one in cells]
    return go.Bar(
        name=aspect.libelle,
        x=[1] * len(cells),
        y=[row for row, _, _ in cells],
        width=0.4,
        orientation="h",
        marker={
            "color": aspect.couleur,
            "line": {
                "color": [ROUGE if one else "#6b7280" for one in late],
                "width": [4 if one else 1.5 for one in late],
            },
            "pattern": {
                "shape": MOTIFS_PLOTLY[aspect.motif],
                "fgcolor": aspect.couleur_motif or aspect.couleur,
                "bgcolor": aspect.couleur,
                "size": 6,
            },
        },
        customdata=[_detail(title, one) for _, title, one in cells],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _late_key() -> go.Scatter:
    """Return what names the red frame in the legend."""
    return go.Scatter(
        name="En retard",
        x=[None],
        y=[None],
        mode="markers",
        marker={"symbol": "square-open", "size": 12, "color": ROUGE, "line": {"width": 3}},
    )


def graphique_actions(fiche_axes: FicheAxes, nom: str, jour: date) -> Graphique:
    """Return the number of actions of each axis by status, as data: for a picture."""
    shown = [suivi for suivi in fiche_axes.axes if suivi.actions]
    names = tuple(titre_axe(suivi.axe) for suivi in shown)
    series = []
    for statut in ORDRE:
        counts = tuple(sum(one.statut == statut for one in suivi.actions) for suivi in shown)
        aspect = STATUTS_ACTION[statut]
        if any(counts):
            series.append(Serie(aspect.libelle, tuple(map(float, counts)), aspect.couleur))
    titre = f"{nom}\u00a0: où en sont les actions, au {jour_en_lettres(jour)}"
    words = ", ".join(f"{one.nom.lower()}\u00a0: {nombre(sum(_all(one)))}" for one in series)
    alternative = f"Graphique en barres, une par axe. {titre}. {words}."
    return Graphique("barres_empilees", titre, names, tuple(series), "", alternative)


def _all(serie: Serie) -> list[float]:
    return [value for value in serie.valeurs if value is not None]


def _figure(fiche_axes: FicheAxes) -> go.Figure:
    """Return one row per axis, one square per action, coloured by its status."""
    shown = [suivi for suivi in fiche_axes.axes if suivi.actions]
    rows = len(shown)
    cells: dict[str, list[tuple[int, str, ActionSuivie]]] = {statut: [] for statut in ORDRE}
    for row, suivi in enumerate(reversed(shown)):
        # Late ones last in their status: the frame of the next square would cut theirs.
        for suivie in sorted(suivi.actions, key=lambda one: one.en_retard):
            cells[suivie.statut].append((row, titre_axe(suivi.axe), suivie))
    traces = [_bars(statut, found) for statut, found in cells.items() if found]
    key = [_late_key()] if fiche_axes.avancement.en_retard else []
    longest = max(len(suivi.actions) for suivi in shown)
    titles = [
        {
            "x": 0,
            "y": row + 0.24,
            "text": _title(titre_axe(suivi.axe)),
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "bottom",
            "align": "left",
        }
        for row, suivi in enumerate(reversed(shown))
    ]
    layout = {
        "template": "none",
        "barmode": "stack",
        "height": 70 + HAUTEUR_AXE * rows,
        "margin": {"l": 6, "r": 10, "t": 10, "b": 40},
        "font": {"family": "Source Sans, sans-serif", "size": 14, "color": "#1f2937"},
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "y": 0,
            "yanchor": "top",
            "x": 0,
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "normal",
        },
        "xaxis": {
            "range": [0, max(longest, ACTIONS_PAR_LIGNE) + 0.1],
            "visible": False,
            "fixedrange": True,
        },
        "yaxis": {"range": [-0.35, rows - 0.15], "visible": False, "fixedrange": True},
        "hoverlabel": {"align": "left"},
        "annotations": titles,
    }
    return go.Figure([*traces, *key], layout)


def image(fiche_axes: FicheAxes) -> None:
    """Draw the picture: an axis per row, an action per square, its status by colour and pattern."""
    st.plotly_chart(
        _figure(fiche_axes),
        width="stretch",
        theme=None,
        config={"displayModeBar": False},
        key="fiche-image",
        alt="Actions de chaque axe, un carré par action, selon leur statut. Le tableau à côté et "
        "celui de toutes les actions donnent les mêmes informations.",
    )
    empty = sum(not suivi.actions for suivi in fiche_axes.axes)
    if empty:
        st.caption(f"{pluriel(empty, 'axe')} sans action recensée.")


def parts(progress: Avancement) -> None:
    """Draw the number and the share of the actions of each status."""
    rows = [
        {
            "Statut": aspect.libelle,
            "Actions": nombre(progress.par_statut[statut]),
            "Part": pourcentage(progress.part(statut), 0),
        }
        for statut, aspect in STATUTS_ACTION.items()
        if progress.par_statut[statut]
    ]
    rows.append({"Statut": "Ensemble", "Actions": nombre(progress.total), "Part": "100\u00a0%"})
    st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=(len(rows) + 1) * HAUTEUR_LIGNE + 3,
        alt="Nombre et part des actions de chaque statut",
    )


def _row(axe: str, suivie: ActionSuivie) -> dict[str, str]:
    action = suivie.action
    late = "en retard" if suivie.en_retard else "à vérifier" if suivie.a_verifier else ""
    return {
        "Axe": axe,
        "Numéro": action.numero or NON_RENSEIGNE,
        "Action": action.intitule,
        "Statut": STATUTS_ACTION[suivie.statut].libelle,
        "Retard": late,
        "Pilote": action.pilote or NON_RENSEIGNE,
        "Échéance": date_triable(action.echeance) or NON_RENSEIGNE,
        "Date du statut": date_triable(action.date_statut) or NON_RENSEIGNE,
        "Source": action.source_url,
    }


def table_des_actions(fiche_axes: FicheAxes) -> pd.DataFrame:
    """Return every action of a contract in words, one row each."""
    return pd.DataFrame([_row(titre_axe(axe), one) for axe, one in fiche_axes.actions])


def tableau(fiche_axes: FicheAxes, sources: dict[str, str], nom: str) -> None:
    """Draw every action in a table, with its downloads.

    ``nom``: file name of the download, without suffix.
    """
    table = table_des_actions(fiche_axes)
    with st.expander(f"Tableau des actions ({nombre(len(table))})"):
        formats: Any = dict.fromkeys(("Échéance", "Date du statut"), date_affichee)
        styled: Any = table.style.format(formats).set_uuid("fiche")
        st.dataframe(
            styled,
            hide_index=True,
            column_config={
                "Source": st.column_config.LinkColumn("Source", display_text="ouvrir la source")
            },
            height=(min(len(table), LIGNES_MAX) + 1) * HAUTEUR_LIGNE + 3,
            key="fiche-actions",
            width="stretch",
            alt="Actions du contrat, par axe",
        )
        download_buttons(lambda: table, sources, nom, key="export-actions")
