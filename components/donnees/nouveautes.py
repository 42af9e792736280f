"""What changed since a day, on the screen; its file, its feed."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from components.commun.adresse.liens import adresse_publique, adresse_voisine, lien_contrat
from components.commun.adresse.parametres import write_params
from components.commun.adresse.registre import epingle
from components.commun.adresse.reglages import champ_jour, ecrit
from components.commun.mots.formats import echappe_markdown, nombre
from components.documents.telechargements import telecharge
from components.donnees import resume
from components.donnees.journal import bloc
from components.donnees.page import Page
from geo.donnees.nouveautes import Nouveautes

CHEMIN = "/donnees"
FLUX = "flux/publications.atom"
CONTRATS_MONTRES = 60


def choix_du_jour(page: Page, aujourd_hui: date) -> None:
    """Choose the day since which changes are told."""
    champ_jour(
        "donnees-depuis",
        page.etat.depuis,
        aujourd_hui,
        ecrit(page.etat, "depuis"),
        label="Depuis le",
        aide="Ce qui a été publié depuis ce jour à minuit, heure de Paris.",
    )


def section(page: Page, found: Nouveautes) -> None:
    """Draw what changed: the answer, the contracts with links, the file, the feed."""
    st.markdown(f"## {resume.titre(found)}\u00a0: {resume.phrase(found)}")
    if found.est_l_origine:
        st.caption(
            "Le registre a été mis en service après cette date\u00a0: ce qui suit compare avec sa "
            "première publication."
        )
    for line in resume.effets(found):
        st.markdown(f"- {line}")
    link = adresse_publique(st.context.url, epingle(write_params(page.etat)), CHEMIN)
    with st.container(horizontal=True, gap="small"):
        telecharge(
            "Texte (Markdown)",
            f"{page.fichier('nouveautes')}_depuis-{found.depuis.isoformat()}.md",
            lambda: resume.resume_markdown(found, page.regions, link),
            "export-nouveautes",
            help="Le même contenu, à coller dans un courrier ou un compte rendu",
        )
        with st.popover("Suivre", icon=":material/rss_feed:"):
            st.caption("L'adresse du flux Atom, pour un lecteur de flux ou une messagerie\u00a0:")
            st.code(adresse_voisine(st.context.url, FLUX), language=None, wrap_lines=True)
    _contrats(page, found)
    _publications(page, found)


def _contrats(page: Page, found: Nouveautes) -> None:
    known: Mapping = page.moteur.registre.contrats
    for one in found.contrats[:CONTRATS_MONTRES]:
        if one.id in known:
            lien_contrat(known[one.id], page.etat.jour)
        else:
            st.markdown(f"**{echappe_markdown(one.nom)}**")
        st.markdown("\n".join(f"- {line}" for line in resume.lignes_du_contrat(one)))
    more = len(found.contrats) - CONTRATS_MONTRES
    if more > 0:
        st.caption(f"… et {nombre(more)} autres contrats\u00a0: le fichier les donne tous.")


def _publications(page: Page, found: Nouveautes) -> None:
    if not found.entrees:
        return
    st.header("Publications", anchor="publications")
    for entree in found.entrees:
        bloc(page, entree)
