"""How a contract starts, for a place that has none: the steps, the money, whom to write to."""

import streamlit as st

from components.commun.mots.formats import echappe_markdown
from components.territoire.phrases import CONTRATS_DECRITS
from geo.territoire.situation import Situation

FINANCEMENTS = {
    "le diagnostic": "l'état de santé et l'offre de soins du territoire",
    "l'ingénierie de projet": "l'appui pour bâtir les axes et les fiches actions",
    "la coordination": "une part du temps de la personne qui anime le contrat",
}
TITRES = {
    "projet": "Où en est la démarche, et la suite",
    "projet_partie": "Où en est la démarche, et la suite",
    "partielle": "Là où rien ne couvre\u00a0: par où commencer",
    "echu": "Renouveler un contrat\u00a0: par où commencer",
}
TITRE = "Pas de contrat\u00a0: par où commencer"


def etapes_en_cours(situation: Situation) -> set[str]:
    """Return the codes of the steps under way in the projects of a place, when they are few."""
    projects = situation.de_statut("projet")
    return {one.contrat.etape for one in projects} if len(projects) <= CONTRATS_DECRITS else set()


def _steps(situation: Situation) -> None:
    """The steps in order; those under way in the projects of the place are marked."""
    reached = etapes_en_cours(situation)
    lines = [
        f"{rank}. "
        + (
            f"**{echappe_markdown(etape.intitule)}** – en cours"
            if etape.code in reached
            else echappe_markdown(etape.intitule)
        )
        for rank, etape in enumerate(sorted(situation.etapes, key=lambda one: one.ordre), 1)
    ]
    st.markdown("**Les six étapes**" if len(lines) == 6 else "**Les étapes**")
    st.markdown("\n".join(lines))
    sources = {etape.source for etape in situation.etapes if etape.source}
    if sources:
        st.caption("Source\u00a0: " + echappe_markdown(" ; ".join(sorted(sources))) + ".")


def _contact(situation: Situation) -> None:
    st.markdown("**À qui écrire**")
    if situation.ars is None:
        st.markdown("À l'agence régionale de santé (ARS) qui suit le territoire.")
        return
    text = f"À l'**{echappe_markdown(situation.ars.ars)}**"
    if situation.departement and situation.territoire.niveau != "region":
        text += (
            f", par sa délégation départementale, {echappe_markdown(situation.departement)}, quand "
            "elle en a une"
        )
    st.markdown(
        text + ". Une **lettre d'intention** du maire ou du président de l'intercommunalité ouvre "
        "la démarche. Un contrat peut être porté par une commune, une intercommunalité, un pays "
        "ou une association, seul ou à plusieurs."
    )


def demarche(situation: Situation) -> None:
    """Draw how a contract starts, or goes on for a project."""
    if situation.statut == "signe":
        return
    st.subheader(TITRES.get(situation.statut, TITRE), anchor="demarche")
    steps, help_ = st.columns(2, gap="medium")
    with steps:
        _steps(situation)
    with help_:
        st.markdown("**Ce que l'ARS peut financer**")
        st.markdown("\n".join(f"- **{what}**\u00a0: {why}" for what, why in FINANCEMENTS.items()))
        st.caption(
            "En priorité sur les territoires les moins favorisés (indice de développement humain, "
            "politique de la ville). Les montants et les conditions dépendent de chaque ARS."
        )
        _contact(situation)
