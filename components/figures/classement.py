"""Territories ranked by a rate, as data: for a picture or a slide."""

import pandas as pd

from components.commun.mots.formats import pourcentage
from components.figures.barres import alternative, series_des_taux
from components.figures.figure import Graphique

BARRES_MAX = 20


def graphique_classement(table: pd.DataFrame, titre: str, taux: str) -> Graphique:
    """Return the ranking, best rate first."""
    ordered = table.sort_values([taux, "taux_signe", "population"], ascending=False)
    series = series_des_taux(ordered["taux_signe"], ordered["taux_signe_ou_projet"])
    names = ordered["nom"].tolist()
    words = [pourcentage(value) for value in ordered[taux]]
    return Graphique(
        "barres_empilees",
        titre,
        tuple(names),
        series[:1] if taux == "taux_signe" else series,
        "%",
        alternative(titre, names, words),
    )
