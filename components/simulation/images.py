"""The map and the charts of a simulation as pictures, which all say that it is one."""

import pandas as pd

from components.commun.mots.formats import habitants, jour_en_lettres, pourcentage
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.statuts import STATUTS
from components.figures.figure import Graphique, Serie
from components.simulation.etat import EtatSimulation
from geo.simulation.simulation import Simulation

BARRES_MAX = 20


def _head(simulation: Simulation, nom: str) -> str:
    day = jour_en_lettres(simulation.avant.jour)
    return f"SIMULATION, {simulation.base.nom}, «\u00a0{nom}\u00a0», au {day}"


def titre_de_la_carte(simulation: Simulation, etat: EtatSimulation) -> str:
    """Return the title of the map: the scenario, or the situation that it starts from."""
    units = NIVEAUX_PLURIEL[etat.niveau]
    if etat.carte != "scenario":
        day = jour_en_lettres(simulation.avant.jour)
        return f"{simulation.base.nom}, au {day}, sans la simulation\u00a0: statut des {units}"
    return f"{_head(simulation, etat.nom)}\u00a0: statut des {units}"


def graphique_des_taux(simulation: Simulation, nom: str) -> Graphique:
    """Return the rates before and after a scenario; ``nom``: its name."""
    titre = f"{_head(simulation, nom)}\u00a0: population couverte, sans et avec le scénario"
    rows = {
        "Sans scénario": simulation.bilan_avant,
        "Avec le scénario": simulation.bilan_apres,
    }
    project = tuple(
        None
        if one.taux_signe is None or one.taux_signe_ou_projet is None
        else one.taux_signe_ou_projet - one.taux_signe
        for one in rows.values()
    )
    words = "\u00a0; ".join(
        f"{label.lower()}\u00a0: {pourcentage(one.taux_signe)} signé, "
        f"{pourcentage(one.taux_signe_ou_projet)} signé ou en projet"
        for label, one in rows.items()
    )
    signed = tuple(one.taux_signe for one in rows.values())
    return Graphique(
        "barres_empilees",
        titre,
        tuple(rows),
        (
            Serie(STATUTS["signe"].libelle, signed, STATUTS["signe"].couleur),
            Serie(STATUTS["projet"].libelle, project, STATUTS["projet"].couleur),
        ),
        "%",
        f"Graphique en barres. {titre}. {words}.",
    )


def graphique_du_classement(
    table: pd.DataFrame, simulation: Simulation, nom: str, niveau: str
) -> Graphique:
    """Return the territories that would bring most residents, the first one at the top.

    ``table``: rows of ``geo.simulation.classement.classement``, at the level ``niveau``; the
    BARRES_MAX first are drawn.
    """
    shown = table.head(BARRES_MAX)
    names = tuple(shown["nom"].tolist())
    gained = shown["apport"].tolist()
    which = f"{NIVEAUX_PLURIEL[niveau]} qui apporteraient le plus d'habitants en signant"
    titre = f"{_head(simulation, nom)}\u00a0: {which}"
    words = "\u00a0; ".join(
        f"{name}\u00a0: {habitants(number)}" for name, number in zip(names, gained, strict=True)
    )
    series = (Serie("Habitants gagnés", tuple(map(float, gained)), STATUTS["signe"].couleur),)
    alternative = f"Graphique en barres. {titre}. {words or 'Aucun'}."
    return Graphique("barres", titre, names, series, "hab.", alternative)
