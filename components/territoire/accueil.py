"""The territory page before a place is chosen, and when the address names none."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from components.commun.mots.formats import echappe_markdown
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.territoire.recherche import choix
from geo.recherche.recherche import Recherche, Resultat
from geo.territoires.lieux import Lieu

ARTICLES = {"departement": "du département", "region": "de la région"}


def presentation() -> None:
    """Say what the page gives."""
    st.markdown(
        "Tapez le nom de votre commune\u00a0: la page dit **si un contrat local de santé (CLS) la "
        "couvre**, lequel, signé par qui et jusqu'à quand, ce qu'il prévoit, ce que font les "
        "voisins et, s'il n'y a rien, **comment une démarche commence**."
    )
    st.caption(
        "Un contrat local de santé est signé pour trois à cinq ans par l'agence régionale de santé "
        "(ARS) et des collectivités, pour réduire les inégalités de santé sur leur territoire."
    )


def exemples(lieux: Sequence[Lieu], ouvrir: Callable[[Lieu], None]) -> None:
    """Draw a few places to open, one button each."""
    st.caption("Par exemple\u00a0:")
    with st.container(horizontal=True, gap="small"):
        for lieu in lieux:
            st.button(
                echappe_markdown(lieu.territoire.nom),
                key=f"exemple-{lieu.territoire.niveau}-{lieu.territoire.code}",
                on_click=ouvrir,
                args=(lieu,),
                icon=":material/place:",
            )


def suggestions(found: Recherche, ouvrir: Callable[[Resultat], None], jour: date) -> None:
    """Draw the territories that a wrong code may mean."""
    if found.resultats:
        st.markdown("**Vouliez-vous dire\u00a0?**")
        choix(found.resultats, ouvrir, "suggestion", jour)


def homonymes(autres: Sequence[Lieu], ouvrir: Callable[[Lieu], None]) -> None:
    """Draw the other places that bear the same code, or took over a part of its territory."""
    for lieu in autres:
        place = lieu.territoire
        kind = ARTICLES.get(place.niveau, NIVEAUX_DES_LIEUX[place.niveau])
        label = f"{place.code} est aussi le code {kind} {echappe_markdown(place.nom)}"
        if lieu.pourquoi:
            label = f"Une autre partie est devenue {echappe_markdown(place.nom)}"
        st.button(
            label,
            key=f"homonyme-{place.niveau}-{place.code}",
            on_click=ouvrir,
            args=(lieu,),
            type="tertiary",
            icon=":material/swap_horiz:",
        )
