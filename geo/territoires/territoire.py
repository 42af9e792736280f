"""A territory as a reader knows it: its name, its parents, the levels it can be cut into."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.memoire import une_fois
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.referentiel import (
    CODE_FRANCE,
    NIVEAUX,
    NIVEAUX_PARTICULIERS,
    NOM_FRANCE,
    Referentiel,
)

# Levels a territory can be looked at, finest last; the first one is shown by default.
NIVEAUX_INTERIEURS = {
    "france": ("region", "departement", "epci", "commune"),
    "region": ("epci", "departement", "commune"),
    "departement": ("epci", "commune"),
    "epci": ("commune",),
    "commune": ("commune",),
    "ept": ("commune",),
    "arrondissement_municipal": ("arrondissement_municipal",),
}
# What only these can be cut into, on top of the others of their level.
DECOUPES_PARTICULIERES = {
    ("commune", "13055"): "arrondissement_municipal",
    ("commune", "69123"): "arrondissement_municipal",
    ("commune", "75056"): "arrondissement_municipal",
    ("epci", "200054781"): "ept",
}
PARENTS = {
    "france": (),
    "region": (),
    "departement": ("region",),
    "epci": ("region", "departement"),
    "ept": ("region", "departement", "epci"),
    "commune": ("region", "departement", "epci"),
    "arrondissement_municipal": ("region", "departement", "epci", "commune"),
}


@dataclass(frozen=True)
class Territoire:
    """One territory of the referentiel, from the country to the commune."""

    niveau: str
    code: str
    nom: str

    @property
    def niveaux_interieurs(self) -> tuple[str, ...]:
        """Levels the territory can be cut into."""
        own = DECOUPES_PARTICULIERES.get((self.niveau, self.code))
        levels = NIVEAUX_INTERIEURS[self.niveau]
        return levels if own is None else (*levels, own)


FRANCE = Territoire("france", CODE_FRANCE, NOM_FRANCE)


def find_territoire(referentiel: Referentiel, niveau: str, code: str) -> Territoire:
    """Return a territory; raise TerritoireInconnu when the level or the code is unknown.

    A commune in no EPCI, asked for at the EPCI level, is returned as a commune.
    """
    if niveau not in (*NIVEAUX, *NIVEAUX_PARTICULIERS):
        raise TerritoireInconnu(f"unknown level: {niveau}")
    if niveau == "france":
        return FRANCE
    if niveau == "epci" and referentiel.est_hors_epci(code):
        niveau = "commune"
    return Territoire(niveau, code, referentiel.nom(niveau, code))


@une_fois(1024)
def parents_of(referentiel: Referentiel, territoire: Territoire) -> tuple[Territoire, ...]:
    """Return the territories a territory lies in, widest first, the country included.

    An EPCI or an EPT astride two départements is placed where most of its residents live.
    """
    if territoire.niveau == "france":
        return ()
    cells = referentiel.cellules(territoire.niveau, territoire.code)
    found = [FRANCE]
    for level_name in PARENTS[territoire.niveau]:
        level = referentiel.niveaux[level_name]
        code = _most_populous(level.appartenance[cells], referentiel.population[cells], level.codes)
        if code is not None and not (level_name == "epci" and referentiel.est_hors_epci(code)):
            found.append(Territoire(level_name, code, referentiel.nom(level_name, code)))
    return tuple(found)


def _most_populous(owners: np.ndarray, population: np.ndarray, codes: np.ndarray) -> str | None:
    residents: Counter[int] = Counter()
    for owner, number in zip(owners.tolist(), population.tolist(), strict=True):
        if owner >= 0:
            residents[owner] += number
    return str(codes[residents.most_common(1)[0][0]]) if residents else None


def surroundings_of(referentiel: Referentiel, territoire: Territoire, niveau: str) -> Territoire:
    """Return what a map shows of a territory cut at a level.

    Itself, when it is cut; a commune is shown among those of its EPCI or département, an
    arrondissement municipal among those of its commune.
    """
    if territoire.niveau != niveau:
        return territoire
    parents = parents_of(referentiel, territoire)
    return parents[-1] if parents[-1] != FRANCE else territoire


def region_of(referentiel: Referentiel, territoire: Territoire) -> Territoire | None:
    """Return the region a territory lies in (itself for a region), or None for the country."""
    if territoire.niveau == "region":
        return territoire
    parents = parents_of(referentiel, territoire)
    return next((parent for parent in parents if parent.niveau == "region"), None)


@une_fois(24)
def regions_of(referentiel: Referentiel) -> tuple[Territoire, ...]:
    """Return the 18 regions, mainland first, in alphabetical order."""
    table = referentiel.tables.regions.sort_values(by=["zone", "nom"], ascending=[False, True])
    return tuple(
        Territoire("region", code, nom)
        for code, nom in zip(table["code"], table["nom"], strict=True)
    )


def noms_des_regions(referentiel: Referentiel) -> dict[str, str]:
    """Return the names of the régions by code."""
    return {one.code: one.nom for one in regions_of(referentiel)}


@une_fois(64)
def departements_of(referentiel: Referentiel, region: Territoire) -> tuple[Territoire, ...]:
    """Return the départements of a région, by code; none for the country."""
    table = referentiel.tables.departements
    inside = table[table["region"] == region.code]
    pairs = zip(inside["code"], inside["nom"], strict=True)
    return tuple(Territoire("departement", code, nom) for code, nom in pairs)


@une_fois(24)
def departements(referentiel: Referentiel) -> tuple[Territoire, ...]:
    """Return every département, by code."""
    table = referentiel.tables.departements
    pairs = sorted(zip(table["code"].tolist(), table["nom"].tolist(), strict=True))
    return tuple(Territoire("departement", code, nom) for code, nom in pairs)


def departement_of(referentiel: Referentiel, territoire: Territoire) -> Territoire | None:
    """Return the département a territory is, or lies in; None above."""
    around = (*parents_of(referentiel, territoire), territoire)
    return next((one for one in around if one.niveau == "departement"), None)


def territoire_of_feature(referentiel: Referentiel, niveau: str, identifiant: str) -> Territoire:
    """Return the territory that a feature of the map at a level is, or is a part of."""
    code = identifiant.split("-")[0] if niveau == "epci" else identifiant
    return find_territoire(referentiel, niveau, code)


@une_fois(64)
def departement_names(referentiel: Referentiel, niveau: str) -> np.ndarray:
    """Return, for each territory of a level, the name of the département it mostly lies in.

    An EPCI (or an EPT) astride two départements is placed where most of its residents live; above
    the EPCI level, names are empty.
    """
    level = referentiel.niveaux[niveau]
    found = np.full(len(level.codes), "", dtype=object)
    if niveau not in ("epci", "ept", "commune"):
        return found
    departements = referentiel.niveaux["departement"]
    cells = pd.DataFrame(
        {
            "territoire": level.appartenance,
            "departement": departements.appartenance,
            "population": referentiel.population,
        }
    )
    cells = cells[(cells["territoire"] >= 0) & (cells["departement"] >= 0)]
    residents = cells.groupby(["territoire", "departement"], as_index=False).agg("sum")
    main = residents.sort_values(by="population").drop_duplicates("territoire", keep="last")
    found[main["territoire"].to_numpy()] = departements.noms[main["departement"].to_numpy()]
    return found
