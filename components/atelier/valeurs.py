"""Step 3: what the words of the file mean, each distinct value once for all its rows."""

import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from components.atelier.actes import decide, dit
from components.atelier.adresse import CONTROLE
from components.atelier.mots import (
    CERTITUDES,
    ENUMERES,
    colonne_en_mots,
    exemple_de_saisie,
    lignes_en_mots,
    proposition_en_mots,
    territoire_en_mots,
    valeur_en_mots,
)
from components.atelier.style import draw_tableau
from components.commun.adresse.liens import nom_et_generation
from components.commun.mots.formats import habitants, pluriel
from data.atelier.decisions import ACCEPTER, IGNORER, DecisionsInvalides, Reponse
from data.atelier.gestes import Geste, Repondre
from data.atelier.releve import DECIDE, Valeur
from data.atelier.tableau.colonnes_mots import CIBLES_TERRITOIRE
from data.atelier.valeurs.lecture import PROPOSEE, SURE
from data.model import Contrat
from geo.atelier.analyse import Analyse
from geo.atelier.chantier import Chantier
from geo.atelier.saisies import Imprecis, comprend
from geo.territoires.referentiel import Referentiel

A_DECIDER = None
MONTREES = 40
LIGNES_DU_TABLEAU = 400
CANDIDATS = "atelier-candidats"
QUEL_CONTRAT = "De quel contrat ce fichier suit-il les actions\u00a0?"


def reponse(lue: Analyse) -> None:
    """Draw the answer: what is recognised, what is asked."""
    known = sum(one.lecture.certitude == SURE for one in lue.valeurs)
    asked = len(lue.valeurs_a_decider)
    rows = len({row for one in lue.valeurs_a_decider for row in one.lignes})
    if not asked:
        st.markdown(f"## Les {pluriel(known, 'valeur')} du fichier sont toutes comprises.")
        return
    st.markdown(
        f"## {pluriel(known, 'valeur comprise', 'valeurs comprises')}, "
        f"{pluriel(asked, 'à préciser', 'à préciser')} ({pluriel(rows, 'ligne')})."
    )
    st.caption(
        "Une réponse vaut pour toutes les lignes qui écrivent la même chose. Rien n'est deviné en "
        "silence\u00a0: ce qui n'est pas décidé n'est pas publié."
    )


def a_decider(
    chantier: Chantier, lue: Analyse, referentiel: Referentiel, contrats: Mapping[str, Contrat]
) -> None:
    """Draw the questions, grouped by column, in one form: what is answered is kept at once."""
    asked = lue.valeurs_a_decider
    if not asked:
        return
    groups: dict[str, list[Valeur]] = {}
    for one in asked:
        groups.setdefault(one.colonne, []).append(one)
    _accept_all(chantier, groups)
    shown = [one for group in groups.values() for one in group][:MONTREES]
    with st.form("atelier-valeurs"):
        colonne = ""
        for one in shown:
            if one.colonne != colonne:
                colonne = one.colonne
                number = len(groups[colonne])
                st.markdown(f"**{colonne_en_mots(colonne)}**\u00a0: {number} à préciser")
            _question(one, contrats)
        if len(asked) > len(shown):
            st.caption(f"Les {len(asked) - len(shown)} suivantes viennent après celles-ci.")
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                "Enregistrer et continuer",
                icon=":material/arrow_forward:",
                type="primary",
                on_click=_save,
                args=(chantier, shown, referentiel, CONTROLE),
            )
            st.form_submit_button(
                "Enregistrer ces réponses",
                icon=":material/save:",
                on_click=_save,
                args=(chantier, shown, referentiel, None),
            )


def _accept_all(chantier: Chantier, groups: Mapping[str, Sequence[Valeur]]) -> None:
    """Draw, for each column, the button that takes all that is proposed."""
    with st.container(horizontal=True, gap="small"):
        for colonne, values in groups.items():
            proposed = [one for one in values if one.lecture.certitude == PROPOSEE]
            if len(proposed) < 2:
                continue
            st.button(
                f"Accepter les {len(proposed)} propositions\u00a0: "
                f"{colonne_en_mots(colonne).lower()}",
                icon=":material/done_all:",
                key=f"atelier-tout-{colonne}",
                on_click=decide,
                args=(
                    chantier,
                    [Repondre((o.colonne, o.ecrit, o.dans), ACCEPTER) for o in proposed],
                    "Les propositions sont acceptées.",
                ),
            )


def _question(one: Valeur, contrats: Mapping[str, Contrat]) -> None:
    told, choice, typed = st.columns([4, 4, 3], vertical_alignment="center")
    cell = one.details.get("cellule", "")
    where = f"<br><small>dans «\u00a0{escape(str(cell))}\u00a0»</small>" if cell else ""
    name = QUEL_CONTRAT if (one.colonne, one.ecrit) == ("contrat", "contrat") else one.ecrit
    told.html(
        f'<div class="atelier-valeur"><b>{escape(name)}</b><br>'
        f"<small>{escape(lignes_en_mots(one.lignes))}, {escape(one.lecture.pourquoi)}</small>"
        f"{where}</div>"
    )
    options = _options(one, contrats)
    choice.selectbox(
        f"Réponse pour «\u00a0{one.ecrit}\u00a0»",
        list(options),
        format_func=options.__getitem__,
        key=f"atelier-choix-{_cle(one)}",
        label_visibility="collapsed",
    )
    if one.colonne not in (*ENUMERES, "contrat"):
        typed.text_input(
            f"Ou écrire ce que veut dire «\u00a0{one.ecrit}\u00a0»",
            key=f"atelier-saisie-{_cle(one)}",
            placeholder=exemple_de_saisie(one.colonne) or "Ou écrire ici",
            label_visibility="collapsed",
            max_chars=300,
        )


