"""The territories that the directory is filtered by: régions, and the départements of one."""

from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import FRANCE, Territoire, parents_of


def departements_of(referentiel: Referentiel, region: Territoire) -> tuple[Territoire, ...]:
    """Return the départements of a region, or of the country, in the order of their codes."""
    table = referentiel.tables.departements
    if region != FRANCE:
        table = table[table["region"] == region.code]
    pairs = zip(table["code"].tolist(), table["nom"].tolist(), strict=True)
    ordered = sorted(pairs, key=lambda pair: pair[0])
    return tuple(Territoire("departement", code, nom) for code, nom in ordered)


def departement_of(referentiel: Referentiel, territoire: Territoire) -> Territoire | None:
    """Return the département a territory is, or lies in; None above."""
    around = (*parents_of(referentiel, territoire), territoire)
    return next((one for one in around if one.niveau == "departement"), None)
