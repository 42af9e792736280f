"""The rates of the territories of a level as a table."""

import numpy as np
import pandas as pd

from geo.couverture.moteur import Couverture, taux_de
from geo.territoires.decoupe import Decoupe, decoupe
from geo.territoires.referentiel import CODE_FRANCE

TEXTE = pd.StringDtype(na_value=np.nan)
"""Type of the texts of a table, which pandas would look up by name at each column."""
Colonne = np.ndarray | pd.api.extensions.ExtensionArray


def table_des_taux(
    couverture: Couverture, niveau: str, within: np.ndarray | None = None
) -> pd.DataFrame:
    """Return the figures of ``calcule_taux`` as a table with the columns COLONNES_TAUX.

    With ``within``, only the territories that have cells in the mask are rows.
    """
    cut = decoupe(couverture.moteur.referentiel, niveau, within)
    return pd.DataFrame(colonnes_des_taux(couverture, cut))


def colonnes_des_taux(couverture: Couverture, cut: Decoupe) -> dict[str, Colonne]:
    """Return the columns COLONNES_TAUX of the territories of a cut."""
    names = {str(name): values.array for name, values in cut.cadre.items()}
    return {**names, **taux_de(couverture, cut)}


def ligne_du_territoire(couverture: Couverture, niveau: str, code: str) -> pd.Series:
    """Return the row of ``table_des_taux`` for one territory; raise TerritoireInconnu."""
    if niveau == "france":
        code = CODE_FRANCE
    position = couverture.moteur.referentiel.niveaux[niveau].position(code)
    return table_des_taux(couverture, niveau).iloc[position]
