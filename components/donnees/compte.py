"""Who looks at the page, for what they may undo."""

from collections.abc import Mapping

import streamlit as st

from data.depot.droits import Compte, compte_du_visiteur


def compte_en_cours(environnement: Mapping[str, str]) -> Compte:
    """Return the account of who is looking at the page.

    ``environnement``: the operator's settings (``os.environ``).
    """
    return compte_du_visiteur(environnement, st.context.headers)
