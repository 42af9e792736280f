"""A row that somebody else changed meanwhile: both versions side by side, and a choice to make."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from components.commun.html import draw_html, tableau
from components.commun.mots.formats import echappe_markdown, jour_en_lettres
from components.saisie.mots import mot, sujet
from geo.saisie.champs import titres
from geo.saisie.conflits import MIENNE, PUBLIEE, Divergence

LIBELLES = {
    MIENNE: "Garder ce que j'ai changé, et le reste de la version publiée",
    PUBLIEE: "Garder la version publiée, et laisser mon changement de cette ligne",
}
SUPPRIMEE = "la ligne n'existe plus"
ABSENTE = "retirée"


def divergences(
    rows: Sequence[Divergence], tranche: Callable[[dict[tuple[str, str], str]], None]
) -> None:
    """Draw the rows that moved; ``tranche`` is given the choice of each."""
    st.warning(
        "Quelqu'un a publié entre-temps des changements sur ce que vous modifiez. Rien n'est "
        "perdu\u00a0: comparez les deux versions, choisissez, puis reprenez votre publication.",
        icon=":material/call_split:",
    )
    with st.form("saisie-conflits", border=True):
        for rank, one in enumerate(rows):
            _row(one)
            st.radio(
                "Que garder\u00a0?",
                (MIENNE, PUBLIEE),
                index=None,
                format_func=LIBELLES.__getitem__,
                key=f"saisie-conflit-{rank}",
            )
        st.form_submit_button(
            "Continuer avec ces choix", on_click=_take, args=(rows, tranche), type="primary"
        )
    if st.session_state.pop("saisie-conflits-incomplets", False):
        st.error("Il reste une ligne à trancher.", icon=":material/edit:")


def _take(
    rows: Sequence[Divergence], tranche: Callable[[dict[tuple[str, str], str]], None]
) -> None:
    chosen = {
        one.place: st.session_state[f"saisie-conflit-{rank}"] for rank, one in enumerate(rows)
    }
    if None in chosen.values():
        st.session_state["saisie-conflits-incomplets"] = True
        return
    tranche(chosen)


def _row(one: Divergence) -> None:
    known = one.voulue or one.publiee or one.depart or {}
    name = echappe_markdown(sujet(one.ressource, known))
    who = one.publication
    by = (
        f", changé par {echappe_markdown(who.auteur)} (publication {who.numero} du "
        f"{jour_en_lettres(who.instant.date())}\u00a0: {echappe_markdown(who.motif)})"
        if who is not None
        else ""
    )
    st.markdown(f"**{name}**{by}")
    if one.publiee is None or one.voulue is None:
        st.markdown(
            f"Version publiée\u00a0: {SUPPRIMEE if one.publiee is None else 'changée'}. "
            f"La vôtre\u00a0: {ABSENTE if one.voulue is None else 'changée'}."
        )
    columns = one.colonnes
    lines = [
        (
            escape(title),
            *(
                escape(mot(column, (version or {}).get(column, "")))
                for version in (one.depart, one.publiee, one.voulue, one.reunie)
            ),
        )
        for column, title in zip(columns, titres(one.ressource, columns), strict=True)
    ]
    heads = ["Information", "Au départ", "Publié depuis", "Votre version", "Si vous la gardez"]
    draw_html(f'<div class="saisie-large">{tableau("Les deux versions", heads, lines)}</div>')
    if one.opposees:
        both = ", ".join(titres(one.ressource, one.opposees))
        st.caption(f"Changé des deux côtés\u00a0: {echappe_markdown(both)}.")
