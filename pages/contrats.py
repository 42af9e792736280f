"""Directory page: every contract, found by its name, its porteur or a commune of its perimeter."""

from dataclasses import replace
from datetime import date

import streamlit as st

from components.annuaire import filtres
from components.annuaire.adresse import EtatAnnuaire, read_etat, write_params
from components.annuaire.carte import carte_des_perimetres
from components.annuaire.entete import filtres_actifs, reponse, rien_trouve
from components.annuaire.lignes import LIGNES_PAR_PAGE, export_table, fiches, tableau
from components.carte.carte import publish_contrats
from components.commun.adresse.retour import open_fiche
from components.commun.sources import foot, source_lines
from components.documents.telechargements import download_buttons
from data.lecture.referentiel import load_provenance
from geo.annuaire.annuaire import Annuaire, Resultat, build_annuaire
from geo.annuaire.carte import build_carte
from geo.annuaire.territoires import departement_of, departements_of
from geo.couverture.moteur import load_moteur
from geo.territoires.couches import feature_at
from geo.territoires.lieux import find_lieu
from geo.territoires.territoire import (
    FRANCE,
    region_of,
    regions_of,
    territoire_of_feature,
)


def draw_filters(annuaire: Annuaire, etat: EtatAnnuaire, aujourd_hui: date) -> None:
    """Draw the filters, in the sidebar."""
    referentiel = annuaire.moteur.referentiel
    territoire = etat.criteres.territoire
    region = region_of(referentiel, territoire) or FRANCE
    with st.sidebar:
        filtres.territoires(
            etat,
            regions_of(referentiel),
            departements_of(referentiel, region),
            region,
            departement_of(referentiel, territoire),
        )
        filtres.jour(etat, aujourd_hui)
        filtres.statuts(etat)
        filtres.fin(etat)
        filtres.themes(etat)
        filtres.autres(etat, annuaire.colonnes.generations_connues)


def draw_map(resultat: Resultat, etat: EtatAnnuaire) -> None:
    """Draw the perimeters; a click leads to the contract of a territory, or lists them."""
    moteur = resultat.annuaire.moteur
    territoire = etat.criteres.territoire
    carte = build_carte(resultat, territoire)
    names = publish_contrats([contrat.nom for contrat in moteur.registre.contrats.values()])
    clicked = carte_des_perimetres(carte, territoire, names)
    feature = feature_at(carte.etat.couches, *clicked) if clicked else None
    if feature is None:
        return
    found = carte.contrats_de(feature, resultat)
    if len(found) == 1:
        open_fiche(found[0], etat.jour, write_params(etat))
    elif found:
        place = territoire_of_feature(moteur.referentiel, carte.niveau, feature)
        filtres.go(etat.avec(territoire=place))
        st.rerun()


def draw_results(resultat: Resultat, etat: EtatAnnuaire, sources: dict[str, str]) -> None:
    """Draw the contracts found, page by page, and the files that hold them all."""
    regions = {one.code: one.nom for one in regions_of(resultat.annuaire.moteur.referentiel)}
    size = LIGNES_PAR_PAGE[etat.affichage]
    pages = -(-len(resultat) // size)
    etat = replace(etat, page=min(etat.page, pages))
    lignes = resultat.lignes((etat.page - 1) * size, size)
    if etat.affichage == "fiches":
        fiches(lignes, regions, etat.jour)
    else:
        chosen = tableau(lignes, regions, key=f"annuaire-{etat.page}")
        open_fiche(chosen, etat.jour, write_params(etat))
    filtres.choix_page(etat, pages)
    download_buttons(
        lambda: export_table(resultat.lignes(), regions),
        sources,
        f"cls-annuaire_{etat.jour.isoformat()}",
        key="export-annuaire",
    )


def draw_nothing_found(annuaire: Annuaire, etat: EtatAnnuaire) -> None:
    """Say how many contracts each filter alone keeps away."""
    rien_trouve(
        etat,
        [
            (filtre, len(annuaire.chercher(filtre.sans.criteres, etat.jour)))
            for filtre in filtres_actifs(etat)
        ],
    )


def main() -> None:
    """Read the address, search, draw."""
    aujourd_hui = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        moteur = load_moteur()
        annuaire = build_annuaire(moteur)
    etat, messages = read_etat(
        st.query_params,
        lambda niveau, code: find_lieu(moteur.referentiel, niveau, code).territoire,
        annuaire.colonnes.generations_connues,
        aujourd_hui,
    )
    draw_filters(annuaire, etat, aujourd_hui)
    resultat = annuaire.chercher(etat.criteres, etat.jour)
    sources = source_lines(
        load_provenance(),
        moteur.registre.date_releve,
        etat.jour,
        moteur.referentiel.annee_population,
    )
    st.set_page_config(page_title="Annuaire des contrats – Atlas des contrats locaux de santé")
    st.title("Annuaire des contrats")
    filtres.recherche(etat)
    for message in messages:
        st.warning(message, icon=":material/link_off:")
    reponse(resultat, len(moteur.registre.contrats), etat, moteur.registre.date_releve)
    if len(resultat):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            filtres.choix_affichage(etat)
            filtres.choix_tri(etat)
        if etat.affichage == "carte":
            draw_map(resultat, etat)
        draw_results(resultat, etat, sources)
    else:
        draw_nothing_found(annuaire, etat)
    foot(sources, "pages/methode.py")


main()
