"""Entry point: page configuration and navigation; nothing else."""

import streamlit as st

from components.garde import run_page

st.set_page_config(
    page_title="Atlas des contrats locaux de santé",
    page_icon=":material/health_and_safety:",
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
