"""The map and the charts of a simulation as pictures, which all say that it is one."""

import pandas as pd

from components.commun.mots.formats import jour_en_lettres
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.statuts import STATUTS
from components.figures.barres import barres_d_habitants, barres_des_taux
from components.figures.figure import Graphique
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
    rows = {"Sans scénario": simulation.bilan_avant, "Avec le scénario": simulation.bilan_apres}
    rates = [(one.taux_signe, one.taux_signe_ou_projet) for one in rows.values()]
    return barres_des_taux(titre, list(rows), rates)


def graphique_du_classement(
    table: pd.DataFrame, simulation: Simulation, nom: str, niveau: str
) -> Graphique:
    """Return the territories that would bring most residents, the first one at the top.

    ``table``: rows of ``geo.simulation.classement.classement``, at the level ``niveau``; the
    BARRES_MAX first are drawn.
    """
    shown = table.head(BARRES_MAX)
    which = f"{NIVEAUX_PLURIEL[niveau]} qui apporteraient le plus d'habitants en signant"
    titre = f"{_head(simulation, nom)}\u00a0: {which}"
    names, gained = shown["nom"].tolist(), shown["apport"].tolist()
    return barres_d_habitants(titre, names, gained, "Habitants gagnés", STATUTS["signe"].couleur)
