"""Every page is entered through dashboard.py, even by the first address asked of a new server.

Streamlit runs a file of ``pages/`` by itself, without dashboard.py and so without its navigation,
its style and its guard, until some visitor has come in by the home page. An address that was
mailed or bookmarked must not depend on that.
"""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager


def enter_through_dashboard() -> None:
    """Leave the mode in which files of ``pages/`` run by themselves, and start the run again.

    Before any session, as when the process warms up, the mode is not chosen yet: it never will be.
    """
    running = PagesManager.uses_pages_directory
    PagesManager.uses_pages_directory = False
    if running:
        st.rerun()
