"""Links to the page Évolution."""

from collections.abc import Mapping

import streamlit as st

PAGE_EVOLUTION = "pages/evolution.py"


def lien_evolution(params: Mapping[str, str], label: str = "Voir l'évolution") -> None:
    """Draw the link to the history of a view; ``params``: parameters of its address."""
    st.page_link(
        PAGE_EVOLUTION,
        label=label,
        icon=":material/timeline:",
        query_params=dict(params),
        help="La couverture mois par mois depuis 2010, et la carte année par année",
    )
