"""The search of the territory page: suggestions come while the reader types."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.commun.mots.formats import echappe_markdown, habitants
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from geo.recherche.recherche import Resultat

CLE = "territoire-recherche"
OUVERT = "territoire-ouvert"
DELAI_DE_FRAPPE = "150ms"


def details(result: Resultat) -> str:
    """Return what tells a territory from its namesakes: level, département, population."""
    kind = result.precision or NIVEAUX_DES_LIEUX[result.niveau]
    parts = [kind, result.departement, habitants(result.population)]
    return ", ".join(echappe_markdown(part) for part in parts if part)


def choix(found: Sequence[Resultat], ouvrir: Callable[[Resultat], None], key: str) -> None:
    """Draw territories to choose from, one button each."""
    for result in found:
        st.button(
            f"**{echappe_markdown(result.nom)}** – {details(result)}",
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


@st.fragment
def recherche(
    chercher: Callable[[str], Sequence[Resultat]],
    ouvrir: Callable[[Resultat], None],
    en_evidence: bool,
) -> None:
    """Draw the search field and, as the reader types, the territories it may mean.

    Parameters
    ----------
    chercher : returns the territories that a text may mean, best first.
    ouvrir : writes a territory in the address; called before the page runs again.
    en_evidence : before a place is chosen, the field has its label; afterwards it is discreet.
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
    found = chercher(str(texte))
    if not found:
        st.info(
            "Aucun territoire trouvé. Essayez le nom d'une commune voisine, de son "
            "intercommunalité, ou un code postal.",
            icon=":material/search_off:",
        )
    choix(found, ouvrir, CLE)
