"""Which territories would bring most residents, and how few EPCI reach a rate.

EPCI share no commune, so what one brings does not depend on the others: taking those that bring
most, one after the other, gives the smallest number of EPCI. Exact, in whole inhabitants.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.certitude.classes import classes_de_certitude
from geo.couverture.moteur import taux
from geo.simulation.simulation import Simulation, taux_ou_rien
from geo.territoires.niveau import LONGUEUR_CODE_COMMUNE
from geo.territoires.territoire import departement_names

COLONNES_CLASSEMENT = (
    "niveau",
    "code",
    "nom",
    "departement",
    "statut",
    "population",
    "apport",
    "apport_projet",
    "taux_apres",
    "taux_cumule",
    "en_partie",
)
NIVEAUX_CLASSES = ("epci", "commune")
POUR_MILLE = 1000


def classement(simulation: Simulation, niveau: str = "epci") -> pd.DataFrame:
    """Rank the territories of the base by the residents they would bring to the scenario.

    Parameters
    ----------
    niveau : ``epci`` (a commune in no EPCI stands among them) or ``commune``.

    Returns
    -------
    Columns COLONNES_CLASSEMENT, those that bring most first, then by code; those that bring
    nobody are left out. ``population``: residents within the base (``en_partie`` when there are
    others); ``apport``: those under no signed contract with the scenario, ``apport_projet`` of
    which in project; ``taux_apres``: signed rate of the base with this territory more,
    ``taux_cumule``: with all those above too, in percent.
    """
    if niveau not in NIVEAUX_CLASSES:
        raise ValueError(f"niveau: one of {', '.join(NIVEAUX_CLASSES)} expected, not {niveau!r}")
    referentiel = simulation.apres.moteur.referentiel
    level, within = referentiel.niveaux[niveau], simulation.dedans
    population, signed = referentiel.population, simulation.apres.signe
    table = level.cadre.assign(
        departement=departement_names(referentiel, niveau),
        statut=classes_de_certitude(simulation.apres, niveau, within),
        population=level.somme(population, within),
        apport=level.somme(population, within & ~signed),
        apport_projet=level.somme(population, within & simulation.apres.projet_seul),
    )
    table["en_partie"] = referentiel.population_totale[niveau] > table["population"].to_numpy()
    table = table[table["apport"] > 0].sort_values(
        ["apport", "code"], ascending=[False, True], ignore_index=True
    )
    whole, covered = simulation.bilan_apres.population, simulation.bilan_apres.signe
    gains = table["apport"].to_numpy()
    table["taux_apres"] = taux(covered + gains, np.full(len(gains), whole))
    table["taux_cumule"] = taux(covered + np.cumsum(gains), np.full(len(gains), whole))
    return table[list(COLONNES_CLASSEMENT)]


@dataclass(frozen=True, eq=False)
class Atteinte:
    """How to reach a rate of residents under a signed contract.

    Attributes
    ----------
    objectif : per-mille (900 for 90 %).
    situation : ``atteint`` (nothing to add), ``possible``, ``impossible`` (with every EPCI the
        rate stays below) or ``sans_population`` (nobody lives in the base).
    epci : rows of ``classement``: the set to add, or every EPCI when the objective is out of reach.
    gagnes : residents that they bring; ``taux`` : rate reached with them, percent.
    """

    objectif: int
    situation: str
    epci: pd.DataFrame
    gagnes: int
    taux: float | None


def atteindre(simulation: Simulation, objectif: int) -> Atteinte:
    """Return the smallest set of EPCI that brings the base to a signed rate.

    Among the sets with as few EPCI, the one that covers most residents; between EPCI that bring
    as many, the lowest code. The same set at every run.

    ``objectif``: per-mille, 1 to 1000; raises ValueError otherwise.
    """
    if not 0 < objectif <= POUR_MILLE:
        raise ValueError(f"objectif: 1 to {POUR_MILLE} per mille expected, not {objectif}")
    ranking = classement(simulation)
    epci = ranking[ranking["code"].str.len() > LONGUEUR_CODE_COMMUNE]
    whole, covered = simulation.bilan_apres.population, simulation.bilan_apres.signe
    if not whole:
        return Atteinte(objectif, "sans_population", epci.head(0), 0, None)
    reached = POUR_MILLE * (covered + np.cumsum(epci["apport"].to_numpy())) >= objectif * whole
    if POUR_MILLE * covered >= objectif * whole:
        situation, number = "atteint", 0
    elif reached.any():
        situation, number = "possible", int(np.argmax(reached)) + 1
    else:
        situation, number = "impossible", len(epci)
    chosen = epci.head(number).reset_index(drop=True)
    gained = int(chosen["apport"].sum())
    return Atteinte(objectif, situation, chosen, gained, taux_ou_rien(covered + gained, whole))


def autres_territoires(simulation: Simulation) -> pd.DataFrame:
    """Return the other territories of the level of the base whose coverage would change.

    Columns code, nom, population, signe_avant, signe_apres (residents), taux_avant, taux_apres
    (percent). A perimeter over a border counts on each side. Empty for the country.
    """
    niveau, code = simulation.base.niveau, simulation.base.code
    referentiel = simulation.avant.moteur.referentiel
    level = referentiel.niveaux[niveau]
    before = level.somme(referentiel.population, simulation.avant.signe)
    after = level.somme(referentiel.population, simulation.apres.signe)
    total = referentiel.population_totale[niveau]
    table = level.cadre[["code", "nom"]].assign(
        population=total,
        signe_avant=before,
        signe_apres=after,
        taux_avant=taux(before, total),
        taux_apres=taux(after, total),
    )
    others = (before != after) & (level.codes != code)
    return table[others].reset_index(drop=True)
