"""The columns of certainty beside those of the rates: at one date, or month by month."""

import numpy as np
import pandas as pd

from geo.certitude.au_fil import build_au_fil
from geo.certitude.encadrement import build_encadrement, calcule_encadrement
from geo.certitude.publie import COLONNES_PUBLIEES, colonnes_publiees
from geo.couverture.historique import COLONNES_HISTORIQUE, Historique
from geo.couverture.moteur import COLONNES_TAUX, Couverture
from geo.couverture.tables import table_des_taux
from geo.territoires.niveau import HORS_REGIONS
from geo.territoires.referentiel import Referentiel

COLONNES_CERTITUDE = ("taux_atteste", "taux_plafond", *COLONNES_PUBLIEES)


def table_de_certitude(couverture: Couverture, niveau: str) -> pd.DataFrame:
    """Return the rows of ``table_des_taux`` with the columns COLONNES_CERTITUDE after them.

    Rates in percent, not rounded, NaN where nobody lives or where none was published as a number;
    dates of publication as published, NaN where there is none.
    """
    table = table_des_taux(couverture, niveau)
    bounds = calcule_encadrement(build_encadrement(couverture), niveau)
    table = table.assign(taux_atteste=bounds["taux_atteste"], taux_plafond=bounds["taux_plafond"])
    rows = [(kind, code, couverture.jour) for kind, code in zip(*_names(table), strict=True)]
    published = colonnes_publiees(couverture.moteur.registre, rows)
    return table.assign(**published)[[*COLONNES_TAUX, *COLONNES_CERTITUDE]]


def dans_les_regions(referentiel: Referentiel, niveau: str) -> np.ndarray:
    """Tell which territories of a level have cells in the 18 regions (a bool array)."""
    level = referentiel.niveaux[niveau]
    inside = referentiel.niveaux["france"].appartenance != HORS_REGIONS
    owners = level.appartenance[inside]
    mask = np.zeros(len(level.codes), dtype=bool)
    mask[owners[owners != HORS_REGIONS]] = True
    return mask


def historique_de_certitude(history: Historique) -> pd.DataFrame:
    """Return the rows of a history with the columns COLONNES_CERTITUDE after them.

    Its contracts are all those of the registre.
    """
    table = history.table()
    bounds = build_au_fil(history)
    table = table.assign(
        taux_atteste=bounds.taux_atteste.T.ravel(), taux_plafond=bounds.taux_plafond.T.ravel()
    )
    rows = list(zip(*_names(table), table["date"], strict=True))
    published = colonnes_publiees(history.moteur.registre, rows)
    return table.assign(**published)[[*COLONNES_HISTORIQUE, *COLONNES_CERTITUDE]]


def _names(table: pd.DataFrame) -> tuple[list[str], list[str]]:
    return table["niveau"].tolist(), table["code"].tolist()
