"""The foot of every page: how accessible the atlas is, who runs it, what it keeps of a reader."""

import streamlit as st

from components.commun.adresse.registre import lien_page

LIENS = {
    "accessibilite": "Accessibilité\u00a0: non conforme",
    "mentions": "Mentions légales",
    "donnees_personnelles": "Données personnelles",
}
"""By file; the first says what the law has written on every page (decree 2019-768, article 5)."""


def pied() -> None:
    """Draw the links that every page ends with."""
    with st.container(horizontal=True, gap="medium", key="pied-legal"):
        for page, label in LIENS.items():
            lien_page(f"pages/{page}.py", params={}, label=label)
