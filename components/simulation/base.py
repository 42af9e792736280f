"""Where a simulation takes place, and what a scenario leaves behind when it moves elsewhere."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from components.commun.adresse.parametres import write_params
from components.commun.adresse.registre import epingle
from components.commun.adresse.reglages import reglage
from components.commun.mots.articles import de
from components.commun.mots.formats import echappe_markdown, pluriel
from components.simulation.etat import EtatSimulation
from components.simulation.navigation import go
from geo.simulation.scenario import Changement, Scenario
from geo.territoires.territoire import FRANCE, Territoire

Garde = Callable[[Territoire, Scenario], Scenario]  # what a scenario keeps on another base

LAISSES = "simulation-laisses"  # the address that a change of base wrote, and what it left out


def choix_de_la_base(
    etat: EtatSimulation,
    regions: Sequence[Territoire],
    departements: Sequence[Territoire],
    region: Territoire,
    garde: Garde,
) -> None:
    """Choose the region or the département of the simulation.

    ``departements``: those of ``region``; ``garde``: returns what a scenario keeps on a base.
    """

    def change(chosen: Territoire) -> None:
        _move(etat, etat.sur(chosen, garde))

    names = {one: one.nom for one in (FRANCE, *regions)}
    reglage(st.selectbox, "Région", "simulation-region", region, change, names)
    if region == FRANCE:
        return
    names = {region: "Toute la région"} | {one: one.nom for one in departements}
    reglage(st.selectbox, "Département", "simulation-departement", etat.base, change, names)


def _move(left: EtatSimulation, wanted: EtatSimulation) -> None:
    go(wanted)
    said = phrase_des_laisses(_changes(left) - _changes(wanted), wanted.base)
    st.session_state[LAISSES] = (epingle(write_params(wanted)), said)


def _changes(etat: EtatSimulation) -> set[Changement]:
    return {one for scenario in (etat.a, etat.b) if scenario for one in scenario.changements}


def phrase_des_laisses(laisses: Iterable[Changement], base: Territoire) -> str:
    """Return what the scenarios lost on moving to a base, as Markdown; '' when nothing."""
    changes = list(laisses)
    places = sum(one.nature == "ajout" for one in changes)
    contracts = sum(one.nature == "retrait" for one in changes)
    perimeters = len({one.contrat_id for one in changes if one.nature.startswith("perimetre")})
    counted = [
        (places, "territoire ajouté", "territoires ajoutés"),
        (contracts, "contrat retiré", "contrats retirés"),
        (perimeters, "périmètre changé", "périmètres changés"),
    ]
    words = [pluriel(number, *nouns) for number, *nouns in counted if number]
    if not words:
        return ""
    listed = " et ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    one = places + contracts + perimeters == 1
    return (
        f"{listed} hors {echappe_markdown(de(base))} {'a' if one else 'ont'} été "
        f"{'laissé' if one else 'laissés'} de côté\u00a0: la simulation porte sur cette zone "
        f"seule. «\u00a0Annuler\u00a0» {'le' if one else 'les'} rétablit."
    )


def changements_laisses() -> None:
    """Say what the last change of base left out, as long as the address stays what it wrote."""
    address, said = st.session_state.get(LAISSES, ({}, ""))
    if said and st.query_params.to_dict() == address:
        st.info(said, icon=":material/wrong_location:")
