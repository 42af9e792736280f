"""Making the changes that a publication writes: a row that comes, is corrected, or goes."""

from collections.abc import Mapping

from data.depot.cles import as_cellules, cle_de
from data.depot.modele import Changement, Ligne


def ajout(ressource: str, cellules: Mapping[str, str]) -> Changement:
    """Return the change that adds a row; the columns left out are empty."""
    return Changement(ressource, cle_de(ressource, cellules), None, dict(cellules))


def correction(ressource: str, cle: str, lue: Ligne, cellules: Mapping[str, str]) -> Changement:
    """Return the change that writes some columns of a row, the others as they were read."""
    apres = {**as_cellules(ressource, lue.cellules), **cellules}
    return Changement(ressource, cle, lue.version, apres)


def retrait(ressource: str, cle: str, lue: Ligne) -> Changement:
    """Return the change that takes a row away."""
    return Changement(ressource, cle, lue.version, None)
