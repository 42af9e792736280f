"""Territories ranked by a rate, as data: for a picture or a slide."""

import pandas as pd

from components.commun.mots.formats import pourcentage
from components.commun.statuts import STATUTS
from components.figures.figure import Graphique, Serie

BARRES_MAX = 20


def graphique_classement(table: pd.DataFrame, titre: str, taux: str) -> Graphique:
    """Return the ranking, best rate first."""
    ordered = table.sort_values([taux, "taux_signe", "population"], ascending=False)
    signed = [_known(value) for value in ordered["taux_signe"].tolist()]
    both = [_known(value) for value in ordered["taux_signe_ou_projet"].tolist()]
    in_project = tuple(
        None if one is None or two is None else two - one
        for one, two in zip(signed, both, strict=True)
    )
    series = [Serie(STATUTS["signe"].libelle, tuple(signed), STATUTS["signe"].couleur)]
    if taux != "taux_signe":
        series.append(Serie(STATUTS["projet"].libelle, in_project, STATUTS["projet"].couleur))
    names = tuple(ordered["nom"].tolist())
    shown = [_known(value) for value in ordered[taux].tolist()]
    words = "\u00a0; ".join(
        f"{name}\u00a0: {pourcentage(value)}" for name, value in zip(names, shown, strict=True)
    )
    alternative = f"Graphique en barres. {titre}. {words}."
    return Graphique("barres_empilees", titre, names, tuple(series), "%", alternative)


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
