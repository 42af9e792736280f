"""Attributes of the territories (codes, names, memberships, populations) from the COG package."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from data.construction.sources import read_member

SAINT_MARTIN = "97801"
ZONES_DES_REGIONS = ("metro", "drom")


def read_records(archive: Path, name: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(read_member(archive, f"package/data/{name}.json"))
    return records


def owner_of_member(groups: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Map each member commune to the SIREN of its group; a commune has at most one."""
    owner: dict[str, str] = {}
    for group in groups:
        for member in group["membres"]:
            code = member["code"]
            if owner.setdefault(code, group["code"]) != group["code"]:
                raise ValueError(f"commune {code} is a member of {owner[code]} and {group['code']}")
    return owner


def build_tables(archive: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of the last vintage, keyed by file name without suffix.

    Columns are those of data/referentiel/README.md. Only the 18 regions and Saint-Martin
    (97801, followed by the ARS of Guadeloupe) are kept.
    """
    everything = read_records(archive, "communes")
    kept = [
        record
        for record in everything
        if record["zone"] in ZONES_DES_REGIONS or record["code"] == SAINT_MARTIN
    ]
    by_type: dict[str, list[dict[str, Any]]] = {}
    for record in sorted(kept, key=lambda record: record["code"]):
        by_type.setdefault(record["type"], []).append(record)

    epci = read_records(archive, "epci")
    ept = read_records(archive, "ept")
    epci_of = owner_of_member(epci)
    ept_of = owner_of_member(ept)
    communes = pd.DataFrame(
        {
            "code": record["code"],
            "nom": record["nom"],
            "departement": record["departement"],
            "region": record["region"],
            "epci": epci_of.get(record["code"], ""),
            "ept": ept_of.get(record["code"], ""),
            "codes_postaux": " ".join(record.get("codesPostaux", [])),
        }
        for record in by_type["commune-actuelle"]
    )
    arrondissements = pd.DataFrame(
        {
            "code": record["code"],
            "nom": record["nom"],
            "commune": record["commune"],
            "codes_postaux": " ".join(record.get("codesPostaux", [])),
        }
        for record in by_type["arrondissement-municipal"]
    )
    anciennes = pd.DataFrame(
        {
            "code": record["code"],
            "nom": record["nom"],
            "type": record["type"].removeprefix("commune-"),
            "commune": record["chefLieu"],
        }
        for kind in ("commune-deleguee", "commune-associee")
        for record in by_type[kind]
    ).sort_values(["code", "type"])
    known = set(communes["epci"])
    return {
        "communes": communes,
        "arrondissements_municipaux": arrondissements,
        "communes_deleguees": anciennes,
        "epci": groups_table(record for record in epci if record["code"] in known),
        "ept": groups_table(ept),
        "departements": _areas(archive, "departements", ["region", "chefLieu"]),
        "regions": _areas(archive, "regions", ["chefLieu"]),
    }


def groups_table(records: Iterable[dict[str, Any]]) -> pd.DataFrame:
    rows = [{"code": r["code"], "nom": r["nom"], "type": r["type"]} for r in records]
    return pd.DataFrame(rows).sort_values("code")


def _areas(archive: Path, name: str, extra: list[str]) -> pd.DataFrame:
    rows = [r for r in read_records(archive, name) if r["zone"] in ZONES_DES_REGIONS]
    frame = pd.DataFrame(rows)[["code", "nom", "zone", *extra]].sort_values("code")
    return frame.rename(columns={"chefLieu": "chef_lieu"})


def absorbing_communes(archive: Path) -> dict[str, str]:
    """Return, for each commune code that is no more, the commune of today that took it over."""
    current = [r for r in read_records(archive, "communes") if r["type"] == "commune-actuelle"]
    codes = {record["code"] for record in current}
    return {
        former: record["code"]
        for record in current
        for former in record.get("anciensCodes", [])
        if former not in codes
    }
