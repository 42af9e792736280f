"""Page of actions: across contracts, what is done, who works on what, and how much is known."""

from datetime import date

import streamlit as st

from components.actions import filtres
from components.actions.adresse import Connus, read_etat
from components.actions.page import Page
from components.actions.volet_actions import panneau, volet_actions
from components.actions.volet_connaissance import volet_connaissance, volet_probantes
from components.actions.volet_themes import volet_themes
from components.commun.adresse.messages import avertir
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import registre_lu
from components.commun.adresse.suivi import suivre
from components.commun.sources import foot, sources_de
from data.lecture.referentiel import load_provenance
from geo.actions.portefeuille import (
    build_portefeuille,
    contrats_retenus,
    pilotes,
)
from geo.couverture.moteur import load_moteur
from geo.territoires.territoire import find_territoire, noms_des_regions


def main() -> None:
    """Read the address, count, draw."""
    aujourd_hui = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        moteur = load_moteur(registre=registre_lu())
    registre = moteur.registre
    regions = noms_des_regions(moteur.referentiel)
    all_actions = build_portefeuille(registre, registre.contrats.values(), aujourd_hui)
    known = Connus(regions, registre.contrats, pilotes(all_actions))
    etat, messages = read_etat(st.query_params, known, aujourd_hui)
    sources = sources_de(moteur, load_provenance(), etat.jour)
    page = Page(moteur, etat, regions, contrats_retenus(moteur, etat.jour, etat.criteres), sources)
    everything = build_portefeuille(registre, page.contrats, etat.jour)
    panneau(page, everything, aujourd_hui)
    if etat.criteres.region:
        suivre([find_territoire(moteur.referentiel, "region", etat.criteres.region)], etat.jour)
    st.set_page_config(page_title="Actions et priorités – Atlas des contrats locaux de santé")
    draw_titre("Actions et priorités")
    filtres.choix_volet(etat)
    avertir(messages)
    if etat.volet == "actions":
        volet_actions(page, everything)
    elif etat.volet == "themes":
        volet_themes(page)
    elif etat.volet == "probantes":
        volet_probantes(page)
    else:
        volet_connaissance(page)
    foot(sources)


main()
