"""Changing a contract by hand, or adding one: forms, the effect on the figures, the publication."""

import os
from datetime import date

import streamlit as st

from components.commun.adresse.messages import avertir
from components.commun.adresse.passage import annonce_titre, draw_titre
from components.commun.compte import bandeau, chez_soi, closed, compte_en_cours, pourquoi_non
from components.commun.mots.formats import echappe_markdown
from components.commun.style_fiche import apply_fiche_style
from components.saisie import nouveau, sections
from components.saisie.absent import absent
from components.saisie.adresse import SEPARATEUR, EtatSaisie, read_etat
from components.saisie.attente import brouillon_en_cours, en_attente
from components.saisie.etat import Atelier, a_dire, garde_de, note_auteur, recherche_de
from components.saisie.gestes import Gestes
from components.saisie.signalements import a_cote
from components.saisie.style import apply_saisie_style
from data.depot.droits import PUBLIER, Compte
from data.depot.en_attente.signalements import A_TRAITER
from geo.recherche.recherche import Recherche, rechercher
from geo.saisie.brouillon import Brouillon
from geo.saisie.gardes import gardes
from geo.saisie.nouveau import propose_contrat
from geo.saisie.options import build_options
from geo.saisie.perimetre import NIVEAUX_AJOUTABLES, find_ajoutable
from geo.saisie.publication import territoire_du_brouillon
from geo.saisie.signalement import load_file, load_signalement
from geo.saisie.vue import RegistreCourant, build_vue, load_courant

RESULTATS = 6


def search(key: str) -> Recherche | None:
    """Return the territories that a field of the page asks for, None when it asks for nothing."""
    text = st.session_state.get(key, "").strip()
    return rechercher(text, RESULTATS, NIVEAUX_AJOUTABLES) if text else None


def draw_nouveau(etat: EtatSaisie, courant: RegistreCourant, compte: Compte) -> None:
    """Add a contract: where, what is known, what it may double."""
    draw_titre("Ajouter un contrat", anchor=False)
    bandeau(compte, courant.dernier_auteur)
    if closed(pourquoi_non(compte, PUBLIER, chez_soi(compte), courant.depot.refus_d_ecrire)):
        return
    en_attente(gardes(compte, courant.tables), ailleurs=True)
    codes = etat.territoire.split(SEPARATEUR)
    places = (find_ajoutable(courant.moteur.referentiel, code.strip()) for code in codes)
    avertir(nouveau.commence(tuple(dict.fromkeys(one for one in places if one is not None))))
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
    reports = load_file(courant.depot, courant.moteur.registre, compte, (A_TRAITER,))
    sections.titre(vue, len(reports))
    auteur = bandeau(compte, courant.dernier_auteur)
    note_auteur(auteur)
    place = territoire_du_brouillon(brouillon, vue.tables)
    refused = pourquoi_non(compte, PUBLIER, place, courant.depot.refus_d_ecrire)
    depot, registre = courant.depot, courant.moteur.registre
    told = load_signalement(depot, registre, compte, etat.signalement, brouillon.contrat_id)
    gestes = Gestes(vue, compte, auteur, None if told is None else told.signalement)
    if closed(refused):
        return
    if told is not None:
        a_cote(told)
    held = garde_de(brouillon.contrat_id)
    waiting = gardes(compte, courant.tables, brouillon.contrat_id)
    en_attente([one for one in waiting if held is None or one.id != held.id])
    sections.bouge(vue, gestes)
    atelier = Atelier(brouillon, vue.tables)
    key = recherche_de(brouillon.contrat_id)
    options = build_options(courant.moteur, vue.brouillon.lignes(vue.tables, "axes").values())
    sections.formulaires(vue, atelier, options, search(key), key)
    sections.suite(vue, atelier, gestes, told.signalement.source if told is not None else "")


def main() -> None:
    """Read the address, compute, draw."""
    apply_fiche_style()
    apply_saisie_style()
    etat, messages = read_etat(st.query_params, date.today())
    compte = compte_en_cours(os.environ)
    title = "Ajouter un contrat" if etat.nouveau else "Modifier un contrat"
    st.set_page_config(page_title=f"{title} – Atlas des contrats locaux de santé")
    annonce_titre(title)
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        courant = load_courant()
    brouillon, told = brouillon_en_cours(etat, courant, compte)
    avertir((*messages, *told, *filter(None, [echappe_markdown(a_dire())])))
    if etat.nouveau:
        draw_nouveau(etat, courant, compte)
    elif brouillon is None:
        draw_titre(title, anchor=False)
        bandeau(compte, courant.dernier_auteur)
        absent(etat.contrat, compte)
        en_attente(gardes(compte, courant.tables), ailleurs=True)
    else:
        draw_contrat(etat, courant, compte, brouillon)


main()
