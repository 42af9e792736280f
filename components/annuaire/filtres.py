"""Search box and filters of the directory: each is set from the address and writes to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.annuaire.adresse import OUI_NON, EtatAnnuaire
from components.commun.adresse.navigation import go
from components.commun.adresse.reglages import INDIFFERENT, champ_jour, ecrit, plusieurs, reglage
from components.commun.mots.libelles import ETAPES, PORTEURS, STATUTS_CONTRAT, THEMES, TRIS_CONTRATS
from geo.annuaire.colonnes import GENERATION_INCONNUE, PORTEUR_INCONNU
from geo.annuaire.recherche import LONGUEUR_MAXIMALE
from geo.territoires.territoire import FRANCE, Territoire

TOUTES_LES_FINS = 0
MOIS_PROPOSES = (3, 6, 12, 24, 36)
LIBELLES_AFFICHAGE = {"tableau": "Tableau", "fiches": "Fiches", "carte": "Carte"}
LIBELLES_OUI_NON = {"": INDIFFERENT, "oui": "Avec", "non": "Sans"}


def _criterion(etat: EtatAnnuaire, champ: str) -> Callable[[Any], None]:
    return lambda value: go(etat.avec(**{champ: value}))


def generation_label(code: str) -> str:
    """Return a generation in words: ``1re``, ``2e``, ``non renseignée``."""
    if code == GENERATION_INCONNUE:
        return "non renseignée"
    return "1re" if code == "1" else f"{code}e"


def porteur_label(code: str) -> str:
    """Return a type of porteur in words, with a capital letter."""
    label = "non renseigné" if code == PORTEUR_INCONNU else PORTEURS[code]
    return label[:1].upper() + label[1:]


def recherche(etat: EtatAnnuaire) -> None:
    """Draw the search field."""
    reglage(
        st.text_input,
        "Rechercher un contrat",
        "annuaire-recherche",
        etat.criteres.texte,
        lambda texte: go(etat.avec(texte=" ".join(texte.split()), tri="pertinence")),
        max_chars=LONGUEUR_MAXIMALE,
        type="search",
        icon=":material/search:",
        placeholder="Commune, code postal, porteur, nom du contrat…",
        help="Une commune du périmètre suffit. Accents et fautes de frappe sont acceptés. "
        "Validez avec la touche Entrée.",
    )


def territoires(
    etat: EtatAnnuaire,
    regions: Sequence[Territoire],
    departements: Sequence[Territoire],
    region: Territoire,
    departement: Territoire | None,
) -> None:
    """Choose a région, then one of its départements.

    ``region`` and ``departement`` are those in view; ``departements``, the ones to choose from.
    """
    names = {FRANCE: "Toutes"} | {one: one.nom for one in regions}
    _territory("Région", "annuaire-region", etat, region, names)
    whole = region  # choosing no département goes back to the région
    names = {whole: "Tous"} | {one: one.nom for one in departements}
    _territory("Département", "annuaire-departement", etat, departement or whole, names)


def _territory(
    label: str, key: str, etat: EtatAnnuaire, chosen: Territoire, names: Mapping[Territoire, str]
) -> None:
    reglage(
        st.selectbox,
        label,
        key,
        chosen,
        _criterion(etat, "territoire"),
        names,
        help="Contrats dont le périmètre touche le territoire, ou que leur source y situe.",
    )


def jour(etat: EtatAnnuaire, aujourd_hui: date) -> None:
    """Choose the day at which the status of a contract is told."""
    champ_jour(
        "annuaire-jour",
        etat.jour,
        aujourd_hui,
        ecrit(etat, "jour", page=1),
        aide="Le statut de chaque contrat et les échéances sont ceux de ce jour-là.",
        retour="annuaire-aujourd-hui",
    )


def statuts(etat: EtatAnnuaire) -> None:
    """Keep the contracts of some statuses."""
    _several("Statut à cette date", "statuts", etat, STATUTS_CONTRAT)


def fin(etat: EtatAnnuaire) -> None:
    """Keep the contracts in force that end soon."""
    asked = etat.criteres.fin_mois
    months = sorted({*MOIS_PROPOSES, asked or MOIS_PROPOSES[0]})
    words = {number: f"Dans les {number}\u00a0mois" for number in months}
    reglage(
        st.selectbox,
        "Échéance",
        "annuaire-fin",
        asked or TOUTES_LES_FINS,
        lambda number: go(etat.avec(fin_mois=number or None)),
        {TOUTES_LES_FINS: INDIFFERENT} | words,
        help="Contrats en vigueur dont la fin, connue ou estimée, tombe avant ce délai.",
    )


def themes(etat: EtatAnnuaire) -> None:
    """Keep the contracts that have an axis on one of several themes."""
    _several("Thèmes des axes", "themes", etat, THEMES)


def autres(etat: EtatAnnuaire, generations: Sequence[str]) -> None:
    """Draw the filters less often asked for, unfolded when one of them is in use."""
    criteres = etat.criteres
    used = criteres.etapes or criteres.generations or criteres.porteurs
    used_too = criteres.axes is not None or criteres.suivi is not None
    with st.expander("Plus de filtres", expanded=bool(used) or used_too):
        _several("Étape, selon la dernière source", "etapes", etat, ETAPES)
        labels = {code: generation_label(code) for code in generations}
        _several("Génération", "generations", etat, labels)
        porteurs = {code: porteur_label(code) for code in (*PORTEURS, PORTEUR_INCONNU)}
        _several("Type de porteur", "porteurs", etat, porteurs)
        _with_or_without("Axes stratégiques connus", "axes", etat)
        _with_or_without("Statut d'une action connu", "suivi", etat)


def _several(label: str, champ: str, etat: EtatAnnuaire, labels: Mapping[str, str]) -> None:
    held = getattr(etat.criteres, champ)
    plusieurs(label, f"annuaire-{champ}", held, _criterion(etat, champ), labels)


def _with_or_without(label: str, champ: str, etat: EtatAnnuaire) -> None:
    words = {value: word for word, value in OUI_NON.items()}
    reglage(
        st.selectbox,
        label,
        f"annuaire-{champ}",
        words.get(getattr(etat.criteres, champ), ""),
        lambda word: go(etat.avec(**{champ: OUI_NON.get(word)})),
        LIBELLES_OUI_NON,
    )


def choix_affichage(etat: EtatAnnuaire) -> None:
    """Choose between the table, the cards and the map."""
    reglage(
        st.segmented_control,
        "Afficher",
        "annuaire-affichage",
        etat.affichage,
        ecrit(etat, "affichage", page=1),
        LIBELLES_AFFICHAGE,
    )


def choix_tri(etat: EtatAnnuaire) -> None:
    """Choose the order of the contracts; relevance only means something after a search."""
    words = dict(TRIS_CONTRATS)
    if not etat.criteres.texte:
        del words["pertinence"]
    asked = etat.criteres.tri
    reglage(
        st.selectbox,
        "Trier par",
        "annuaire-tri",
        asked if asked in words else "statut",
        _criterion(etat, "tri"),
        words,
        width=240,
    )


def choix_page(etat: EtatAnnuaire, nombre: int) -> None:
    """Choose a page of the results when there are several."""
    if nombre < 2:
        return
    key = f"annuaire-page-{etat.page}-{nombre}"  # a page of its own: its default is its place

    def change() -> None:
        go(replace(etat, page=int(st.session_state[key])))

    st.pagination(nombre, default=etat.page, key=key, on_change=change)
