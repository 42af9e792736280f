"""Changing a scenario: base territory, day, name, territories added, contracts removed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.commun.adresse.champ_jour import champ_jour
from components.commun.adresse.liens import adresse_publique
from components.commun.mots.formats import echappe_markdown
from components.simulation.adresse import LONGUEUR_NOM, lien, nettoie_nom, write_params
from components.simulation.etat import (
    CARTES,
    NIVEAUX_CARTE,
    NOMS_PAR_DEFAUT,
    EtatSimulation,
    nom_de,
)
from components.simulation.navigation import can_undo, go, rename, undo
from geo.simulation.scenario import Scenario

AJOUTS_SANS_BOITE = 10
HAUTEUR_DES_AJOUTS = 260
LIBELLES_NIVEAUX = {"epci": "EPCI", "commune": "Communes"}
LIBELLES_CARTES = {"scenario": "Avec le scénario", "actuelle": "Situation actuelle"}


def choix_du_jour(etat: EtatSimulation, aujourd_hui: date) -> None:
    """Choose the day of the real situation that the scenario starts from."""
    champ_jour(
        "simulation-jour",
        etat.jour,
        aujourd_hui,
        lambda jour: go(replace(etat, jour=jour)),
        label="Situation de départ au",
        aide="Le scénario s'applique aux contrats en vigueur ce jour-là.",
    )


def choix_du_nom(etat: EtatSimulation) -> None:
    """Name the scenario that is being changed."""
    key = f"simulation-nom-{etat.actif}"
    st.session_state[key] = etat.scenario.nom

    def change() -> None:
        rename(etat, nettoie_nom(st.session_state[key]))

    st.text_input(
        "Nom du scénario",
        key=key,
        max_chars=LONGUEUR_NOM,
        placeholder=NOMS_PAR_DEFAUT[etat.actif],
        on_change=change,
        width=260,
    )


def actions(etat: EtatSimulation) -> None:
    """Draw undo, start again, the link and the comparison; call it in a horizontal container."""
    st.button(
        "Annuler",
        key="simulation-annuler",
        icon=":material/undo:",
        on_click=undo,
        disabled=not can_undo(),
        help="Revenir à l'état d'avant le dernier changement",
    )
    st.button(
        "Réinitialiser",
        key="simulation-reinitialiser",
        icon=":material/restart_alt:",
        on_click=go,
        args=(etat.avec(Scenario(nom=etat.scenario.nom)),),
        disabled=etat.scenario.est_vide,
        help="Enlever tous les changements de ce scénario",
    )
    with st.popover("Lien", icon=":material/link:"):
        st.caption("L'adresse de cette simulation, à copier\u00a0:")
        page = adresse_publique(st.context.url, {}).removesuffix("?")
        st.code(f"{page}?{lien(write_params(etat))}", language=None, wrap_lines=True)
    if etat.b is None:
        st.button(
            "Comparer avec un autre scénario",
            key="simulation-comparer",
            icon=":material/compare_arrows:",
            on_click=go,
            args=(etat.compare(),),
            help="Crée un scénario B, copie de celui-ci, à modifier",
        )
    else:
        st.button(
            "Arrêter la comparaison",
            key="simulation-seul",
            icon=":material/close:",
            on_click=go,
            args=(etat.sans_comparaison(),),
            help="Garde le scénario A, oublie le scénario B",
        )


def _segments(
    label: str,
    key: str,
    options: Sequence[str],
    shown: Callable[[str], str],
    value: str,
    **go_: Any,
) -> None:
    st.session_state[key] = value
    st.segmented_control(label, options, format_func=shown, key=key, **go_)


def choix_du_scenario(etat: EtatSimulation) -> None:
    """Choose which of the two scenarios is shown and changed."""
    if etat.b is None:
        return
    key = "simulation-actif"
    scenarios = {"a": etat.a, "b": etat.b}

    def label(lettre: str) -> str:
        # Streamlit reads the options of this widget as Markdown: a name is only a text.
        return f"{lettre.upper()} – {echappe_markdown(nom_de(scenarios[lettre], lettre))}"

    def change() -> None:
        if st.session_state[key] is not None:
            go(replace(etat, actif=st.session_state[key]))

    _segments("Scénario montré et modifié", key, ("a", "b"), label, etat.actif, on_change=change)


def choix_de_la_carte(etat: EtatSimulation) -> None:
    """Choose what a click adds, and whether the map shows the scenario or the real situation."""

    def change(champ: str, key: str) -> None:
        if st.session_state[key] is not None:
            go(replace(etat, **{champ: st.session_state[key]}))

    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        for label, champ, options, words in (
            ("Découper par", "niveau", NIVEAUX_CARTE, LIBELLES_NIVEAUX),
            ("Carte", "carte", CARTES, LIBELLES_CARTES),
        ):
            key = f"simulation-{champ}"
            _segments(
                label,
                key,
                options,
                words.__getitem__,
                getattr(etat, champ),
                on_change=change,
                args=(champ, key),
            )


def territoires_ajoutes(etat: EtatSimulation) -> None:
    """Draw the territories added; the cross of one takes it off."""
    added = etat.scenario.ajouts
    if not added:
        st.caption("Aucun territoire ajouté\u00a0: cliquez sur la carte ou cherchez un nom.")
        return
    key = f"simulation-ajouts-{etat.actif}"
    st.session_state[key] = list(added)

    def change() -> None:
        kept = tuple(one for one in added if one in st.session_state[key])
        go(etat.avec(replace(etat.scenario, ajouts=kept)))

    # Many names scroll in a box of their own, so that the page keeps its length.
    with st.container(height=HAUTEUR_DES_AJOUTS if len(added) > AJOUTS_SANS_BOITE else "content"):
        st.multiselect(
            f"Territoires ajoutés ({len(added)})",
            added,
            format_func=lambda territoire: territoire.nom,
            key=key,
            on_change=change,
            select_all=False,  # else Enter adds back every territory that matches
            filter_mode="contains",
            help="Chacun compte comme un contrat signé imaginé. La croix l'enlève du scénario.",
        )


def contrats_retires(
    etat: EtatSimulation, options: Sequence[str], nom_du_contrat: Callable[[str], str]
) -> None:
    """Choose the contracts to remove.

    ``options``: identifiers of the contracts signed or in project that touch the base.
    """
    removed = etat.scenario.retraits
    everything = list(dict.fromkeys((*removed, *options)))
    key = f"simulation-retraits-{etat.actif}"
    st.session_state[key] = list(removed)

    def change() -> None:
        go(etat.avec(replace(etat.scenario, retraits=tuple(st.session_state[key]))))

    st.multiselect(
        "Contrats retirés",
        everything,
        format_func=nom_du_contrat,
        key=key,
        on_change=change,
        select_all=False,  # else Enter removes every contract that matches, not the first
        filter_mode="contains",
        placeholder="Choisir un contrat à retirer…" if everything else "Aucun contrat à retirer",
        disabled=not everything,
        help="Contrats signés ou en projet sur le territoire, comme s'ils n'existaient pas.",
    )
