"""Two scenarios side by side: figures, and what is in one and not in the other."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from components.commun.html import draw_html, tableau
from components.commun.mots.formats import NBSP, echappe_markdown, nombre, pluriel, pourcentage
from components.simulation.entete import signed
from geo.simulation.scenario import Changement
from geo.simulation.simulation import Bilan, Simulation

SUFFIXE = f"{NBSP}hab."
CHANGEMENTS_NOMMES = 20
PHRASES = {
    "ajout": "ajoute {territoire}",
    "retrait": "retire {contrat}",
    "perimetre_ajout": "agrandit {contrat}\u00a0: {territoire}",
    "perimetre_retrait": "réduit {contrat}\u00a0: {territoire}",
}


def _figures(bilan: Bilan, avant: Bilan) -> list[str]:
    return [
        pourcentage(bilan.taux_signe),
        pourcentage(bilan.taux_signe_ou_projet),
        nombre(bilan.signe),
        nombre(bilan.signe_ou_projet),
        "–" if bilan is avant else signed(bilan.signe - avant.signe).removesuffix(SUFFIXE),
    ]


def _describe(changement: Changement, nom_du_contrat: Callable[[str], str]) -> str:
    place = changement.territoire.nom if changement.territoire else ""
    contrat = nom_du_contrat(changement.contrat_id) if changement.contrat_id else ""
    return PHRASES[changement.nature].format(
        territoire=echappe_markdown(place), contrat=echappe_markdown(contrat)
    )


def _listed(changements: Sequence[Changement], nom_du_contrat: Callable[[str], str]) -> str:
    """Return changes in words, as Markdown; beyond CHANGEMENTS_NOMMES they are only counted."""
    words = [_describe(one, nom_du_contrat) for one in changements[:CHANGEMENTS_NOMMES]]
    others = len(changements) - len(words)
    last = f" et {pluriel(others, 'autre')}" if others else ""
    return "\u00a0; ".join(words) + last


def comparaison(
    simulations: Mapping[str, Simulation], nom_du_contrat: Callable[[str], str]
) -> None:
    """Draw before, then each scenario; list what differs; ``apply_simulation_style`` comes first.

    ``simulations``: two, by the name shown, on the same base and day.
    """
    first, second = simulations.values()
    before = first.bilan_avant
    columns = [
        _figures(before, before),
        _figures(first.bilan_apres, before),
        _figures(second.bilan_apres, before),
    ]
    counts = ["–", *(nombre(len(one.scenario.changements)) for one in simulations.values())]
    labels = [
        "Couverture signée",
        "Signée ou en projet",
        "Habitants, signé",
        "Habitants, signé ou projet",
        "Écart, signé",
    ]
    rows = [
        [label, *(escape(column[number]) for column in columns)]
        for number, label in enumerate(labels)
    ]
    rows.append(["Changements", *counts])
    st.header("Comparaison", anchor="comparaison")
    heads = ["", "Sans scénario", *simulations]
    table = tableau("Population couverte sans scénario, avec A, avec B", heads, rows)
    draw_html(f'<div class="simulation-comparaison">{table}</div>')
    changes = [one.scenario.changements for one in simulations.values()]
    for (name, one), other in zip(simulations.items(), reversed(changes), strict=True):
        own = [change for change in one.scenario.changements if change not in set(other)]
        said = _listed(own, nom_du_contrat) or "rien"
        st.markdown(f"Seulement dans **{echappe_markdown(name)}**\u00a0: {said}.")
    shared = [change for change in changes[0] if change in set(changes[1])]
    said = f" ({_listed(shared, nom_du_contrat)})" if shared else ""
    st.caption(f"Changements communs aux deux scénarios\u00a0: {nombre(len(shared))}{said}.")
