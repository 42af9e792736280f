"""Entry point: page configuration and navigation; nothing else."""

from pathlib import Path

import streamlit as st

from components.commun.garde import run_page

# A local file: a Material icon here would be fetched from the network.
ICONE = Path(__file__).parent / "components" / "assets" / "favicon.svg"

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
evolution = st.Page(
    "pages/evolution.py",
    title="Évolution",
    icon=":material/timeline:",
    url_path="evolution",
)
territoire = st.Page(
    "pages/territoire.py",
    title="Mon territoire",
    icon=":material/location_city:",
    url_path="territoire",
)
contrats = st.Page(
    "pages/contrats.py",
    title="Contrats",
    icon=":material/list_alt:",
    url_path="contrats",
)
actions = st.Page(
    "pages/actions.py",
    title="Actions et priorités",
    icon=":material/checklist:",
    url_path="actions",
)
simulation = st.Page(
    "pages/simulation.py",
    title="Simulation",
    icon=":material/tune:",
    url_path="simulation",
)
contrat = st.Page("pages/contrat.py", title="Fiche", url_path="contrat", visibility="hidden")
presentation = st.Page(
    "pages/presentation.py",
    title="Présentation",
    icon=":material/slideshow:",
    url_path="presentation",
)
methode = st.Page(
    "pages/methode.py",
    title="Méthode et sources",
    icon=":material/menu_book:",
    url_path="methode",
)

run_page(
    st.navigation(
        [
            couverture,
            couverture_alias,
            evolution,
            territoire,
            contrats,
            contrat,
            actions,
            simulation,
            presentation,
            methode,
        ],
        position="top",
    )
)
