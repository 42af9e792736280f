"""The answer of the directory: how many contracts, which filters are in use, what to loosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from components.annuaire.adresse import EtatAnnuaire
from components.annuaire.filtres import generation_label, go, porteur_label
from components.commun.mots.certitude import etat_du_registre
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, nombre, pluriel
from components.commun.mots.libelles import (
    ETAPES,
    NIVEAUX,
    STATUTS_CONTRAT,
    STATUTS_CONTRAT_COMPTES,
    THEMES,
)
from geo.annuaire.annuaire import Resultat
from geo.certitude.attestation import Attestation
from geo.territoires.territoire import FRANCE


@dataclass(frozen=True)
class Filtre:
    """A filter in use, in words, and the view without it."""

    libelle: str
    sans: EtatAnnuaire


def filtres_actifs(etat: EtatAnnuaire) -> list[Filtre]:
    """Return the filters in use, in the order of the page."""
    asked = etat.criteres
    found = []

    def add(libelle: str, **neutral: object) -> None:
        found.append(Filtre(libelle, etat.avec(**neutral)))

    if asked.texte:
        add(f"«\u00a0{asked.texte}\u00a0»", texte="")
    if asked.territoire != FRANCE:
        level = NIVEAUX[asked.territoire.niveau]
        add(f"{level}\u00a0: {asked.territoire.nom}", territoire=FRANCE)
    for champ, what, words in (
        ("statuts", "Statut", STATUTS_CONTRAT.__getitem__),
        ("themes", "Thème", THEMES.__getitem__),
        ("etapes", "Étape", ETAPES.__getitem__),
        ("generations", "Génération", generation_label),
        ("porteurs", "Porteur", porteur_label),
    ):
        codes = getattr(asked, champ)
        if codes:
            add(f"{what}\u00a0: {' ou '.join(words(code) for code in codes)}", **{champ: ()})
    if asked.fin_mois is not None:
        add(f"Fin dans les {asked.fin_mois}\u00a0mois", fin_mois=None)
    if asked.axes is not None:
        add("Axes connus" if asked.axes else "Axes non renseignés", axes=None)
    if asked.suivi is not None:
        known = "Statut d'une action connu" if asked.suivi else "Aucun statut d'action connu"
        add(known, suivi=None)
    return found


def _by_status(resultat: Resultat) -> str:
    return ", ".join(
        f"{nombre(count)}\u00a0{STATUTS_CONTRAT_COMPTES[statut][count > 1]}"
        for statut, count in resultat.par_statut.items()
    )


def phrase(resultat: Resultat, total: int, filtre: bool) -> str:
    """Return the answer as one Markdown sentence: date, number of contracts, by status."""
    head = f"Au {jour_en_lettres(resultat.jour)}"
    if not filtre:
        count = pluriel(total, "contrat recensé", "contrats recensés")
        return f"{head}, **{count}**\u00a0: {_by_status(resultat)}."
    if not len(resultat):
        return f"{head}, **aucun contrat** sur {nombre(total)} recensés ne répond à ces critères."
    verb = "répond" if len(resultat) == 1 else "répondent"
    count = pluriel(len(resultat), "contrat")
    detail = f"\u00a0: {_by_status(resultat)}"
    if len(resultat.par_statut) == 1:  # said once, in the count
        (statut,) = resultat.par_statut
        count += f" {STATUTS_CONTRAT_COMPTES[statut][len(resultat) > 1]}"
        detail = ""
    return f"{head}, **{count}** sur {nombre(total)} recensés {verb} à ces critères{detail}."


def reserve(attestees: tuple[Attestation, ...], date_releve: date) -> str:
    """Return what the list rests on (Markdown); ``attestees``: who answers for the place asked."""
    if attestees:
        said = echappe_markdown(etat_du_registre(attestees, date_releve))
        return f"Un contrat par génération. {said}."
    return (
        "Un contrat par génération. Registre incomplet, relevé sur des pages publiques le "
        f"{jour_en_lettres(date_releve)}\u00a0: un contrat absent d'ici peut exister."
    )


def reponse(
    resultat: Resultat,
    total: int,
    etat: EtatAnnuaire,
    date_releve: date,
    attestees: tuple[Attestation, ...],
) -> None:
    """Draw the sentence, what it rests on, and the filters in use, each with its way out.

    ``attestees``: who answers for the list of the territory asked for.
    """
    active = filtres_actifs(etat)
    st.markdown(f"## {phrase(resultat, total, bool(active))}")
    st.caption(reserve(attestees, date_releve))
    if active:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            for number, filtre in enumerate(active):
                st.button(
                    echappe_markdown(filtre.libelle),
                    key=f"annuaire-retirer-{number}",
                    icon=":material/close:",
                    help="Retirer ce filtre",
                    on_click=go,
                    args=(filtre.sans,),
                )
            _clear_button(etat, "annuaire-effacer")
    if resultat.est_approche and len(resultat):
        st.info(
            f"Aucun contrat ne contient exactement «\u00a0{echappe_markdown(etat.criteres.texte)}"
            "\u00a0»\u00a0: voici les noms les plus proches.",
            icon=":material/spellcheck:",
        )


def _clear_button(etat: EtatAnnuaire, key: str) -> None:
    st.button(
        "Tout effacer",
        key=key,
        icon=":material/filter_alt_off:",
        type="tertiary",
        on_click=go,
        args=(etat.sans_filtre(),),
    )


def rien_trouve(etat: EtatAnnuaire, alternatives: Sequence[tuple[Filtre, int]]) -> None:
    """Say what to loosen when nothing is found.

    ``alternatives``: each filter in use and the number of contracts found without it.
    """
    useful = [(filtre, count) for filtre, count in alternatives if count]
    st.info(
        "Aucun contrat recensé ne répond à ces critères. "
        + (
            "En retirant un seul filtre\u00a0:"
            if useful
            else "Retirer un seul filtre ne suffit pas\u00a0: effacez-les tous, ou cherchez une "
            "commune voisine ou son intercommunalité."
        ),
        icon=":material/search_off:",
    )
    for number, (filtre, count) in enumerate(useful):
        st.button(
            f"Sans {echappe_markdown(filtre.libelle)}\u00a0: {pluriel(count, 'contrat')}",
            key=f"annuaire-relacher-{number}",
            icon=":material/filter_alt_off:",
            on_click=go,
            args=(filtre.sans,),
        )
    if not useful:
        st.button(
            "Effacer tous les filtres",
            key="annuaire-effacer-tout",
            icon=":material/filter_alt_off:",
            on_click=go,
            args=(etat.sans_filtre(),),
        )
