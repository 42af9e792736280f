"""Style rules of the page: a wide table scrolls in its own box, so that a phone shows the page."""

import streamlit as st

_RULES = """
<style>
.saisie-large { overflow-x: auto; }
.saisie-large .fiche-table th, .saisie-large .fiche-table td { text-align: left !important; }
.saisie-large .fiche-table thead th { white-space: normal; vertical-align: bottom; }
.saisie-large .fiche-table td { white-space: normal; min-width: 5rem; }
[data-testid="stForm"] [data-testid="stHorizontalBlock"] { gap: 0.75rem; }
</style>
"""


def apply_saisie_style() -> None:
    """Add the rules to the page."""
    st.html(_RULES)
