"""How a contract starts where none is recorded: what to look at, the steps, the money, and whom to
write to, with or without one.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

import streamlit as st

from components.commun.adresse.liens import lien_contrat
from components.commun.mots.contrat import porteur
from components.commun.mots.formats import echappe_markdown
from components.territoire.autour import distance
from components.territoire.navigation import Ouvrir
from components.territoire.phrases import CONTRATS_DECRITS
from data.lecture.mairies import Mairie
from geo.territoire.contrat_situe import ContratSitue
from geo.territoire.situation import Situation

FINANCEMENTS = {
    "le diagnostic": "l'état de santé et l'offre de soins du territoire",
    "l'ingénierie de projet": "l'appui pour bâtir les axes et les fiches actions",
    "la coordination": "une part du temps de la personne qui anime le contrat",
}
TITRES = {
    "projet": "Où en est la démarche, et la suite",
    "projet_partie": "Où en est la démarche, et la suite",
    "partielle": "Là où rien n'est recensé\u00a0: par où commencer",
    "echu": "Renouveler un contrat\u00a0: par où commencer",
}
SITES_DES_ARS = ".ars.sante.fr"  # each ARS publishes under this domain
PORTEURS_NOMMES = 3
EN_PROJET = ("projet", "projet_partie")
TITRE = "Aucun contrat recensé\u00a0: par où commencer"


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


def pistes(situation: Situation, ouvrir: Ouvrir) -> None:
    """Draw what to look at first: the EPCI of the place, and a neighbour's contract to join."""
    epci = [row for row in situation.comparaison[1:] if row.territoire.niveau == "epci"]
    signed = [(near, one) for near, one in situation.proches if one.statut == "signe"]
    if not epci and not signed:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for row in epci:
            place = row.territoire
            st.button(
                f"Voir l'intercommunalité\u00a0: {echappe_markdown(place.nom)}",
                key="territoire-piste-epci",
                on_click=ouvrir,
                args=(place,),
                icon=":material/place:",
                help="Un contrat peut être porté à cette échelle, et couvrir toutes ses communes.",
            )
        for near, one in signed[:1]:
            lien_contrat(one.contrat, situation.jour, ":material/group_add:")
            st.caption(
                f"Rejoindre un voisin\u00a0: le contrat signé le plus proche, {distance(near)}. "
                "Son porteur peut l'élargir par un avenant ou à son renouvellement.",
                width="content",
            )


def demarche(situation: Situation, ouvrir: Ouvrir) -> None:
    """Draw how a contract starts, or goes on for a project; ``ouvrir``: opens another place."""
    if situation.statut == "signe":
        return
    st.header(TITRES.get(situation.statut, TITRE), anchor="demarche")
    if situation.statut not in EN_PROJET:
        pistes(situation, ouvrir)
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


def site_de_l_ars(source_url: str) -> str:
    """Return the public site of an ARS from a page of it that was read; '' from another site."""
    parts = urlsplit(source_url)
    host = parts.hostname or ""
    known = parts.scheme in ("http", "https") and host.endswith(SITES_DES_ARS)
    return f"https://{host}" if known else ""


def _ars(situation: Situation) -> str:
    if situation.ars is None:
        return "À l'agence régionale de santé (ARS) qui suit le territoire."
    text = f"À l'**{echappe_markdown(situation.ars.ars)}**"
    if situation.departement and situation.territoire.niveau != "region":
        text += (
            f", par sa délégation départementale, {echappe_markdown(situation.departement)}, quand "
            "elle en a une"
        )
    return f"{text}."


def porteurs(contrats: Iterable[ContratSitue]) -> list[str]:
    """Return who carries some contracts and which, in Markdown; those without a name left out."""
    known = [one for one in contrats if one.contrat.porteur]
    return [
        f"{echappe_markdown(one.contrat.nom)}, {echappe_markdown(porteur(one))}"
        for one in known[:PORTEURS_NOMMES]
    ]


def _mairie(nom: str, mairie: Mairie) -> None:
    """Draw how to write to a town hall, as its public directory gives it."""
    told = [mairie.adresse, mairie.telephone, mairie.courriel]
    lines = [echappe_markdown(one) for one in told if one] or ["non renseigné"]
    st.markdown(f"À la **mairie** ({echappe_markdown(nom)})\u00a0: {', '.join(lines)}.")
    with st.container(horizontal=True, gap="small"):
        if mairie.courriel:
            st.link_button(
                "Écrire à la mairie", f"mailto:{mairie.courriel}", icon=":material/mail:"
            )
        if mairie.site:
            st.link_button("Site de la commune", mairie.site, icon=":material/open_in_new:")
    st.caption("Coordonnées publiques de la mairie\u00a0: annuaire de l'administration (DILA).")


def a_qui_ecrire(situation: Situation, mairie: Mairie | None = None) -> None:
    """Draw whom to write to: the ARS and its site, who carries the contracts, the town hall.

    Without a contract in force or in project, who carries the nearest ones.
    """
    st.header("À qui écrire", anchor="a-qui-ecrire")
    text = _ars(situation)
    if situation.statut != "signe":
        text += (
            " Une **lettre d'intention** du maire ou du président de l'intercommunalité ouvre la "
            "démarche. Un contrat peut être porté par une commune, une intercommunalité, un pays "
            "ou une association, seul ou à plusieurs."
        )
    st.markdown(text)
    here = situation.de_statut("signe", "projet")
    lines = porteurs(here or [one for _, one in situation.proches])
    if lines:
        st.markdown(
            "Au porteur du contrat\u00a0:" if here else "À un voisin, pour l'exemple\u00a0:"
        )
        st.markdown("\n".join(f"- {line}" for line in lines))
    site = site_de_l_ars(situation.ars.source_url) if situation.ars else ""
    if site:
        st.link_button("Le site public de l'ARS", site, icon=":material/open_in_new:")
    if mairie is not None:
        _mairie(situation.territoire.nom, mairie)
