"""The top of the territory page: where we are, the answer, the way to the wider territories."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import streamlit as st

from components.commun.adresse.passage import draw_titre
from components.commun.adresse.reglages import champ_jour
from components.commun.html import draw_html, faits
from components.commun.legende import pastille
from components.commun.mots.certitude import CLASSES, liste_attestee, phrase, suite_de_phrase
from components.commun.mots.contrat import en_markdown
from components.commun.mots.formats import echappe_markdown, habitants, jour_en_lettres
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.commun.statuts import STATUTS
from components.figures.certitude import barre_de_certitude
from components.figures.ecran.certitude import draw_barre, draw_lignes
from components.territoire.phrases import reponse_sans_date
from components.territoire.precisions import precisions
from geo.certitude.certitude import Certitude
from geo.territoire.situation import Situation
from geo.territoires.territoire import FRANCE, Territoire

AVEC_CONTRAT = ("signe", "partielle", "projet", "projet_partie")


def titre(situation: Situation, aujourd_hui: date, change: Callable[[date], None]) -> None:
    """Draw the name of the place, what tells it from its namesakes, and the day of the situation.

    ``change``: writes another day in the address.
    """
    place = situation.territoire
    draw_titre(echappe_markdown(place.nom), anchor=False)
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


def statut_en_mots(situation: Situation, certitude: Certitude) -> tuple[str, str]:
    """Return the word of the status of a place and what it means.

    Nothing in the registre is "aucun contrat recensé"; "non couvert" is said of an attested list.
    """
    if situation.statut in AVEC_CONTRAT:
        aspect = STATUTS[situation.statut]
        return aspect.libelle, aspect.definition
    if situation.statut == "echu":
        mot = CLASSES["termine" if certitude.est_attestee else "echeance_passee"]
    elif certitude.est_attestee:
        return CLASSES["non_couvert"].libelle, liste_attestee(certitude.attestations)
    else:
        mot = CLASSES["aucun_recense"]
    return mot.libelle, mot.definition


def answer(situation: Situation, certitude: Certitude) -> None:
    """Draw the answer under the sample of its status: the rate, the contracts, what is left out."""
    label, definition = statut_en_mots(situation, certitude)
    st.html(_STYLE)
    with st.container(border=True, key="territoire-reponse"):
        draw_html(
            f'<p title="{escape(definition)}">{pastille(STATUTS[situation.statut])}'
            f"<b>{escape(label)}</b></p>"
        )
        st.markdown(echappe_markdown(phrase(certitude)))
        st.markdown(en_markdown(reponse_sans_date(situation)))
        lines = [en_markdown(phrase) for phrase in precisions(situation)]
        if lines:
            st.markdown("\n".join(f"- {line}" for line in lines))


def certitudes(certitude: Certitude, du_departement: Certitude | None) -> None:
    """Draw the bar of certainty of a place, its table, and the rate published around it.

    ``du_departement``: that of its département; None where there is none, or it is the place.
    """
    barre = barre_de_certitude(certitude)
    draw_barre(barre)
    if du_departement is not None and du_departement.genre == "publie":
        told = f"{du_departement.territoire.nom}\u00a0: {suite_de_phrase(du_departement)}"
        st.caption(echappe_markdown(told))
    if barre is not None:
        with st.expander("Ce que l'on sait de ce taux"):
            draw_lignes(barre)


def reserve(situation: Situation, certitude: Certitude) -> None:
    """Say what the answer rests on."""
    is_whole = liste_attestee(certitude.attestations)
    text = (
        "D'après les contrats lus sur des pages publiques, relevés le "
        f"{jour_en_lettres(situation.date_releve)}\u00a0: "
    ) + (
        f"{echappe_markdown(is_whole)}."
        if is_whole
        else "le registre est incomplet et ce n'est pas une liste officielle."
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
