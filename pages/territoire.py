"""My territory: what an elected official wants to know of a commune, an EPCI, a département."""

import os
from dataclasses import replace
from datetime import date

import streamlit as st

from components.commun.adresse.messages import avertir
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import registre_lu
from components.commun.adresse.sortes import read_jour
from components.commun.adresse.suivi import suivre
from components.commun.compte import compte_en_cours, lien_d_ajout
from components.commun.sources import foot, sources_de
from components.commun.style_fiche import apply_fiche_style
from components.territoire import accueil, sections
from components.territoire import reponse as entete
from components.territoire.etat import EtatTerritoire, read_adresse
from components.territoire.navigation import Ouvrir, open_result, opener, show
from components.territoire.recherche import recherche
from data.lecture.referentiel import load_provenance
from geo.couverture.moteur import Moteur, load_moteur_de
from geo.evolution.evolution import build_evolution
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.recherche import rechercher
from geo.territoire.vue import build_vue
from geo.territoires.lieux import find_lieux
from geo.territoires.millesimes import Reference
from geo.territoires.referentiel import load_referentiel

EXEMPLES = ("29232", "200068120", "93048", "56019", "75101", "29")
SUGGESTIONS = 6


def draw_welcome(moteur: Moteur, etat: EtatTerritoire, inconnu: str, ouvrir: Ouvrir) -> None:
    """Draw the page before a place is chosen: what it gives, suggestions, examples."""
    referentiel = moteur.referentiel
    if inconnu:
        found = rechercher(inconnu, SUGGESTIONS, referentiel=referentiel)
        accueil.suggestions(found, open_result(ouvrir), etat.jour)
    accueil.presentation()
    lieux = [lieu for code in EXEMPLES for lieu in find_lieux(referentiel, code)[:1]]
    accueil.exemples(lieux, lambda lieu: ouvrir(lieu.territoire))


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    apply_fiche_style()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        jour = read_jour(st.query_params.get("date"), aujourd_hui, [])
        moteur = load_moteur_de(Reference.au(jour), registre=registre_lu())
    referentiel = load_referentiel()  # one index of names, whatever the population year
    adresse = read_adresse(
        st.query_params,
        st.query_params.get_all("code"),
        lambda code: find_lieux(referentiel, code),
        aujourd_hui,
    )
    etat = adresse.etat
    ouvrir = opener(moteur, etat)
    name = etat.lieu.territoire.nom if etat.lieu else "Mon territoire"
    st.set_page_config(page_title=f"{name} – Atlas des contrats locaux de santé")
    if etat.lieu is None:
        draw_titre("Mon territoire", anchor=False)
    recherche(
        lambda texte: rechercher(
            texte,
            SUGGESTIONS,
            referentiel=referentiel,
            contrats=build_noms_de_contrats(moteur.registre),
        ),
        open_result(ouvrir),
        etat.lieu is None,
        etat.jour,
    )
    avertir(adresse.messages)
    if etat.lieu is None:
        draw_welcome(moteur, etat, adresse.inconnu, ouvrir)
        return
    vue = build_vue(moteur.couverture(etat.jour), etat.lieu)
    situation = vue.situation
    suivre((*situation.parents, situation.territoire), etat.jour)
    entete.fil(situation.parents, ouvrir)
    entete.titre(
        situation,
        aujourd_hui,
        lambda jour: show(replace(etat, jour=jour, date_ecrite=jour != aujourd_hui)),
    )
    accueil.homonymes(adresse.homonymes, lambda lieu: ouvrir(lieu.territoire))
    sources = sources_de(moteur, load_provenance(), etat.jour, Reference.au(etat.jour))
    evolution = build_evolution(vue.couverture, situation.territoire, aujourd_hui)
    lien_d_ajout(compte_en_cours(os.environ), situation.territoire.code)
    sections.page(vue, etat, ouvrir, evolution, sources)
    foot(sources)


main()
