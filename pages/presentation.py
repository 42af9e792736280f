"""Presentation page: prepare the slides of a seminar, then show them full screen."""

from dataclasses import replace
from datetime import date

import streamlit as st

from components.commun.adresse.messages import avertir
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import registre_lu
from components.commun.adresse.sortes import read_jour
from components.commun.adresse.suivi import suivre
from components.commun.sources import foot, sources_de
from components.diaporama.contenu import build_diaporama as deck_of
from components.diaporama.contenu import cles_par_defaut
from components.gabarit.diapositive import Diaporama
from components.presentation import preparation
from components.presentation.adresse import EtatPresentation, check_contrat, read_etat, repetes
from components.presentation.emporter import a_emporter
from components.presentation.habillage import habillage_de
from components.presentation.projection import oublie_la_place, projeter
from components.presentation.style import style_projection
from geo.actions.themes import region_des_actions_probantes
from geo.couverture.moteur import Moteur, load_moteur_de
from geo.couverture.synthese import build_synthese
from geo.emporter.fichiers import Fichiers
from geo.presentation.contenu import connu_du_lieu
from geo.presentation.seminaire import Seminaire, build_seminaire
from geo.territoires.lieux import find_lieu
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import Territoire, departements, parents_of, region_of, regions_of


def read_state(moteur: Moteur, aujourd_hui: date) -> tuple[EtatPresentation, list[str], list[str]]:
    """Read the address: the state, what is wrong in it, the contracts that can be in focus."""
    referentiel = moteur.referentiel

    def default(territoire: Territoire, jour: date) -> tuple[str, ...]:
        known = connu_du_lieu(moteur.couverture(jour), territoire)
        chosen = bool(st.query_params.get("contrat"))  # a contract asked for is shown
        region = region_of(referentiel, territoire)
        return cles_par_defaut(
            region.code if region else "",
            region_des_actions_probantes(moteur.registre),
            replace(known, contrat=known.contrat or chosen),
        )

    etat, messages = read_etat(
        st.query_params,
        lambda niveau, code: find_lieu(referentiel, niveau, code).territoire,
        lambda territoire: region_of(referentiel, territoire),
        aujourd_hui,
        default,
    )
    messages = repetes(st.query_params.get_all) + messages
    found = build_synthese(moteur.couverture(etat.jour), etat.territoire)
    etat, wrong = check_contrat(etat, found.contrats)
    return etat, messages + wrong, list(found.contrats)


def compute(moteur: Moteur, etat: EtatPresentation) -> tuple[Seminaire, Diaporama]:
    """Return the figures and the slides, computed once per territory, day and contract."""
    with st.spinner("Préparation du diaporama…", show_time=False):
        seminaire = build_seminaire(moteur, etat.territoire, etat.jour, etat.contrat)
        return seminaire, habillage_de(etat).sur(deck_of(seminaire, etat.cles))


def prepare(
    moteur: Moteur, etat: EtatPresentation, messages: list[str], contrats: list[str], today: date
) -> None:
    """Draw the preparation page: what is shown, how, and the way to start."""
    referentiel = moteur.referentiel
    oublie_la_place()
    st.set_page_config(page_title="Présentation – Atlas des contrats locaux de santé")
    draw_titre("Présentation")
    avertir(messages)
    seminaire, deck = compute(moteur, etat)
    preparation.phrase(deck, etat)
    preparation.reglages(
        etat,
        regions_of(referentiel),
        departements(referentiel),
        {name: moteur.registre.contrats[name].nom for name in contrats},
        seminaire.fiche.contrat.id if seminaire.fiche else "",
        today,
    )
    preparation.lancement(deck, etat, moteur.publication)
    sources = sources_de(moteur, seminaire.provenance, etat.jour, Reference.au(etat.jour))
    fichiers = Fichiers(seminaire.couverture, seminaire.territoire)
    a_emporter(seminaire, deck, etat, fichiers, sources, habillage_de(etat))
    preparation.sommaire(deck)
    foot(sources)


def main() -> None:
    """Read the address, then prepare or show."""
    today = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        # The population and the members of EPCI in force at the date, as on the other pages.
        jour = read_jour(st.query_params.get("date"), today, [])
        moteur = load_moteur_de(Reference.au(jour), registre=registre_lu())
    etat, messages, contrats = read_state(moteur, today)
    suivre((*parents_of(moteur.referentiel, etat.territoire), etat.territoire), etat.jour)
    # A faulty address is looked at before the room sees it.
    if etat.projection and not messages:
        st.html(style_projection(etat.format))
        _, deck = compute(moteur, etat)
        projeter(deck, etat, moteur.registre.contrats.values())
    else:
        prepare(moteur, etat, messages, contrats, today)


main()
