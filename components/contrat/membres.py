"""Who came into the perimeter of a contract and who left it: words, table and switch."""

from collections.abc import Sequence

import streamlit as st

from components.commun.adresse.reglages import reglage
from components.commun.adresse.vue import PERIMETRES
from components.commun.mots.formats import echappe_markdown, habitants, nombre
from geo.contrat.membres import Membre, Membres

NBSP = "\u00a0"
LIBELLES = {"courant": "Membres à la date", "signature": "Membres à la signature"}


def _liste(membres: Sequence[Membre]) -> str:
    return ", ".join(
        f"{echappe_markdown(one.commune.nom)} ({habitants(one.population)})" for one in membres
    )


def _verbe(membres: Sequence[Membre], participe: str) -> str:
    return f"{'a' if len(membres) == 1 else 'ont'} {participe}"


def membres(membres: Membres, perimetre: str) -> None:
    """Say who came and who left since the signature, and draw the switch between the two.

    Nothing is drawn when the members are the same, unless the address asks for the signature.
    """
    if not membres.ont_change:
        if perimetre != PERIMETRES[0]:
            st.caption(
                f"Les communes membres sont les mêmes qu'à la signature (COG{NBSP}"
                f"{membres.signature})."
            )
        return
    moves = []
    if membres.venus:
        moves.append(f"{_liste(membres.venus)} {_verbe(membres.venus, 'rejoint')}")
    if membres.partis:
        moves.append(f"{_liste(membres.partis)} {_verbe(membres.partis, 'quitté')}")
    st.info(
        f"**Le périmètre a changé depuis la signature**{NBSP}: {f'{NBSP}; '.join(moves)} une "
        f"intercommunalité du contrat (COG{NBSP}{membres.signature}, comparé au COG{NBSP}"
        f"{membres.courant}). À population égale ({membres.annee_population}), "
        f"{nombre(membres.population_signature)} habitants dans le périmètre de la signature, "
        f"{nombre(membres.population_courante)} dans celui de {membres.courant}.",
        icon=":material/swap_horiz:",
    )
    reglage(
        st.segmented_control,
        "Compter avec",
        "fiche-perimetre",
        perimetre,
        _compte_avec,
        LIBELLES,
    )


def _compte_avec(perimetre: str) -> None:
    if perimetre == PERIMETRES[0]:
        st.query_params.pop("perimetre", None)
    else:
        st.query_params["perimetre"] = perimetre
