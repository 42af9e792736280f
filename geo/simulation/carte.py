"""What the map shows of a scenario: what it adds and takes away, over the statuses it leaves."""

from dataclasses import dataclass

from geo.certitude.carte import avec_effet, build_etat
from geo.couverture.carte import EtatCouches
from geo.simulation.simulation import Simulation, masque_des_territoires


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

    ``etat``: what the scenario changes (``avec_effet``), else the status with it. ``choisis``:
    features that lie wholly in territories added, whether or not they were covered before.

    ``avec_scenario``: False for the situation as it is, the same features named.
    """
    shown = simulation.apres if avec_scenario else simulation.avant
    etat = build_etat(shown, simulation.base, niveau, avec_projet=False)
    referentiel = shown.moteur.referentiel
    level = referentiel.niveaux[etat.niveau]
    if avec_scenario:
        etat = avec_effet(etat, simulation.avant, simulation.apres)
    named = masque_des_territoires(referentiel, simulation.scenario.ajouts)
    wholly = (level.touche(named) & ~level.touche(~named))[etat.positions] & etat.dans_la_vue
    codes = level.codes[etat.positions]
    return CarteSimulation(etat, tuple(codes.tolist()), tuple(codes[wholly].tolist()))
