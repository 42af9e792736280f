"""What is known and what is not, the journal of publications, what changed, open data."""

import os
from datetime import date
from functools import partial

import streamlit as st

from components.commun.adresse.messages import avertir
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import registre_lu
from components.commun.adresse.sortes import read_jour
from components.commun.adresse.suivi import suivre
from components.commun.compte import auteur_en_cours, compte_en_cours
from components.commun.sources import foot, sources_de
from components.commun.style_fiche import apply_fiche_style
from components.donnees import (
    a_completer,
    connaissance,
    entete,
    fraicheur,
    journal,
    nouveautes,
    ouvertes,
)
from components.donnees import publication as publication_vue
from components.donnees.adresse import read_etat
from components.donnees.page import Page
from data.depot.registre import lecteur_en_usage, numero_courant
from data.lecture.referentiel import load_provenance
from geo.couverture.moteur import load_moteur_de
from geo.donnees.journal import build_journal
from geo.donnees.nouveautes import build_nouveautes
from geo.donnees.publication import (
    annule_publication,
    build_publication,
    build_reversibilite,
    peut_annuler,
)
from geo.donnees.vue import VueDesDonnees
from geo.territoires.lieux import find_lieu
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import (
    departements,
    parents_of,
    region_of,
    regions_of,
)


def volet_connaissance(page: Page) -> None:
    """Draw what is known, what would change the rate, what is announced, how fresh it is."""
    connaissance.section(page, page.vue.connaissance)
    a_completer.section(page, page.vue.a_completer)
    a_completer.annonces(page, page.vue.annonces)
    fraicheur.section(page, page.vue.verifications)


def volet_journal(page: Page) -> None:
    """Draw the list of publications, or one of them."""
    numero = page.etat.detail
    if numero is None:
        with st.spinner("Lecture du journal et calcul des effets…", show_time=False):
            found = build_journal(page.etat.jusqu_a or registre_lu())
        journal.section(page, found)
        return
    with st.spinner("Lecture de la publication…", show_time=False):
        vue = build_publication(numero)
    compte = compte_en_cours(os.environ)
    geste = None
    if not lecteur_en_usage().depot.lecture_seule and peut_annuler(numero, compte):
        undo = partial(annule_publication, numero, compte)
        author = auteur_en_cours(os.environ.get("ATLAS_AUTEUR", ""))
        geste = publication_vue.Geste(build_reversibilite(numero), undo, author)
    publication_vue.section(page, vue, geste)


def volet_nouveautes(page: Page, aujourd_hui: date) -> None:
    """Draw what changed since a day."""
    nouveautes.choix_du_jour(page, aujourd_hui)
    with st.spinner("Comparaison des publications…", show_time=False):
        found = build_nouveautes(page.etat.depuis, page.etat.territoire, registre_lu())
    nouveautes.section(page, found)


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    apply_fiche_style()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        reference = Reference.au(read_jour(st.query_params.get("date"), aujourd_hui, []))
        moteur = load_moteur_de(reference, registre=registre_lu())
    referentiel = moteur.referentiel
    etat, messages = read_etat(
        st.query_params,
        lambda niveau, code: find_lieu(referentiel, niveau, code).territoire,
        lambda territoire: region_of(referentiel, territoire),
        numero_courant(),
        aujourd_hui,
    )
    entete.panneau(etat, regions_of(referentiel), departements(referentiel), aujourd_hui)
    suivre((*parents_of(referentiel, etat.territoire), etat.territoire), etat.jour)
    sources = sources_de(moteur, load_provenance(), etat.jour, reference)
    page = Page(VueDesDonnees(moteur.couverture(etat.jour), etat.territoire), etat, sources)
    st.set_page_config(page_title=f"{entete.titre(etat)} – Atlas des contrats locaux de santé")
    draw_titre(entete.titre(etat))
    entete.choix_du_volet(etat)
    avertir(messages)
    if etat.volet == "journal":
        volet_journal(page)
    elif etat.volet == "nouveautes":
        volet_nouveautes(page, aujourd_hui)
    elif etat.volet == "ouvertes":
        ouvertes.section(page, page.vue.registre, page.vue.tables)
    else:
        volet_connaissance(page)
    foot(sources)


main()
