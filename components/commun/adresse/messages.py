"""What an address got wrong, told at the top of the page."""

from collections.abc import Iterable

import streamlit as st


def avertir(messages: Iterable[str]) -> None:
    """Draw what was wrong in the address, one warning each; texts are Markdown, escaped."""
    for message in messages:
        st.warning(message, icon=":material/link_off:")
