"""What a scenario is made of, change by change, and what it changes elsewhere."""

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from components.commun.html import draw_html, tableau
from components.commun.mots.formats import echappe_markdown, habitants, nombre, pluriel, pourcentage
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX, STATUTS_CONTRAT
from components.simulation.entete import signed
from components.simulation.export import NATURES
from geo.simulation.scenario import Changement
from geo.simulation.simulation import Effet, Simulation
from geo.territoires.territoire import Territoire

NOMS_SANS_APPORT = 3
CHANGEMENTS_SANS_BOITE = 10
SANS_EFFET = {"signe", "projet"}


def _subject(effect: Effet, nom_du_contrat: Callable[[str], str]) -> str:
    change = effect.changement
    place = ""
    if change.territoire is not None:
        place = f"{change.territoire.nom} ({NIVEAUX_DES_LIEUX[change.territoire.niveau]})"
    if not change.contrat_id:
        return place
    name = nom_du_contrat(change.contrat_id)
    return f"{name}\u00a0: {place}" if place else name


def _remark(simulation: Simulation, effect: Effet) -> str:
    parts = [_why(simulation, effect)]
    if effect.hors_base:
        parts.append(f"hors de la zone\u00a0: {signed(effect.hors_base)}")
    return ", ".join(filter(None, parts))


def _why(simulation: Simulation, effect: Effet) -> str:
    change = effect.changement
    if change.contrat_id:
        status = simulation.avant.statuts.get(change.contrat_id, "")
        if status not in SANS_EFFET:
            word = STATUTS_CONTRAT.get(status, "Non compté").lower()
            return f"sans effet\u00a0: contrat {word} à cette date"
        if status == "projet":
            return "contrat en projet\u00a0: ne change que le taux avec projets"
    if not effect.population and change.nature in ("ajout", "retrait"):
        return "aucun habitant dans la zone"
    if change.nature == "ajout" and not effect.effet_seul:
        return "déjà couvert\u00a0: n'apporte rien"
    if effect.effet_seul != effect.effet_propre:
        return f"recoupe un autre\u00a0: {signed(effect.effet_propre)} en propre"
    return ""


def _change(simulation: Simulation, effect: Effet, nom_du_contrat: Callable[[str], str]) -> str:
    nature = NATURES[effect.changement.nature]
    remark = _remark(simulation, effect)
    return f"<small>{escape(nature)}</small><br>{escape(_subject(effect, nom_du_contrat))}" + (
        f"<br><i>{escape(remark)}</i>" if remark else ""
    )


def tableau_des_changements(simulation: Simulation, nom_du_contrat: Callable[[str], str]) -> None:
    """Draw the changes, one row each, with what each would do alone.

    Call ``apply_simulation_style`` before.
    """
    effects = simulation.effets
    rows = [
        (
            _change(simulation, one, nom_du_contrat),
            escape(nombre(one.population)),
            escape(signed(one.effet_seul)),
        )
        for one in effects
    ]
    heads = ["Changement", "Habitants", "Effet seul"]
    table = tableau("Ce que fait chaque changement", heads, rows)
    # Many rows scroll in a box of their own, so that the page keeps its length.
    box = (
        ' simulation-longue" role="region" tabindex="0" aria-label="Changements du scénario'
        if len(rows) > CHANGEMENTS_SANS_BOITE
        else ""
    )
    draw_html(f'<div class="simulation-changements{box}">{table}</div>')
    st.caption(
        "Habitants\u00a0: population du territoire ou du périmètre, dans la zone simulée. Effet "
        "seul\u00a0: habitants couverts (signé) gagnés ou perdus si c'était le seul changement."
    )
    net = simulation.gagnes - simulation.perdus
    if net != sum(one.effet_seul for one in effects):
        st.caption(
            f"Ensemble\u00a0: {signed(net)} et non la somme des effets pris un par un, car un "
            "habitant touché par plusieurs changements compte une fois."
        )


def phrase_sans_apport(simulation: Simulation) -> str:
    """Return which territories added bring nobody, as Markdown; '' when each brings somebody."""
    names = [
        echappe_markdown(_place(effect))
        for effect in simulation.effets
        if effect.changement.nature == "ajout"
        and effect.population
        and not (effect.effet_seul or effect.effet_propre)
    ]
    if not names:
        return ""
    shown = ", ".join(f"**{name}**" for name in names[:NOMS_SANS_APPORT])
    others = len(names) - NOMS_SANS_APPORT
    if others > 0:
        shown += f" et {pluriel(others, 'autre')}"
    if len(names) == 1:
        return f"{shown}\u00a0: déjà couvert par un contrat signé, n'apporte aucun habitant."
    return f"{shown}\u00a0: déjà couverts par un contrat signé, n'apportent aucun habitant."


def sans_apport(simulation: Simulation, dernier: Territoire | None) -> None:
    """Say which territories added bring nobody, at once when it is the one just added.

    ``dernier``: the territory that the reader has just added, None otherwise.
    """
    said = phrase_sans_apport(simulation)
    if said:
        st.caption(said)
    for effect in simulation.effets if dernier else ():
        if effect.changement == Changement("ajout", territoire=dernier) and not effect.effet_propre:
            st.toast(
                f"**{echappe_markdown(_place(effect))}** n'apporte aucun habitant\u00a0: ce "
                "territoire est déjà couvert.",
                icon=":material/info:",
                duration="long",
            )


def _place(effect: Effet) -> str:
    place = effect.changement.territoire
    return place.nom if place is not None else ""


def _rates(avant: float, apres: float) -> str:
    former, new = pourcentage(avant), pourcentage(apres)
    return f"{new} avant comme après" if former == new else f"de {former} à {new}"


def ailleurs(table: pd.DataFrame) -> None:
    """Say what the scenario changes in the neighbouring territories.

    ``table``: rows of ``geo.simulation.classement.autres_territoires``.
    """
    for row in table.to_dict("records"):
        change = row["signe_apres"] - row["signe_avant"]
        st.caption(
            f"Ce scénario change aussi la couverture de\u00a0: **{echappe_markdown(row['nom'])}**, "
            f"{_rates(row['taux_avant'], row['taux_apres'])} "
            f"({signed(change)} sur {habitants(row['population'])})."
        )
