"""The slides on the whole screen, and what its keys do."""

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from components.carte.carte import publish_contrats
from components.commun.adresse.parametres import write_params
from components.commun.adresse.passage import visite
from components.commun.adresse.registre import ecrit_adresse
from components.gabarit.diapositive import Diaporama
from components.presentation import preparation
from components.presentation.adresse import EtatPresentation
from components.presentation.commandes import Position, draw_commandes
from components.presentation.ecran import draw_amorce, draw_diapositive
from components.presentation.orateur import draw_orateur
from data.model import Contrat

DIAPO = "presentation-diapo"
ETAPE = "presentation-etape"
QUITTER = "presentation-quitter"
ENTREE = "presentation-entree"


def _move(diapo: int, etape: int) -> None:
    """Go to a slide and a step of it; the browser has written the address already.

    Were it written here too, it would lag behind keys pressed quickly, and each late address
    would be one more page to go back through.
    """
    st.session_state[DIAPO], st.session_state[ETAPE] = diapo, etape


def _leave() -> None:
    """Ask for the preparation page."""
    st.session_state[QUITTER] = True


@st.fragment
def _projection(deck: Diaporama, etat: EtatPresentation, noms: str) -> None:
    """Draw the slide of the address; only this part of the page runs when slides _move."""
    asked = st.session_state.get(DIAPO, etat.diapo)
    number = min(max(asked, 1), len(deck.diapositives))
    if st.session_state.pop(QUITTER, False):
        ecrit_adresse(write_params(replace(etat, diapo=number, projection=False)))
        st.rerun()
    slide = deck.diapositives[number - 1]
    etape = min(st.session_state.get(ETAPE, 0), max(len(slide.etapes) - 1, 0))
    with st.container(key="scene"):
        draw_amorce()
        draw_diapositive(
            slide,
            numero=number,
            etape=etape,
            format_=etat.format,
            noms=noms,
            carte_en_attente=preparation.next_map(deck, number),
            territoires="territoires",
        )
        with st.container(key="commandes-cadre"):
            draw_commandes(
                Position(number, len(deck.diapositives), etape, len(slide.etapes)),
                etat.rythme,
                on_vers=_move,
                on_quitter=_leave,
            )


def oublie_la_place() -> None:
    """The next presentation starts from its address."""
    for key in (DIAPO, ETAPE, QUITTER):
        st.session_state.pop(key, None)


def _enter(etat: EtatPresentation) -> None:
    """Start from the address when it is not the one of the last run of the page.

    Another visit starts there too. A run that comes without either (a link found again after a
    cut) goes on where the speaker is.
    """
    entered = visite(), write_params(etat)
    if st.session_state.get(ENTREE) != entered:
        oublie_la_place()
        st.session_state[ENTREE] = entered


def projeter(deck: Diaporama, etat: EtatPresentation, contrats: Iterable[Contrat]) -> None:
    """Fill the screen with the slides; ``contrats``: those of the registre, named on the maps."""
    st.set_page_config(page_title=f"{deck.titre} – Atlas des contrats locaux de santé")
    _enter(etat)
    names = publish_contrats([one.nom for one in contrats])
    _projection(deck, etat, names)
    draw_orateur(deck)
