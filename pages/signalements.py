"""The errors that readers reported, for who may answer them."""

import os

import streamlit as st

from components.commun.adresse.passage import draw_titre
from components.commun.compte import bandeau, compte_en_cours
from components.commun.style_fiche import apply_fiche_style
from components.saisie.signalements import choix_de_l_etat, file_des_signalements
from data.depot.droits import LECTEUR
from geo.saisie.signalement import load_file, repond_a
from geo.saisie.vue import load_courant


def main() -> None:
    """Read who looks, load what they may answer, draw."""
    apply_fiche_style()
    st.set_page_config(page_title="Erreurs signalées – Atlas des contrats locaux de santé")
    draw_titre("Erreurs signalées", anchor=False)
    compte = compte_en_cours(os.environ)
    with st.spinner("Chargement du registre…", show_time=False):
        courant = load_courant()
    depot, registre = courant.depot, courant.moteur.registre
    bandeau(compte, courant.dernier_auteur)
    if compte.role == LECTEUR:
        return
    etat = choix_de_l_etat()
    rows = load_file(depot, registre, compte, (etat,))
    file_des_signalements(rows, etat, lambda *answer: repond_a(depot, *answer))


main()
