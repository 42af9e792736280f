"""« Mentions légales »: who publishes and hosts, what the atlas is, what may be reused."""

import streamlit as st

from components.commun.adresse.passage import draw_titre
from components.legal.exploitant import a_renseigner, ecrire, identite
from data.exploitant import REGLAGES, Exploitant

DE_L_EDITEUR = ("nom", "adresse", "direction", "hebergeur")


def mentions(exploitant: Exploitant) -> None:
    """Draw the page."""
    draw_titre("Mentions légales", anchor=False)
    a_renseigner(one for one in exploitant.manquants() if one != REGLAGES["donnees"])
    st.header("Éditeur et hébergeur", anchor="editeur")
    identite(exploitant, DE_L_EDITEUR)
    st.header("Contact", anchor="contact")
    ecrire(exploitant.contact, "Atlas des contrats locaux de santé")
    _nature()
    _reutilisation()


def _nature() -> None:
    st.header("Ce qu'est cet atlas", anchor="nature")
    st.markdown(
        "L'atlas réunit des faits lus sur des pages publiques, chacun avec l'adresse de sa source. "
        "Ce n'est pas une liste officielle des contrats locaux de santé\u00a0: il est incomplet, "
        "et le dit à côté de chaque taux. Il n'engage ni les agences régionales de santé ni les "
        "collectivités qu'il nomme.\n\n"
        "Une information inexacte se signale depuis la fiche du contrat («\u00a0Signaler une "
        "erreur\u00a0»). Une personne nommée peut demander une correction ou un droit de réponse "
        "à l'adresse ci-dessus."
    )


def _reutilisation() -> None:
    st.header("Réutilisation", anchor="reutilisation")
    st.markdown(
        "- **Données** (registre et territoires)\u00a0: Licence Ouverte 2.0 (Etalab). Libre "
        "réutilisation, en nommant la source et sa date\u00a0: «\u00a0Atlas des contrats locaux de "
        "santé\u00a0», et pour les territoires «\u00a0IGN – ADMIN EXPRESS, INSEE – COG et "
        "populations légales, DGCL – BANATIC\u00a0».\n"
        "- **Programme**\u00a0: licence MIT.\n"
        "- **Noms et logos** des organismes\u00a0: à leurs propriétaires."
    )
