"""Search box and filters of the directory: each is set from the address and writes to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.annuaire.adresse import AFFICHAGES, OUI_NON, EtatAnnuaire, write_params
from components.commun.adresse.champ_jour import champ_jour, retour_a_aujourd_hui
from components.commun.mots.libelles import ETAPES, PORTEURS, STATUTS_CONTRAT, THEMES, TRIS_CONTRATS
from geo.annuaire.colonnes import GENERATION_INCONNUE, PORTEUR_INCONNU
from geo.annuaire.recherche import LONGUEUR_MAXIMALE
from geo.territoires.territoire import FRANCE, Territoire

TOUTES_LES_FINS = 0
MOIS_PROPOSES = (3, 6, 12, 24, 36)
LIBELLES_AFFICHAGE = {"tableau": "Tableau", "fiches": "Fiches", "carte": "Carte"}
INDIFFERENT = "Peu importe"
LIBELLES_OUI_NON = {"": INDIFFERENT, "oui": "Avec", "non": "Sans"}


def go(etat: EtatAnnuaire) -> None:
    """Write a view in the address; call it from a widget's callback."""
    st.query_params.from_dict(write_params(etat))


def _criterion(etat: EtatAnnuaire, champ: str, key: str) -> None:
    """Write the new value of a widget in the address."""
    value: Any = st.session_state[key]
    go(etat.avec(**{champ: tuple(value) if isinstance(value, list) else value}))


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
    key = "annuaire-recherche"
    st.session_state[key] = etat.criteres.texte
    st.text_input(
        "Rechercher un contrat",
        key=key,
        max_chars=LONGUEUR_MAXIMALE,
        type="search",
        icon=":material/search:",
        placeholder="Commune, code postal, porteur, nom du contrat…",
        on_change=_search,
        args=(etat, key),
        help="Une commune du périmètre suffit. Accents et fautes de frappe sont acceptés. "
        "Validez avec la touche Entrée.",
    )


def _search(etat: EtatAnnuaire, key: str) -> None:
    texte = " ".join(str(st.session_state[key] or "").split())
    go(etat.avec(texte=texte, tri="pertinence"))


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
    _territory("Région", "annuaire-region", etat, [FRANCE, *regions], region, FRANCE)
    whole = region  # choosing no département goes back to the région
    options = [whole, *departements]
    _territory("Département", "annuaire-departement", etat, options, departement or whole, whole)


def _territory(
    label: str,
    key: str,
    etat: EtatAnnuaire,
    options: Sequence[Territoire],
    chosen: Territoire,
    everything: Territoire,
) -> None:
    st.session_state[key] = chosen
    names = {everything: "Toutes" if everything == FRANCE and label == "Région" else "Tous"}
    st.selectbox(
        label,
        options,
        format_func=lambda one: names.get(one, one.nom),
        key=key,
        on_change=_criterion,
        args=(etat, "territoire", key),
        help="Contrats dont le périmètre touche le territoire, ou que leur source y situe.",
    )


def jour(etat: EtatAnnuaire, aujourd_hui: date) -> None:
    """Choose the day at which the status of a contract is told."""

    def change(jour: date) -> None:
        go(replace(etat, jour=jour, page=1))

    champ_jour(
        "annuaire-jour",
        etat.jour,
        aujourd_hui,
        change,
        aide="Le statut de chaque contrat et les échéances sont ceux de ce jour-là.",
    )
    retour_a_aujourd_hui("annuaire-aujourd-hui", etat.jour, aujourd_hui, change)


def statuts(etat: EtatAnnuaire) -> None:
    """Keep the contracts of some statuses."""
    _several("Statut à cette date", "statuts", etat, STATUTS_CONTRAT)


def fin(etat: EtatAnnuaire) -> None:
    """Keep the contracts in force that end soon."""
    key = "annuaire-fin"
    st.session_state[key] = etat.criteres.fin_mois or TOUTES_LES_FINS

    def change() -> None:
        go(etat.avec(fin_mois=st.session_state[key] or None))

    months = sorted({*MOIS_PROPOSES, etat.criteres.fin_mois or MOIS_PROPOSES[0]})
    st.selectbox(
        "Échéance",
        [TOUTES_LES_FINS, *months],
        format_func=lambda months: f"Dans les {months}\u00a0mois" if months else INDIFFERENT,
        key=key,
        on_change=change,
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
    key = f"annuaire-{champ}"
    st.session_state[key] = list(getattr(etat.criteres, champ))
    st.multiselect(
        label,
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        placeholder=INDIFFERENT,
        select_all=False,
        on_change=_criterion,
        args=(etat, champ, key),
    )


def _with_or_without(label: str, champ: str, etat: EtatAnnuaire) -> None:
    key = f"annuaire-{champ}"
    words = {value: word for word, value in OUI_NON.items()}
    st.session_state[key] = words.get(getattr(etat.criteres, champ), "")

    def change() -> None:
        go(etat.avec(**{champ: OUI_NON.get(st.session_state[key])}))

    st.selectbox(
        label,
        list(LIBELLES_OUI_NON),
        format_func=LIBELLES_OUI_NON.__getitem__,
        key=key,
        on_change=change,
    )


def choix_affichage(etat: EtatAnnuaire) -> None:
    """Choose between the table, the cards and the map."""
    key = "annuaire-affichage"
    st.session_state[key] = etat.affichage

    def change() -> None:
        if st.session_state[key] is not None:
            go(replace(etat, affichage=st.session_state[key], page=1))

    st.segmented_control(
        "Afficher",
        AFFICHAGES,
        format_func=LIBELLES_AFFICHAGE.__getitem__,
        key=key,
        on_change=change,
    )


def choix_tri(etat: EtatAnnuaire) -> None:
    """Choose the order of the contracts; relevance only means something after a search."""
    key = "annuaire-tri"
    searched = bool(etat.criteres.texte)
    options = [tri for tri in TRIS_CONTRATS if searched or tri != "pertinence"]
    asked = etat.criteres.tri
    st.session_state[key] = asked if asked in options else "statut"
    st.selectbox(
        "Trier par",
        options,
        format_func=TRIS_CONTRATS.__getitem__,
        key=key,
        on_change=_criterion,
        args=(etat, "tri", key),
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
