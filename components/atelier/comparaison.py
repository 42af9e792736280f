"""Step 5: what the list changes in the registre, row by row; suspected duplicates; absents."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.atelier.actes import decide
from components.atelier.mots import DOUBLONS, colonne_en_mots, lignes_en_mots, valeur_en_mots
from components.atelier.style import draw_tableau
from components.commun.adresse.liens import nom_et_generation
from components.commun.mots.formats import NON_RENSEIGNE, echappe_markdown, pluriel
from data.atelier.gestes import Geste, RepondreDoublon, Retirer
from data.lecture.schemas import fields_by_name
from geo.atelier.analyse import Analyse
from geo.atelier.chantier import Chantier
from geo.atelier.ecarts.comparaison import (
    DOUBLON,
    INCHANGE,
    MODIFIE,
    NOUVEAU,
    LigneImportee,
)
from geo.atelier.ecarts.lignes import Changement

LIGNES = 300
PERIMETRE = "perimetre"
COLONNES_NOUVELLES: dict[str, dict[str, tuple[str, ...]]] = {
    "contrats": {
        "Territoires": (PERIMETRE,),
        "Porteur": ("porteur",),
        "Dates": ("date_signature", "periode_debut", "date_fin", "duree_ans"),
        "État": ("etape", "generation"),
    },
    "actions": {
        "Contrat": ("contrat_id",),
        "Fiche": ("numero",),
        "Statut": ("statut",),
        "Pilote": ("pilote",),
        "Échéance": ("echeance",),
    },
}
PREFIXES = {
    "date_signature": "signé\u00a0: ",
    "periode_debut": "début\u00a0: ",
    "date_fin": "fin\u00a0: ",
    "generation": "génération ",
}


def comptes(lue: Analyse) -> str:
    """Return how many rows are new, changed, unchanged, in words."""
    count = {state: sum(one.etat == state for one in lue.lignes) for state in (NOUVEAU, MODIFIE)}
    same = sum(one.etat == INCHANGE for one in lue.lignes)
    parts = [
        pluriel(count[NOUVEAU], "nouveau", "nouveaux"),
        pluriel(count[MODIFIE], "modifié", "modifiés"),
        pluriel(same, "inchangé", "inchangés"),
    ]
    doubts = len(lue.doublons_a_decider)
    if doubts:
        parts.append(pluriel(doubts, "doublon possible", "doublons possibles"))
    return ", ".join(parts)


def doublons(chantier: Chantier, lue: Analyse) -> None:
    """Draw the rows that may be a contract of the registre, with the reason, and what to do."""
    lines = lue.doublons_a_decider
    if not lines:
        return
    if len(lines) > 1:
        st.button(
            f"Suivre les {len(lines)} propositions",
            icon=":material/done_all:",
            key="atelier-doublons-proposes",
            on_click=decide,
            args=(chantier, _proposed(lines), "Les propositions sont suivies."),
        )
    with st.form("atelier-doublons"):
        st.markdown(f"**{pluriel(len(lines), 'doublon possible', 'doublons possibles')}**")
        for line in lines[:40]:
            for suspect in line.suspects:
                st.radio(
                    f"Ligne {line.ligne}, «\u00a0{line.nom}\u00a0», et "
                    f"«\u00a0{nom_et_generation(suspect.contrat)}\u00a0» du registre "
                    f"({suspect.pourquoi})",
                    list(DOUBLONS),
                    index=None,
                    format_func=_choix(suspect.propose),
                    key=_cle(line, suspect.contrat.id),
                )
        st.form_submit_button(
            "Enregistrer ces choix",
            icon=":material/save:",
            type="primary",
            on_click=_save,
            args=(chantier, lines),
        )


def _proposed(lines: Sequence[LigneImportee]) -> list[Geste]:
    """Return the answers that are proposed, one for each contract that a row may be."""
    return [
        RepondreDoublon(line.ligne, suspect.contrat.id, suspect.propose)
        for line in lines
        for suspect in line.suspects
    ]


def _choix(propose: str) -> Callable[[str], str]:
    """Return what writes a choice, the one proposed said so."""
    return lambda key: DOUBLONS[key] + (" (proposé)" if key == propose else "")


def _cle(line: LigneImportee, contrat_id: str) -> str:
    return f"atelier-doublon-{line.ligne}-{contrat_id}"


def _save(chantier: Chantier, lines: Sequence[LigneImportee]) -> None:
    gestes: list[Geste] = []
    for line in lines:
        for suspect in line.suspects:
            chosen = st.session_state.get(_cle(line, suspect.contrat.id))
            if chosen is not None:
                gestes.append(RepondreDoublon(line.ligne, suspect.contrat.id, chosen))
    decide(chantier, gestes, "Vos choix sont enregistrés.")


def differences(lue: Analyse) -> None:
    """Draw the new contracts, then the changed ones cell by cell, then the others folded."""
    _news([one for one in lue.lignes if one.etat in (NOUVEAU, DOUBLON)], lue)
    changed = [one for one in lue.lignes if one.etat == MODIFIE]
    if changed:
        draw_tableau(
            f"Modifiés\u00a0: {len(changed)}, cellule par cellule",
            ("Nom", "Information", "Avant", "Après", "Ligne"),
            [row for line in changed[:LIGNES] for row in _changes(line)],
        )
        _more(len(changed))
    same = [one for one in lue.lignes if one.etat == INCHANGE]
    if same:
        with st.expander(f"Inchangés ({len(same)})"):
            st.markdown("\n".join(f"- {echappe_markdown(one.nom)}" for one in same[:LIGNES]))
            _more(len(same))


def _news(lines: Sequence[LigneImportee], lue: Analyse) -> None:
    for table, title in (("contrats", "Nouveaux contrats"), ("actions", "Nouvelles actions")):
        found = [one for one in lines if one.table == table]
        if not found:
            continue
        columns = COLONNES_NOUVELLES[table]
        doubts = sum(one.etat == DOUBLON for one in found)
        apart = (
            f", et {pluriel(doubts, 'doublon possible', 'doublons possibles')}" if doubts else ""
        )
        draw_tableau(
            f"{title}\u00a0: {len(found) - doubts}{apart}",
            ("Nom", *columns, "Remarque", "Ligne"),
            [
                (
                    one.nom,
                    *(_new_cell(one, column) for column in columns.values()),
                    _waits(one) or one.pourquoi,
                    ", ".join(map(str, one.lignes)),
                )
                for one in found[:LIGNES]
            ],
        )
        _more(len(found))
    others = [one for one in lines if one.table not in COLONNES_NOUVELLES]
    if others:
        st.markdown(f"Autres lignes nouvelles du registre\u00a0: {len(others)}.")


def _more(nombre_de_lignes: int) -> None:
    """Say how many rows are not shown: all of them are published."""
    if nombre_de_lignes > LIGNES:
        st.caption(f"Et {nombre_de_lignes - LIGNES} de plus, non montrés ici.")


def _waits(line: LigneImportee) -> str:
    if line.etat == DOUBLON:
        return "doublon possible\u00a0: à décider"
    asked = ", ".join(colonne_en_mots(one).lower() for one in sorted(line.a_decider))
    return f"à préciser\u00a0: {asked}" if asked else ""


def _new_cell(line: LigneImportee, colonnes: Sequence[str]) -> str:
    """Return what a new row says in some columns, each on its line; its territories too."""
    told = []
    for one in line.changements:
        row = one.apres or {}
        if one.table == "perimetres" and PERIMETRE in colonnes:
            sign = "sauf " if row.get("operation") == "exclut" else ""
            told.append(f"{sign}{row.get('libelle') or row.get('code', '')}")
        elif one.table == line.table:
            told += [_said(column, row[column]) for column in colonnes if row.get(column)]
    return "\n".join(told)


def _said(colonne: str, texte: str) -> str:
    prefix = PREFIXES.get(colonne, "")
    return f"{prefix}{valeur_en_mots(colonne, texte)}"


def titre_de(table: str, colonne: str) -> str:
    """Return the title of a column of the registre."""
    return str(fields_by_name(table)[colonne]["title"])


def _changes(line: LigneImportee) -> list[tuple[str, ...]]:
    return [row for one in line.changements for row in _cells(line, one)]


def _cells(line: LigneImportee, one: Changement) -> list[tuple[str, ...]]:
    number = lignes_en_mots(line.lignes)
    if one.table == "perimetres":
        before, after = one.avant or {}, one.apres or {}
        return [
            (line.nom, "Territoire", before.get("libelle", ""), after.get("libelle", ""), number)
        ]
    return [
        (
            line.nom,
            titre_de(one.table, column),
            valeur_en_mots(column, (one.avant or {}).get(column, "")) or NON_RENSEIGNE,
            valeur_en_mots(column, (one.apres or {}).get(column, "")) or NON_RENSEIGNE,
            number,
        )
        for column in one.colonnes
        if column not in ("id", "contrat_id")
    ]


def absents(chantier: Chantier, lue: Analyse) -> None:
    """Draw the contracts of the place that the list does not name: kept, unless they are ticked."""
    if not lue.absents:
        return
    names = {one.id: nom_et_generation(one) for one in lue.absents}
    held = [one for one in chantier.importation.decisions.retirer if one in names]
    key = f"atelier-retirer-{'-'.join(held)}"
    with st.expander(f"Absents de votre fichier ({len(names)})", expanded=bool(held)):
        st.markdown(
            "Le registre tient ces contrats, et votre liste ne les nomme pas. Ils y restent, sauf "
            "si vous les retirez."
        )
        with st.form("atelier-absents"):
            st.multiselect(
                "Retirer du registre",
                list(names),
                default=held,
                format_func=names.__getitem__,
                key=key,
                placeholder="Aucun",
            )
            st.form_submit_button("Enregistrer", on_click=_remove, args=(chantier, key))
        st.markdown("\n".join(f"- {echappe_markdown(name)}" for name in names.values()))


def _remove(chantier: Chantier, key: str) -> None:
    chosen = tuple(st.session_state[key])
    decide(chantier, [Retirer(chosen)], "Votre choix est enregistré.")
