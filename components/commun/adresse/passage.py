"""One run of a page: whether the reader comes to it or stays, and whether it has its title.

What the session keeps outlives the page. Coming back to it, by a link or by the browser's way
back, is another visit, whose view is the one that the address says.
"""

from typing import Any

import streamlit as st

PAGE_VUE = "page-vue"
VISITES = "page-visites"
TITREE, TITRE_PREVU = "page-titree", "page-titre-prevu"


def arrive(page: str) -> bool:
    """Note which page runs; tell whether the reader comes to it, rather than stays."""
    arriving: bool = st.session_state.get(PAGE_VUE) != page
    st.session_state[PAGE_VUE] = page
    st.session_state[TITREE], st.session_state[TITRE_PREVU] = False, ""
    if arriving:
        st.session_state[VISITES] = visite() + 1
    return arriving


def visite() -> int:
    """Return the number of the visit under way: another one for each page come to."""
    number: int = st.session_state.get(VISITES, 0)
    return number


def draw_titre(texte: str, ou: Any = st, *, anchor: bool | None = None) -> None:
    """Draw the title of the page, the one of its level; ``texte``: Markdown, escaped.

    ``ou``: the container that it stands in.
    """
    ou.title(texte, anchor=anchor)
    note_titre()


def annonce_titre(texte: str) -> None:
    """Say what the title will be, when the address tells: a page refused before it takes it."""
    st.session_state[TITRE_PREVU] = texte


def titre_prevu() -> str:
    """Return the title that the page said it would have, '' when it said none."""
    return str(st.session_state.get(TITRE_PREVU, ""))


def note_titre() -> None:
    """Note that the page has drawn its title, in its own way."""
    st.session_state[TITREE] = True


def has_titre() -> bool:
    """Tell whether the page has drawn its title in this run."""
    return bool(st.session_state.get(TITREE))
