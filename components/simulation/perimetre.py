"""Changing the perimeter of one contract: territories added to it, territories taken off."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components.commun.adresse.reglages import plusieurs
from components.simulation.etat import EtatSimulation
from components.simulation.navigation import go
from geo.simulation.scenario import Modification
from geo.territoires.territoire import Territoire


def _label(territoire: Territoire) -> str:
    if territoire.niveau == "commune":
        return f"{territoire.nom} ({territoire.code})"
    return territoire.nom


def choix_du_contrat(
    etat: EtatSimulation, options: Sequence[str], nom_du_contrat: Callable[[str], str]
) -> str | None:
    """Choose the contract whose perimeter is changed; one already changed comes first."""
    changed = [change.contrat_id for change in etat.scenario.perimetres]
    return st.selectbox(
        "Contrat dont le périmètre change",
        list(dict.fromkeys((*changed, *options))),
        index=0 if changed else None,
        format_func=nom_du_contrat,
        key=f"simulation-perimetre-{etat.actif}",
        placeholder="Choisir un contrat signé ou en projet…",
    )


def perimetre(
    etat: EtatSimulation,
    contrat_id: str,
    ajoutables: Sequence[Territoire],
    retirables: Sequence[Territoire],
) -> None:
    """Draw what is added to the perimeter of a contract and what is taken off it."""
    found = (m for m in etat.scenario.perimetres if m.contrat_id == contrat_id)
    former = next(found, Modification(contrat_id))
    for label, name, champ, options in (
        ("Ajouter au périmètre", "plus", "ajoutes", ajoutables),
        ("Enlever du périmètre", "moins", "retires", retirables),
    ):
        held = getattr(former, champ)
        plusieurs(
            label,
            f"simulation-{name}-{contrat_id}-{etat.actif}",
            held,
            _change(etat, former, champ),
            {one: _label(one) for one in (*held, *options)},
            filter_mode="contains",
            placeholder="EPCI ou commune…",
        )
    # The list of a field that finds nothing only says so in English: say why beforehand.
    st.caption(
        "À ajouter\u00a0: les EPCI de la zone, et ses communes dans les départements où est le "
        "contrat, que le périmètre ne couvre pas déjà en entier. À enlever\u00a0: ceux qu'il "
        "couvre. Un nom absent des listes est dans un autre cas («\u00a0No results\u00a0»)."
    )


def _change(
    etat: EtatSimulation, former: Modification, champ: str
) -> Callable[[tuple[Territoire, ...]], None]:
    def change(chosen: tuple[Territoire, ...]) -> None:
        changed: dict[str, Any] = {champ: chosen}
        go(etat.avec(etat.scenario.avec_perimetre(replace(former, **changed))))

    return change
