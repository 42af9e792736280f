"""Style rules of the tables of a simulation: words wrap, so that a phone shows every column."""

import streamlit as st

_RULES = """
<style>
.simulation-comparaison .fiche-table thead th,
.simulation-changements .fiche-table thead th { white-space: normal; vertical-align: bottom; }
.simulation-comparaison .fiche-table { table-layout: fixed; }
.simulation-changements .fiche-table thead th { overflow-wrap: normal; }
.simulation-longue { max-height: 34rem; overflow-y: auto; }
.simulation-changements small, .simulation-changements i { color: #4b5563; font-size: 0.88rem; }
@media (max-width: 640px) {
  .simulation-comparaison .fiche-table { font-size: 0.82rem; }
  .simulation-comparaison .fiche-table th,
  .simulation-comparaison .fiche-table td { padding: 0.3rem 0.15rem !important; }
  .simulation-comparaison .fiche-table thead th { font-size: 0.8rem; }
  .simulation-changements .fiche-table { font-size: 0.9rem; }
}
</style>
"""


def apply_simulation_style() -> None:
    """Add the rules to the page."""
    st.html(_RULES)
