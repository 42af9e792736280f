"""Moving from one scenario to another: the address is written, and can be taken back."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.commun.adresse.parametres import write_params
from components.commun.adresse.registre import epingle
from components.commun.mots.formats import echappe_markdown, habitants
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.simulation.etat import EtatSimulation
from geo.recherche.recherche import Resultat
from geo.territoires.territoire import Territoire

HISTORIQUE = "simulation-historique"
HISTORIQUE_MAXIMUM = 50
DERNIER_AJOUT = "simulation-dernier-ajout"
CLE_RECHERCHE = "simulation-recherche"


def go(etat: EtatSimulation) -> None:
    """Write a view in the address, and remember the one left; call it from a callback."""
    wanted = epingle(write_params(etat))
    left = st.query_params.to_dict()
    if wanted == left:
        return
    st.session_state[HISTORIQUE] = [*_history(), left][-HISTORIQUE_MAXIMUM:]
    st.query_params.from_dict(wanted)


def _history() -> list[dict[str, str]]:
    """Return the addresses left, without those last that the browser's Back has come back to."""
    found: list[dict[str, str]] = list(st.session_state.get(HISTORIQUE, []))
    here = st.query_params.to_dict()
    while found and found[-1] == here:
        found.pop()
    return found


def can_undo() -> bool:
    """Tell whether this session made a change that can be taken back."""
    return bool(_history())


def undo() -> None:
    """Write the address as it was before the last change."""
    history = _history()
    if history:
        st.query_params.from_dict(history[-1])
        st.session_state[HISTORIQUE] = history[:-1]


def search_box() -> str:
    """Draw the search field of the territories to add; return what the reader typed."""
    return st.text_input(
        "Ajouter ou enlever un territoire",
        key=CLE_RECHERCHE,
        placeholder="Commune, EPCI, code postal…",
        icon=":material/search:",
        help="Nom, code postal, code INSEE ou SIREN d'un territoire de la zone simulée. Validez "
        "avec la touche Entrée. Un clic sur la carte fait de même.",
    ).strip()


def search_results(etat: EtatSimulation, found: Sequence[tuple[Resultat, Territoire]]) -> None:
    """Draw the territories found, one button each, that add them or take them off."""
    if not found:
        st.caption(
            f"Aucun EPCI ni commune trouvé dans cette zone ({echappe_markdown(etat.base.nom)})."
        )
    for result, territoire in found:
        there = territoire in etat.scenario.ajouts
        details = (NIVEAUX_DES_LIEUX[result.niveau], result.departement, result.pourquoi)
        known = ", ".join(echappe_markdown(one) for one in details if one)
        st.button(
            f"{'Enlever' if there else 'Ajouter'} **{echappe_markdown(result.nom)}** – {known}, "
            f"{habitants(result.population)}",
            key=f"{CLE_RECHERCHE}-{result.rang}",
            on_click=_toggle_result,
            args=(etat, territoire),
            width="stretch",
            icon=":material/remove:" if there else ":material/add:",
        )


def _toggle_result(etat: EtatSimulation, territoire: Territoire) -> None:
    st.session_state[CLE_RECHERCHE] = ""
    toggle(etat, territoire)


def toggle(etat: EtatSimulation, territoire: Territoire) -> None:
    """Add a territory to the scenario being changed, or take it off."""
    if territoire not in etat.scenario.ajouts:
        st.session_state[DERNIER_AJOUT] = territoire
    go(etat.avec(etat.scenario.bascule(territoire)))


def take_last_addition() -> Territoire | None:
    """Return the territory that a click or a search has just added, once."""
    found: Territoire | None = st.session_state.pop(DERNIER_AJOUT, None)
    return found


def rename(etat: EtatSimulation, nom: str) -> None:
    """Give its name to the scenario being changed."""
    go(etat.avec(replace(etat.scenario, nom=nom)))
