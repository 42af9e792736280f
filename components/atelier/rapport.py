"""Step 7: what was published, by whom and why; what it changed; how to undo it."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from components.atelier.actes import dit, tente
from components.atelier.mots import valeur_en_mots
from components.atelier.style import draw_tableau
from components.commun.html import draw_html, faits
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    echappe_markdown,
    jour_en_lettres,
    pluriel,
)
from components.documents.telechargements import telecharge
from data.depot.annulation import Annulation
from data.depot.modele import Publication
from geo.atelier.rapport import AJOUTE, MODIFIE, RETIRE, Cellule, ContratChange, Rapport

LIGNES = 400


def titre_du_rapport(publication: Publication) -> str:
    """Return the title of a report."""
    when = jour_en_lettres(publication.instant.astimezone().date())
    return f"Publication {publication.numero}, {when}"


def ce_qui_change(rapport: Rapport) -> str:
    """Return what a publication changed, in a sentence."""
    parts = []
    for nature, one, many in (
        (AJOUTE, "contrat ajouté", "contrats ajoutés"),
        (MODIFIE, "contrat modifié", "contrats modifiés"),
        (RETIRE, "contrat retiré", "contrats retirés"),
    ):
        found = rapport.de_nature(nature)
        if found:
            parts.append(pluriel(len(found), one, many))
    return ", ".join(parts) or "aucun contrat changé"


def tete(rapport: Rapport) -> None:
    """Draw what was published, by whom, from what, why."""
    one = rapport.publication
    st.markdown(f"## {titre_du_rapport(one)}\u00a0: {ce_qui_change(rapport)}.")
    if one.annulee_par:
        undone = ", ".join(map(str, one.annulee_par))
        st.warning(f"Cette publication a été annulée par la publication {undone}.")
    lines = [
        ("Organisme", _text(one.auteur)),
        ("Source", _text(one.source)),
        ("Motif", _text(one.motif)),
        ("Fichier gardé", _text(", ".join(held.nom for held in one.fichiers))),
    ]
    draw_html(faits(lines))


def _text(texte: str) -> str:
    return escape(texte) or NON_RENSEIGNE


def lignes_du_rapport(contrats: Sequence[ContratChange]) -> list[tuple[str, str, str, str]]:
    """Return what changed: contract, information, before, after; a new contract on one line."""
    rows = []
    for one in contrats:
        name = one.nom or "Région"
        if one.nature == MODIFIE:
            rows += [
                (name, cell.titre, _said(cell, cell.avant), _said(cell, cell.apres))
                for cell in one.cellules
            ]
            continue
        before = "\u00a0; ".join(_told(cell, cell.avant) for cell in one.cellules if cell.avant)
        after = "\u00a0; ".join(_told(cell, cell.apres) for cell in one.cellules if cell.apres)
        rows.append((name, f"contrat {one.nature}", before, after))
    return rows


def _told(cell: Cellule, texte: str) -> str:
    return f"{cell.titre.lower()}\u00a0: {_said(cell, texte)}"


def _said(cell: Cellule, texte: str) -> str:
    return valeur_en_mots(cell.colonne, texte)


def changements(contrats: Sequence[ContratChange]) -> None:
    """Draw what changed."""
    rows = lignes_du_rapport(contrats)
    with st.expander(f"Ce qui a changé ({len(rows)})"):
        draw_tableau(
            "Changements du registre", ("Contrat", "Information", "Avant", "Après"), rows[:LIGNES]
        )
        if len(rows) > LIGNES:
            st.caption(f"Et {len(rows) - LIGNES} de plus.")


def decisions(prises: Sequence[str]) -> None:
    """Draw what was decided before the publication."""
    if prises:
        with st.expander(f"Ce qui a été décidé ({len(prises)})"):
            st.markdown("\n".join(f"- {echappe_markdown(one)}" for one in prises))


def emporter(publication: Publication, pdf: Callable[[], bytes]) -> None:
    """Draw the button of the report as a PDF."""
    telecharge(
        "Rapport en PDF",
        f"rapport-publication-{publication.numero}.pdf",
        pdf,
        "atelier-rapport-pdf",
    )


def annuler(
    publication: Publication, auteur: str, annule: Callable[[str, str], Annulation]
) -> None:
    """Draw the form that undoes a publication."""
    if publication.annulee_par or publication.numero == 1:
        return
    with st.expander("Annuler cette publication", icon=":material/undo:"):
        st.markdown(
            "Le registre revient à ce qu'il était, sauf ce que quelqu'un a changé depuis. "
            "L'annulation est elle-même une publication\u00a0: rien n'est effacé de l'historique."
        )
        with st.form("atelier-annuler"):
            who = st.text_input(
                "Organisme qui annule", value=auteur, key="atelier-annuler-auteur", max_chars=80
            )
            why = st.text_input(
                "Motif de l'annulation",
                key="atelier-annuler-motif",
                placeholder="Mauvais fichier",
                max_chars=300,
            )
            asked = st.form_submit_button("Annuler la publication", icon=":material/undo:")
    if asked:

        def act() -> None:
            with st.spinner("Annulation en cours…"):
                done = annule(who.strip(), why.strip())
            dit(_undone(done), "success")

        tente(act)
        st.rerun()


def _undone(annulation: Annulation) -> str:
    numero = annulation.publication.numero if annulation.publication else ""
    back = pluriel(len(annulation.changements), "ligne est revenue", "lignes sont revenues")
    told = f"Publication annulée (publication {numero})\u00a0: {back} à l'état d'avant."
    if annulation.refus:
        left = pluriel(len(annulation.refus), "ligne a été laissée", "lignes ont été laissées")
        told += f" {left}, changées depuis par quelqu'un."
    return told
