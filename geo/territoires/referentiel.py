"""The territories as one ordered index of cells, and the levels they add up to.

A *cell* is the smallest territory with a population of its own: a commune, an arrondissement
municipal for Paris, Lyon and Marseille, or a piece of a commune that merged or split since 2019.
The cells are the same, in the same order, for every vintage and every population year, so that a
set of cells found with one vintage can be counted with another.

Every level (commune, EPCI, département, région, France) is an array that says which territory each
cell belongs to, so that a perimeter is an array of cells and a population by territory is one
``bincount``.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from sys import intern

import numpy as np
import pandas as pd

from data.lecture.referentiel import (
    ANNEE_POPULATION_PAR_DEFAUT,
    MILLESIME_PAR_DEFAUT,
    TablesReferentiel,
    load_tables,
)
from data.memoire import une_fois
from geo.territoires.cellules import CellulesParCode
from geo.territoires.niveau import HORS_REGIONS, Niveau, TerritoireInconnu, positions_de

NIVEAUX = ("france", "region", "departement", "epci", "commune")
NIVEAUX_PARTICULIERS = ("ept", "arrondissement_municipal")
"""Levels that only Grand Paris, or Paris, Lyon and Marseille have: the rest is in none."""
CODE_FRANCE = "FR"
NOM_FRANCE = "France (18 régions)"
SUFFIXE_SOLDE = "-S"
"""Ends the code of the cell of inhabitants whom no source places in a former commune."""


@dataclass(frozen=True, eq=False)
class Referentiel:
    """Cells, levels and populations of one vintage of the COG and one population year.

    Attributes
    ----------
    codes : str array, code of each cell, sorted: never to be read as the code of a commune.
    population : int64 array, population municipale of each cell, in inhabitants.
    niveaux : the five levels of NIVEAUX, those of NIVEAUX_PARTICULIERS (-1 elsewhere), and
        ``partie`` (EPCI cut by département: what the map draws).
    jumeau : the same vintage with another population year, whose indexes this one shares.
    """

    millesime: int
    annee_population: int
    codes: np.ndarray
    population: np.ndarray
    niveaux: dict[str, Niveau]
    tables: TablesReferentiel
    jumeau: "Referentiel | None" = None

    @cached_property
    def cellules_par_code(self) -> CellulesParCode:
        """Cells of every territory a perimeter may name, keyed by (niveau, code)."""
        if self.jumeau is not None:
            return self.jumeau.cellules_par_code
        alone = [
            ("arrondissement_municipal", code)
            for code in self.tables.arrondissements_municipaux["code"]
        ]
        alone += [("commune_deleguee", code) for code in self.deleguees_connues]
        return CellulesParCode(
            {name: self.niveaux[name] for name in CellulesParCode.NIVEAUX}, self.codes, alone
        )

    @cached_property
    def deleguees_connues(self) -> frozenset[str]:
        """Communes déléguées or associées that have a population of their own.

        Those that were communes in a vintage held: their population is the one of the last
        vintage in which they were.
        """
        pieces = self.tables.cellules
        return frozenset(pieces.loc[pieces["deleguee"] == "1", "code"] if len(pieces) else ())

    @cached_property
    def noms_des_cellules(self) -> dict[str, str]:
        """Name of each cell that is not a whole commune, by code."""
        if self.jumeau is not None:
            return self.jumeau.noms_des_cellules
        tables = (self.tables.cellules, self.tables.arrondissements_municipaux)
        return {
            code: nom
            for table in tables
            for code, nom in zip(table["code"], table["nom"], strict=True)
        }

    @cached_property
    def commune_de_deleguee(self) -> dict[str, str]:
        """Commune that each commune déléguée or associée lies in, by code."""
        if self.jumeau is not None:
            return self.jumeau.commune_de_deleguee
        table = self.tables.communes_deleguees
        return dict(zip(table["code"], table["commune"], strict=True))

    @cached_property
    def population_totale(self) -> dict[str, np.ndarray]:
        """Population of each territory, by level."""
        everywhere = np.ones(len(self.codes), dtype=bool)
        return {
            name: level.somme(self.population, everywhere) for name, level in self.niveaux.items()
        }

    def cellules(self, niveau: str, code: str) -> np.ndarray:
        """Return the cells (positions) of a territory.

        Raises TerritoireInconnu when no territory of this level has this code.
        """
        if niveau == "france":
            return np.flatnonzero(self.niveaux["france"].appartenance != HORS_REGIONS)
        if (niveau, code) not in self.cellules_par_code:
            raise TerritoireInconnu(f"unknown {niveau} code: {code}")
        return self.cellules_par_code[niveau, code]

    def nom(self, niveau: str, code: str) -> str:
        """Return the name of a territory; raise TerritoireInconnu when there is none."""
        level = self.niveaux[niveau]
        return str(level.noms[level.position(code)])

    def est_hors_epci(self, code: str) -> bool:
        """Tell whether a code of the EPCI level is a commune that belongs to no EPCI."""
        return code in self.niveaux["epci"].index and code in self.niveaux["commune"].index


def _cells(tables: TablesReferentiel) -> pd.DataFrame:
    """Return the cells and what they belong to, sorted by code.

    Columns code, commune, departement, region, epci, ept. Paris, Lyon and Marseille are replaced
    by their arrondissements, the communes that merged or split by their pieces.
    """
    arrondissements = tables.arrondissements_municipaux
    commune_of = tables.commune_des_cellules
    commune_of |= dict(zip(arrondissements["code"], arrondissements["commune"], strict=True))
    split = set(commune_of.values())
    commune_of |= {code: code for code in tables.communes["code"] if code not in split}
    cells = pd.DataFrame({"code": list(commune_of), "commune": list(commune_of.values())})
    columns = ["commune", "departement", "region", "epci", "ept"]
    owners = tables.communes.rename(columns={"code": "commune"})[columns]
    merged = cells.merge(owners, on="commune", validate="many_to_one")
    return merged.sort_values("code", ignore_index=True)


def _level(nom: str, keys: pd.Series, names: pd.Series) -> Niveau:
    """Build a level from the key of each cell and the names indexed by code.

    Most communes have the same name in every vintage: it is held once.
    """
    codes = np.array(sorted(names.index), dtype=str)
    noms = np.array(list(map(intern, names.loc[codes].tolist())), dtype=object)
    return Niveau(nom, codes, noms, positions_de(keys.to_numpy(dtype=str), codes))


def _names(table: pd.DataFrame) -> pd.Series:
    return table.set_index("code")["nom"]


def _departement_suffix(parts: pd.DataFrame, departements: pd.Series) -> pd.Series:
    """Name each part of an EPCI astride two départements after the département it lies in."""
    several = parts.groupby("epci_ou_commune")["partie"].transform("nunique") > 1
    suffix = " (partie " + parts["departement"].map(departements) + ")"
    return parts["nom"].where(~several, parts["nom"] + suffix)


def _population(codes: np.ndarray, tables: TablesReferentiel) -> np.ndarray:
    """Return the population of each cell; raise ValueError when one has none."""
    population = tables.populations.reindex(codes)
    if population.isna().any():
        missing = ", ".join(population.index[population.isna()][:5])
        raise ValueError(f"no population {tables.annee_population} for {missing}")
    return population.to_numpy(dtype=np.int64)


def build_referentiel(tables: TablesReferentiel) -> Referentiel:
    """Index the tables of one vintage.

    Raises ValueError when a cell has no population.
    """
    cells = _cells(tables)
    codes = cells["code"].to_numpy(dtype=str)

    names = {
        "commune": _names(tables.communes),
        "departement": _names(tables.departements),
        "region": _names(tables.regions),
        "ept": _names(tables.ept),
        "arrondissement_municipal": _names(tables.arrondissements_municipaux),
    }
    in_regions = cells["region"].isin(names["region"].index)
    alone = in_regions & (cells["epci"] == "")
    owner = cells["epci"].where(~alone, cells["commune"])
    lonely_names = names["commune"].loc[cells.loc[alone, "commune"]] + " (commune hors EPCI)"
    names["epci"] = pd.concat([_names(tables.epci), lonely_names])
    part = owner.where(alone | ~in_regions, owner + "-" + cells["departement"])
    parts = pd.DataFrame(
        {"partie": part, "epci_ou_commune": owner, "departement": cells["departement"]}
    )[in_regions].drop_duplicates("partie")
    parts["nom"] = parts["epci_ou_commune"].map(names["epci"])
    parts["nom"] = _departement_suffix(parts, names["departement"])
    names["partie"] = parts.set_index("partie")["nom"]

    france = pd.Series(np.where(in_regions, CODE_FRANCE, ""))
    keys = {
        "france": france,
        "region": cells["region"],
        "departement": cells["departement"],
        "epci": owner,
        "commune": cells["commune"],
        "partie": part,
        "ept": cells["ept"],
        "arrondissement_municipal": cells["code"],
    }
    names["france"] = pd.Series({CODE_FRANCE: NOM_FRANCE})
    levels = {name: _level(name, key, names[name]) for name, key in keys.items()}
    return Referentiel(
        tables.millesime,
        tables.annee_population,
        codes,
        _population(codes, tables),
        levels,
        tables,
    )


def load_referentiel(
    millesime: int = MILLESIME_PAR_DEFAUT, annee_population: int = ANNEE_POPULATION_PAR_DEFAUT
) -> Referentiel:
    """Load and index a vintage (cached). Raises ReferentielAbsent when it is not held."""
    return _load(millesime, annee_population)  # one entry, however the arguments are written


@une_fois(24)
def _load(millesime: int, annee_population: int) -> Referentiel:
    tables = load_tables(millesime, annee_population)
    if annee_population == ANNEE_POPULATION_PAR_DEFAUT:
        return build_referentiel(tables)
    model = _load(millesime, ANNEE_POPULATION_PAR_DEFAUT)
    return replace(
        model,
        annee_population=annee_population,
        population=_population(model.codes, tables),
        tables=tables,
        jumeau=model,
    )
