"""The territories around the perimeter of a contract, with their status and their contracts."""

from dataclasses import dataclass

import numpy as np

from geo.certitude.classes import classes_de_certitude
from geo.contrat.carte import FicheCarte
from geo.couverture.moteur import Couverture
from geo.territoires.niveau import Niveau
from geo.territoires.territoire import Territoire, departement_names

STATUTS_NOMMES = ("signe", "projet")


@dataclass(frozen=True)
class Voisin:
    """A territory that touches a perimeter from outside.

    ``contrats``: identifiers of its contracts signed or in project, signed first.
    """

    territoire: Territoire
    departement: str
    statut: str
    population: int
    contrats: tuple[str, ...]


def _cells(drawn: Niveau, positions: np.ndarray) -> np.ndarray:
    """Return the bool mask of the cells of some territories of a level."""
    chosen = np.zeros(len(drawn.codes) + 1, dtype=bool)
    chosen[positions] = True
    return chosen[drawn.appartenance]


def _niveau(epci: Niveau, around: np.ndarray, within: np.ndarray, carte: FicheCarte) -> str:
    """Return the level at which neighbours are named: EPCI, or communes inside a cut EPCI.

    An EPCI that the perimeter cuts would be its own neighbour.
    """
    cut = np.intersect1d(epci.appartenance[around], epci.appartenance[within]).size > 0
    return "commune" if cut and carte.formes.niveau == "commune" else "epci"


def voisins(couverture: Couverture, carte: FicheCarte, sauf: str) -> tuple[Voisin, ...]:
    """Return the EPCI or communes that touch a perimeter, in alphabetical order.

    ``sauf``: the contract of the perimeter, which is not named among theirs.
    """
    engine = couverture.moteur
    levels = engine.referentiel.niveaux
    drawn = levels[carte.formes.niveau]
    around = _cells(drawn, carte.formes.positions[carte.formes.voisines])
    within = _cells(drawn, carte.formes.positions[carte.formes.dans_le_perimetre])
    niveau = _niveau(levels["epci"], around, within, carte)
    level = levels[niveau]
    territories, contracts = engine.paires[niveau]
    names = engine.perimetres.contrats

    def contracts_of(owner: int) -> tuple[str, ...]:
        found = [names[contract] for contract in contracts[territories == owner].tolist()]
        return tuple(
            name
            for statut in STATUTS_NOMMES
            for name in found
            if name != sauf and couverture.statuts.get(name) == statut
        )

    statuts = classes_de_certitude(couverture, niveau)
    departements = departement_names(engine.referentiel, niveau)
    population = engine.referentiel.population_totale[niveau]
    found = [
        Voisin(
            Territoire(niveau, str(level.codes[owner]), str(level.noms[owner])),
            str(departements[owner]),
            str(statuts[owner]),
            int(population[owner]),
            contracts_of(owner),
        )
        for owner in np.unique(level.appartenance[around]).tolist()
        if owner >= 0
    ]
    return tuple(sorted(found, key=lambda voisin: voisin.territoire.nom))
