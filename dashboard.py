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

# (file, address, title, icon): each page once; without an icon, a page is not in the menu.
PAGES = (
    ("couverture", "accueil", "Couverture", "map"),
    ("couverture", "couverture", "Couverture", ""),
    ("evolution", "evolution", "Évolution", "timeline"),
    ("territoire", "territoire", "Mon territoire", "location_city"),
    ("contrats", "contrats", "Contrats", "list_alt"),
    ("contrat", "contrat", "Fiche", ""),
    ("actions", "actions", "Actions et priorités", "checklist"),
    ("simulation", "simulation", "Simulation", "tune"),
    ("presentation", "presentation", "Présentation", "slideshow"),
    ("methode", "methode", "Méthode et sources", "menu_book"),
)

run_page(
    st.navigation(
        [
            st.Page(
                f"pages/{file}.py",
                title=title,
                icon=f":material/{icon}:" if icon else None,
                url_path=address,
                default=address == "accueil",
                visibility="visible" if icon else "hidden",
            )
            for file, address, title, icon in PAGES
        ],
        position="top",
    )
)
