"""What is said when the address names no contract that can be changed."""

import streamlit as st

from components.commun.adresse.parametres import quoted
from components.commun.adresse.registre import lien_page


def absent(demande: str, peut_ajouter: bool) -> None:
    """Say that the contract is not known, and where to choose one or add one."""
    st.title("Modifier un contrat", anchor=False)
    if demande:
        st.warning(
            f"Aucun contrat ne porte l'identifiant {quoted(demande)}. Attendu, par exemple\u00a0: "
            "cls-29-cornouaille-1.",
            icon=":material/link_off:",
        )
    else:
        st.markdown("Ouvrez la fiche d'un contrat, puis «\u00a0Modifier\u00a0».")
    lien_page("pages/contrats.py", label="Tous les contrats", icon=":material/list_alt:", params={})
    if peut_ajouter:
        lien_page(
            "pages/saisie.py",
            label="Ajouter un contrat",
            icon=":material/add:",
            params={"nouveau": "oui"},
        )
