"""Directory page: every contract, found by its name, its porteur or a commune of its perimeter."""

import os
from datetime import date

import streamlit as st

from components.annuaire import filtres, sections
from components.annuaire.adresse import read_etat
from components.annuaire.entete import reponse
from components.commun.adresse.messages import avertir
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import registre_lu
from components.commun.adresse.suivi import suivre
from components.commun.compte import compte_en_cours, lien_d_ajout, lien_des_signalements
from components.commun.sources import foot, sources_de
from data.lecture.referentiel import load_provenance
from geo.annuaire.annuaire import build_annuaire
from geo.annuaire.carte import build_carte
from geo.certitude.attestation import attestations
from geo.couverture.moteur import load_moteur, mask_of
from geo.territoires.lieux import find_lieu
from geo.territoires.territoire import parents_of


def main() -> None:
    """Read the address, search, draw."""
    aujourd_hui = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        moteur = load_moteur(registre=registre_lu())
        annuaire = build_annuaire(moteur)
    etat, messages = read_etat(
        st.query_params,
        lambda niveau, code: find_lieu(moteur.referentiel, niveau, code).territoire,
        annuaire.colonnes.generations_connues,
        aujourd_hui,
    )
    sections.panneau(annuaire, etat, aujourd_hui)
    place = etat.criteres.territoire
    suivre((*parents_of(moteur.referentiel, place), place), etat.jour)
    resultat = annuaire.chercher(etat.criteres, etat.jour)
    sources = sources_de(moteur, load_provenance(), etat.jour)
    st.set_page_config(page_title="Annuaire des contrats – Atlas des contrats locaux de santé")
    draw_titre("Annuaire des contrats")
    filtres.recherche(etat)
    compte = compte_en_cours(os.environ)
    with st.container(horizontal=True, gap="small"):
        lien_d_ajout(compte)
        lien_des_signalements(compte)
    avertir(messages)
    within = mask_of(moteur.referentiel, place.niveau, place.code)
    attestees = attestations(moteur, within, etat.jour)
    reponse(resultat, len(moteur.registre.contrats), etat, moteur.registre.date_releve, attestees)
    if len(resultat):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            filtres.choix_affichage(etat)
            filtres.choix_tri(etat)
        if etat.affichage == "carte":
            sections.carte(resultat, build_carte(resultat, etat.criteres.territoire), etat)
        sections.resultats(resultat, etat, sources)
    else:
        sections.rien(annuaire, etat)
    foot(sources)


main()
