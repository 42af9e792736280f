"""« Signaler une erreur »: a word to the queue of the atlas, or a message ready to send."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from components.commun.mots.courriel import lien_de_courriel
from components.commun.mots.formats import echappe_markdown, jour_en_lettres
from geo.saisie.signalement import LONGUEUR_CONTACT, LONGUEUR_SOURCE, LONGUEUR_TEXTE

CONTACT = "ATLAS_CONTACT"  # the operator's address, in the environment
ENVOYE, REFUSE = "signaler-envoye", "signaler-refuse"
# Given what is told, its source and how to answer; returns why it is not taken, '' when it is.
Envoi = Callable[[str, str, str], str]


@dataclass(frozen=True)
class GestesDuLecteur:
    """What a reader may do about a sheet: report an error (None: nowhere), change the contract."""

    envoie: Envoi | None = None
    modifie: bool = False


SANS_GESTE = GestesDuLecteur()


def message(territoire: str, contrat: str, jour: date, lien: str) -> str:
    """Return the message to complete: plain words, a line each."""
    return "\n".join(
        [
            "Bonjour,",
            "",
            "Une information de l'atlas des contrats locaux de santé me semble inexacte.",
            "",
            f"Territoire : {territoire or 'non renseigné'}",
            f"Contrat : {contrat}",
            f"Situation au : {jour_en_lettres(jour)}",
            f"Page : {lien}",
            "",
            "Ce qui est inexact :",
            "Ce qu'il faudrait lire :",
            "La page ou le document qui le dit :",
        ]
    )


def signaler(contact: str, sujet: str, texte: str, envoie: Envoi | None = None) -> None:
    """Draw the button that tells an error: to the queue of the atlas, else by a message.

    ``envoie``: writes in the queue what is told, its source and how to answer, and returns why it
    is not taken; None where nothing can be written: the message is then sent to ``contact``, or
    copied.
    """
    with st.popover("Signaler une erreur", icon=":material/flag:", key="signaler"):
        if envoie is not None:
            _formulaire(envoie)
            with st.expander("Ou par courriel"):
                _message(contact, sujet, texte)
        else:
            _message(contact, sujet, texte)


def _formulaire(envoie: Envoi) -> None:
    if st.session_state.pop(ENVOYE, False):
        st.success("Merci\u00a0: c'est transmis à qui tient cet atlas.", icon=":material/check:")
    with st.form("signaler-form", border=False):
        st.text_area(
            "Ce qui est inexact, et ce qu'il faudrait lire",
            key="signaler-texte",
            max_chars=LONGUEUR_TEXTE,
            placeholder="Le contrat a été prolongé jusqu'au 31 décembre 2027.",
        )
        st.text_input(
            "La page ou le document qui le dit",
            key="signaler-source",
            max_chars=LONGUEUR_SOURCE,
            placeholder="https://… ou délibération du 3 mars 2026",
        )
        st.text_input(
            "Comment vous répondre (facultatif)",
            key="signaler-contact",
            max_chars=LONGUEUR_CONTACT,
            placeholder="une adresse de service",
            help="Rien d'autre n'est gardé de vous. Ce contact n'est jamais publié.",
        )
        st.form_submit_button("Envoyer", on_click=_send, args=(envoie,), type="primary")
    refused = st.session_state.pop(REFUSE, "")
    if refused:
        st.error(echappe_markdown(refused), icon=":material/edit:")


def _send(envoie: Envoi) -> None:
    fields = [f"signaler-{name}" for name in ("texte", "source", "contact")]
    refused = envoie(*(st.session_state.get(name, "") for name in fields))
    st.session_state[REFUSE] = refused
    if not refused:
        st.session_state[ENVOYE] = True
        st.session_state.update(dict.fromkeys(fields, ""))


def _message(contact: str, sujet: str, texte: str) -> None:
    link = lien_de_courriel(contact, sujet, texte)
    if link:
        st.markdown("Votre messagerie s'ouvre sur un message à compléter.")
        st.link_button("Écrire le message", link, icon=":material/mail:", type="primary")
        st.caption("Sans messagerie sur cet appareil, copiez ce texte\u00a0:")
    else:
        st.markdown(
            "Copiez ce texte, complétez-le et envoyez-le à la personne qui vous a donné "
            "l'adresse de cet atlas."
        )
    st.code(texte, language=None, wrap_lines=True)
