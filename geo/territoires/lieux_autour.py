"""The places around a place: its commune, what it lies in, its département, its ARS."""

import numpy as np

from geo.territoires.referentiel import HORS_REGIONS, Referentiel
from geo.territoires.territoire import Territoire, find_territoire, parents_of

# A collectivité d'outre-mer is in no region: the ARS that follows it.
ARS_HORS_REGIONS = {"97801": "01"}


def _commune_of_arrondissement(referentiel: Referentiel, code: str) -> Territoire:
    table = referentiel.tables.arrondissements_municipaux
    commune = str(table.loc[table["code"] == code, "commune"].iloc[0])
    return find_territoire(referentiel, "commune", commune)


def commune_du_lieu(referentiel: Referentiel, territoire: Territoire) -> Territoire:
    """Return the commune of a place, or the most populous of its communes."""
    if territoire.niveau == "commune":
        return territoire
    if territoire.niveau == "arrondissement_municipal":
        return _commune_of_arrondissement(referentiel, territoire.code)
    level = referentiel.niveaux["commune"]
    cells = referentiel.cellules(territoire.niveau, territoire.code)
    owners = np.unique(level.appartenance[cells])
    largest = owners[np.argmax(referentiel.population_totale["commune"][owners])]
    return Territoire("commune", str(level.codes[largest]), str(level.noms[largest]))


def _ept_of(referentiel: Referentiel, territoire: Territoire) -> Territoire | None:
    level = referentiel.niveaux["ept"]
    owners = np.unique(level.appartenance[referentiel.cellules(territoire.niveau, territoire.code)])
    if len(owners) != 1 or owners[0] == HORS_REGIONS:
        return None
    return Territoire("ept", str(level.codes[owners[0]]), str(level.noms[owners[0]]))


def parents_du_lieu(referentiel: Referentiel, territoire: Territoire) -> tuple[Territoire, ...]:
    """Return the places a place lies in, widest first, the country included.

    As ``geo.territoires.territoire.parents_of``, with the EPT of a commune of Grand Paris.
    """
    parents = parents_of(referentiel, territoire)
    ept = _ept_of(referentiel, territoire) if territoire.niveau == "commune" else None
    return parents if ept is None else (*parents, ept)


def departement_du_lieu(parents: tuple[Territoire, ...], territoire: Territoire) -> str:
    """Return the name and code of the département of a place, ``Finistère (29)``, or ''."""
    for one in (*parents, territoire):
        if one.niveau == "departement":
            return f"{one.nom} ({one.code})"
    return ""


def ars_du_lieu(parents: tuple[Territoire, ...], territoire: Territoire) -> str | None:
    """Return the code of the region whose ARS follows a place, None when there is none."""
    for one in (*parents, territoire):
        if one.niveau == "region":
            return one.code
    return ARS_HORS_REGIONS.get(territoire.code)
