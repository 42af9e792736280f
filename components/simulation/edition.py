"""Changing a scenario: base territory, day, name, territories added, contracts removed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.commun.adresse.liens import adresse_publique
from components.commun.adresse.parametres import write_params
from components.commun.adresse.partage import abrege, lien_a_copier
from components.commun.adresse.registre import epingle
from components.commun.adresse.reglages import champ_jour, plusieurs, reglage
from components.commun.mots.formats import echappe_markdown
from components.simulation.adresse import lien
from components.simulation.elements import LONGUEUR_NOM, nettoie_nom
from components.simulation.etat import (
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
        _change(etat, "jour"),
        label="Situation de départ au",
        aide="Le scénario s'applique aux contrats en vigueur ce jour-là.",
    )


def choix_du_nom(etat: EtatSimulation) -> None:
    """Name the scenario that is being changed."""
    reglage(
        st.text_input,
        "Nom du scénario",
        f"simulation-nom-{etat.actif}",
        etat.scenario.nom,
        lambda nom: rename(etat, nettoie_nom(nom)),
        max_chars=LONGUEUR_NOM,
        placeholder=NOMS_PAR_DEFAUT[etat.actif],
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
        page = adresse_publique(st.context.url, {}).removesuffix("?")
        params = epingle(write_params(etat))
        lien_a_copier(f"{page}?{lien(params)}", "cette simulation", f"{page}?{abrege(params)}")
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


def _change(etat: EtatSimulation, champ: str) -> Callable[[Any], None]:
    return lambda value: go(replace(etat, **{champ: value}))


def choix_du_scenario(etat: EtatSimulation) -> None:
    """Choose which of the two scenarios is shown and changed."""
    if etat.b is None:
        return
    # Streamlit reads the options of this widget as Markdown: a name is only a text.
    names = {
        letter: f"{letter.upper()} – {echappe_markdown(nom_de(scenario, letter))}"
        for letter, scenario in (("a", etat.a), ("b", etat.b))
    }
    reglage(
        st.segmented_control,
        "Scénario montré et modifié",
        "simulation-actif",
        etat.actif,
        _change(etat, "actif"),
        names,
    )


def choix_de_la_carte(etat: EtatSimulation) -> None:
    """Choose what a click adds, and whether the map shows the scenario or the real situation."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        for label, champ, words in (
            ("Découper par", "niveau", LIBELLES_NIVEAUX),
            ("Carte", "carte", LIBELLES_CARTES),
        ):
            key, held = f"simulation-{champ}", getattr(etat, champ)
            reglage(st.segmented_control, label, key, held, _change(etat, champ), words)


def territoires_ajoutes(etat: EtatSimulation) -> None:
    """Draw the territories added; the cross of one takes it off."""
    added = etat.scenario.ajouts
    if not added:
        st.caption("Aucun territoire ajouté\u00a0: cliquez sur la carte ou cherchez un nom.")
        return
    # Many names scroll in a box of their own, so that the page keeps its length.
    with st.container(height=HAUTEUR_DES_AJOUTS if len(added) > AJOUTS_SANS_BOITE else "content"):
        plusieurs(
            f"Territoires ajoutés ({len(added)})",
            f"simulation-ajouts-{etat.actif}",
            added,
            lambda kept: go(etat.avec(replace(etat.scenario, ajouts=kept))),
            {one: one.nom for one in added},
            filter_mode="contains",
            placeholder=None,
            help="Chacun compte comme un contrat signé imaginé. La croix l'enlève du scénario.",
        )


def contrats_retires(
    etat: EtatSimulation, options: Sequence[str], nom_du_contrat: Callable[[str], str]
) -> None:
    """Choose the contracts to remove.

    ``options``: identifiers of the contracts signed or in project that touch the base.
    """
    removed = etat.scenario.retraits
    names = {name: nom_du_contrat(name) for name in (*removed, *options)}
    plusieurs(
        "Contrats retirés",
        f"simulation-retraits-{etat.actif}",
        removed,
        lambda chosen: go(etat.avec(replace(etat.scenario, retraits=chosen))),
        names,
        filter_mode="contains",
        placeholder="Choisir un contrat à retirer…" if names else "Aucun contrat à retirer",
        disabled=not names,
        help="Contrats signés ou en projet sur le territoire, comme s'ils n'existaient pas.",
    )
