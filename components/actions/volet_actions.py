"""The actions followed: counts by status, theme or région, then the list; and the filters."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.actions import actions as actions_vue
from components.actions import filtres
from components.actions.images import graphique_comptes
from components.actions.page import Page
from components.commun.adresse.liens import nom_et_generation
from components.commun.mots.certitude import actions_en_mots
from components.documents.emporter import emporter
from components.documents.telechargements import download_buttons
from components.tableaux.pilotes import sans_personnes
from data.lecture.structures import structures_du_registre
from geo.actions.portefeuille import (
    ActionDuPortefeuille,
    CriteresActions,
    compter,
    contrats_retenus,
    filtrer,
    pilotes,
)
from geo.certitude.comptes import compte_des_actions
from geo.contrats.actions import avancement


def panneau(page: Page, everything: Sequence[ActionDuPortefeuille], aujourd_hui: date) -> None:
    """Draw the filters, in the sidebar.

    ``everything``: the actions of the contracts counted, whatever the other filters.
    """
    etat = page.etat
    with st.sidebar:
        filtres.region(etat, page.regions)
        filtres.jour(etat, aujourd_hui)
        filtres.contrats_comptes(etat)
        if etat.volet == "actions":
            whole = CriteresActions(region=etat.criteres.region, tous=etat.criteres.tous)
            around = contrats_retenus(page.moteur, etat.jour, whole)
            names = {
                contrat.id: nom_et_generation(contrat)
                for contrat in (*around, *page.contrats)
                if page.moteur.registre.actions_du_contrat(contrat.id)
            }
            filtres.filtres_des_actions(etat, names, pilotes(everything))


def volet_actions(page: Page, everything: Sequence[ActionDuPortefeuille]) -> None:
    """Draw the actions followed: counts by status, theme or région, then the list."""
    etat = page.etat
    found = filtrer(everything, etat.criteres)
    progress = avancement((one.action for one in found), etat.jour)
    where = page.lieu_des_actions(len({one.contrat.id for one in found}))
    st.markdown(f"## {actions_vue.phrase(progress, where, etat.jour)}")
    st.caption(
        "Actions nommées par une source publique\u00a0: d'autres peuvent exister. Un statut non "
        "renseigné ne veut pas dire non démarrée. En retard\u00a0: l'échéance est passée, et le "
        "dernier statut connu n'est ni réalisée ni abandonnée."
    )
    compte = compte_des_actions(page.moteur.registre, (one.id for one in page.contrats), etat.jour)
    if compte.annoncees is not None:
        st.caption(f"Actions des contrats regardés\u00a0: {actions_en_mots(compte)}.")
    if not found:
        st.info(
            "Retirez un filtre, ou comptez tous les contrats, terminés compris.",
            icon=":material/search_off:",
        )
        return
    actions_vue.alertes(progress)
    filtres.choix_dimension(etat)
    counts = compter(found, etat.dimension, etat.jour)
    table = actions_vue.table_des_comptes(counts, etat.dimension, page.regions)
    side_by_side = st.grid(2, min_column_width=400, gap="medium")
    with side_by_side.cell():
        actions_vue.barres(counts, etat.dimension, page.regions)
    with side_by_side.cell():
        if etat.dimension == "theme":
            st.caption("Une action dont l'axe porte plusieurs thèmes compte dans chacun.")
        actions_vue.tableau_des_comptes(table)
        name = page.fichier(f"actions-par-{etat.dimension}")
        download_buttons(lambda: table, page.sources, name, key="export-comptes")
        emporter(
            page.images(
                lambda where: graphique_comptes(counts, etat.dimension, page.regions, where), name
            ),
            "comptes",
        )
    st.header(f"Les actions ({len(found)})", anchor="liste")
    page.open_fiche(actions_vue.tableau_des_actions(found, page.regions))
    download_buttons(
        lambda: sans_personnes(
            actions_vue.export_actions(found, page.regions),
            structures_du_registre(page.moteur.registre),
        ),
        page.sources,
        page.fichier("actions"),
        key="export-actions",
    )
