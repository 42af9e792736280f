"""What the map shows of a scenario: what it adds and takes away, over the statuses it leaves."""

from dataclasses import dataclass, replace

import numpy as np

from geo.certitude.carte import build_etat
from geo.couverture.carte import EtatCouches
from geo.simulation.simulation import Simulation, masque_des_territoires

# Beside the classes of geo.certitude.classes, in the order in which they are looked for.
SIGNES = ("signe_atteste", "signe_a_confirmer")
CLASSES_SIMULATION = ("ajoute", "ajoute_partie", "retire")


@dataclass(frozen=True, eq=False)
class CarteSimulation:
    """The features of the layers, and the identifiers of those that the scenario names.

    ``codes``: identifier of each feature, in their order.
    """

    etat: EtatCouches
    codes: tuple[str, ...]
    choisis: tuple[str, ...]


def build_carte(simulation: Simulation, niveau: str, avec_scenario: bool = True) -> CarteSimulation:
    """Return what the map shows of a scenario at a level.

    ``ajoute``: a signed contract of the scenario covers residents who had none, and everyone is
    covered now; ``ajoute_partie``: not everyone is; ``retire``: some lose theirs, nobody gains
    one; else the status with the scenario. ``choisis``: features that lie wholly in territories
    added, whether or not they were covered before.

    ``avec_scenario``: False for the situation as it is, the same features named.
    """
    shown = simulation.apres if avec_scenario else simulation.avant
    etat = build_etat(shown, simulation.base, niveau, avec_projet=False)
    referentiel = shown.moteur.referentiel
    level = referentiel.niveaux[etat.niveau]
    ones = np.ones(len(referentiel.codes), dtype=np.int64)

    def touched(cells: np.ndarray) -> np.ndarray:
        return level.somme(ones, cells)[etat.positions] > 0

    if avec_scenario:
        before, after = simulation.avant.signe, simulation.apres.signe
        gained, lost = touched(after & ~before), touched(before & ~after)
        full = np.isin(etat.statuts, SIGNES)
        statuts = np.select(
            [gained & full, gained, lost], list(CLASSES_SIMULATION), etat.statuts.astype(object)
        )
        etat = replace(etat, statuts=statuts)
    named = masque_des_territoires(referentiel, simulation.scenario.ajouts)
    wholly = touched(named) & ~touched(~named) & etat.dans_la_vue
    codes = level.codes[etat.positions]
    return CarteSimulation(etat, tuple(codes.tolist()), tuple(codes[wholly].tolist()))
