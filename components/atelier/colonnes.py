"""Step 2: what each column of the file is; what is left; what holds for all the rows."""

import streamlit as st

from components.atelier.actes import decide
from components.atelier.adresse import VALEURS
from components.atelier.mots import colonne_en_mots
from components.commun.mots.formats import echappe_markdown, pluriel
from data.atelier.gestes import AppliquerProfil, ChoisirColonnes, FixerValeurs
from data.atelier.profils import Profil
from data.atelier.tableau.colonnes import Colonne
from data.atelier.tableau.colonnes_mots import CIBLES
from data.atelier.tableau.tableau import Tableau
from geo.atelier.chantier import Chantier

LAISSER = ""
FIXABLES = ("region", "departements", "etape", "porteur", "duree_ans", "source_url", "source_date")


def reponse(tableau: Tableau) -> None:
    """Draw the answer: how many columns are recognised, how many are left."""
    named = [one for one in tableau.colonnes if one.entete or one.exemples]
    known = [one for one in named if one.cible]
    left = len(named) - len(known)
    st.markdown(
        f"## {pluriel(len(known), 'colonne reconnue', 'colonnes reconnues')}, "
        f"{pluriel(left, 'laissée', 'laissées')}."
    )


def profil(chantier: Chantier, propose: Profil | None) -> None:
    """Draw what was decided of an earlier file of this shape, to be taken or not."""
    if propose is None:
        return
    columns = pluriel(len(propose.colonnes), "colonne")
    values = pluriel(len(propose.valeurs), "valeur")
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f"Un fichier de cette forme a déjà été publié\u00a0: reprendre ce qui avait été décidé "
            f"({columns}, {values})\u00a0?"
        )
        st.button(
            "Reprendre ces décisions",
            icon=":material/playlist_add_check:",
            key="atelier-profil",
            on_click=decide,
            args=(chantier, [AppliquerProfil(propose)], "Les décisions sont reprises."),
        )


def colonnes(chantier: Chantier, tableau: Tableau) -> None:
    """Draw one line per column: its name, three values, what it is."""
    allowed = {LAISSER: "Ne pas reprendre"} | {
        cible: colonne_en_mots(cible) for cible in CIBLES[tableau.genre]
    }
    shown = [one for one in tableau.colonnes if one.entete]
    with st.form("atelier-colonnes"):
        _submit(chantier, shown, "haut")
        for one in shown:
            _column(one, allowed)
        _submit(chantier, shown, "bas")


def _submit(chantier: Chantier, shown: list[Colonne], where: str) -> None:
    """Draw the button that keeps the columns and goes on: above a long list, and below."""
    st.form_submit_button(
        "Continuer\u00a0: territoires et valeurs",
        icon=":material/arrow_forward:",
        type="primary",
        key=f"atelier-colonnes-{where}",
        on_click=_save,
        args=(chantier, shown),
    )


def _column(one: Colonne, allowed: dict[str, str]) -> None:
    told, choice = st.columns([3, 2], vertical_alignment="center")
    examples = "\u00a0; ".join(text.replace("\n", " / ")[:40] for text in one.exemples)
    told.markdown(
        f"**{echappe_markdown(one.entete)}**  \n"
        f"{echappe_markdown(examples) or 'rien dans cette colonne'}"
    )
    cible = one.cible or LAISSER
    known = {cible: cible} | allowed if cible not in allowed else allowed
    choice.selectbox(
        f"Colonne «\u00a0{one.entete}\u00a0»",
        list(known),
        index=list(known).index(cible),
        format_func=known.__getitem__,
        key=_cle(one),
        label_visibility="collapsed",
    )
    choice.caption(echappe_markdown(one.pourquoi))


def _cle(one: Colonne) -> str:
    """Return the key of a column: another one once it is read otherwise, so as to show it."""
    return f"atelier-colonne-{one.rang}-{one.cible}"


def _save(chantier: Chantier, shown: list[Colonne]) -> None:
    chosen = {}
    for one in shown:
        cible = st.session_state[_cle(one)] or None
        if cible != one.cible:
            chosen[one.entete] = cible
    decide(chantier, [ChoisirColonnes(chosen)] if chosen else [], etape=VALEURS)


def fixes(chantier: Chantier, tableau: Tableau) -> None:
    """Draw what holds for all the rows when no column says it."""
    held = dict(chantier.importation.decisions.lecture.fixes)
    allowed = [cible for cible in FIXABLES if cible in CIBLES[tableau.genre]]
    if not allowed:
        return
    with st.expander("Une information qui vaut pour toutes les lignes", expanded=bool(held)):
        for cible, text in held.items():
            rest = {key: value for key, value in held.items() if key != cible}
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"{colonne_en_mots(cible)}\u00a0: **{echappe_markdown(text)}**")
                st.button(
                    "Retirer",
                    key=f"atelier-fixe-{cible}",
                    type="tertiary",
                    on_click=decide,
                    args=(chantier, [FixerValeurs(rest)]),
                )
        with st.form("atelier-fixes", clear_on_submit=True):
            one, other = st.columns(2)
            one.selectbox(
                "Information", allowed, format_func=colonne_en_mots, key="atelier-fixe-cible"
            )
            other.text_input("Valeur", key="atelier-fixe-texte", placeholder="Signé", max_chars=200)
            st.form_submit_button("Ajouter", on_click=_fix, args=(chantier, held))


def _fix(chantier: Chantier, held: dict[str, str]) -> None:
    text = str(st.session_state["atelier-fixe-texte"]).strip()
    if text:
        fixed = held | {st.session_state["atelier-fixe-cible"]: text}
        decide(chantier, [FixerValeurs(fixed)], "La valeur vaut pour toutes les lignes.")
