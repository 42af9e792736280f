"""The head of the page of data: its parts, and the territory looked at."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.commun.adresse.navigation import go
from components.commun.adresse.reglages import champ_jour, choix_du_territoire, ecrit, reglage
from components.donnees.adresse import VOLETS, EtatDonnees
from geo.territoires.territoire import Territoire

TITRES = {
    "connaissance": "Ce que l'on sait, ce que l'on ne sait pas",
    "journal": "Journal du registre",
    "nouveautes": "Ce qui a changé dans le registre",
    "ouvertes": "Données ouvertes",
}


def titre(etat: EtatDonnees) -> str:
    """Return the title of the part shown."""
    return TITRES[etat.volet]


def panneau(
    etat: EtatDonnees,
    regions: Sequence[Territoire],
    departements: Sequence[Territoire],
    aujourd_hui: date,
) -> None:
    """Draw where and when, in the sidebar."""
    with st.sidebar:
        choix_du_territoire(
            "donnees-territoire", etat.territoire, regions, departements, ecrit(etat, "territoire")
        )
        champ_jour(
            "donnees-jour",
            etat.jour,
            aujourd_hui,
            ecrit(etat, "jour"),
            retour="donnees-aujourd-hui",
        )


def choix_du_volet(etat: EtatDonnees) -> None:
    """Choose the part of the page."""
    reglage(
        st.segmented_control,
        "Partie de la page",
        "donnees-volet",
        etat.volet,
        lambda chosen: go(etat.au_volet(chosen)),
        VOLETS,
        label_visibility="collapsed",
    )
