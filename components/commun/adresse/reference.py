"""What figures are counted with: vintage of the EPCI members, population year, perimeters."""

from collections.abc import Sequence

import streamlit as st

from components.commun.adresse.reglages import ecrit, reglage
from components.commun.adresse.vue import ANNEES_POPULATION, MILLESIMES, EtatVue
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


def _annee(label: str, champ: str, held: Sequence[int], in_force: int, etat: EtatVue) -> None:
    """Draw the choice of a year, the one in force by default."""
    words = {IN_FORCE: f"En vigueur à la date ({in_force})"}
    reglage(
        st.selectbox,
        label,
        f"filtre-{champ}",
        getattr(etat, champ) or IN_FORCE,
        lambda year: ecrit(etat, champ)(year or None),
        words | {year: str(year) for year in reversed(held)},
    )


def filtre_reference(etat: EtatVue, en_vigueur: Reference) -> None:
    """Choose the population year, the vintage and the perimeters; folded by default."""
    with st.expander("Population et périmètres", expanded=etat.reference_choisie):
        year, vintage = en_vigueur.annee_population, en_vigueur.millesime
        _annee("Population municipale", "population", ANNEES_POPULATION, year, etat)
        _annee("Membres des EPCI (1er janvier)", "millesime", MILLESIMES, vintage, etat)
        reglage(
            st.radio,
            "Périmètre d'un contrat",
            "filtre-perimetre",
            etat.perimetre,
            ecrit(etat, "perimetre"),
            LIBELLES_PERIMETRE,
            help="Une commune peut avoir rejoint ou quitté un EPCI depuis la signature.",
        )
