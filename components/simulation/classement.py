"""Which territories would bring most, and the fewest EPCI that reach a rate."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.adresse.reglages import reglage
from components.commun.mots.articles import de
from components.commun.mots.formats import echappe_markdown, habitants, nombre, pluriel, pourcentage
from components.commun.statuts import LIBELLES_STATUTS
from components.commun.tableau import draw_table, show_all
from components.simulation.elements import AJOUTS_MAXIMUM
from components.simulation.entete import signed
from components.simulation.etat import EtatSimulation
from components.simulation.navigation import go
from geo.simulation.classement import Atteinte
from geo.territoires.territoire import Territoire

LIGNES_MONTREES = 25
GRAND_PARIS = "200054781"
# What a territory brings comes right after its name: a narrow screen shows no more.
LARGEURS = {
    "nom": 205,
    "apport": 118,
    "apport_projet": 100,
    "population": 92,
    "taux_apres": 112,
    "taux_cumule": 88,
    "statut": 128,
    "departement": 110,
}
COLONNES = {
    "nom": "Territoire",
    "apport": "Habitants gagnés",
    "apport_projet": "dont en projet",
    "population": "Population",
    "taux_apres": "Taux signé après",
    "taux_cumule": "Taux cumulé",
    "statut": "Statut",
    "departement": "Département",
}


def _words(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(statut=table["statut"].map(LIBELLES_STATUTS))


def _draw(table: pd.DataFrame, base: Territoire, alt: str, **options: Any) -> Any:
    told = base.niveau != "departement" and table["departement"].any()
    columns = [name for name in COLONNES if name != "departement" or told]
    view = _words(table)[columns]
    view["nom"] = view["nom"].where(~table["en_partie"], view["nom"] + " (en partie)")
    formats: Any = {
        "apport": nombre,
        "apport_projet": nombre,
        "population": nombre,
        "taux_apres": pourcentage,
        "taux_cumule": pourcentage,
    }
    helps = {
        "apport": "Habitants de la zone sans contrat signé recensé, que le sien couvrirait",
        "apport_projet": "Parmi eux, ceux qu'un contrat en projet concerne déjà",
        "population": "Habitants du territoire dans la zone, couverts ou non",
        "taux_apres": "Taux signé de la zone si ce territoire signait, seul",
        "taux_cumule": "Taux signé de la zone s'il signait avec tous ceux du dessus",
    }
    colonnes = {
        name: {"label": COLONNES[name], "help": helps.get(name), "width": LARGEURS[name]}
        for name in columns
    }
    return draw_table(view, alt, formats, colonnes, **options)


def tableau_du_classement(
    table: pd.DataFrame, etat: EtatSimulation, territoire_of: Callable[[str], Territoire]
) -> None:
    """Draw the territories that would bring most; those ticked can be added at once.

    ``table``: rows of ``classement``; ``territoire_of``: returns the territory of a code.
    """
    everything = show_all(
        len(table), LIGNES_MONTREES, "lignes", "premières", "simulation-classement-tout"
    )
    shown = table if everything else table.head(LIGNES_MONTREES)
    # Another scenario is another ranking: rows ticked in the former one mean nothing here.
    key = f"simulation-classement-{hash((etat.base, etat.niveau, etat.scenario))}"
    event = _draw(
        shown,
        etat.base,
        "Territoires, de celui qui apporterait le plus d'habitants à celui qui en apporterait "
        "le moins",
        on_select="rerun",
        selection_mode="multi-row",
        key=key,
    )
    rows = event["selection"]["rows"]
    chosen = [territoire_of(str(code)) for code in shown["code"].iloc[rows]]
    st.button(
        f"Ajouter {pluriel(len(chosen), 'territoire coché', 'territoires cochés')} au scénario"
        if chosen
        else "Cochez des lignes pour les ajouter au scénario",
        key="simulation-ajouter-coches",
        icon=":material/add:",
        on_click=go,
        args=(etat.avec(etat.scenario.avec_ajouts(chosen)),),
        disabled=not chosen,
    )


def choix_de_l_objectif(etat: EtatSimulation) -> None:
    """Choose the rate to reach."""
    reglage(
        st.number_input,
        "Taux à atteindre (% de la population, contrats signés)",
        "simulation-objectif",
        etat.objectif / 10,
        lambda taux: go(replace(etat, objectif=round(taux * 10))),
        min_value=0.1,
        max_value=100.0,
        step=5.0,
        format="%g",
        width=360,
    )


def _avec(noms: "pd.Series[str]") -> str:
    return "Avec eux" if len(noms) > 1 else f"Avec {echappe_markdown(str(noms.iloc[0]))}"


def phrase_objectif(atteinte: Atteinte, etat: EtatSimulation) -> str:
    """Return how few EPCI reach the rate, as Markdown."""
    goal = pourcentage(atteinte.objectif / 10, 1 if atteinte.objectif % 10 else 0)
    where = echappe_markdown(de(etat.base))
    added = "" if etat.scenario.est_vide else " avec ce scénario"
    if etat.scenario.ajouts:
        added = " en plus des territoires du scénario"
    if atteinte.situation == "sans_population":
        return "Aucun habitant n'est recensé ici\u00a0: il n'y a pas de taux à atteindre."
    if atteinte.situation == "atteint":
        return (
            f"**{goal}** de la population {where} {'est' if etat.scenario.est_vide else 'serait'} "
            f"déjà couverte par un contrat signé ({pourcentage(atteinte.taux)})."
        )
    if atteinte.situation == "impossible":
        return (
            f"**{goal}** ne peut pas être atteint avec des EPCI seuls\u00a0: si tous signaient, la "
            f"couverture signée {where} serait de **{pourcentage(atteinte.taux)}**. Le reste vit "
            "dans des communes qui n'appartiennent à aucun EPCI."
        )
    count = len(atteinte.epci)
    lived = f"**{habitants(int(atteinte.epci['population'].sum()))}**"
    started = int((2 * atteinte.epci["apport_projet"] >= atteinte.epci["apport"]).sum())
    projects = f", dont {nombre(started)} déjà en projet" if started else ""
    if started == count == 1:
        projects = ", déjà en projet"
    return (
        f"Pour atteindre **{goal}** de la population {where}, il faut au minimum "
        f"**{nombre(count)} EPCI**{added}{projects}. {_avec(atteinte.epci['nom'])}\u00a0: "
        f"**{pourcentage(atteinte.taux)}** ({signed(atteinte.gagnes)} couverts, sur les {lived} de "
        f"{'cet' if count == 1 else 'ces'} EPCI dans la zone)."
    )


def objectif(
    atteinte: Atteinte, etat: EtatSimulation, territoire_of: Callable[[str], Territoire]
) -> None:
    """Draw the answer, the EPCI, and the button that adds them."""
    st.markdown(phrase_objectif(atteinte, etat))
    if atteinte.epci.empty:
        return
    if atteinte.situation == "possible":
        st.caption(
            "Aucun ensemble plus petit n'y suffit\u00a0: les EPCI ne partagent aucune commune, "
            "ceux qui apportent le plus passent donc en premier. Entre plusieurs ensembles de ce "
            "nombre d'EPCI, celui-ci couvre le plus d'habitants\u00a0; à égalité, le plus petit "
            "code SIREN. Un EPCI à cheval compte pour sa partie dans la zone."
        )
    if GRAND_PARIS in atteinte.epci["code"].tolist():
        st.caption(
            "La Métropole du Grand Paris est un seul EPCI, mais les contrats y sont signés par des "
            "communes ou des EPT\u00a0: ajoutez plutôt ceux-ci par la recherche ou, en découpant "
            "par communes, par la carte."
        )
    _draw(atteinte.epci, etat.base, "EPCI à ajouter pour atteindre le taux")
    places = [territoire_of(str(code)) for code in atteinte.epci["code"]]
    after = etat.scenario.avec_ajouts(places)
    too_many = len(after.ajouts) > AJOUTS_MAXIMUM
    if too_many:
        st.caption(
            f"Un lien ne garde que {AJOUTS_MAXIMUM} territoires\u00a0: choisissez une région ou un "
            "département pour ajouter ces EPCI."
        )
    st.button(
        "Ajouter ces EPCI au scénario" if len(places) > 1 else "Ajouter cet EPCI au scénario",
        key="simulation-ajouter-objectif",
        icon=":material/playlist_add:",
        type="primary",
        on_click=go,
        args=(etat.avec(after),),
        disabled=too_many,
    )
