"""The years of a map, one after the other: a slider, and a button that plays them.

While it plays, only this part of the page is run again, at each step; the address is written
when the reader stops or moves the slider, so that the browser's history is not filled with years.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from components.commun.adresse.navigation import go
from components.commun.adresse.passage import visite
from components.evolution.etat import EtatEvolution

PAS = 1.2  # seconds
ABANDON = 10  # seconds without a step
CURSEUR = "evolution-curseur"
_ANNEE, _EN_LECTURE = "evolution-annee", "evolution-en-lecture"
_DERNIER_PAS, _ARRET = "evolution-dernier-pas", "evolution-arret"
_VISITE = "evolution-visite"  # during which the years were begun


def is_playing() -> bool:
    """Tell whether the years are being played."""
    return bool(st.session_state.get(_EN_LECTURE))


def _start(etat: EtatEvolution, annees: Sequence[int]) -> None:
    state = st.session_state
    state[_EN_LECTURE], state[_VISITE] = True, visite()
    at_the_end = state.get(_ANNEE, etat.annee) >= annees[-1]
    state[_ANNEE] = annees[0] if at_the_end else state.get(_ANNEE, etat.annee)
    state[_DERNIER_PAS] = time.monotonic()
    state[_ARRET] = True  # the whole page runs once, to start or stop the clock


def _stop(etat: EtatEvolution) -> None:
    state = st.session_state
    state[_EN_LECTURE] = False
    state[_ARRET] = True
    go(replace(etat, annee=state[_ANNEE]))


def _move(etat: EtatEvolution) -> None:
    late = (st.session_state[_ANNEE] - 1, st.session_state[_ANNEE])
    if is_playing() and st.session_state[CURSEUR] in late:
        return  # the browser repeats the year it was shown, while the next one is on its way
    st.session_state[_ANNEE] = st.session_state[CURSEUR]
    _stop(etat)


def _advance(etat: EtatEvolution, annees: Sequence[int]) -> None:
    """Go one year further when it is time; stop after the last."""
    state = st.session_state
    if time.monotonic() - state[_DERNIER_PAS] < 0.7 * PAS:
        return
    if state[_ANNEE] >= annees[-1]:
        _stop(etat)
        return
    state[_ANNEE] += 1
    state[_DERNIER_PAS] = time.monotonic()


def lecteur(
    etat: EtatEvolution, annees: Sequence[int], draw: Callable[[EtatEvolution], None]
) -> None:
    """Draw the slider, the button, and what ``draw`` makes of each year.

    Parameters
    ----------
    etat : the state of the page; its year is the one shown unless the years are being played.
    annees : the years, without a gap.
    draw : draws a year; called again at each step.
    """
    if is_playing() and _is_left():
        st.session_state[_EN_LECTURE] = False
    if not is_playing():
        st.session_state[_ANNEE] = etat.annee
    elif st.session_state.get(_ANNEE) not in annees:
        st.session_state[_ANNEE] = annees[0]
    st.session_state.setdefault(_DERNIER_PAS, time.monotonic())

    def step() -> None:
        if is_playing():
            _advance(etat, annees)
        if st.session_state.pop(_ARRET, False):
            st.rerun()
        _controls(etat, annees)
        draw(replace(etat, annee=st.session_state[_ANNEE]))

    st.session_state.pop(_ARRET, None)
    st.fragment(run_every=PAS if is_playing() else None)(step)()


def _is_left() -> bool:
    """Tell whether the reader left the page since, and comes back: the address says what year."""
    state = st.session_state
    late = time.monotonic() - state[_DERNIER_PAS] > ABANDON
    return late or state.get(_VISITE) != visite()


def _controls(etat: EtatEvolution, annees: Sequence[int]) -> None:
    st.session_state[CURSEUR] = st.session_state[_ANNEE]
    playing = is_playing()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.button(
            "Pause" if playing else "Lecture",
            key="evolution-lecture",  # the same for both: the keyboard stays on it
            icon=":material/pause:" if playing else ":material/play_arrow:",
            on_click=_stop if playing else _start,
            args=(etat,) if playing else (etat, annees),
            width=130,
            help="Faire défiler les années sur la carte",
        )
        st.slider(
            "Année de la carte",
            annees[0],
            annees[-1],
            key=CURSEUR,
            format="%d",
            on_change=_move,
            args=(etat,),
        )
