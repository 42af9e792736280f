"""A button, and what it opens: drawn for who opens it, since most readers never do."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

EN_ROUTE = "Un instant…"
"""What stands in the place of what is on its way: the browser draws no empty place."""


@contextmanager
def a_la_demande(libelle: str, icone: str, cle: str) -> Iterator[bool]:
    """Draw a button; yield whether it is open, what the block then draws being what it opens.

    ``icone``: its name among those of Material; ``cle``: key of the button and of its state, True
    once the reader has opened it. The style gives the place a height before it is filled, so that
    it opens where there is room.
    """
    with (
        st.popover(libelle, icon=f":material/{icone}:", key=cle, on_change="rerun") as place,
        st.container(key=f"a-la-demande-{cle}"),
    ):
        if not place.open:
            st.caption(EN_ROUTE)
        yield bool(place.open)
