"""The map of a simulation, in the form that the map component draws."""

from components.carte.carte import EtatCarte
from components.carte.couverture import CONTOURS, aspects_of, carte_des_couches
from components.commun.statuts import Aspect
from components.simulation.etat import EtatSimulation
from geo.simulation.carte import CarteSimulation
from geo.territoires.territoire import FRANCE


def aspects_de_la_carte(etat: EtatSimulation) -> tuple[Aspect, ...]:
    """Return the classes of the legend: what the scenario changes, then the statuses."""
    return aspects_of("simulation" if etat.carte == "scenario" else "statut")


def etat_carte(etat: EtatSimulation, carte: CarteSimulation) -> EtatCarte:
    """Return what the map component draws; territories added have a bold outline."""
    return carte_des_couches(
        carte.etat,
        "simulation",
        f"{etat.base.niveau}-{etat.base.code}",
        encarts=etat.base == FRANCE,
        contours=CONTOURS[etat.niveau],
        selection=carte.choisis,
    )
