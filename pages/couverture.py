"""Coverage page: where France is covered by contracts, and what share of the population."""

from datetime import date

import streamlit as st

from components.carte.carte import leave_browser_to_carte
from components.commun.adresse.evolution import lien_evolution
from components.commun.adresse.messages import avertir
from components.commun.adresse.navigation import breadcrumb
from components.commun.adresse.parametres import write_params
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import registre_lu
from components.commun.adresse.suivi import suivre
from components.commun.adresse.vue import read_etat, read_reference
from components.commun.sources import foot, published_figures, sources_de
from components.couverture import entete, sections
from components.couverture.emporter import exports_of
from components.couverture.indicateurs import comptes, indicateurs
from components.couverture.panneau import panneau
from components.documents.emporter import emporter
from data.lecture.referentiel import load_provenance
from geo.certitude.certitude import build_certitude
from geo.certitude.ou_chercher import build_ou_chercher
from geo.certitude.vue import build_vue
from geo.couverture.moteur import load_moteur_de
from geo.emporter.fichiers import Fichiers
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.recherche import rechercher
from geo.territoires.lieux import NIVEAUX_DES_LIEUX, find_lieu
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import (
    FRANCE,
    departement_of,
    departements,
    departements_of,
    region_of,
    regions_of,
)

TITRE_FRANCE = "Contrats locaux de santé\u00a0: où en est la France\u00a0?"
DE_L_ANNUAIRE = ("region", "departement", "date")  # what the directory reads of a view


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        reference = read_reference(st.query_params, aujourd_hui)
        moteur = load_moteur_de(reference, registre=registre_lu())
    referentiel = moteur.referentiel
    etat, messages = read_etat(
        st.query_params,
        lambda niveau, code: find_lieu(referentiel, niveau, code).territoire,
        aujourd_hui,
    )
    noms = load_referentiel()  # one index of names, whatever the population year
    region = region_of(noms, etat.territoire) or FRANCE
    tete = st.container(key="tete")
    panneau(
        tete,
        etat,
        aujourd_hui,
        regions_of(noms),
        region,
        departements(noms) if region == FRANCE else departements_of(noms, region),
        departement_of(noms, etat.territoire),
        lambda texte: rechercher(
            texte,
            niveaux=NIVEAUX_DES_LIEUX,
            referentiel=noms,
            contrats=build_noms_de_contrats(moteur.registre),
        ),
        lambda result: find_lieu(noms, result.niveau, result.code).territoire,
    )
    vue = build_vue(
        moteur, etat.territoire, etat.jour, etat.niveau, etat.compte != "signe", etat.theme
    )
    suivre((*vue.parents, etat.territoire), etat.jour)
    releve = moteur.registre.date_releve
    sources = sources_de(moteur, load_provenance(), etat.jour, reference)
    st.set_page_config(page_title=f"{etat.territoire.nom} – Atlas des contrats locaux de santé")
    certitude = entete.certitude_montree(
        build_certitude(vue.couverture, etat.territoire), etat.theme
    )
    name = etat.territoire.nom
    draw_titre(TITRE_FRANCE if etat.territoire == FRANCE else f"Couverture\u00a0: {name}", tete)
    with st.container():  # one element, whatever it holds: the map below keeps its frame
        breadcrumb(etat, vue.parents)
        avertir(messages)
        entete.reponse(certitude, etat)
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key="couverture-choix"
        ):
            entete.fiabilite(certitude, vue.synthese, etat, reference, releve, vue.annonce)
            sections.choix_de_la_carte(etat)
            fichiers = Fichiers(vue.couverture, etat.territoire)
            emporter(lambda: exports_of(vue, etat, fichiers, sources), "couverture")
    picture, figures = st.columns([7, 2], gap="medium")
    params = write_params(etat)
    with picture:
        sections.carte(vue, etat)
        with st.container(horizontal=True, gap="small"):
            comptes(vue.synthese, {k: params[k] for k in DE_L_ANNUAIRE if k in params})
            lien_evolution(params)
    with figures:
        indicateurs(certitude)
    leave_browser_to_carte(sections.CLE_CARTE)
    sections.territoires(vue, etat, sources)
    cut = etat.territoire.niveau in ("france", "region", "departement")
    found = build_ou_chercher(vue.couverture, etat.territoire) if cut else None
    sections.ou_chercher(vue, etat, found)
    sections.contrats(vue, etat, sources)
    published_figures(vue.publies())
    foot(sources)


main()
