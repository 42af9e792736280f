"""The few style rules Streamlit has no option for."""

import streamlit as st

_RULES = """
<style>
/* The answer stands at the top of the page: less white above the title. */
[data-testid="stMainBlockContainer"] { padding-top: 3.75rem; }
[data-testid="stMainBlockContainer"] h1 { padding-top: 0; }
/* Key figures: compact, so that the six of them stand beside the map. */
[data-testid="stMetric"] { padding: 0.4rem 0.6rem; }
[data-testid="stMetric"] > div { padding: 0.15rem 0.4rem; }
/* The map that plays keeps its place while it loads: what follows does not jump. */
.st-key-evolution-cadre { min-height: 620px; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
}
</style>
"""


def apply_style() -> None:
    """Add the rules to the page."""
    st.html(_RULES)
