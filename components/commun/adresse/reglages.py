"""Widgets set from the address, which write to it: the filters and settings of every page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.commun.adresse.jour_ecrit import JourLu, ecrire_jour, lire_jour
from components.commun.adresse.navigation import go
from geo.territoires.territoire import FRANCE, Territoire

INDIFFERENT = "Peu importe"
LONGUEUR_D_UN_JOUR = 40
FORMES = "Jour, mois, année\u00a0: 31/01/2025 ou 31 janvier 2025. Validez avec la touche Entrée."


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


def choix_du_territoire(
    key: str,
    valeur: Territoire,
    regions: Sequence[Territoire],
    departements: Sequence[Territoire],
    change: Callable[[Any], None],
) -> None:
    """Choose the country, a région or a département; the rest as in ``reglage``."""
    names = {one: one.nom for one in (FRANCE, *regions)}
    names |= {one: f"{one.nom} ({one.code})" for one in departements}
    reglage(
        st.selectbox,
        "Territoire",
        key,
        valeur,
        change,
        names,
        help="La France, une région ou un département.",
    )


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
    aide: str = "",
    retour: str = "",
) -> None:
    """Draw the field of the day of the situation, any day since 2010.

    What is typed is read when it is validated; what cannot be a day stays in the field, with the
    reason under it, until it is mended.

    Parameters
    ----------
    change : receives the day read, from the widget's callback.
    retour : key of the button that leads back to today when another day is shown, '' for none.
    """
    said = f"{key}-dit"
    lu = _dit(key, said, jour)
    if lu is None or lu.jour is not None:
        st.session_state[key] = ecrire_jour(jour)

    def changed() -> None:
        read = lire_jour(st.session_state[key], aujourd_hui)
        st.session_state[said] = read, read.jour or jour
        if read.jour is not None:
            change(read.jour)

    with st.container(gap="xsmall"):
        st.text_input(
            label,
            key=key,
            on_change=changed,
            placeholder="jj/mm/aaaa",
            help=f"{aide} {FORMES}".strip(),
            max_chars=LONGUEUR_D_UN_JOUR,
        )
        if lu is not None and lu.message:
            (st.caption if lu.jour else st.error)(lu.message)
    if retour and jour != aujourd_hui:
        st.button(
            "Revenir à aujourd'hui",
            key=retour,
            icon=":material/today:",
            type="tertiary",
            on_click=_revient,
            args=(said, change, aujourd_hui),
        )


def _dit(key: str, said: str, jour: date) -> JourLu | None:
    """Return what was understood of the text typed last, None when it is another view's."""
    lu: JourLu | None
    lu, shown = st.session_state.get(said, (None, jour))
    if shown != jour or key not in st.session_state:  # a page left and found again starts anew
        st.session_state.pop(said, None)
        return None
    return lu


def _revient(said: str, change: Callable[[date], None], aujourd_hui: date) -> None:
    st.session_state.pop(said, None)
    change(aujourd_hui)
