"""The portfolio of actions: the answer, the counts as bars and as a table, the actions."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as plotly
import streamlit as st

from components.actions.filtres import LIBELLES_DIMENSIONS, LIBELLES_THEMES
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_affichee,
    date_triable,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.mots.libelles import THEMES
from components.commun.statuts import MOTIFS_PLOTLY, STATUTS_ACTION, Aspect
from geo.actions.portefeuille import ActionDuPortefeuille
from geo.contrats.actions import STATUTS_TERMINES, Avancement

HAUTEUR_BARRE = 26
HAUTEUR_LIGNE = 35
HAUTEUR_MAX = 458
ACTIONS_MONTREES = 50
DATES = ("Échéance", "Date du statut")


def _counted(progress: Avancement) -> str:
    words = {
        "realisee": ("réalisée", "réalisées"),
        "en_cours": ("en cours", "en cours"),
        "non_demarree": ("non démarrée", "non démarrées"),
        "suspendue": ("suspendue", "suspendues"),
        "abandonnee": ("abandonnée", "abandonnées"),
    }
    return ", ".join(
        f"{nombre(progress.par_statut[code])}\u00a0{forms[progress.par_statut[code] > 1]}"
        for code, forms in words.items()
        if progress.par_statut[code]
    )


def phrase(progress: Avancement, ou: str, jour: date) -> str:
    """Return the answer as one Markdown sentence.

    ``ou``: the contracts counted, in Markdown ("dans 47 contrats, sur 265 contrats signés").
    """
    head = f"Au {jour_en_lettres(jour)}, "
    if not progress.total:
        return f"{head}aucune action recensée ne répond à ces critères, {ou}."
    known = progress.total - progress.inconnues
    counted = pluriel(progress.total, "action recensée", "actions recensées")
    text = f"{head}**{counted}** {ou}"
    if not known:
        return f"{text}\u00a0; **aucune source ne dit où elles en sont**."
    share = pourcentage(100 * known / progress.total)
    return f"{text}\u00a0; statut connu pour **{nombre(known)}** ({share})\u00a0: " + (
        f"{_counted(progress)}."
    )


def alertes(progress: Avancement) -> None:
    """Say how many actions are late, and how many would have to be checked."""
    parts = []
    if progress.en_retard:
        parts.append(f"**{pluriel(progress.en_retard, 'action')} en retard**")
    if progress.a_verifier:
        checked = pluriel(progress.a_verifier, "action")
        parts.append(f"{checked} à échéance passée dont le statut est inconnu, à vérifier")
    if parts:
        st.warning(" et ".join(parts) + ".", icon=":material/event_busy:")


def mots_de(dimension: str, regions: Mapping[str, str]) -> Mapping[str, str]:
    """Return the words of the codes of a dimension; ``regions``: names by code."""
    if dimension == "statut":
        return {code: aspect.libelle for code, aspect in STATUTS_ACTION.items()}
    return LIBELLES_THEMES if dimension == "theme" else regions


def _label(texte: str, limit: int = 40) -> str:
    """Plotly reads a little HTML in labels: texts are escaped, and long ones shortened."""
    return escape(texte if len(texte) <= limit else texte[: limit - 1] + "…")


def _marker(aspect: Aspect) -> dict[str, Any]:
    """Return the colour and the pattern of a status."""
    marker: dict[str, Any] = {
        "color": aspect.couleur,
        "line": {"color": "#4b5563", "width": 1},
    }
    if aspect.motif:
        shape = MOTIFS_PLOTLY[aspect.motif]
        marker["pattern"] = {"shape": shape, "fgcolor": aspect.couleur_motif, "size": 6}
    return marker


def barres(table: pd.DataFrame, dimension: str, regions: Mapping[str, str]) -> None:
    """Draw the counts of ``geo.actions.portefeuille.compter``, each bar cut by status."""
    words = mots_de(dimension, regions)
    by_status = dimension == "statut"
    ordered = table.iloc[::-1]
    places = list(range(len(ordered)))
    figure = plotly.Figure()
    for code, aspect in STATUTS_ACTION.items():
        values = ordered[code].tolist()
        if not any(values):
            continue
        figure.add_bar(
            name=aspect.libelle,
            y=places,
            x=values,
            orientation="h",
            marker=_marker(aspect),
            customdata=[_label(words.get(one, one), 80) for one in ordered["code"]],
            hovertemplate=f"%{{customdata}}<br>{aspect.libelle}\u00a0: %{{x}}<extra></extra>",
        )
    figure.add_bar(  # nothing but the total, at the end of each bar
        y=places,
        x=[0] * len(ordered),
        orientation="h",
        text=[nombre(total) for total in ordered["nb_actions"]],
        textposition="outside",
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
    figure.update_layout(
        template="none",
        barmode="stack",
        height=(45 if by_status else 90) + HAUTEUR_BARRE * len(ordered),
        margin={"l": 8, "r": 40, "t": 8 if by_status else 40, "b": 30},
        showlegend=not by_status,  # each bar is then a status, named beside it
        font={"family": "Source Sans, sans-serif", "size": 13, "color": "#1f2937"},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={"gridcolor": "#e5e7eb", "zeroline": False, "rangemode": "tozero"},
        yaxis={
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [_label(words.get(one, one)) for one in ordered["code"]],
            "automargin": True,
        },
        hoverlabel={"align": "left"},
    )
    label = LIBELLES_DIMENSIONS[dimension].lower()
    st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        config={"displayModeBar": False, "scrollZoom": False},
        key="actions-barres",
        alt=f"Nombre d'actions par {label}. Le tableau à côté donne les mêmes nombres.",
    )


def table_des_comptes(
    table: pd.DataFrame, dimension: str, regions: Mapping[str, str]
) -> pd.DataFrame:
    """Return the counts in words, to show and to take away."""
    words = mots_de(dimension, regions)
    shown = pd.DataFrame(
        {
            LIBELLES_DIMENSIONS[dimension]: [words.get(code, code) for code in table["code"]],
            "Actions": table["nb_actions"],
            "Part (%)": table["part"].round(1),
            "Contrats": table["nb_contrats"],
        }
    )
    if dimension != "statut":
        for code, aspect in STATUTS_ACTION.items():
            if table[code].any():
                shown[aspect.libelle] = table[code]
        shown["En retard"] = table["en_retard"]
        shown["À vérifier"] = table["a_verifier"]
    return shown


def tableau_des_comptes(table: pd.DataFrame) -> None:
    """Draw the counts."""
    formats: Any = {"Part (%)": pourcentage}
    st.dataframe(
        table.style.format(formats).set_uuid("comptes"),
        hide_index=True,
        column_config={"Part (%)": st.column_config.Column("Part")},
        height=min(HAUTEUR_MAX, (len(table) + 1) * HAUTEUR_LIGNE + 3),
        width="stretch",
        key="actions-comptes",
        alt="Nombre d'actions, mêmes valeurs que le graphique",
    )


def _deadline(one: ActionDuPortefeuille) -> str:
    if one.en_retard:
        return "en retard"
    if one.a_verifier:
        return "passée, à vérifier"
    if one.action.echeance is None:
        return ""
    return "" if one.statut in STATUTS_TERMINES else "à venir"


def export_actions(
    actions: Sequence[ActionDuPortefeuille], regions: Mapping[str, str]
) -> pd.DataFrame:
    """Return the actions in words, one row each, with their source."""
    return pd.DataFrame(
        [
            {
                "Action": one.action.intitule,
                "Statut": STATUTS_ACTION[one.statut].libelle,
                "Échéance": date_triable(one.action.echeance) or NON_RENSEIGNE,
                "Suivi de l'échéance": _deadline(one),
                "Contrat": one.contrat.nom,
                "Région": regions.get(one.contrat.region, one.contrat.region),
                "Axe": one.axe.intitule if one.axe else NON_RENSEIGNE,
                "Thèmes": ", ".join(THEMES[theme] for theme in one.themes) or NON_RENSEIGNE,
                "Pilote": one.action.pilote or NON_RENSEIGNE,
                "Date du statut": date_triable(one.action.date_statut) or NON_RENSEIGNE,
                "Identifiant du contrat": one.contrat.id,
                "Source": one.action.source_url,
            }
            for one in actions
        ]
    )


def tableau_des_actions(
    actions: Sequence[ActionDuPortefeuille], regions: Mapping[str, str]
) -> str | None:
    """Draw the actions; return the identifier of the contract of the one chosen, if any."""
    everything = len(actions) <= ACTIONS_MONTREES or st.toggle(
        f"Montrer les {nombre(len(actions))} actions (les {ACTIONS_MONTREES} premières sinon)",
        key="actions-tout",
    )
    shown = actions if everything else actions[:ACTIONS_MONTREES]
    table = export_actions(shown, regions).drop(columns=["Identifiant du contrat"])
    formats: Any = dict.fromkeys(DATES, date_affichee)
    st.caption("Cochez une ligne pour ouvrir la fiche de son contrat.")
    event: Any = st.dataframe(
        table.style.format(formats).set_uuid("actions"),
        hide_index=True,
        column_config={
            "Action": st.column_config.Column("Action", width=380),
            "Contrat": st.column_config.Column("Contrat", width="medium"),
            "Axe": st.column_config.Column("Axe", width="medium"),
            "Source": st.column_config.LinkColumn(
                "Source", display_text="ouvrir la source", help="Page où l'action a été lue"
            ),
        },
        on_select="rerun",
        selection_mode="single-row",
        height=min(HAUTEUR_MAX, (len(table) + 1) * HAUTEUR_LIGNE + 3),
        key="actions-liste",
        width="stretch",
        alt="Actions, une ligne par action",
    )
    rows = event["selection"]["rows"]
    return shown[rows[0]].contrat.id if rows and rows[0] < len(shown) else None
