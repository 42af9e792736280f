"""The vintages of the COG: the communes of each 1 January, their EPCI, and published populations.

One version of the package holds one vintage, save 0.8.0: its communes are still those of 2019,
only its EPCI are those of 2020. The communes of 2020 are therefore the members of its EPCI and
the four islands that belong to none; 34,968 in all, the number INSEE gives.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.construction.attributs import (
    SAINT_MARTIN,
    ZONES_DES_REGIONS,
    groups_table,
    owner_of_member,
    read_records,
)

VERSIONS = {
    2019: "0.7.0",
    2020: "0.8.0",
    2021: "1.1.1",
    2022: "2.3.1",
    2023: "3.1.1",
    2024: "4.1.0",
    2025: "5.3.0",
    2026: "6.0.0",
}
"""Version of @etalab/decoupage-administratif that holds each vintage."""

PREMIER_MILLESIME = 2019
ILES_SANS_EPCI = frozenset({"22016", "29083", "29155", "85113"})
DEPARTEMENTS_D_OUTRE_MER = ("971", "972", "973", "974", "976")
HORS_REGIONS = "978"


@dataclass(frozen=True, eq=False)
class Millesime:
    """One vintage, with the populations its package publishes (see ``populations.SOURCES``).

    Attributes
    ----------
    communes : columns code, nom, departement, region, epci, ept; sorted by code.
    deleguees : columns code, nom, type, commune.
    anciens_codes : commune of this vintage that took over a former commune code.
    population_communes, population_membres : inhabitants by commune code, from the list of
        communes and from the members of EPCI; they are not of the same year.
    population_arrondissements : the same for arrondissements municipaux, from the communes.
    population_epci : inhabitants by SIREN, from the EPCI.
    fusions : communes born of a merger in the year before (known for 2019 only).
    """

    annee: int
    communes: pd.DataFrame
    deleguees: pd.DataFrame
    epci: pd.DataFrame
    ept: pd.DataFrame
    anciens_codes: dict[str, str]
    population_communes: dict[str, int]
    population_membres: dict[str, int]
    population_arrondissements: dict[str, int]
    population_epci: dict[str, int]
    fusions: frozenset[str] = frozenset()


def _kept(record: dict[str, Any]) -> bool:
    """Tell whether a record lies in the 18 regions or is Saint-Martin; old files have no zone."""
    code = record["code"]
    if "zone" in record:
        return record["zone"] in ZONES_DES_REGIONS or code == SAINT_MARTIN
    overseas = code.startswith(("97", "98"))
    return not overseas or code[:3] in DEPARTEMENTS_D_OUTRE_MER or code == SAINT_MARTIN


def _ept(archive: Path) -> list[dict[str, Any]]:
    """Return the EPT of a version; there is no list of them before 2023."""
    try:
        return read_records(archive, "ept")
    except KeyError:
        return []


def _mergers(archive: Path, annee: int) -> frozenset[str]:
    """Return the communes born of a merger after the 1 January before, up to that of ``annee``."""
    events = read_records(archive, "historique-communes")
    since, until = f"{annee - 1}-01-02", f"{annee}-01-01"
    ended = {
        (event["code"], event["dateFin"])
        for event in events
        if event["type"] == "COM" and since <= event.get("dateFin", "") <= until
    }
    return frozenset(
        event["pole"].removeprefix("COM-").partition("@")[0]
        for event in events
        if event["type"] != "COM" and (event["code"], event.get("dateDebut")) in ended
    )


def _current(archive: Path) -> Iterable[dict[str, Any]]:
    return (r for r in read_records(archive, "communes") if r["type"] == "commune-actuelle")


def _deleguees(records: Iterable[dict[str, Any]], communes: set[str]) -> pd.DataFrame:
    rows = [
        {
            "code": record["code"],
            "nom": record["nom"],
            "type": record["type"].removeprefix("commune-"),
            "commune": record["chefLieu"],
        }
        for record in records
        if record["type"] in ("commune-deleguee", "commune-associee")
        and record["chefLieu"] in communes
    ]
    return pd.DataFrame(rows).sort_values(["code", "type"], ignore_index=True)


def read_millesime(archive: Path, annee: int, following: Path) -> Millesime:
    """Read one vintage; ``following`` is the package of the next one, of use for 2020 only."""
    everything = [record for record in read_records(archive, "communes") if _kept(record)]
    current = {r["code"]: r for r in everything if r["type"] == "commune-actuelle"}
    epci = read_records(archive, "epci")
    ept = _ept(archive)
    epci_of = owner_of_member(epci)
    ept_of = owner_of_member(ept)
    successors = current
    if annee == 2020:
        codes = set(epci_of) | ILES_SANS_EPCI | {SAINT_MARTIN}
        successors = {r["code"]: r for r in _current(following)}
        current = {code: current.get(code) or successors[code] for code in codes}
    communes = pd.DataFrame(
        {
            "code": code,
            "nom": record["nom"],
            "departement": HORS_REGIONS if code == SAINT_MARTIN else record["departement"],
            "region": HORS_REGIONS if code == SAINT_MARTIN else record["region"],
            "epci": epci_of.get(code, ""),
            "ept": ept_of.get(code, ""),
        }
        for code, record in sorted(current.items())
    )
    known = set(communes["epci"])
    members = [member for group in epci for member in group["membres"]]
    return Millesime(
        annee,
        communes,
        _deleguees(everything, set(current)),
        groups_table(record for record in epci if record["code"] in known),
        groups_table(ept) if ept else pd.DataFrame(columns=["code", "nom", "type"]),
        {former: c for c, r in successors.items() for former in r.get("anciensCodes", [])},
        {code: r["population"] for code, r in current.items() if "population" in r},
        {m["code"]: m["populationMunicipale"] or 0 for m in members if "populationMunicipale" in m},
        {r["code"]: r["population"] for r in everything if r["type"] == "arrondissement-municipal"},
        {group["code"]: group["populationMunicipale"] for group in epci if group["code"] in known},
        _mergers(archive, annee) if annee == PREMIER_MILLESIME else frozenset(),
    )


def read_millesimes(archives: dict[int, Path]) -> dict[int, Millesime]:
    """Read every vintage, oldest first; ``archives``: package by vintage."""
    last = max(archives)
    return {
        annee: read_millesime(path, annee, archives[min(annee + 1, last)])
        for annee, path in sorted(archives.items())
    }
