"""The bands at the top of a page: an earlier registre, a store that cannot be written or asked."""

from collections.abc import Sequence

import streamlit as st

from components.commun.adresse.registre import quitte_le_registre
from components.commun.mots.formats import jour_en_lettres
from data.depot.modele import Publication
from data.depot.regard import RegardSurLeDepot

RETOUR = "Revenir au registre le plus récent"


def phrase_du_registre(publication: Publication, dernier: int) -> str:
    """Say which publication is looked at (Markdown); ``dernier``: the newest number."""
    known = f"à la publication {publication.numero} du {jour_en_lettres(publication.instant)}"
    if publication.numero == dernier:
        return f"Vous regardez le registre **{known}**, la plus récente à ce jour."
    since = dernier - publication.numero
    then = "une autre a suivi" if since == 1 else f"{since} autres ont suivi"
    return f"Vous regardez le registre tel qu'il était connu **{known}**\u00a0; {then}."


def bandeaux(vu: RegardSurLeDepot, messages: Sequence[str]) -> None:
    """Draw what a reader must know of the registre before reading a figure.

    ``messages``: what is wrong in the address, in French (Markdown, escaped).
    """
    for message in messages:
        st.warning(message, icon=":material/link_off:")
    if vu.publication is not None:
        _bandeau_du_registre(vu.publication, vu.dernier)
    if vu.dernier and vu.panne:
        st.warning(
            "La base du registre ne répond pas\u00a0: les chiffres montrés sont les derniers lus. "
            "Une publication plus récente n'apparaîtra qu'à son retour.",
            icon=":material/cloud_off:",
        )
    if vu.lecture_seule:
        st.caption(
            ":material/lock: **Lecture seule**\u00a0: l'atlas montre tout, rien ne peut y être "
            "modifié."
        )


def _bandeau_du_registre(publication: Publication, dernier: int) -> None:
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        key="bandeau-registre",
    ):
        said = phrase_du_registre(publication, dernier)
        st.markdown(f":material/history: {said}", width="content")
        st.button(
            RETOUR,
            key="bandeau-registre-retour",
            icon=":material/update:",
            type="tertiary",
            on_click=quitte_le_registre,
        )
