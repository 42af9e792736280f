"""Entry point: page configuration and navigation; nothing else."""

from pathlib import Path

import streamlit as st

from components.commun.adresse.pages import note_pages, page_de
from components.commun.garde import run_page
from components.commun.menu import Entree
from data.depot.regard import regard_sur_le_depot
from data.tour import a_son_tour

# A local file: a Material icon here would be fetched from the network.
ICONE = Path(__file__).parent / "components" / "assets" / "favicon.svg"
DOSSIER = Path(__file__).parent / "pages"

st.set_page_config(
    page_title="Atlas des contrats locaux de santé",
    page_icon=str(ICONE),
    layout="wide",
    initial_sidebar_state="auto",
)

# Each page once, in the order of the menu.
MENU = (
    Entree("couverture", "Couverture", "map"),
    Entree("territoire", "Mon territoire", "location_city"),
    Entree("contrats", "Contrats", "list_alt"),
    Entree("evolution", "Évolution", "timeline"),
    Entree("actions", "Actions et priorités", "checklist"),
    Entree("simulation", "Simulation", "tune", premiere=False),
    Entree("presentation", "Présentation", "slideshow", premiere=False),
    Entree("donnees", "Données", "database", premiere=False),
    Entree("atelier", "Atelier", "publish", premiere=False),
    Entree("methode", "Méthode et sources", "menu_book", premiere=False),
)
ACCUEIL = "couverture"  # it has two addresses
HORS_MENU = {
    "contrat": "Fiche d'un contrat",
    "saisie": "Modifier un contrat",
    "signalements": "Erreurs signalées",
    "accessibilite": "Accessibilité",
    "mentions": "Mentions légales",
    "donnees_personnelles": "Données personnelles",
}

titres = {one.fichier: one.titre for one in MENU} | HORS_MENU
pages = {name: page_de(DOSSIER / f"{name}.py", titre) for name, titre in titres.items()}
accueil = page_de(DOSSIER / f"{ACCUEIL}.py", "Couverture", "accueil")
note_pages(pages)
# Last: links take the first page of a file, and "?region=53" alone, opened in another tab, would
# lead to the page that it is read on.
page = st.navigation([*pages.values(), accueil], position="hidden")
with a_son_tour():
    run_page(page, MENU, ACCUEIL, regard_sur_le_depot)
