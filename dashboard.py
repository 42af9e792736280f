"""Entry point: page configuration and navigation; nothing else."""

from pathlib import Path

import streamlit as st

from components.garde import run_page

# A local file: a Material icon here would be fetched from the network.
ICONE = Path(__file__).parent / "components" / "favicon.svg"

st.set_page_config(
    page_title="Atlas des contrats locaux de santé",
    page_icon=str(ICONE),
    layout="wide",
    initial_sidebar_state="auto",
)

couverture = st.Page(
    "pages/couverture.py",
    title="Couverture",
    icon=":material/map:",
    url_path="accueil",
    default=True,
)
couverture_alias = st.Page(
    "pages/couverture.py", title="Couverture", url_path="couverture", visibility="hidden"
)
methode = st.Page(
    "pages/methode.py",
    title="Méthode et sources",
    icon=":material/menu_book:",
    url_path="methode",
)

run_page(st.navigation([couverture, couverture_alias, methode], position="top"))
