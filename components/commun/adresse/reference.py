"""What figures are counted with: vintage of the EPCI members, population year, perimeters."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from components.commun.adresse.navigation import go
from components.commun.adresse.vue import ANNEES_POPULATION, MILLESIMES, PERIMETRES, EtatVue
from geo.territoires.millesimes import Reference

LIBELLES_PERIMETRE = {
    "courant": "Membres des EPCI à la date",
    "signature": "Membres des EPCI à la signature",
}
IN_FORCE = 0
NBSP = "\u00a0"


def membres(reference: Reference) -> str:
    """Say in words which members of EPCI the perimeters have."""
    if reference.perimetre == "signature":
        return (
            "chaque périmètre compte les communes membres à sa signature (millésime détenu le plus "
            "proche, de 2019 à 2026)"
        )
    return f"membres des EPCI au 1er janvier {reference.millesime} (COG{NBSP}{reference.millesime})"


def phrase_reference(reference: Reference, voulue: bool = False) -> str:
    """Say what the figures are counted with; ``voulue``: the reader chose it."""
    why = "choix de cette page" if voulue else "en vigueur à cette date ou au plus près"
    return (
        f"Population municipale {reference.annee_population} (INSEE), {why}{NBSP}; "
        f"{membres(reference)}."
    )


def _year_choice(
    label: str,
    key: str,
    held: tuple[int, ...],
    in_force: int,
    chosen: int | None,
    with_year: Callable[[int | None], EtatVue],
) -> None:
    """Draw the choice of a year, the one in force by default."""
    options: list[int] = [IN_FORCE, *reversed(held)]
    st.session_state[key] = chosen or IN_FORCE

    def words(year: int) -> str:
        return str(year) if year else f"En vigueur à la date ({in_force})"

    def change() -> None:
        go(with_year(st.session_state[key] or None))

    st.selectbox(label, options, format_func=words, key=key, on_change=change)


def filtre_reference(etat: EtatVue, en_vigueur: Reference) -> None:
    """Choose the population year, the vintage and the perimeters; folded by default."""
    with st.expander("Population et périmètres", expanded=etat.reference_choisie):
        _year_choice(
            "Population municipale",
            "filtre-population",
            ANNEES_POPULATION,
            en_vigueur.annee_population,
            etat.population,
            lambda year: replace(etat, population=year),
        )
        _year_choice(
            "Membres des EPCI (1er janvier)",
            "filtre-millesime",
            MILLESIMES,
            en_vigueur.millesime,
            etat.millesime,
            lambda year: replace(etat, millesime=year),
        )
        key = "filtre-perimetre"
        st.session_state[key] = etat.perimetre

        def change() -> None:
            go(replace(etat, perimetre=st.session_state[key]))

        st.radio(
            "Périmètre d'un contrat",
            PERIMETRES,
            format_func=LIBELLES_PERIMETRE.__getitem__,
            key=key,
            on_change=change,
            help="Une commune peut avoir rejoint ou quitté un EPCI depuis la signature.",
        )
