"""The actions of a contract as a picture (axes, actions, status) and as tables."""

from collections.abc import Container
from datetime import date

import pandas as pd
import streamlit as st

from components.commun.mots.actions import titre_axe
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_affichee,
    date_triable,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.statuts import STATUTS_ACTION
from components.commun.tableau import SOURCE, draw_table
from components.documents.telechargements import download_buttons
from components.figures.ecran.actions import carres_des_actions
from components.figures.figure import Graphique, Serie
from components.tableaux.pilotes import sans_personnes
from geo.contrat.axes import ActionSuivie, FicheAxes
from geo.contrats.actions import STATUTS_ACTION as ORDRE
from geo.contrats.actions import Avancement


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


def image(fiche_axes: FicheAxes) -> None:
    """Draw the picture: an axis per row, an action per square, its status by colour and pattern."""
    carres_des_actions(fiche_axes)
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
    alt = "Nombre et part des actions de chaque statut"
    draw_table(pd.DataFrame(rows), alt, hauteur_max=None)


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


def table_des_actions(fiche_axes: FicheAxes, connues: Container[str] | None = None) -> pd.DataFrame:
    """Return every action of a contract in words, one row each.

    ``connues``: organisations, for a file that leaves: no person is named there (``PILOTE``).
    """
    table = pd.DataFrame([_row(titre_axe(axe), one) for axe, one in fiche_axes.actions])
    return table if connues is None else sans_personnes(table, connues)


def tableau(
    fiche_axes: FicheAxes, sources: dict[str, str], nom: str, connues: Container[str]
) -> None:
    """Draw every action in a table, with its downloads.

    ``nom``: file name of the download, without suffix; ``connues``: as ``table_des_actions`` says.
    """
    table = table_des_actions(fiche_axes)
    with st.expander(f"Tableau des actions ({nombre(len(table))})"):
        draw_table(
            table,
            "Actions du contrat, par axe",
            dict.fromkeys(("Échéance", "Date du statut"), date_affichee),
            {"Source": SOURCE},
            key="fiche-actions",
        )
        download_buttons(lambda: sans_personnes(table, connues), sources, nom, key="export-actions")
