"""Widgets set from the address, which write to it: the filters and settings of every page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.commun.adresse.navigation import go
from components.commun.adresse.sortes import PREMIER_JOUR, dernier_jour

INDIFFERENT = "Peu importe"


def reglage(
    draw: Callable[..., Any],
    label: str,
    key: str,
    valeur: Any,
    change: Callable[[Any], None],
    libelles: Mapping[Any, str] | None = None,
    **apparence: Any,
) -> None:
    """Draw a widget that shows a value of the state.

    Parameters
    ----------
    draw : the widget: ``st.selectbox``, ``st.radio``, ``st.toggle``…
    key : names the widget in the page.
    change : receives the value chosen, from the widget's callback; an emptied widget changes
        nothing.
    libelles : the values to choose from, each with its words.
    apparence : what else the widget is told.
    """
    st.session_state[key] = valeur

    def changed() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            change(chosen)

    if libelles is not None:
        apparence |= {"options": list(libelles), "format_func": libelles.__getitem__}
    draw(label, key=key, on_change=changed, **apparence)


def ecrit(etat: Any, champ: str, **aussi: Any) -> Callable[[Any], None]:
    """Return what writes in the address a state with a field changed, and others with it."""
    return lambda valeur: go(replace(etat, **{champ: valeur}, **aussi))


def plusieurs(
    label: str,
    key: str,
    valeurs: Sequence[Any],
    change: Callable[[tuple[Any, ...]], None],
    libelles: Mapping[Any, str],
    **apparence: Any,
) -> None:
    """Draw a widget in which as many values as one likes are chosen.

    Streamlit's own choice of everything is left out: Enter would take all that matches what is
    typed, not the first.
    """
    options = {"select_all": False, "placeholder": INDIFFERENT} | apparence
    reglage(
        st.multiselect,
        label,
        key,
        list(valeurs),
        lambda chosen: change(tuple(chosen)),
        libelles,
        **options,
    )


def champ_jour(
    key: str,
    jour: date,
    aujourd_hui: date,
    change: Callable[[date], None],
    *,
    label: str = "Situation au",
    aide: str | None = None,
    retour: str = "",
) -> None:
    """Draw the field of the day of the situation, any day since 2010.

    ``retour``: key of the button that leads back to today when another day is shown, '' for none.
    """
    reglage(
        st.date_input,
        label,
        key,
        jour,
        change,
        min_value=PREMIER_JOUR,
        max_value=dernier_jour(aujourd_hui),
        format="DD/MM/YYYY",
        help=aide,
    )
    if retour and jour != aujourd_hui:
        st.button(
            "Revenir à aujourd'hui",
            key=retour,
            icon=":material/today:",
            type="tertiary",
            on_click=change,
            args=(aujourd_hui,),
        )
