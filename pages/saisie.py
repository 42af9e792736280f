"""Changing a contract by hand, or adding one: forms, the effect on the figures, the publication."""

import os
from datetime import date

import streamlit as st

from components.commun.adresse.messages import avertir
from components.commun.compte import bandeau, compte_en_cours, pourquoi_non
from components.commun.style_fiche import apply_fiche_style
from components.saisie import nouveau, sections
from components.saisie.absent import absent
from components.saisie.adresse import EtatSaisie, read_etat
from components.saisie.etat import Atelier, brouillon_de, garde, recherche_de
from components.saisie.gestes import Gestes
from components.saisie.style import apply_saisie_style
from data.depot.droits import NATIONAL, PUBLIER, Compte
from data.depot.journal import read_dernier_auteur
from geo.recherche.recherche import Recherche, rechercher
from geo.saisie.brouillon import Brouillon
from geo.saisie.nouveau import propose_contrat
from geo.saisie.options import build_options
from geo.saisie.perimetre import NIVEAUX_AJOUTABLES, find_ajoutable
from geo.saisie.publication import territoire_du_brouillon
from geo.saisie.vue import RegistreCourant, build_vue, load_courant

AUTEUR = "ATLAS_AUTEUR"  # the organisation that publishes, in the environment
RESULTATS = 6


def search(key: str) -> Recherche | None:
    """Return the territories that a field of the page asks for, None when it asks for nothing."""
    text = st.session_state.get(key, "").strip()
    return rechercher(text, RESULTATS, NIVEAUX_AJOUTABLES) if text else None


def who(compte: Compte, courant: RegistreCourant) -> str:
    """Draw the band; return the organisation that publishes here."""
    with courant.depot.lecture() as connection:
        last = read_dernier_auteur(connection)
    return bandeau(compte, os.environ.get(AUTEUR, "").strip() or last)


def draw_nouveau(etat: EtatSaisie, courant: RegistreCourant, compte: Compte) -> None:
    """Add a contract: where, what is known, what it may double."""
    st.title("Ajouter un contrat", anchor=False)
    who(compte, courant)
    if refused := pourquoi_non(compte, PUBLIER, NATIONAL, courant.depot.lecture_seule):
        st.info(refused, icon=":material/lock:")
        return
    nouveau.commence(find_ajoutable(courant.moteur.referentiel, etat.territoire))
    nouveau.territoires(search(nouveau.RECHERCHE))
    nouveau.informations()
    asked = nouveau.nouveau()
    if asked.cellules is not None:
        proposed = propose_contrat(courant.moteur, asked.cellules, asked.territoires)
        nouveau.proposition(proposed, courant.tables, courant.numero)


def draw_contrat(
    etat: EtatSaisie, courant: RegistreCourant, compte: Compte, brouillon: Brouillon
) -> None:
    """Change a contract: forms, then what they change and do, then the publication."""
    vue = build_vue(courant, brouillon, date.today())
    sections.titre(vue)
    auteur = who(compte, courant)
    place = territoire_du_brouillon(brouillon, vue.tables)
    refused = pourquoi_non(compte, PUBLIER, place, courant.depot.lecture_seule)
    gestes = Gestes(vue, compte, auteur, lambda numero: None)
    sections.deja_publie(gestes)
    if refused:
        st.info(refused, icon=":material/lock:")
        return
    sections.bouge(vue, gestes)
    atelier = Atelier(brouillon, vue.tables)
    key = recherche_de(brouillon.contrat_id)
    options = build_options(courant.moteur, vue.brouillon.lignes(vue.tables, "axes").values())
    sections.formulaires(vue, atelier, options, search(key), key)
    sections.suite(vue, atelier, gestes, "", "")


def draft_of(contrat: str, courant: RegistreCourant) -> Brouillon | None:
    """Return the draft of a contract, begun when there is none; None when nobody knows it.

    One that is still empty when its writer comes to the page starts from the newest publication.
    """
    held = brouillon_de(contrat)
    arriving = recherche_de(contrat) not in st.session_state
    begun = held is None or (not held and arriving)
    if begun and contrat in courant.tables["contrats"]:
        held = Brouillon(contrat, courant.numero)
        garde(held)
    return held


def main() -> None:
    """Read the address, compute, draw."""
    apply_fiche_style()
    apply_saisie_style()
    etat, messages = read_etat(st.query_params, date.today())
    compte = compte_en_cours(os.environ)
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        courant = load_courant()
    avertir(messages)
    title = "Ajouter un contrat" if etat.nouveau else "Modifier un contrat"
    st.set_page_config(page_title=f"{title} – Atlas des contrats locaux de santé")
    brouillon = draft_of(etat.contrat, courant)
    if etat.nouveau:
        draw_nouveau(etat, courant, compte)
    elif brouillon is None:
        who(compte, courant)
        absent(etat.contrat, not pourquoi_non(compte, PUBLIER, NATIONAL))
    else:
        draw_contrat(etat, courant, compte, brouillon)


main()
