"""Filters of the page of actions: each is set from the address and writes to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.actions.adresse import CONTRATS, VOLETS, EtatActions, write_params
from components.commun.adresse.champ_jour import champ_jour, retour_a_aujourd_hui
from components.commun.mots.libelles import THEMES
from components.commun.statuts import STATUTS_ACTION
from geo.actions.portefeuille import DIMENSIONS, ECHEANCES, THEME_INCONNU

INDIFFERENT = "Peu importe"
TOUTES_LES_REGIONS = ""
LIBELLES_VOLETS = {
    "actions": "Actions suivies",
    "themes": "Thèmes et priorités",
    "probantes": "Actions probantes",
    "connaissance": "Ce que l'on sait",
}
LIBELLES_CONTRATS = {"en_cours": "Signés ou en projet", "tous": "Tous, terminés compris"}
LIBELLES_ECHEANCES = {
    "": INDIFFERENT,
    "en_retard": "En retard",
    "a_verifier": "Échéance passée, à vérifier",
}
LIBELLES_DIMENSIONS = {"statut": "Statut", "theme": "Thème", "region": "Région"}
LIBELLES_THEMES = THEMES | {THEME_INCONNU: "Thème non renseigné"}


def go(etat: EtatActions) -> None:
    """Write a view in the address; call it from a widget's callback."""
    st.query_params.from_dict(write_params(etat))


def _criterion(etat: EtatActions, champ: str, key: str) -> None:
    value: Any = st.session_state[key]
    go(etat.avec(**{champ: tuple(value) if isinstance(value, list) else value or ""}))


def choix_volet(etat: EtatActions) -> None:
    """Choose the part of the page."""
    key = "actions-volet"
    st.session_state[key] = etat.volet

    def change() -> None:
        if st.session_state[key] is not None:
            go(replace(etat, volet=st.session_state[key]))

    st.segmented_control(
        "Partie de la page",
        VOLETS,
        format_func=LIBELLES_VOLETS.__getitem__,
        key=key,
        on_change=change,
        label_visibility="collapsed",
    )


def region(etat: EtatActions, regions: Mapping[str, str]) -> None:
    """Choose the region of the ARS that leads the contracts."""
    key = "actions-region"
    st.session_state[key] = etat.criteres.region

    def change() -> None:
        go(etat.dans(st.session_state[key]))

    st.selectbox(
        "Région",
        [TOUTES_LES_REGIONS, *regions],
        format_func=lambda code: regions.get(code, "Toutes"),
        key=key,
        on_change=change,
        help="Région de l'ARS qui pilote le contrat.",
    )


def jour(etat: EtatActions, aujourd_hui: date) -> None:
    """Choose the day at which statuses are told."""

    def change(jour: date) -> None:
        go(replace(etat, jour=jour))

    champ_jour(
        "actions-jour",
        etat.jour,
        aujourd_hui,
        change,
        aide="Contrats en vigueur et statuts connus ce jour-là. Un statut lu plus tard n'était pas "
        "encore connu.",
    )
    retour_a_aujourd_hui("actions-aujourd-hui", etat.jour, aujourd_hui, change)


def contrats_comptes(etat: EtatActions) -> None:
    """Choose which contracts the figures are counted on."""
    key = "actions-contrats"
    st.session_state[key] = "tous" if etat.criteres.tous else "en_cours"

    def change() -> None:
        go(etat.avec(tous=st.session_state[key] == "tous", contrat="", pilote=""))

    st.radio(
        "Contrats comptés",
        CONTRATS,
        format_func=LIBELLES_CONTRATS.__getitem__,
        key=key,
        on_change=change,
        help="Signés ou en projet à la date choisie, ou tous les contrats recensés.",
    )


def contrat(etat: EtatActions, noms: Mapping[str, str]) -> None:
    """Choose one contract among those that have actions; ``noms``: name by identifier."""
    chosen = etat.criteres.contrat
    options = ["", *sorted(noms, key=lambda name: (noms[name].casefold(), name))]
    _one("Contrat", "contrat", etat, options, noms, "Tous")
    if chosen and chosen not in noms:
        st.caption("Aucune action de ce contrat n'est recensée.")


def _one(
    label: str,
    champ: str,
    etat: EtatActions,
    options: Sequence[str],
    words: Mapping[str, str],
    everything: str,
) -> None:
    key = f"actions-{champ}"
    asked = getattr(etat.criteres, champ)
    st.session_state[key] = asked if asked in options else ""
    st.selectbox(
        label,
        options,
        format_func=lambda code: words.get(code, code) or everything,
        key=key,
        on_change=_criterion,
        args=(etat, champ, key),
    )


def _several(label: str, champ: str, etat: EtatActions, words: Mapping[str, str]) -> None:
    key = f"actions-{champ}"
    st.session_state[key] = list(getattr(etat.criteres, champ))
    st.multiselect(
        label,
        list(words),
        format_func=words.__getitem__,
        key=key,
        placeholder=INDIFFERENT,
        select_all=False,
        on_change=_criterion,
        args=(etat, champ, key),
    )


def filtres_des_actions(etat: EtatActions, noms: Mapping[str, str], pilotes: Sequence[str]) -> None:
    """Draw the filters that only mean something for actions.

    ``noms``: contracts that have actions, name by identifier; ``pilotes``: those to choose from.
    """
    contrat(etat, noms)
    statuts = {code: aspect.libelle for code, aspect in STATUTS_ACTION.items()}
    _several("Statut de l'action", "statuts", etat, statuts)
    _several("Thème de l'axe", "themes", etat, LIBELLES_THEMES)
    asked = etat.criteres.pilote
    known = pilotes if not asked or asked in pilotes else [*pilotes, asked]
    _one("Pilote", "pilote", etat, ["", *known], {}, INDIFFERENT)
    _one("Échéance", "echeance", etat, ["", *ECHEANCES], LIBELLES_ECHEANCES, INDIFFERENT)
    if etat.criteres != etat.sans_filtre().criteres:
        st.button(
            "Effacer les filtres",
            key="actions-effacer",
            icon=":material/filter_alt_off:",
            on_click=go,
            args=(etat.sans_filtre(),),
        )


def choix_dimension(etat: EtatActions) -> None:
    """Choose what the actions are counted by."""
    key = "actions-par"
    st.session_state[key] = etat.dimension

    def change() -> None:
        if st.session_state[key] is not None:
            go(replace(etat, dimension=st.session_state[key]))

    st.segmented_control(
        "Compter les actions par",
        DIMENSIONS,
        format_func=LIBELLES_DIMENSIONS.__getitem__,
        key=key,
        on_change=change,
    )
