"""What the two maps that are compared share: the filter, the date and what is computed."""

from datetime import date

import streamlit as st

from components.commun.mots.libelles import THEMES
from geo.couverture.carte import EtatCouches, build_etat
from geo.couverture.moteur import Moteur, contrats_du_theme, load_moteur
from geo.territoires.territoire import FRANCE

JOUR = date(2026, 11, 21)
COUCHE = "epci"
HAUTEUR = 620
TOUS = "Signés ou en projet"
SIGNES = "Contrats signés"
AXES = tuple(THEMES.values())[:6]  # those with the most contracts

# Shown at first, then chosen one after the other. None comes twice: the server would send again
# what the browser already has as a mere reference, and the plain way would not be measured.
PREMIER = AXES[0]
SUIVANTS = (TOUS, AXES[1], SIGNES, *AXES[2:])


def choose() -> str:
    """Draw the filter, and return what is chosen."""
    st.set_page_config(layout="wide", page_title="Carte")
    with st.sidebar:
        return st.radio("Contrats retenus", (PREMIER, *SUIVANTS))


def _retained(moteur: Moteur, choix: str) -> set[str] | None:
    if choix == TOUS:
        return None
    if choix == SIGNES:
        return set(moteur.couverture(JOUR).contrats("signe"))
    theme = next(code for code, words in THEMES.items() if words == choix)
    return contrats_du_theme(moteur.registre, theme)


def compute(choix: str) -> EtatCouches:
    """Return the state of each EPCI of the layer, for the contracts retained."""
    moteur = load_moteur()
    couverture = moteur.couverture(JOUR, _retained(moteur, choix))
    return build_etat(couverture, FRANCE, COUCHE, avec_projet=False)


def names() -> list[str]:
    """Return the names of the contracts, in the order of the engine."""
    return [contrat.nom for contrat in load_moteur().registre.contrats.values()]
