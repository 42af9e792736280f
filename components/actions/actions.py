"""The portfolio of actions: the answer, the counts as bars and as a table, the actions."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
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
from components.commun.statuts import LIBELLES_ACTION, STATUTS_ACTION
from components.commun.tableau import SOURCE, choose_row, draw_table, show_all
from components.figures.ecran.actions import barres_des_actions
from geo.actions.portefeuille import ActionDuPortefeuille
from geo.contrats.actions import STATUTS_TERMINES, Avancement

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
        return LIBELLES_ACTION
    return LIBELLES_THEMES if dimension == "theme" else regions


def barres(table: pd.DataFrame, dimension: str, regions: Mapping[str, str]) -> None:
    """Draw the counts of ``geo.actions.portefeuille.compter``, each bar cut by status."""
    words = mots_de(dimension, regions)
    names = [words.get(code, code) for code in table["code"]]
    label = LIBELLES_DIMENSIONS[dimension].lower()
    alt = f"Nombre d'actions par {label}. Le tableau à côté donne les mêmes nombres."
    barres_des_actions(table, names, alt, legende=dimension != "statut")


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
    draw_table(
        table,
        "Nombre d'actions, mêmes valeurs que le graphique",
        {"Part (%)": pourcentage},
        {"Part (%)": "Part"},
        key="actions-comptes",
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
    everything = show_all(len(actions), ACTIONS_MONTREES, "actions", "premières", "actions-tout")
    shown = actions if everything else actions[:ACTIONS_MONTREES]
    table = export_actions(shown, regions).drop(columns=["Identifiant du contrat"])
    st.caption("Le nom du contrat ouvre sa fiche.")
    chosen = choose_row(
        table,
        "Actions, une ligne par action",
        dict.fromkeys(DATES, date_affichee),
        {
            "Action": {"width": 380},
            "Contrat": {"width": "medium"},
            "Axe": {"width": "medium"},
            "Source": SOURCE | {"help": "Page où l'action a été lue"},
        },
        key="actions-liste",
        ouvre="Contrat",
    )
    return None if chosen is None else shown[chosen].contrat.id
