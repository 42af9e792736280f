"""Filters of the coverage page: each widget is set from the address and writes to it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.commun.adresse.navigation import go
from components.commun.adresse.reglages import champ_jour, ecrit, reglage
from components.commun.adresse.vue import EtatVue
from components.commun.mots.libelles import NIVEAUX, THEMES
from geo.territoires.territoire import FRANCE, Territoire

LIBELLES_COMPTE = {"signe": "Contrats signés", "signe_ou_projet": "Signés ou en projet"}
LIBELLES_AFFICHAGE = {"statut": "Statut", "taux": "Taux"}
LIBELLES_THEME = {"": "Tous les contrats"} | THEMES


def filtre_territoire(etat: EtatVue, regions: Sequence[Territoire], region: Territoire) -> None:
    """Choose the country or a region; ``region`` is the one in view (the country if none)."""
    names = {one: one.nom for one in (FRANCE, *regions)}
    shown = region if region in names else FRANCE
    reglage(
        st.selectbox, "Région", "filtre-region", shown, lambda chosen: go(etat.vers(chosen)), names
    )


def filtre_departement(
    etat: EtatVue, departements: Sequence[Territoire], departement: Territoire | None
) -> None:
    """Choose a département, whatever the région in view; ``departement``: the one in view."""
    names: dict[Territoire | None, str] = {None: "Tous les départements"}
    names |= {one: f"{one.nom} ({one.code})" for one in departements}
    st.session_state["filtre-departement"] = departement if departement in names else None

    def change() -> None:
        chosen = st.session_state["filtre-departement"]
        if chosen is not None:
            go(etat.vers(chosen))

    st.selectbox(
        "Département",
        list(names),
        format_func=names.__getitem__,
        key="filtre-departement",
        on_change=change,
    )


def filtre_jour(etat: EtatVue, aujourd_hui: date) -> None:
    """Choose the day of the situation, any day since 2010."""
    champ_jour(
        "filtre-jour",
        etat.jour,
        aujourd_hui,
        ecrit(etat, "jour"),
        aide="La carte et les taux montrent les contrats en vigueur ce jour-là.",
        retour="filtre-aujourd-hui",
    )


def filtre_compte(etat: EtatVue) -> None:
    """Choose which contracts the rates count."""
    reglage(
        st.radio,
        "Contrats comptés dans les taux",
        "filtre-compte",
        etat.compte,
        ecrit(etat, "compte"),
        LIBELLES_COMPTE,
        help="En projet\u00a0: de la lettre d'intention à la signature, ou en renouvellement.",
    )


def filtre_theme(etat: EtatVue) -> None:
    """Keep only the contracts that have an axis on a theme."""
    reglage(
        st.selectbox,
        "Thème des axes",
        "filtre-theme",
        etat.theme,
        ecrit(etat, "theme"),
        LIBELLES_THEME,
        help="Ne compte que les contrats dont un axe, lu dans une source, porte sur ce thème.",
    )


def filtre_fond(etat: EtatVue) -> None:
    """Switch the IGN background on; the only thing that uses the network."""
    if etat.territoire == FRANCE:
        return
    reglage(
        st.toggle,
        "Fond de carte IGN (réseau requis)",
        "filtre-fond",
        etat.fond_ign,
        ecrit(etat, "fond_ign"),
        help="Charge le plan de la Géoplateforme de l'IGN. Sans réseau, la carte reste lisible.",
    )


def choix_niveau(etat: EtatVue) -> None:
    """Choose the level the territory is cut into, when there is a choice."""
    levels = etat.territoire.niveaux_interieurs
    if len(levels) < 2:
        return
    reglage(
        st.segmented_control,
        "Découper par",
        "choix-niveau",
        etat.niveau,
        lambda niveau: go(etat.au_niveau(niveau)),
        {level: NIVEAUX[level] for level in levels},
        label_visibility="collapsed",
    )


def choix_affichage(etat: EtatVue) -> None:
    """Choose what the colours of the map say."""
    reglage(
        st.segmented_control,
        "Colorer par",
        "choix-affichage",
        etat.affichage,
        ecrit(etat, "affichage"),
        LIBELLES_AFFICHAGE,
        label_visibility="collapsed",
    )
