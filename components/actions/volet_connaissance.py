"""What is known: the actions probantes, and what the figures rest on."""

import streamlit as st

from components.actions import connaissance as connaissance_vue
from components.actions import filtres
from components.actions.page import Page
from components.documents.telechargements import download_buttons
from geo.actions.themes import (
    actions_probantes,
    connaissance,
)


def volet_probantes(page: Page) -> None:
    """List the actions probantes; draw the matrix when a source links a contract to one."""
    asked = page.etat.criteres.region
    probantes = actions_probantes(page.moteur.registre, page.contrats)
    if not asked:
        page = page.dans(probantes.region)
        probantes = actions_probantes(page.moteur.registre, page.contrats)
    region = page.regions.get(probantes.region, "")
    st.markdown(f"## Les actions probantes suivies par l'ARS {region}")
    if asked and asked != probantes.region:
        st.info(
            f"Seule la liste de l'ARS {region} est dans le registre. Elle est montrée ici pour les "
            f"contrats de {page.regions[asked]}.",
            icon=":material/info:",
        )
    connaissance_vue.constat_probantes(probantes, page.en_mots)
    if probantes.liens:
        table = connaissance_vue.table_probantes(probantes, page.noms)
        page.open_fiche(connaissance_vue.tableau_probantes(probantes, table))
        name = page.fichier("actions-probantes")
        download_buttons(lambda: table, page.sources, name, key="export-probantes")
    connaissance_vue.liste_probantes(probantes)


def volet_connaissance(page: Page) -> None:
    """Draw, by région, what the figures of the page rest on."""
    region = page.etat.criteres.region
    codes = [region] if region else list(page.regions)
    known = connaissance(page.moteur, page.contrats, codes, page.etat.jour)
    st.markdown(f"## {connaissance_vue.phrase_connaissance(known, page.en_mots)}")
    st.caption(
        "Ce que les sources publiques lues disent des contrats. Ce qui n'est pas renseigné n'est "
        "ni zéro ni supposé\u00a0: les parts de cette page portent sur les seuls contrats connus."
    )
    shown = known[known["region"] == region] if region else known
    table = connaissance_vue.table_connaissance(shown, page.regions)
    chosen = connaissance_vue.tableau_connaissance(table)
    download_buttons(
        lambda: table, page.sources, page.fichier("connaissance"), key="export-connaissance"
    )
    if chosen is not None and shown.iloc[chosen]["region"] != region:
        filtres.go(page.etat.dans(str(shown.iloc[chosen]["region"])))
        st.rerun()
