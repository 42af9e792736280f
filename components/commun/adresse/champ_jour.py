"""The day of the situation: the same field on every page, and the way back to today."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from components.commun.adresse.vue import PREMIER_JOUR, dernier_jour


def champ_jour(
    key: str,
    jour: date,
    aujourd_hui: date,
    change: Callable[[date], None],
    *,
    label: str = "Situation au",
    aide: str | None = None,
) -> None:
    """Draw the field of a day, any day since 2010.

    ``change`` receives the day chosen, from the widget's callback; an emptied field changes
    nothing.
    """
    st.session_state[key] = jour

    def changed() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            change(chosen)

    st.date_input(
        label,
        key=key,
        min_value=PREMIER_JOUR,
        max_value=dernier_jour(aujourd_hui),
        format="DD/MM/YYYY",
        on_change=changed,
        help=aide,
    )


def retour_a_aujourd_hui(
    key: str, jour: date, aujourd_hui: date, change: Callable[[date], None]
) -> None:
    """Draw the button that leads back to today, when another day is shown."""
    if jour != aujourd_hui:
        st.button(
            "Revenir à aujourd'hui",
            key=key,
            icon=":material/today:",
            type="tertiary",
            on_click=change,
            args=(aujourd_hui,),
        )
