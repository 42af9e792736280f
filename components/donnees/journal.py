"""The journal on the screen: the list of publications, with their effect on the rates."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.commun.adresse.navigation import go
from components.commun.mots.formats import (
    echappe_markdown,
    jour_en_lettres,
    nombre,
    pluriel,
)
from components.commun.tableau import draw_table
from components.documents.telechargements import download_buttons
from components.donnees.adresse import EtatDonnees
from components.donnees.mots import NATURES, comptees, dit, effet_en_mots, points
from components.donnees.page import Page
from geo.donnees.journal import PAR_PAGE, Entree, Journal

REGIONS_NOMMEES = 3
EFFETS_MONTRES = 3


def section(page: Page, journal: Journal) -> None:
    """Draw a page of the journal; a row opens its publication."""
    first = journal.entrees[0]
    st.markdown(
        f"## {pluriel(journal.total, 'publication')} du registre\u00a0; la plus récente de cette "
        f"liste, le {jour_en_lettres(first.instant)}, par {dit(first.auteur)}."
    )
    st.caption(
        "Rien n'est effacé\u00a0: chaque publication dit qui, quand, d'après quelle source et "
        "pourquoi. Les taux sont ceux du jour de la publication, en % de la population sous un "
        "contrat signé recensé. Ouvrez une publication pour voir ce qu'elle a changé."
    )
    for one in journal.entrees:
        bloc(page, one)
    _pages(page.etat, journal)
    table = export(journal.entrees)
    name = page.fichier("journal")
    with st.expander("Le même journal en tableau"):
        draw_table(table, "Publications du registre, la plus récente d'abord", {"Lignes": nombre})
        download_buttons(lambda: table, page.sources, name, key="export-journal")
    st.caption(
        "À suivre dans un lecteur de flux\u00a0: l'adresse Atom est dans «\u00a0Ce qui a "
        "changé\u00a0»."
    )


def bloc(page: Page, entree: Entree) -> None:
    """Draw a publication in a few lines: the way to it, who, source, reason, effect."""
    publication = entree.publication
    with st.container(gap="xxsmall", key=f"donnees-bloc-{publication.numero}"):
        st.button(
            f"**Publication {publication.numero}**, le {jour_en_lettres(entree.instant)} à "
            f"{entree.instant:%H:%M}, par {dit(entree.auteur)}",
            key=f"donnees-vers-{publication.numero}",
            type="tertiary",
            icon=":material/history:",
            on_click=go,
            args=(page.etat.ouvre(publication.numero),),
        )
        rows = comptees(sum(publication.lignes.values()))
        st.markdown(
            f"{echappe_markdown(nature(entree))}, {rows}. Source\u00a0: "
            f"{dit(publication.source)}. Motif\u00a0: {dit(publication.motif)}."
        )
        shown = effets(entree)[:EFFETS_MONTRES]
        more = len(entree.portee.effets) - len(shown)
        said = "\u00a0· ".join(shown) + (f"\u00a0· et {more} autres régions" if more > 0 else "")
        st.caption(said)


def export(entrees: Sequence[Entree]) -> pd.DataFrame:
    """Return the publications as a table: who, when, source, reason, effect."""
    return pd.DataFrame(
        {
            "N°": [one.publication.numero for one in entrees],
            "Date": [f"{one.instant:%d/%m/%Y %H:%M}" for one in entrees],
            "Par": [one.auteur for one in entrees],
            "Nature": [nature(one) for one in entrees],
            "Lignes": [sum(one.publication.lignes.values()) for one in entrees],
            "Effet, France": [
                points(one.portee.effets[0].recense_avant, one.portee.effets[0].recense)
                for one in entrees
            ],
            "Effet, régions": [regions(one) for one in entrees],
            "Source": [one.publication.source for one in entrees],
            "Motif": [one.publication.motif for one in entrees],
        }
    )


def nature(entree: Entree) -> str:
    """Return what kind of publication it is, and what it undoes or what undid it."""
    publication = entree.publication
    said = NATURES.get(publication.nature, publication.nature)
    if publication.annule is not None:
        said += f" de la publication {publication.annule}"
    if publication.annulee_par:
        numbers = ", ".join(map(str, publication.annulee_par))
        said += f" (annulée par la publication {numbers})"
    return said


def regions(entree: Entree) -> str:
    """Return the effect on the régions touched, the widest moves first, on one line."""
    moved = [one for one in entree.portee.effets[1:] if one.recense_avant is not None]
    moved.sort(key=lambda one: -abs(one.recense - (one.recense_avant or 0)))
    said = [
        f"{one.territoire.nom}\u00a0: {points(one.recense_avant, one.recense)}"
        for one in moved[:REGIONS_NOMMEES]
    ]
    more = len(moved) - REGIONS_NOMMEES
    return "\u00a0; ".join(said) + (f"\u00a0; et {more} autres" if more > 0 else "")


def effets(entree: Entree) -> list[str]:
    """Return the effect of a publication, one line per territory (Markdown, escaped)."""
    return [effet_en_mots(one) for one in entree.portee.effets]


def _pages(etat: EtatDonnees, journal: Journal) -> None:
    """Draw the ways to older and newer publications."""
    newest, oldest = (journal.entrees[end].publication.numero for end in (0, -1))
    if newest == journal.total and oldest == 1:
        return
    from_ = etat.au_volet("journal")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Plus récentes",
            key="donnees-plus-recentes",
            icon=":material/chevron_left:",
            disabled=newest == journal.total,
            on_click=_from,
            args=(from_, min(newest + PAR_PAGE, journal.total)),
        )
        st.button(
            "Plus anciennes",
            key="donnees-plus-anciennes",
            icon=":material/chevron_right:",
            disabled=oldest == 1,
            on_click=_from,
            args=(from_, max(oldest - 1, 1)),
        )


def _from(etat: EtatDonnees, numero: int) -> None:
    go(etat.depuis_la_publication(numero))
