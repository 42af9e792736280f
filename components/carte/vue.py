"""The map of a view of the coverage, with its legend: what coverage and evolution both draw."""

from dataclasses import replace

import streamlit as st

from components.carte.carte import draw_carte, publish_contrats
from components.carte.couverture import aspects_of, classes_comptees, etat_carte
from components.commun.adresse.vue import EtatVue
from components.commun.legende import legende
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from geo.certitude.vue import VueDeCouverture
from geo.territoires.territoire import Territoire


def carte_de_la_vue(
    vue: VueDeCouverture,
    etat: EtatVue,
    cle: str,
    cadre: str,
    hauteur: int = 620,
    *,
    legende_dessus: bool = False,
) -> Territoire | None:
    """Draw the legend and the map; return the territory clicked, None without a click.

    ``cle``: names the map in the page; ``cadre``: the container that keeps its place;
    ``hauteur``: of the map, in pixels; ``legende_dessus``: the style lays the legend over it.
    """
    if not vue.couches.couches:
        st.info("Aucun contour n'est disponible pour ce territoire.", icon=":material/map:")
        return None
    drawn = replace(etat_carte(etat, vue.couches), legende=legende_dessus)
    names = publish_contrats([one.nom for one in vue.moteur.registre.contrats.values()])
    classes = classes_comptees(etat, drawn.classes, lambda: vue.parties("epci"))
    with st.container(key=cadre):  # its place is kept while the map loads
        with st.container(key=f"{cadre}-legende"):
            legende(aspects_of(etat.affichage), classes, NIVEAUX_PLURIEL[etat.niveau])
        clicked = draw_carte(drawn, names, cle=cle, hauteur=hauteur)
    return vue.territoire_sous(clicked) if clicked else None
