"""The rates of the territories of a level as a table."""

import numpy as np
import pandas as pd

from geo.couverture.moteur import Couverture, calcule_taux
from geo.territoires.referentiel import CODE_FRANCE


def table_des_taux(
    couverture: Couverture, niveau: str, within: np.ndarray | None = None
) -> pd.DataFrame:
    """Return the figures of ``calcule_taux`` as a table with the columns COLONNES_TAUX.

    With ``within``, only the territories that have cells in the mask are rows.
    """
    level = couverture.moteur.referentiel.niveaux[niveau]
    figures = pd.DataFrame(calcule_taux(couverture, niveau, within), index=level.cadre.index)
    table = pd.concat([level.cadre, figures], axis=1)
    if within is not None:
        present = np.zeros(len(level.codes) + 1, dtype=bool)
        present[level.appartenance[within]] = True
        table = table[present[:-1]]
    return table.reset_index(drop=True)


def ligne_du_territoire(couverture: Couverture, niveau: str, code: str) -> pd.Series:
    """Return the row of ``table_des_taux`` for one territory; raise TerritoireInconnu."""
    if niveau == "france":
        code = CODE_FRANCE
    position = couverture.moteur.referentiel.niveaux[niveau].position(code)
    return table_des_taux(couverture, niveau).iloc[position]
