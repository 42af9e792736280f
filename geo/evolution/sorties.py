"""The territories that would lose residents if no contract is renewed."""

import numpy as np
import pandas as pd

from data.dates import mois_apres
from geo.couverture.moteur import Couverture, mask_of, taux
from geo.evolution.fins import CERTITUDES, MOIS_PAR_DEFAUT, fins_de
from geo.territoires.territoire import Territoire

COLONNES_TERRITOIRES = (
    "niveau",
    "code",
    "nom",
    "population",
    "population_signe",
    "taux_signe",
    "taux_horizon",
    "population_sortie",
    "nb_contrats_echus",
)


def territoires_a_echeance(
    couverture: Couverture, territoire: Territoire, niveau: str, mois: int = MOIS_PAR_DEFAUT
) -> pd.DataFrame:
    """Return the territories of a level by what they would lose if no contract is renewed.

    Columns COLONNES_TERRITOIRES; only those that a contract at its end touches, the largest
    ``population_sortie`` first. A territory that goes beyond counts for its part inside.
    """
    engine = couverture.moteur
    referentiel = engine.referentiel
    within = mask_of(referentiel, territoire.niveau, territoire.code)
    horizon = mois_apres(couverture.jour, mois).toordinal()
    fins = fins_de(couverture)
    last = fins.derniers_jours(len(within), tuple(range(len(CERTITUDES))))
    level = referentiel.niveaux[niveau]
    total = level.somme(referentiel.population, within)
    covered = level.somme(referentiel.population, couverture.signe & within)
    lost = level.somme(referentiel.population, couverture.signe & within & (last <= horizon))
    ending = np.zeros(len(engine.perimetres.contrats), dtype=bool)
    ending[fins.positions[fins.jours <= horizon]] = True
    owned, owners = engine.paires_dans(niveau, within)
    contracts = np.bincount(owned[ending[owners]], minlength=len(level.codes))
    table = level.cadre.assign(
        population=total,
        population_signe=covered,
        taux_signe=taux(covered, total),
        taux_horizon=taux(covered - lost, total),
        population_sortie=lost,
        nb_contrats_echus=contracts,
    )
    table = table[table["nb_contrats_echus"] > 0]
    ordered = table.sort_values(
        ["population_sortie", "population", "nom"], ascending=[False, False, True]
    )
    return ordered[list(COLONNES_TERRITOIRES)].reset_index(drop=True)