def _options(one: Valeur, contrats: Mapping[str, Contrat]) -> dict[Reponse | None, str]:
    """Return what may be answered: what is proposed, what it may be, nothing."""
    options: dict[Reponse | None, str] = {A_DECIDER: "Choisir…"}
    if one.lecture.certitude == PROPOSEE:
        options[ACCEPTER] = f"Oui\u00a0: {proposition_en_mots(one)}"
    cards = {str(card.get("code", "")): card for card in one.details.get("choix", ())}
    for code in (*one.lecture.choix, *cards):
        if code in cards:
            options[code] = territoire_en_mots(cards[code])
        elif code in contrats:
            options[code] = nom_et_generation(contrats[code])
        else:
            options.setdefault(code, valeur_en_mots(one.colonne, code))
    for proposed in st.session_state.get(CANDIDATS, {}).get(_cle(one), ()):
        people = habitants(proposed.population)
        options[proposed.code] = (
            f"{proposed.nom} ({proposed.code}), {proposed.departement}, {people}"
        )
    if one.colonne == "contrat":
        options |= {key: nom_et_generation(held) for key, held in contrats.items()}
    for code, label in ENUMERES.get(one.colonne, {}).items():
        options.setdefault(code, label)
    if one.colonne != "contrat":
        options[IGNORER] = "Laisser de côté\u00a0: ne rien reprendre"
    return options


def _cle(one: Valeur) -> str:
    text = "\n".join((one.colonne, one.ecrit, one.dans))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _save(
    chantier: Chantier, shown: Sequence[Valeur], referentiel: Referentiel, etape: int | None
) -> None:
    """Keep what was answered; go on only when nothing that was typed is left aside."""
    gestes: list[Geste] = []
    refused = False
    for one in shown:
        try:
            answer = _answer(one, referentiel)
        except DecisionsInvalides as refus:
            if isinstance(refus, Imprecis):
                held: dict[str, Any] = st.session_state.setdefault(CANDIDATS, {})
                held[_cle(one)] = refus.propositions
            dit(str(refus))
            refused = True
            continue
        if answer is not A_DECIDER:
            gestes.append(Repondre((one.colonne, one.ecrit, one.dans), answer))
    kept = pluriel(len(gestes), "réponse enregistrée", "réponses enregistrées")
    decide(chantier, gestes, f"{kept}.", None if refused else etape)


def _answer(one: Valeur, referentiel: Referentiel) -> Reponse | None:
    """Return what was answered: what was typed, else what was chosen."""
    typed = str(st.session_state.get(f"atelier-saisie-{_cle(one)}", "")).strip()
    chosen: Reponse | None = st.session_state.get(f"atelier-choix-{_cle(one)}")
    candidates = st.session_state.get(CANDIDATS, {}).get(_cle(one), ())
    if chosen is not A_DECIDER and any(held.code == chosen for held in candidates):
        return chosen  # the name typed before led to this list
    return comprend(one.colonne, typed, one.dans, referentiel) if typed else chosen


def connues(chantier: Chantier, lue: Analyse, referentiel: Referentiel) -> None:
    """Draw what is understood, to be looked through, and corrected."""
    known = [one for one in lue.valeurs if one.lecture.certitude == SURE]
    if not known:
        return
    with st.expander(f"Ce qui est compris ({len(known)})", icon=":material/check:"):
        draw_tableau(
            "Une ligne par valeur distincte",
            ("Colonne", "Écrit", "Compris", "Pourquoi", "Habitants", "Lignes"),
            [_row(one) for one in known[:LIGNES_DU_TABLEAU]],
            nombres=(4,),
        )
        _correction(chantier, known, referentiel)


def _row(one: Valeur) -> tuple[str, ...]:
    people = int(one.details.get("population", 0) or 0)
    here = one.colonne in CIBLES_TERRITOIRE and people
    return (
        colonne_en_mots(one.colonne),
        one.ecrit,
        proposition_en_mots(one) or "rien à reprendre",
        one.lecture.pourquoi or CERTITUDES[one.lecture.certitude],
        habitants(people) if here else "",
        lignes_en_mots(one.lignes),
    )


def _correction(chantier: Chantier, known: Sequence[Valeur], referentiel: Referentiel) -> None:
    """Draw the form that corrects a value that was understood, or asks it again."""
    with st.form("atelier-correction", clear_on_submit=True):
        one, other = st.columns(2)
        ranks = range(len(known))
        one.selectbox(
            "Corriger une valeur",
            ranks,
            format_func=lambda rank: (
                f"{colonne_en_mots(known[rank].colonne)}\u00a0: {known[rank].ecrit}"
            ),
            key="atelier-correction-rang",
        )
        other.text_input(
            "Ce qu'elle veut dire (vide\u00a0: la question est posée de nouveau)",
            key="atelier-correction-texte",
            max_chars=300,
        )
        st.form_submit_button("Corriger", on_click=_correct, args=(chantier, known, referentiel))


def _correct(chantier: Chantier, known: Sequence[Valeur], referentiel: Referentiel) -> None:
    one = known[int(st.session_state["atelier-correction-rang"])]
    typed = str(st.session_state["atelier-correction-texte"]).strip()
    cle = (one.colonne, one.ecrit, one.dans)
    if not typed and one.lecture.pourquoi != DECIDE:
        dit("Écrivez ce que cette valeur veut dire.")
        return

    def gestes() -> list[Geste]:
        found = comprend(one.colonne, typed, one.dans, referentiel) if typed else None
        return [Repondre(cle, found)]

    decide(chantier, gestes, "La valeur est corrigée." if typed else "La question est reposée.")
