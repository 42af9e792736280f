"""Style rules of what is pressed: room for a finger, and a mark where the keyboard is.

WCAG 2.2: 2.5.8 (24 pixels) and 2.4.7 (the focus is seen).
"""

import streamlit as st

REGLES = """
<style>
a:focus-visible, button:focus-visible, summary:focus-visible, [role="radio"]:focus-visible,
[role="tab"]:focus-visible, [data-testid="stMain"]:focus-visible {
  outline: 2px solid #1f4e8c !important; outline-offset: 1px; }
[data-testid="stMain"]:focus-visible { outline-offset: -2px; }
[class*="st-key-pied-legal"] { border-top: 1px solid #d5dae1; padding-top: 0.4rem; }
[class*="st-key-pied-legal"] p { font-size: 0.875rem; }
[data-testid="stHeadingWithActionElements"] a, [data-testid="stHeaderActionElements"] a {
  min-width: 24px; min-height: 24px; display: inline-flex; align-items: center;
  justify-content: center; }
[data-testid="stCheckbox"] label { min-height: 24px; align-items: center; }
[data-testid="stTooltipIcon"] button { min-width: 24px; min-height: 24px; }
@media (max-width: 760px) {
  [data-testid="stMultiSelect"] button, [data-testid="stSelectbox"] button { min-width: 24px;
    min-height: 24px; }
  [data-testid="stRadio"] label { min-height: 24px; }
}
/* A finger has no hover: the toolbar of a table is always there, and hides no line above it. */
@media (hover: none) {
  [data-testid="stElementContainer"]:has([data-testid="stDataFrame"]) { margin-top: 2.1rem; } }
@media print { [class*="st-key-pied-legal"] { display: none !important; } }
</style>
"""


def apply_cibles() -> None:
    """Add the rules to the page, for a server that does not put them in it."""
    st.html(REGLES)
