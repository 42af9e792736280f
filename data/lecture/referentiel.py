"""Loading of data/referentiel/: the territories of one vintage and one population year."""

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from data.lecture.integrite import (
    HABITANTS,
    POPULATION_MAXIMALE,
    check_referentiel,
    noms_livres,
    read_provenance,
    read_referentiel,
    refuse_populations,
)
from data.memoire import une_fois
from data.paths import DOSSIER_REFERENTIEL

MILLESIME_PAR_DEFAUT = 2026
ANNEE_POPULATION_PAR_DEFAUT = 2023


# Files of each vintage, and those of the last one that hold for all: no région, département or
# arrondissement municipal has changed since 2019, and postcodes are known for today only.
PROPRES = ("communes", "communes_deleguees", "epci", "ept")
CONSTANTES = ("arrondissements_municipaux", "departements", "regions")


class ReferentielAbsent(ValueError):
    """The vintage or the population year asked for is not held."""


@dataclass(frozen=True)
class TablesReferentiel:
    """Tables of one vintage of the COG, all columns as text (see data/referentiel/README.md).

    ``populations`` is indexed by cell: a commune, an arrondissement municipal, or a piece of
    commune listed in ``cellules`` (code, nom, deleguee, then its commune in each vintage held);
    population municipale of the reference year ``annee_population`` (INSEE), in inhabitants.
    """

    millesime: int
    annee_population: int
    communes: pd.DataFrame
    arrondissements_municipaux: pd.DataFrame
    communes_deleguees: pd.DataFrame
    epci: pd.DataFrame
    ept: pd.DataFrame
    departements: pd.DataFrame
    regions: pd.DataFrame
    populations: pd.Series
    cellules: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"code": [], "nom": []}))

    @property
    def commune_des_cellules(self) -> dict[str, str]:
        """Commune of this vintage of each piece listed in ``cellules``."""
        if str(self.millesime) not in self.cellules:
            return {}
        return dict(zip(self.cellules["code"], self.cellules[str(self.millesime)], strict=True))


def millesimes_disponibles(folder: Path = DOSSIER_REFERENTIEL) -> list[int]:
    """Return the vintages of the COG delivered, oldest first.

    What else lies in ``folder`` is not read. Raises ReferentielInvalide when nothing says so.
    """
    return _years(folder, "([0-9]+)/communes.csv")


def annees_population_disponibles(folder: Path = DOSSIER_REFERENTIEL) -> list[int]:
    """Return the reference years of population delivered, as ``millesimes_disponibles`` does."""
    return _years(folder, "populations/([0-9]+).csv")


def _years(folder: Path, forme: str) -> list[int]:
    return list(_years_named(noms_livres(folder), forme))


@une_fois(8)
def _years_named(noms: tuple[str, ...], forme: str) -> tuple[int, ...]:
    found = [re.fullmatch(forme, nom) for nom in noms]
    return tuple(sorted(int(named[1]) for named in found if named))


def _read(nom: str, folder: Path) -> pd.DataFrame:
    content = io.BytesIO(read_referentiel(nom, folder))
    return pd.read_csv(content, dtype=str, keep_default_na=False, encoding="utf-8")


def _check(name: str, asked: int, held: list[int]) -> None:
    if asked not in held:
        choices = ", ".join(str(value) for value in held)
        raise ReferentielAbsent(f"{name} {asked} is not held; held: {choices}")


def _load_populations(nom: str, folder: Path) -> pd.Series:
    texts = _read(nom, folder).set_index("code")["population"]
    numbers = pd.to_numeric(texts, errors="coerce")
    total = int(numbers.sum())
    sound = numbers.between(0, POPULATION_MAXIMALE).all() and numbers.index.is_unique
    if not sound or not HABITANTS[0] <= total <= HABITANTS[1]:
        refuse_populations(nom, read_referentiel(nom, folder), total)
    return numbers.astype("int64")


@une_fois(16)
def load_tables(
    millesime: int = MILLESIME_PAR_DEFAUT,
    annee_population: int = ANNEE_POPULATION_PAR_DEFAUT,
    folder: Path = DOSSIER_REFERENTIEL,
) -> TablesReferentiel:
    """Load the tables of a vintage with the population of a reference year.

    Raises
    ------
    ReferentielAbsent
        When the vintage or the year is not held in ``folder``.
    data.errors.ReferentielInvalide
        When a file of ``folder`` is missing or is not as it was delivered: then nothing is loaded.
    """
    check_referentiel(folder)
    _check("vintage (millesime)", millesime, millesimes_disponibles(folder))
    _check("population year", annee_population, annees_population_disponibles(folder))
    series = _load_populations(f"populations/{annee_population}.csv", folder)
    tables = _load_vintage(millesime, folder)  # shared by all the population years
    return TablesReferentiel(millesime, annee_population, **tables, populations=series)


@une_fois(8)
def _load_vintage(millesime: int, folder: Path) -> dict[str, pd.DataFrame]:
    """Read the tables of a vintage that hold for every population year."""
    newest = millesimes_disponibles(folder)[-1]
    tables = {name: _read(f"{millesime}/{name}.csv", folder) for name in PROPRES}
    tables |= {name: _read(f"{newest}/{name}.csv", folder) for name in CONSTANTES}
    if "codes_postaux" not in tables["communes"]:
        postcodes = _read(f"{newest}/communes.csv", folder).set_index("code")["codes_postaux"]
        found = tables["communes"]["code"].map(postcodes).fillna("")
        tables["communes"] = tables["communes"].assign(codes_postaux=found)
    tables["cellules"] = _read("cellules.csv", folder)
    return tables


@une_fois(8)
def load_table_commune(nom: str) -> pd.DataFrame:
    """Return a table that holds for every vintage, all columns as text (cached).

    ``nom``: anciens, autres_noms, ailleurs, communes_hors_atlas or sirens.
    """
    return _read(f"{nom}.csv", DOSSIER_REFERENTIEL)


@une_fois(1)
def load_provenance(folder: Path = DOSSIER_REFERENTIEL) -> dict[str, Any]:
    """Return the provenance of the referentiel: attribution, licence, sources, files."""
    return read_provenance(folder)
