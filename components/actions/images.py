"""The charts of the page of actions as data, for the pictures to take away."""

from collections.abc import Mapping, Sequence

import pandas as pd

from components.actions.actions import mots_de
from components.actions.filtres import LIBELLES_DIMENSIONS
from components.commun.mots.formats import pluriel
from components.commun.statuts import ECHELLE_PARTS, STATUTS_ACTION
from components.figures.barres import alternative
from components.figures.figure import Graphique, Serie
from geo.actions.themes import Matrice


def graphique_comptes(
    table: pd.DataFrame, dimension: str, regions: Mapping[str, str], ou: str
) -> Graphique:
    """Return the counts of ``geo.actions.portefeuille.compter`` as bars cut by status.

    ``ou``: where and when, in words.
    """
    words = mots_de(dimension, regions)
    names = tuple(words.get(code, code) for code in table["code"])
    titre = f"{ou}\u00a0: nombre d'actions par {LIBELLES_DIMENSIONS[dimension].lower()}"
    series = tuple(
        Serie(aspect.libelle, tuple(map(float, table[code].tolist())), aspect.couleur)
        for code, aspect in STATUTS_ACTION.items()
        if table[code].any()
    )
    counts = [pluriel(number, "action") for number in table["nb_actions"].tolist()]
    told = alternative(titre, names, counts)
    return Graphique("barres_empilees", titre, names, series, "", told)


def graphique_matrice(
    matrice: Matrice, lignes: Sequence[str], colonnes: Sequence[str], titre: str, par_contrat: bool
) -> Graphique:
    """Return a matrix as a heat map.

    Parameters
    ----------
    lignes, colonnes : labels, in the order of the matrix.
    par_contrat : a column is one contract, a cell says whether it has an axis on the subject; else
        it gives the percent of the contracts of the column.
    """
    cells = matrice.nombres.astype(float) if par_contrat else matrice.parts
    rows = [[None if value != value else value for value in row] for row in cells.tolist()]
    counts = "\u00a0; ".join(
        f"{name}\u00a0: {pluriel(total, 'contrat')}"
        for name, total in zip(lignes, matrice.total.tolist(), strict=True)
    )
    return Graphique(
        "matrice",
        titre,
        tuple(colonnes),
        tuple(
            Serie(name, tuple(row), ECHELLE_PARTS[-1][1])
            for name, row in zip(lignes, rows, strict=True)
        ),
        "" if par_contrat else "%",
        f"Grille. {titre}. Contrats qui ont un axe sur chaque sujet\u00a0: {counts}.",
    )
