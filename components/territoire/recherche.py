"""The search of the territory page: suggestions come while the reader types."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from components.commun.adresse.liens import PAGE_CONTRAT, params_contrat
from components.commun.adresse.registre import lien_page
from components.commun.mots.formats import echappe_markdown, habitants
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from geo.recherche.recherche import CONTRAT, Recherche, Resultat

CLE = "territoire-recherche"
OUVERT = "territoire-ouvert"
DELAI_DE_FRAPPE = "150ms"


def details(result: Resultat) -> str:
    """Return what tells a territory from its namesakes, and why it is there.

    Level, département, population; then what led to it when it is not its plain name.
    """
    kind = "" if result.niveau == CONTRAT else NIVEAUX_DES_LIEUX[result.niveau]
    parts = [result.precision or kind, result.departement]
    if result.population or result.niveau != CONTRAT:
        parts.append(habitants(result.population))
    shown = ", ".join(echappe_markdown(part) for part in parts if part)
    why = result.pourquoi
    return shown if not why or why in result.precision else f"{shown} · {echappe_markdown(why)}"


def choix(
    found: Sequence[Resultat], ouvrir: Callable[[Resultat], None], key: str, jour: date
) -> None:
    """Draw territories to choose from, one button each; a contract is a link to its sheet."""
    for result in found:
        label = f"**{echappe_markdown(result.nom)}** – {details(result)}"
        if result.niveau == CONTRAT:
            lien_page(
                PAGE_CONTRAT,
                label=label,
                icon=":material/description:",
                params=params_contrat(result.code, jour),
            )
            continue
        st.button(
            label,
            key=f"{key}-{result.rang}",
            on_click=_open,
            args=(ouvrir, result, key),
            width="stretch",
            icon=":material/place:",
        )


def _open(ouvrir: Callable[[Resultat], None], result: Resultat, key: str) -> None:
    st.session_state[CLE] = ""
    st.session_state[OUVERT] = key == CLE  # pressed in the fragment below, which runs alone
    ouvrir(result)


def sans_resultat(message: str) -> None:
    """Say that nothing was found, and why when it is known."""
    st.info(
        f"{echappe_markdown(message)}."
        if message
        else "Aucun territoire trouvé. Essayez le nom d'une commune voisine, de son "
        "intercommunalité, ou un code postal.",
        icon=":material/search_off:",
    )


@st.fragment
def recherche(
    rechercher: Callable[[str], Recherche],
    ouvrir: Callable[[Resultat], None],
    en_evidence: bool,
    jour: date,
) -> None:
    """Draw the search field and, as the reader types, the territories it may mean.

    Parameters
    ----------
    rechercher : returns the territories that a text may mean, best first.
    ouvrir : writes a territory in the address; called before the page runs again.
    en_evidence : before a place is chosen, the field has its label; afterwards it is discreet.
    jour : day of the sheet that a contract found leads to.
    """
    if st.session_state.pop(OUVERT, False):
        st.rerun()  # the whole page
    texte = st.text_input(
        "Votre commune, votre intercommunalité, votre département",
        key=CLE,
        type="search",
        live=DELAI_DE_FRAPPE,
        icon=":material/search:",
        placeholder="Nom, code postal ou code INSEE"
        if en_evidence
        else "Chercher un autre territoire",
        label_visibility="visible" if en_evidence else "collapsed",
    )
    if not (texte or "").strip():
        return
    found = rechercher(str(texte))
    if not found.resultats:
        sans_resultat(found.message)
        return
    choix(found.resultats, ouvrir, CLE, jour)
    if found.message:
        st.caption(f"{echappe_markdown(found.message)}.")
