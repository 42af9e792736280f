"""Filters of the page of actions: each is set from the address and writes to it."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from components.actions.adresse import CONTRATS, EtatActions
from components.commun.adresse.navigation import go
from components.commun.adresse.reglages import INDIFFERENT, champ_jour, ecrit, plusieurs, reglage
from components.commun.mots.libelles import THEMES
from components.commun.statuts import LIBELLES_ACTION
from geo.actions.portefeuille import THEME_INCONNU

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


def choix_volet(etat: EtatActions) -> None:
    """Choose the part of the page."""
    reglage(
        st.segmented_control,
        "Partie de la page",
        "actions-volet",
        etat.volet,
        ecrit(etat, "volet"),
        LIBELLES_VOLETS,
        label_visibility="collapsed",
    )


def region(etat: EtatActions, regions: Mapping[str, str]) -> None:
    """Choose the region of the ARS that leads the contracts."""
    reglage(
        st.selectbox,
        "Région",
        "actions-region",
        etat.criteres.region,
        lambda code: go(etat.dans(code)),
        {"": "Toutes"} | dict(regions),
        help="Région de l'ARS qui pilote le contrat.",
    )


def jour(etat: EtatActions, aujourd_hui: date) -> None:
    """Choose the day at which statuses are told."""
    champ_jour(
        "actions-jour",
        etat.jour,
        aujourd_hui,
        ecrit(etat, "jour"),
        aide="Contrats en vigueur et statuts connus ce jour-là. Un statut lu plus tard n'était pas "
        "encore connu.",
        retour="actions-aujourd-hui",
    )


def contrats_comptes(etat: EtatActions) -> None:
    """Choose which contracts the figures are counted on."""
    reglage(
        st.radio,
        "Contrats comptés",
        "actions-contrats",
        "tous" if etat.criteres.tous else "en_cours",
        lambda code: go(etat.avec(tous=CONTRATS[code], contrat="", pilote="")),
        LIBELLES_CONTRATS,
        help="Signés ou en projet à la date choisie, ou tous les contrats recensés.",
    )


def contrat(etat: EtatActions, noms: Mapping[str, str]) -> None:
    """Choose one contract among those that have actions; ``noms``: name by identifier."""
    chosen = etat.criteres.contrat
    ordered = sorted(noms, key=lambda name: (noms[name].casefold(), name))
    _one("Contrat", "contrat", etat, {"": "Tous"} | {name: noms[name] for name in ordered})
    if chosen and chosen not in noms:
        st.caption("Aucune action de ce contrat n'est recensée.")


def _one(label: str, champ: str, etat: EtatActions, words: Mapping[str, str]) -> None:
    asked = getattr(etat.criteres, champ)
    reglage(
        st.selectbox,
        label,
        f"actions-{champ}",
        asked if asked in words else "",
        lambda value: go(etat.avec(**{champ: value})),
        words,
    )


def _several(label: str, champ: str, etat: EtatActions, words: Mapping[str, str]) -> None:
    held = getattr(etat.criteres, champ)
    key = f"actions-{champ}"
    plusieurs(label, key, held, lambda values: go(etat.avec(**{champ: values})), words)


def filtres_des_actions(etat: EtatActions, noms: Mapping[str, str], pilotes: Sequence[str]) -> None:
    """Draw the filters that only mean something for actions.

    ``noms``: contracts that have actions, name by identifier; ``pilotes``: those to choose from.
    """
    contrat(etat, noms)
    statuts = LIBELLES_ACTION
    _several("Statut de l'action", "statuts", etat, statuts)
    _several("Thème de l'axe", "themes", etat, LIBELLES_THEMES)
    asked = etat.criteres.pilote
    known = dict.fromkeys((*pilotes, asked) if asked else pilotes)
    _one("Pilote", "pilote", etat, {"": INDIFFERENT} | {one: one for one in known})
    _one("Échéance", "echeance", etat, LIBELLES_ECHEANCES)
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
    reglage(
        st.segmented_control,
        "Compter les actions par",
        "actions-par",
        etat.dimension,
        ecrit(etat, "dimension"),
        LIBELLES_DIMENSIONS,
    )
