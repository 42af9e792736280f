"""Step 4: what is wrong, grouped, each with a right example; the file to correct; in place."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.atelier.actes import decide
from components.atelier.mots import colonne_en_mots, exemple_de_saisie, lignes_en_mots
from components.atelier.style import draw_tableau
from components.commun.mots.formats import pluriel, slug
from components.documents.telechargements import telecharge
from data.atelier.fautes import Faute
from data.atelier.gestes import Geste, LaisserLignes, LignesValidesSeules, Repondre
from data.atelier.releve import Valeur
from geo.atelier.analyse import Analyse
from geo.atelier.chantier import Chantier
from geo.atelier.saisies import comprend
from geo.territoires.referentiel import Referentiel

LIGNES_CHOISIES = 300


def reponse(lue: Analyse) -> None:
    """Draw the answer: what is ready, what blocks."""
    ready = sum(one.est_prete for one in lue.lignes)
    wrong, waiting = len(lue.erreurs), sum(bool(one.a_decider) for one in lue.lignes)
    parts = [pluriel(ready, "ligne prête", "lignes prêtes")]
    if wrong:
        parts.append(pluriel(wrong, "en erreur", "en erreur"))
    if waiting:
        parts.append(f"{pluriel(waiting, 'attend', 'attendent')} une réponse (étape 3)")
    st.markdown(f"## {', '.join(parts)}.")


def fautes(bloquantes: Sequence[Faute], autres: Sequence[Faute]) -> None:
    """Draw what blocks its row, then what is told and blocks nothing."""
    if bloquantes:
        _table("Erreurs\u00a0: ces lignes ne sont pas publiées tant qu'elles restent", bloquantes)
    if autres:
        with st.expander(f"À savoir, sans rien bloquer ({len(autres)})", expanded=not bloquantes):
            _table("Avertissements", autres)
    if not bloquantes and not autres:
        st.success("Rien à corriger.", icon=":material/check:")


def _table(titre: str, fautes_: Sequence[Faute]) -> None:
    draw_tableau(
        titre,
        ("Colonne", "Ce qui ne va pas", "Attendu, par exemple", "Lignes"),
        [
            (
                colonne_en_mots(one.colonne) or "tout le fichier",
                _what(one),
                one.genre.exemple,
                lignes_en_mots(one.lignes) if one.lignes else "",
            )
            for one in fautes_
        ],
    )


def _what(faute: Faute) -> str:
    written = f" («\u00a0{faute.ecrit}\u00a0»)" if faute.ecrit else ""
    detail = f"\u00a0: {faute.detail.rstrip('.')}" if faute.detail else ""
    return f"{faute.genre.titre}{written}{detail}."


def fichier_a_corriger(nom: str, fabrique: Callable[[], bytes]) -> None:
    """Draw the button that gives the user's own file, what is wrong in colour."""
    plain = slug(nom.rpartition(".")[0] or nom)
    telecharge(
        "Votre fichier, cellules à corriger en couleur",
        f"{plain}-a-corriger.xlsx",
        fabrique,
        "atelier-a-corriger",
    )


def corriger(
    chantier: Chantier, lue: Analyse, bloquantes: Sequence[Faute], referentiel: Referentiel
) -> None:
    """Draw a field for each short faulty value: corrected here, for all the rows that write it."""
    found = {
        (one.colonne, one.ecrit, one.dans): one
        for fault in bloquantes
        for one in _values(lue, fault)
    }
    values = list(found.values())
    if not values:
        return
    with st.form("atelier-sur-place"):
        st.markdown("**Corriger sur place** (laisser vide ce qui reste)")
        for rank, one in enumerate(values):
            st.text_input(
                f"{colonne_en_mots(one.colonne)}, «\u00a0{one.ecrit}\u00a0», "
                f"{lignes_en_mots(one.lignes)}",
                key=f"atelier-place-{rank}",
                placeholder=exemple_de_saisie(one.colonne),
                max_chars=300,
            )
        st.form_submit_button(
            "Enregistrer les corrections",
            icon=":material/save:",
            on_click=_save,
            args=(chantier, values, referentiel),
        )


def _values(lue: Analyse, fault: Faute) -> list[Valeur]:
    return [
        one
        for one in lue.valeurs
        if one.colonne == fault.colonne and set(one.lignes) & set(fault.lignes)
    ]


def _save(chantier: Chantier, values: Sequence[Valeur], referentiel: Referentiel) -> None:
    def gestes() -> list[Geste]:
        found: list[Geste] = []
        for rank, one in enumerate(values):
            typed = str(st.session_state.get(f"atelier-place-{rank}", "")).strip()
            if typed:
                answer = comprend(one.colonne, typed, one.dans, referentiel)
                found.append(Repondre((one.colonne, one.ecrit, one.dans), answer))
        return found

    decide(chantier, gestes, "Les corrections sont enregistrées.")


def lignes_laissees(chantier: Chantier, lue: Analyse) -> None:
    """Draw the choice of the rows to leave aside, and that of the valid rows alone."""
    decisions = chantier.importation.decisions
    if not lue.lignes:
        return
    with st.expander("Laisser des lignes de côté", expanded=bool(lue.erreurs)):
        known = {
            one.ligne: f"{one.ligne}\u00a0: {one.nom or one.pourquoi}"
            for one in lue.lignes[:LIGNES_CHOISIES]
        }
        held = [row for row in decisions.lignes_ignorees if row in known]
        with st.form("atelier-lignes"):
            st.multiselect(
                "Lignes à ne pas reprendre",
                list(known),
                default=held,
                format_func=known.__getitem__,
                key=f"atelier-ignorees-{'-'.join(map(str, held))}",
                placeholder="Aucune",
            )
            st.checkbox(
                "Publier seulement les lignes valides, laisser les autres",
                value=decisions.lignes_valides_seules,
                key=f"atelier-valides-{decisions.lignes_valides_seules}",
            )
            st.form_submit_button("Enregistrer", on_click=_leave, args=(chantier, held))


def _leave(chantier: Chantier, held: Sequence[int]) -> None:
    state, decisions = st.session_state, chantier.importation.decisions
    rows = tuple(state[f"atelier-ignorees-{'-'.join(map(str, held))}"])
    alone = bool(state[f"atelier-valides-{decisions.lignes_valides_seules}"])
    decide(
        chantier, [LaisserLignes(rows), LignesValidesSeules(alone)], "Votre choix est enregistré."
    )
