"""« Données personnelles »: what is kept of a reader, of who reports or publishes, and where."""

import streamlit as st

from components.commun.adresse.passage import draw_titre
from components.legal.exploitant import a_renseigner, ecrire, identite
from data.exploitant import REGLAGES, Exploitant

SUJET = "Données personnelles, atlas des contrats locaux de santé"
TEMOINS = (
    {
        "Nom": "_streamlit_xsrf",
        "Où": "témoin (cookie)",
        "À quoi il sert": "protège l'envoi d'un fichier ou d'un formulaire contre un autre site",
        "Jusqu'à": "la fermeture du navigateur",
    },
    {
        "Nom": "atlas_affinite",
        "Où": "témoin (cookie)",
        "À quoi il sert": "un nombre tiré au hasard, qui vous garde sur le même serveur quand il y "
        "en a plusieurs",
        "Jusqu'à": "la fermeture du navigateur",
    },
    {
        "Nom": "stActiveTheme-…",
        "Où": "mémoire du navigateur",
        "À quoi il sert": "les couleurs de l'affichage (toujours les mêmes ici)",
        "Jusqu'à": "ce que vous l'effaciez",
    },
    {
        "Nom": "atlas-orateur-…",
        "Où": "mémoire de l'onglet",
        "À quoi il sert": "relie la présentation à la fenêtre des notes, et son chronomètre",
        "Jusqu'à": "la fermeture de l'onglet",
    },
)
"""What a browser keeps, all of it: a browser test compares the names."""


def donnees_personnelles(exploitant: Exploitant) -> None:
    """Draw the page."""
    draw_titre("Données personnelles", anchor=False)
    st.markdown(
        "**Lire l'atlas ne demande ni compte ni nom. Il ne mesure pas son audience et ne suit "
        "personne**\u00a0: aucun témoin de suivi, aucun traceur publicitaire, aucune demande à un "
        "autre site sans votre geste."
    )
    awaited = {name: REGLAGES[name] for name in ("nom", "contact", "donnees")}
    a_renseigner(one for one in exploitant.manquants() if one in awaited.values())
    _navigateur()
    _serveur()
    _personnes()
    st.header("Responsable et droits", anchor="droits")
    identite(exploitant, ("nom", "adresse"))
    st.markdown(
        "Vous pouvez demander à lire, corriger ou effacer ce qui vous concerne, ou vous opposer à "
        "son usage. Sans réponse qui vous satisfasse, vous pouvez saisir la Commission nationale "
        "de l'informatique et des libertés (CNIL)."
    )
    if exploitant.donnees:
        ecrire(exploitant.donnees, SUJET, "au délégué à la protection des données")
    else:
        ecrire(exploitant.contact, SUJET)


def _navigateur() -> None:
    st.header("Dans votre navigateur", anchor="navigateur")
    st.markdown(
        "Rien qui vous désigne, et rien qui demande votre accord\u00a0: seulement ce sans quoi une "
        "page ne fonctionne pas. Ce que vous choisissez (territoire, date, filtres) est dans "
        "l'adresse de la page."
    )
    st.table([{**one, "Nom": f"`{one['Nom']}`"} for one in TEMOINS])
    st.markdown(
        "Le **fond de carte de l'IGN** n'est chargé que si vous le demandez\u00a0: votre "
        "navigateur s'adresse alors à la Géoplateforme (data.geopf.fr), qui voit son adresse."
    )


def _serveur() -> None:
    st.header("Sur le serveur", anchor="serveur")
    st.markdown(
        "- **Journal technique**\u00a0: l'heure, la page, la durée et le résultat de chaque "
        "demande. Ni l'adresse du lecteur, ni ce qu'il cherche, ni ses témoins n'y sont écrits par "
        "l'atlas ou par la configuration de nginx livrée avec lui. Un autre serveur placé devant "
        "par l'exploitant peut tenir son propre journal.\n"
        "- **Erreurs signalées**\u00a0: le texte, sa source et, si vous le donnez, comment vous "
        "répondre. Ce contact n'est jamais publié\u00a0; seules les personnes qui traitent les "
        "signalements le lisent. L'atlas ne l'efface pas de lui-même\u00a0: demandez-le quand il "
        "n'est plus utile.\n"
        "- **Fichiers déposés dans l'atelier**\u00a0: lus sur ce serveur, gardés avec l'import en "
        "cours, et avec la publication s'il est publié."
    )


def _personnes() -> None:
    st.header("Dans les données de l'atlas", anchor="personnes")
    st.markdown(
        "- **L'auteur d'une publication est un organisme**\u00a0: c'est son nom que l'atlas "
        "demande et montre, pas celui d'une personne.\n"
        "- **Le pilote d'une action** est écrit comme la page publique qui le dit\u00a0; c'est le "
        "plus souvent un organisme. L'interface pour les programmes (`/api/v1`) ne donne que des "
        "organismes.\n"
        "- Les **populations** sont des totaux publiés par l'INSEE."
    )
