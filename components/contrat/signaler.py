"""« Signaler une erreur »: a message ready to send about the sheet of a contract."""

import re
from datetime import date
from urllib.parse import quote, urlencode

import streamlit as st

from components.commun.mots.formats import jour_en_lettres

CONTACT = "ATLAS_CONTACT"  # the operator's address, in the environment
_ADRESSE = re.compile(r"[^\s@?&,;<>]+@[^\s@?&,;<>]+\.[^\s@?&,;<>]+")


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


def lien_de_courriel(adresse: str, sujet: str, texte: str) -> str:
    """Return the link that opens a ready message; '' when the address is not one.

    Lines end with CR LF and spaces are written %20 (RFC 6068).
    """
    if not _ADRESSE.fullmatch(adresse):
        return ""
    fields = {"subject": sujet, "body": texte.replace("\n", "\r\n")}
    return f"mailto:{quote(adresse, safe='@')}?{urlencode(fields, quote_via=quote, safe='')}"


def signaler(contact: str, sujet: str, texte: str) -> None:
    """Draw the button that opens the message: to send to ``contact``, else to copy."""
    link = lien_de_courriel(contact, sujet, texte)
    with st.popover("Signaler une erreur", icon=":material/flag:", key="signaler"):
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
