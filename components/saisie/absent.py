"""What is said when the address names no contract that can be changed."""

import streamlit as st

from components.commun.adresse.parametres import quoted
from components.commun.adresse.registre import lien_page
from components.commun.compte import lien_d_ajout
from components.saisie.publier import fait, publiee
from data.depot.droits import Compte


def absent(demande: str, compte: Compte) -> None:
    """Say that the contract is not known, and where to choose one or add one."""
    done = publiee(demande)
    if done is not None:  # a contract that was added, then undone
        fait(done, None)
    elif demande:
        st.warning(
            f"Aucun contrat ne porte l'identifiant {quoted(demande)}. Attendu, par exemple\u00a0: "
            "cls-29-cornouaille-1.",
            icon=":material/link_off:",
        )
    else:
        st.markdown("Ouvrez la fiche d'un contrat, puis «\u00a0Modifier\u00a0».")
    lien_page("pages/contrats.py", {}, label="Tous les contrats", icon=":material/list_alt:")
    lien_d_ajout(compte)
