"""Style rules of what is pressed: large enough for a finger (WCAG 2.2, 2.5.8: 24 pixels)."""

import streamlit as st

REGLES = """
<style>
[class*="st-key-pied-legal"] { border-top: 1px solid #d5dae1; padding-top: 0.4rem; }
[class*="st-key-pied-legal"] p { font-size: 0.875rem; }
@media print { [class*="st-key-pied-legal"] { display: none !important; } }
</style>
"""


def apply_cibles() -> None:
    """Add the rules to the page, for a server that does not put them in it."""
    st.html(REGLES)
