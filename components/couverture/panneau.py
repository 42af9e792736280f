"""The search and the filters of the coverage page."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.commun.adresse import filtres
from components.commun.adresse.navigation import search_box, search_results
from components.commun.adresse.reference import filtre_reference
from components.commun.adresse.vue import EtatVue
from geo.recherche.recherche import Recherche, Resultat
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import Territoire


def panneau(
    tete: DeltaGenerator,
    etat: EtatVue,
    aujourd_hui: date,
    regions: Sequence[Territoire],
    region: Territoire,
    departements: Sequence[Territoire],
    departement: Territoire | None,
    chercher: Callable[[str], Recherche],
    territoire_de: Callable[[Resultat], Territoire],
) -> None:
    """Draw the search at the top of the page, the filters in the sidebar.

    Parameters
    ----------
    tete : where the search stands, before the title.
    region : the région in view, the country if none.
    departements : those to choose from; ``departement``: the one in view, None above.
    chercher : returns the territories of a text; ``territoire_de``: the territory of a result.
    """
    with tete:
        texte = search_box()
    if texte:
        search_results(etat, chercher(texte), territoire_de, vers_sa_page=True)
    with st.sidebar:
        filtres.filtre_territoire(etat, regions, region)
        filtres.filtre_departement(etat, departements, departement)
        filtres.filtre_jour(etat, aujourd_hui)
        filtres.filtre_compte(etat)
        filtres.filtre_theme(etat)
        filtre_reference(etat, Reference.au(etat.jour))
        filtres.filtre_fond(etat)
