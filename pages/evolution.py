"""Evolution page: how the coverage of a territory moved since 2010, month by month."""

from datetime import date

import streamlit as st

from components.commun import evolution as phrases
from components.commun.adresse import filtres
from components.commun.adresse.messages import avertir
from components.commun.adresse.navigation import breadcrumb, search_box, search_results
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import registre_lu
from components.commun.adresse.suivi import suivre
from components.commun.sources import foot, published_figures, sources_de
from components.evolution import sections
from components.evolution.emporter import exports_of
from components.evolution.etat import EtatEvolution, read_evolution
from data.lecture.referentiel import load_provenance
from geo.certitude.vue import VueDeCouverture, build_vue
from geo.couverture.moteur import Moteur, contrats_du_theme, load_moteur
from geo.couverture.synthese import build_synthese, chiffres_publies
from geo.evolution.chaines import build_chaines
from geo.evolution.echeances import build_echeancier
from geo.evolution.evolution import build_evolution, jour_de_l_annee
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.recherche import rechercher
from geo.territoires.lieux import NIVEAUX_DES_LIEUX, find_lieu
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import (
    FRANCE,
    find_territoire,
    parents_of,
    region_of,
    regions_of,
)

NIVEAUX_CHERCHES = NIVEAUX_DES_LIEUX


def draw_filters(moteur: Moteur, etat: EtatEvolution, aujourd_hui: date) -> None:
    """Draw the filters, in the sidebar."""
    referentiel = moteur.referentiel
    with st.sidebar:
        texte = search_box()
        if texte:
            found = rechercher(
                texte,
                niveaux=NIVEAUX_CHERCHES,
                referentiel=referentiel,
                contrats=build_noms_de_contrats(moteur.registre),
            )
            search_results(etat, found, lambda r: find_territoire(referentiel, r.niveau, r.code))
        region = region_of(referentiel, etat.territoire) or FRANCE
        filtres.filtre_territoire(etat, regions_of(referentiel), region)
        filtres.filtre_jour(etat, aujourd_hui)
        filtres.filtre_compte(etat)
        filtres.filtre_theme(etat)


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        moteur = load_moteur(registre=registre_lu())
    referentiel = moteur.referentiel
    etat, messages = read_evolution(
        st.query_params,
        lambda niveau, code: find_lieu(referentiel, niveau, code).territoire,
        aujourd_hui,
    )
    draw_filters(moteur, etat, aujourd_hui)
    suivre((*parents_of(referentiel, etat.territoire), etat.territoire), etat.jour)
    kept = contrats_du_theme(moteur.registre, etat.theme) if etat.theme else None
    couverture = moteur.couverture(etat.jour, kept)
    synthese = build_synthese(couverture, etat.territoire)
    evolution = build_evolution(couverture, etat.territoire, aujourd_hui, kept)
    sources = sources_de(moteur, load_provenance(), etat.jour)

    st.set_page_config(page_title=f"Évolution\u00a0: {etat.territoire.nom} – Atlas des CLS")
    with st.container():  # one element, whatever it holds: the map below keeps its frame
        draw_titre(f"Évolution\u00a0: {etat.territoire.nom}")
        breadcrumb(etat, parents_of(referentiel, etat.territoire))
        avertir(messages)
        phrases.answer(
            evolution,
            etat,
            referentiel.annee_population,
            referentiel.millesime,
            Reference.au(etat.jour),
        )
    echeancier = build_echeancier(couverture, etat.territoire)
    chaines = build_chaines(couverture, etat.territoire)

    def vue_de(at: EtatEvolution) -> VueDeCouverture:
        jour = jour_de_l_annee(at.annee, at.jour)
        return build_vue(moteur, at.territoire, jour, at.niveau, at.compte != "signe", at.theme)

    exports = exports_of(couverture, vue_de(etat), etat, evolution, echeancier, chaines, sources)
    sections.courbe(evolution, len(synthese.sans_perimetre), exports)
    sections.annees(vue_de, etat, evolution, aujourd_hui)
    sections.chiffres(evolution, sources)
    sections.a_venir(couverture, etat, echeancier, chaines, aujourd_hui, sources)
    published_figures(chiffres_publies(moteur.registre, etat.territoire))
    foot(sources)


main()
