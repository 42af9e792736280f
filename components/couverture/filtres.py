"""Filters of the coverage page: each widget is set from the address and writes to it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.commun.adresse.champ_jour import champ_jour, retour_a_aujourd_hui
from components.commun.adresse.navigation import go
from components.commun.adresse.vue import AFFICHAGES, COMPTES, EtatVue
from components.commun.mots.libelles import NIVEAUX, THEMES
from geo.territoires.territoire import FRANCE, Territoire

TOUS_LES_THEMES = ""
LIBELLES_COMPTE = {"signe": "Contrats signés", "signe_ou_projet": "Signés ou en projet"}
LIBELLES_AFFICHAGE = {"statut": "Statut", "taux": "Taux"}


def _change(etat: EtatVue, champ: str, key: str) -> None:
    """Write the new value of a widget in the address; an emptied widget changes nothing."""
    value: Any = st.session_state[key]
    if value is not None:
        go(replace(etat, **{champ: value}))


def filtre_territoire(etat: EtatVue, regions: Sequence[Territoire], region: Territoire) -> None:
    """Choose the country or a region; ``region`` is the one in view (the country if none)."""
    key = "filtre-region"
    options = [FRANCE, *regions]
    st.session_state[key] = region if region in options else FRANCE

    def change() -> None:
        go(etat.vers(st.session_state[key]))

    st.selectbox(
        "Région",
        options,
        format_func=lambda territoire: territoire.nom,
        key=key,
        on_change=change,
    )


def filtre_jour(etat: EtatVue, aujourd_hui: date) -> None:
    """Choose the day of the situation, any day since 2010."""

    def change(jour: date) -> None:
        go(replace(etat, jour=jour))

    champ_jour(
        "filtre-jour",
        etat.jour,
        aujourd_hui,
        change,
        aide="La carte et les taux montrent les contrats en vigueur ce jour-là.",
    )
    retour_a_aujourd_hui("filtre-aujourd-hui", etat.jour, aujourd_hui, change)


def filtre_compte(etat: EtatVue) -> None:
    """Choose which contracts the rates count."""
    key = "filtre-compte"
    st.session_state[key] = etat.compte
    st.radio(
        "Contrats comptés dans les taux",
        COMPTES,
        format_func=LIBELLES_COMPTE.__getitem__,
        key=key,
        on_change=_change,
        args=(etat, "compte", key),
        help="En projet\u00a0: de la lettre d'intention à la signature, ou en renouvellement.",
    )


def filtre_theme(etat: EtatVue) -> None:
    """Keep only the contracts that have an axis on a theme."""
    key = "filtre-theme"
    st.session_state[key] = etat.theme
    st.selectbox(
        "Thème des axes",
        [TOUS_LES_THEMES, *THEMES],
        format_func=lambda theme: THEMES.get(theme, "Tous les contrats"),
        key=key,
        on_change=_change,
        args=(etat, "theme", key),
        help="Ne compte que les contrats dont un axe, lu dans une source, porte sur ce thème.",
    )


def filtre_fond(etat: EtatVue) -> None:
    """Switch the IGN background on; the only thing that uses the network."""
    if etat.territoire == FRANCE:
        return
    key = "filtre-fond"
    st.session_state[key] = etat.fond_ign
    st.toggle(
        "Fond de carte IGN (réseau requis)",
        key=key,
        on_change=_change,
        args=(etat, "fond_ign", key),
        help="Charge le plan de la Géoplateforme de l'IGN. Sans réseau, la carte reste lisible.",
    )


def choix_niveau(etat: EtatVue) -> None:
    """Choose the level the territory is cut into, when there is a choice."""
    if len(etat.territoire.niveaux_interieurs) < 2:
        return
    key = "choix-niveau"
    st.session_state[key] = etat.niveau
    st.segmented_control(
        "Découper par",
        etat.territoire.niveaux_interieurs,
        format_func=NIVEAUX.__getitem__,
        key=key,
        on_change=_change_niveau,
        args=(etat, key),
    )


def _change_niveau(etat: EtatVue, key: str) -> None:
    niveau = st.session_state[key]
    if niveau is not None:
        go(etat.au_niveau(niveau))


def choix_affichage(etat: EtatVue) -> None:
    """Choose what the colours of the map say."""
    key = "choix-affichage"
    st.session_state[key] = etat.affichage
    st.segmented_control(
        "Colorer par",
        AFFICHAGES,
        format_func=LIBELLES_AFFICHAGE.__getitem__,
        key=key,
        on_change=_change,
        args=(etat, "affichage", key),
    )
