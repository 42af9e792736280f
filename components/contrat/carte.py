"""The map of a contract: its perimeter, outlined, and the status of the communes around."""

from html import escape

import streamlit as st

from components.carte.carte import draw_carte
from components.commun.html import draw_html
from components.commun.legende import pastille
from components.commun.statuts import STATUTS
from components.figures.carte_du_contrat import etat_carte
from geo.contrat.carte import FicheCarte

HAUTEUR = 460
TRAIT = (
    '<span aria-hidden="true" style="display:inline-block;width:22px;border-top:3px solid #12181f;'
    'margin-right:6px;vertical-align:4px"></span>'
)


def _legend(classes: str) -> None:
    present = set(classes)
    items = [
        f'<li title="{escape(aspect.definition)}">{pastille(aspect)}{escape(aspect.libelle)}</li>'
        for aspect in STATUTS.values()
        if aspect.code in present
    ]
    items.append(f"<li>{TRAIT}Limite du périmètre</li>")
    draw_html(f'<ul class="fiche-frise-legende">{"".join(items)}</ul>')


def carte_du_perimetre(
    carte: FicheCarte, contrat_id: str, noms_contrats: str
) -> tuple[float, float] | None:
    """Draw the map and its legend; return the point of the territory just clicked, or None."""
    key = "fiche-voisins"
    around = st.toggle(
        "Montrer le statut des communes voisines",
        value=True,
        key=key,
        help="Dans le périmètre, la couleur est celle du statut de ce contrat\u00a0; autour, celle "
        "du statut de chaque commune.",
    )
    etat = etat_carte(carte, contrat_id, around)
    _legend(etat.classes)
    return draw_carte(etat, noms_contrats, cle="carte-fiche", hauteur=HAUTEUR)
