"""Who signed a contract, by category."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.commun.html import draw_html
from components.commun.mots.formats import pluriel
from components.commun.mots.libelles import CATEGORIES_SIGNATAIRES
from data.model import Signataire

Groupes = Sequence[tuple[str, Sequence[Signataire]]]


def signataires(groupes: Groupes) -> None:
    """Draw the signatories in groups, or say that no source names them."""
    if not groupes:
        st.info("Les signataires de ce contrat ne sont pas renseignés.", icon=":material/draw:")
        return
    total = sum(len(membres) for _, membres in groupes)
    st.caption(f"{pluriel(total, 'signataire')}, d'après les sources lues.")
    blocks = "".join(
        f"<section><h3>{escape(CATEGORIES_SIGNATAIRES.get(categorie, categorie))}</h3><ul>"
        + "".join(f"<li>{escape(one.nom)}</li>" for one in membres)
        + "</ul></section>"
        for categorie, membres in groupes
    )
    draw_html(f'<div class="fiche-colonnes">{blocks}</div>')
