"""What a reader sees when the address names no contract, or one that the registre doesn't have."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from components.commun.adresse.liens import autre_fiche
from components.commun.adresse.parametres import quoted
from components.commun.adresse.passage import draw_titre
from components.commun.mots.formats import echappe_markdown
from data.model import Contrat

EXEMPLE = "?id=cls-29-cornouaille-1"


def contrat_absent(demande: str, proches: Iterable[Contrat], jour: date) -> None:
    """Say that no contract has this identifier, and name the nearest ones.

    ``demande``: what the address asks for, '' when it asks for nothing.
    """
    draw_titre("Fiche d'un contrat", anchor=False)
    if not demande:
        st.info(
            "L'adresse ne dit pas quel contrat montrer. Choisissez-en un dans la liste, ou "
            f"complétez l'adresse, par exemple\u00a0: {echappe_markdown(EXEMPLE)}.",
            icon=":material/search:",
        )
        return
    st.warning(
        f"Aucun contrat ne porte l'identifiant {quoted(demande)}. Identifiant attendu, par "
        f"exemple\u00a0: {echappe_markdown(EXEMPLE)}.",
        icon=":material/link_off:",
    )
    near = list(proches)
    if not near:
        st.markdown(
            "Aucun contrat recensé n'a un nom qui s'en approche. Choisissez-en un dans la liste."
        )
        return
    st.markdown("**Vous cherchiez peut-être\u00a0:**")
    for contrat in near:
        autre_fiche(contrat, jour)
