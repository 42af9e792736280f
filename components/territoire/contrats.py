"""The contracts of a place, in detail: axes, actions and their status, signatories."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from html import escape

import streamlit as st

from components.commun.adresse.liens import PAGE_CONTRAT, lien_contrat, params_contrat
from components.commun.adresse.registre import lien_page
from components.commun.html import INCONNU, draw_html, lien, puce, puces
from components.commun.legende import pastille
from components.commun.mots.contrat import (
    Phrase,
    contrat_echu,
    contrat_en_projet,
    contrat_signe,
    en_markdown,
)
from components.commun.mots.formats import NON_RENSEIGNE, nombre, pluriel
from components.commun.mots.libelles import CATEGORIES_SIGNATAIRES, STATUTS_CONTRAT, THEMES
from components.commun.statuts import STATUTS, STATUTS_ACTION
from data.model import Action, Axe
from geo.contrats.actions import avancement, statut_au
from geo.territoire.contrat_situe import ContratSitue

ACTIONS_MONTREES = 8
THEMES_MONTRES = 8


def description(one: ContratSitue) -> Phrase:
    """Return the sentence of a contract after its status."""
    if one.statut == "projet":
        return contrat_en_projet(one)
    return contrat_echu(one) if one.statut in ("echu", "renouvele") else contrat_signe(one)


_STYLE = "<style>.territoire-liste li { margin: 0 0 0.35rem; }</style>"


def carte_contrat(one: ContratSitue, jour: date) -> None:
    """Draw a contract: the sentence, the way to its sheet, what it plans, who signed it."""
    st.html(_STYLE)
    with st.container(border=True):
        aspect = STATUTS.get(one.statut)
        draw_html(puce(STATUTS_CONTRAT[one.statut], "fiche-puce-forte", aspect))
        st.markdown(en_markdown(description(one)) + ".")
        st.caption(_extent(one))
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            lien_page(
                PAGE_CONTRAT,
                label="Ouvrir la fiche du contrat",
                icon=":material/description:",
                params=params_contrat(one.contrat.id, jour),
            )
            if one.contrat.source_url:
                draw_html(f"Source\u00a0: {lien(one.contrat.source_url)}")
        axes, actions, signatories = st.columns([4, 4, 3], gap="medium")
        with axes:
            _axes(one.axes)
        with actions:
            _actions(one, jour)
        with signatories:
            _signatories(one)


def _extent(one: ContratSitue) -> str:
    if not one.perimetre_connu:
        return f"Périmètre {NON_RENSEIGNE} par les sources lues."
    if not one.communes:
        return "Périmètre limité à une partie de commune."
    return f"Périmètre\u00a0: {pluriel(one.communes, 'commune')}."


def _axes(axes: Iterable[Axe]) -> None:
    items = [
        f"<li>{f'<b>{escape(axe.numero)}.</b> ' if axe.numero else ''}{escape(axe.intitule)}</li>"
        for axe in axes
    ]
    st.markdown(f"**Axes** ({len(items)})" if items else "**Axes**")
    _liste(items)


def _liste(items: list[str]) -> None:
    """Draw lines of HTML, already escaped, or say that nothing is known."""
    draw_html(f'<ul class="territoire-liste">{"".join(items)}</ul>' if items else INCONNU)


def _action_line(action: Action, jour: date) -> str:
    status = STATUTS_ACTION[statut_au(action, jour)]
    steered = f" ({escape(action.pilote)})" if action.pilote else ""
    return (
        f'<li title="{escape(status.libelle)}">{pastille(status)}{escape(action.intitule)}'
        f"{steered} – <i>{escape(status.libelle.lower())}</i></li>"
    )


def _actions(one: ContratSitue, jour: date) -> None:
    announced = one.contrat.nb_actions_annonce
    known = f" ({pluriel(len(one.actions), 'connue')})" if one.actions else ""
    if announced:
        known = f" ({pluriel(len(one.actions), 'connue')} sur {nombre(announced)} annoncées)"
    st.markdown(f"**Actions**{known}")
    if not one.actions:
        _liste([])
        return
    counts = avancement(one.actions, jour).par_statut
    draw_html(
        puces(
            puce(f"{STATUTS_ACTION[code].libelle}\u00a0: {number}", "", STATUTS_ACTION[code])
            for code, number in counts.items()
            if number
        )
    )
    shown = one.actions[:ACTIONS_MONTREES]
    _liste([_action_line(action, jour) for action in shown])
    if len(one.actions) > len(shown):
        st.caption(
            f"… et {pluriel(len(one.actions) - len(shown), 'autre action', 'autres actions')} "
            "dans la fiche du contrat."
        )


def _signatories(one: ContratSitue) -> None:
    by_category: dict[str, list[str]] = {}
    for signatory in one.signataires:
        by_category.setdefault(signatory.categorie, []).append(signatory.nom)
    ordered = [code for code in CATEGORIES_SIGNATAIRES if code in by_category]
    total = sum(len(names) for names in by_category.values())
    title = "Signataires annoncés" if one.statut == "projet" else "Signataires"
    st.markdown(f"**{title}** ({total})" if total else f"**{title}**")
    _liste(
        [
            f"<li>{escape(CATEGORIES_SIGNATAIRES[code])}\u00a0: "
            f"<b>{escape(', '.join(by_category[code]))}</b></li>"
            for code in ordered
        ]
    )


def themes(contrats: Iterable[ContratSitue]) -> None:
    """Draw the themes most often found in the axes of some contracts."""
    counts = Counter(
        theme for one in contrats for theme in {name for axe in one.axes for name in axe.themes}
    )
    if not counts:
        return
    rank = list(THEMES).index  # as many contracts: the order of the list of themes
    frequents = sorted(counts.items(), key=lambda one: (-one[1], rank(one[0])))
    st.markdown("**Thèmes les plus fréquents de leurs axes**, en nombre de contrats")
    draw_html(
        puces(
            puce(f"{THEMES[code]}\u00a0: {number}", "fiche-theme")
            for code, number in frequents[:THEMES_MONTRES]
        )
    )


def autres_contrats(contrats: Iterable[ContratSitue], jour: date) -> None:
    """Draw, folded, the contracts over, taken over, to come or of unknown status."""
    others = list(contrats)
    if not others:
        return
    with st.expander(f"Contrats antérieurs ou de statut inconnu ({len(others)})"):
        for one in others:
            lien_contrat(one.contrat, jour)
            st.caption(f"{STATUTS_CONTRAT[one.statut]}. {en_markdown(description(one))}.")
