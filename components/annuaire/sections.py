"""The directory, section by section."""

from dataclasses import replace
from datetime import date

import streamlit as st

from components.annuaire import filtres
from components.annuaire.adresse import EtatAnnuaire
from components.annuaire.carte import carte_des_perimetres
from components.annuaire.entete import filtres_actifs, rien_trouve
from components.annuaire.lignes import LIGNES_PAR_PAGE, export_table, fiches, tableau
from components.carte.carte import publish_contrats
from components.commun.adresse.parametres import write_params
from components.commun.adresse.retour import open_fiche
from components.documents.telechargements import download_buttons
from geo.annuaire.annuaire import Annuaire, Resultat
from geo.annuaire.carte import CarteDesPerimetres
from geo.territoires.couches import feature_at
from geo.territoires.territoire import (
    FRANCE,
    departement_of,
    departements,
    departements_of,
    noms_des_regions,
    region_of,
    regions_of,
    territoire_of_feature,
)


def panneau(annuaire: Annuaire, etat: EtatAnnuaire, aujourd_hui: date) -> None:
    """Draw the filters, in the sidebar."""
    referentiel = annuaire.moteur.referentiel
    territoire = etat.criteres.territoire
    region = region_of(referentiel, territoire) or FRANCE
    with st.sidebar:
        filtres.territoires(
            etat,
            regions_of(referentiel),
            departements(referentiel) if region == FRANCE else departements_of(referentiel, region),
            region,
            departement_of(referentiel, territoire),
        )
        filtres.jour(etat, aujourd_hui)
        filtres.statuts(etat)
        filtres.fin(etat)
        filtres.themes(etat)
        filtres.autres(etat, annuaire.colonnes.generations_connues)


def carte(resultat: Resultat, shown: CarteDesPerimetres, etat: EtatAnnuaire) -> None:
    """Draw the perimeters; a click leads to the contract of a territory, or lists them."""
    moteur = resultat.annuaire.moteur
    territoire = etat.criteres.territoire
    names = publish_contrats([contrat.nom for contrat in moteur.registre.contrats.values()])
    clicked = carte_des_perimetres(shown, territoire, names)
    feature = feature_at(shown.etat.couches, *clicked) if clicked else None
    if feature is None:
        return
    found = shown.contrats_de(feature, resultat)
    if len(found) == 1:
        open_fiche(found[0], etat.jour, write_params(etat))
    elif found:
        place = territoire_of_feature(moteur.referentiel, shown.niveau, feature)
        filtres.go(etat.avec(territoire=place))
        st.rerun()


def resultats(resultat: Resultat, etat: EtatAnnuaire, sources: dict[str, str]) -> None:
    """Draw the contracts found, page by page, and the files that hold them all."""
    regions = noms_des_regions(resultat.annuaire.moteur.referentiel)
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


def rien(annuaire: Annuaire, etat: EtatAnnuaire) -> None:
    """Say how many contracts each filter alone keeps away."""
    rien_trouve(
        etat,
        [
            (filtre, len(annuaire.chercher(filtre.sans.criteres, etat.jour)))
            for filtre in filtres_actifs(etat)
        ],
    )
