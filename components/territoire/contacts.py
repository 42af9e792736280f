"""Whom to write to about a place: the ARS that follows it, and who carries the contracts there."""

from collections.abc import Iterable
from urllib.parse import urlsplit

import streamlit as st

from components.commun.mots.contrat import porteur
from components.commun.mots.formats import echappe_markdown
from geo.territoire.contrat_situe import ContratSitue
from geo.territoire.situation import Situation

SITES_DES_ARS = ".ars.sante.fr"  # each ARS publishes under this domain
PORTEURS_NOMMES = 3


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


def a_qui_ecrire(situation: Situation) -> None:
    """Draw whom to write to: the ARS and its site, then who carries the contracts of the place.

    Without a contract in force or in project, who carries the nearest ones.
    """
    st.subheader("À qui écrire", anchor="a-qui-ecrire")
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
