"""Changing the perimeter of one contract: territories added to it, territories taken off."""

from collections.abc import Callable, Sequence

import streamlit as st

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
    keys = {name: f"simulation-{name}-{contrat_id}-{etat.actif}" for name in ("plus", "moins")}
    st.session_state[keys["plus"]] = list(former.ajoutes)
    st.session_state[keys["moins"]] = list(former.retires)

    def change() -> None:
        chosen = Modification(
            contrat_id,
            tuple(st.session_state[keys["plus"]]),
            tuple(st.session_state[keys["moins"]]),
        )
        go(etat.avec(etat.scenario.avec_perimetre(chosen)))

    for label, name, options, held in (
        ("Ajouter au périmètre", "plus", ajoutables, former.ajoutes),
        ("Enlever du périmètre", "moins", retirables, former.retires),
    ):
        st.multiselect(
            label,
            list(dict.fromkeys((*held, *options))),
            format_func=_label,
            key=keys[name],
            on_change=change,
            select_all=False,  # else Enter takes every place that matches, not the first
            filter_mode="contains",
            placeholder="EPCI ou commune…",
        )
    # The list of a field that finds nothing only says so in English: say why beforehand.
    st.caption(
        "À ajouter\u00a0: les EPCI de la zone, et ses communes dans les départements où est le "
        "contrat, que le périmètre ne couvre pas déjà en entier. À enlever\u00a0: ceux qu'il "
        "couvre. Un nom absent des listes est dans un autre cas («\u00a0No results\u00a0»)."
    )
