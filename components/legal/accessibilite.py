"""« Accessibilité »: what was tried and how, what was not, what is known to be missing."""

import streamlit as st

from components.commun.adresse.passage import draw_titre
from components.legal.exploitant import a_renseigner, ecrire
from data.exploitant import REGLAGES, Exploitant

SUJET = "Un obstacle dans l'atlas des contrats locaux de santé"


def accessibilite(exploitant: Exploitant) -> None:
    """Draw the page."""
    draw_titre("Accessibilité", anchor=False)
    st.markdown(
        "**Aucun audit n'a été mené selon le référentiel général d'amélioration de "
        "l'accessibilité (RGAA)\u00a0: au sens de la loi, cet atlas est donc déclaré non "
        "conforme.** Cette page dit ce qui a été essayé, ce qui ne l'a pas été, et ce qui manque."
    )
    a_renseigner(one for one in exploitant.manquants() if one == REGLAGES["contact"])
    _essaye()
    _pas_essaye()
    _limites()
    _obstacle(exploitant)


def _essaye() -> None:
    st.header("Ce qui est essayé à chaque version", anchor="essaye")
    st.markdown(
        "Par des essais automatiques, dans le navigateur Chromium\u00a0:\n"
        "- les règles de l'outil **axe** (niveaux A et AA des WCAG) sur les pages, à 1400 et "
        "390 pixels de large. Un tel outil ne trouve qu'une partie des obstacles\u00a0;\n"
        "- le **clavier seul**\u00a0: aller au contenu, ouvrir une région puis un territoire par "
        "la liste de la carte, chercher une commune, ouvrir la fiche d'un contrat, changer la "
        "date, emporter un fichier, simuler, présenter\u00a0; à chaque arrêt le "
        "repère se voit\u00a0;\n"
        "- la **taille de ce qui se presse** sur un téléphone\u00a0: 24 pixels de côté au "
        "moins\u00a0;\n"
        "- les **contrastes**\u00a0: 4,5\u00a0pour\u00a01 au moins pour les textes, "
        "7\u00a0pour\u00a01 pour les réserves sur un chiffre et pour les diapositives\u00a0;\n"
        "- la **langue**\u00a0: les pages se disent en français, et aucun mot anglais de "
        "l'interface n'y reste."
    )


def _pas_essaye() -> None:
    st.header("Ce qui n'a pas été essayé", anchor="pas-essaye")
    st.markdown(
        "- un **lecteur d'écran** (NVDA, JAWS, VoiceOver, TalkBack)\u00a0;\n"
        "- l'usage par des **personnes handicapées**\u00a0;\n"
        "- un **audit RGAA**\u00a0;\n"
        "- les navigateurs autres que Chromium, la commande vocale, le grossissement de "
        "l'écran\u00a0;\n"
        "- les fichiers à emporter (PPTX, XLSX, images). Les PDF d'un territoire et d'une "
        "présentation sont balisés (PDF/UA-1), sans avoir été lus par un lecteur d'écran."
    )


def _limites() -> None:
    st.header("Les limites connues", anchor="limites")
    st.markdown(
        "- **Cartes**\u00a0: leurs formes ne se parcourent pas au clavier. Ce qu'elles montrent "
        "est dans le tableau ou la liste de la même page.\n"
        "- **Tableaux**\u00a0: les plus longs sont dessinés comme une image, que le clavier "
        "parcourt avec les flèches\u00a0; **Maj + Espace** ouvre ce que nomme la ligne. Les mêmes "
        "lignes s'emportent en CSV et en XLSX.\n"
        "- **Graphiques**\u00a0: leurs chiffres sont dans les tableaux et les fichiers à "
        "emporter, pas dans l'image."
    )


def _obstacle(exploitant: Exploitant) -> None:
    st.header("Signaler un obstacle", anchor="obstacle")
    st.markdown(
        "Dites la page, ce que vous vouliez faire et avec quel outil\u00a0: ce qui vous manque "
        "peut vous être donné autrement."
    )
    ecrire(exploitant.contact, SUJET)
    st.markdown(
        "Sans réponse satisfaisante, vous pouvez écrire au **Défenseur des droits**, gratuitement "
        "et sans timbre\u00a0: Défenseur des droits, Libre réponse 71120, 75342\u00a0Paris "
        "CEDEX\u00a007."
    )
