"""How many times a reader came to a page: what a page remembers of a visit ends with it.

What the session keeps outlives the page. Coming back to it, by a link or by the browser's way
back, is another visit, whose view is the one that the address says.
"""

import streamlit as st

PAGE_VUE = "page-vue"
VISITES = "page-visites"


def arrive(page: str) -> bool:
    """Note which page runs; tell whether the reader comes to it, rather than stays."""
    arriving: bool = st.session_state.get(PAGE_VUE) != page
    st.session_state[PAGE_VUE] = page
    if arriving:
        st.session_state[VISITES] = visite() + 1
    return arriving


def visite() -> int:
    """Return the number of the visit under way: another one for each page come to."""
    number: int = st.session_state.get(VISITES, 0)
    return number
