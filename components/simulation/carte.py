"""The map of a simulation, in the form that the map component draws."""

import numpy as np

from components.carte.carte import EtatCarte, pack_contrats, pack_taux
from components.carte.couverture import CONTOURS, aspects_of
from components.commun.statuts import HORS_VUE, SIMULATION, Aspect, aspect_de
from components.simulation.etat import EtatSimulation
from geo.simulation.carte import CarteSimulation
from geo.territoires.territoire import FRANCE


def aspects_de_la_carte(etat: EtatSimulation) -> tuple[Aspect, ...]:
    """Return the classes of the legend: what the scenario changes, then the statuses."""
    return aspects_of("simulation" if etat.carte == "scenario" else "statut")


def etat_carte(etat: EtatSimulation, carte: CarteSimulation) -> EtatCarte:
    """Return what the map component draws; territories added have a bold outline."""
    shown = carte.etat
    codes = np.array([(SIMULATION.get(name) or aspect_de(name)).code for name in shown.statuts])
    return EtatCarte(
        couches=shown.couches,
        classes="".join(np.where(shown.dans_la_vue, codes, HORS_VUE).tolist()),
        taux=pack_taux(np.where(np.isnan(shown.taux), np.nan, shown.taux / 100).tolist()),
        contrats=pack_contrats(
            [(number, aspect_de(status).code) for number, status in contracts]
            for contracts in shown.contrats
        ),
        vue=f"{etat.base.niveau}-{etat.base.code}",
        encarts=etat.base == FRANCE,
        contours=CONTOURS[etat.niveau],
        mode="simulation",
        selection=carte.choisis,
    )
