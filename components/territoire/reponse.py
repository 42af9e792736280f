"""The top of the territory page: where we are, the answer, the way to the wider territories."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import streamlit as st

from components.commun.adresse.reglages import champ_jour
from components.commun.html import draw_html, faits
from components.commun.legende import pastille
from components.commun.mots.contrat import en_markdown
from components.commun.mots.formats import echappe_markdown, habitants, jour_en_lettres
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.commun.statuts import STATUTS
from components.territoire.phrases import reponse
from components.territoire.precisions import precisions
from geo.territoire.situation import Situation
from geo.territoires.territoire import FRANCE, Territoire


def titre(situation: Situation, aujourd_hui: date, change: Callable[[date], None]) -> None:
    """Draw the name of the place, what tells it from its namesakes, and the day of the situation.

    ``change``: writes another day in the address.
    """
    place = situation.territoire
    st.title(echappe_markdown(place.nom), anchor=False)
    parts = [NIVEAUX_DES_LIEUX[place.niveau]]
    if place.niveau != "departement" and situation.departement:
        parts.append(situation.departement)
    elif not situation.departement and place.niveau == "commune":
        parts.append("collectivité d'outre-mer")
    parts.append(f"{habitants(situation.synthese.population)} ({situation.annee_population})")
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.caption(" · ".join(echappe_markdown(part) for part in parts), width="content")
        _choix_du_jour(situation.jour, aujourd_hui, change)


_STYLE = """
<style>
/* The answer is what the page is opened for: larger than the rest. */
.st-key-territoire-reponse { background: #f4f6f9; }
.st-key-territoire-reponse [data-testid="stMarkdownContainer"] > p {
  font-size: 1.2rem; line-height: 1.45; }
.st-key-territoire-reponse li { font-size: 1rem; }
</style>
"""


def answer(situation: Situation) -> None:
    """Draw the answer, under the sample of its status, and what it leaves out."""
    aspect = STATUTS[situation.statut]
    st.html(_STYLE)
    with st.container(border=True, key="territoire-reponse"):
        draw_html(
            f'<p title="{escape(aspect.definition)}">{pastille(aspect)}'
            f"<b>{escape(aspect.libelle)}</b></p>"
        )
        st.markdown(en_markdown(reponse(situation)))
        lines = [en_markdown(phrase) for phrase in precisions(situation)]
        if lines:
            st.markdown("\n".join(f"- {line}" for line in lines))


def reserve(situation: Situation) -> None:
    """Say what the answer rests on."""
    text = (
        "D'après les contrats lus sur des pages publiques, relevés le "
        f"{jour_en_lettres(situation.date_releve)}\u00a0: le registre est incomplet et ce n'est "
        "pas une liste officielle."
    )
    if situation.jour > situation.date_releve:
        text += " Aucune signature postérieure à ce relevé n'y figure."
    st.caption(text)


def fil(parents: Sequence[Territoire], ouvrir: Callable[[Territoire], None]) -> None:
    """Draw the wider territories, one button each."""
    wider = [parent for parent in parents if parent != FRANCE]
    if not wider:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for parent in wider:
            st.button(
                echappe_markdown(parent.nom),
                key=f"territoire-fil-{parent.niveau}",
                on_click=ouvrir,
                args=(parent,),
                type="tertiary",
                icon=":material/chevron_left:",
                help=f"{NIVEAUX_DES_LIEUX[parent.niveau]}\u00a0: voir sa situation",
            )


def _choix_du_jour(jour: date, aujourd_hui: date, change: Callable[[date], None]) -> None:
    """Draw the day of the situation, and the way back to today."""
    label = f"Au {jour_en_lettres(jour)}"
    with st.popover(label, icon=":material/calendar_today:", type="tertiary"):
        champ_jour(
            "territoire-jour",
            jour,
            aujourd_hui,
            change,
            aide="La page montre les contrats en vigueur et les projets de ce jour-là.",
            retour="territoire-aujourd-hui",
        )


def reperes(situation: Situation) -> None:
    """Draw the facts of a place: population, wider territories, ARS."""
    place = situation.territoire
    lines = [("Population", habitants(situation.synthese.population))]
    lines += [
        (NIVEAUX_DES_LIEUX[parent.niveau].split(" (")[0], parent.nom)
        for parent in reversed(situation.parents)
        if parent != FRANCE
    ]
    if place.niveau in ("commune", "arrondissement_municipal"):
        lines.append(("Code INSEE", place.code))
    elif place.niveau in ("epci", "ept"):
        lines.append(("Code SIREN", place.code))
    if situation.ars is not None:
        lines.append(("Agence régionale de santé", situation.ars.ars))
    draw_html(faits((label, escape(text)) for label, text in lines))
