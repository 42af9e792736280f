"""Tables and layers of the référentiel, read as anybody would."""

import csv
from functools import cache

from data.paths import DOSSIER_REFERENTIEL

SAINT_MARTIN = "97801"


@cache
def rows(name: str) -> list[dict[str, str]]:
    path = DOSSIER_REFERENTIEL / "2026" / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(keepends=True)))


@cache
def communes() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows("communes")}


@cache
def cells() -> dict[str, int]:
    """Inhabitants of each cell in 2023: communes, arrondissements, pieces of merged communes."""
    path = DOSSIER_REFERENTIEL / "populations" / "2023.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return {row["code"]: int(row["population"]) for row in csv.DictReader(lines)}


@cache
def pieces() -> dict[str, dict[str, str]]:
    lines = (DOSSIER_REFERENTIEL / "cellules.csv").read_text(encoding="utf-8").splitlines()
    return {row["code"]: row for row in csv.DictReader(lines)}


@cache
def populations() -> dict[str, int]:
    """Inhabitants in 2023 of each commune of 2026, and of each arrondissement municipal."""
    city_of = {row["code"]: row["commune"] for row in rows("arrondissements_municipaux")}
    found = {code: cells()[code] for code in city_of}
    for code, number in cells().items():
        commune = city_of.get(code) or (pieces()[code]["2026"] if code in pieces() else code)
        found[commune] = found.get(commune, 0) + number
    return found


@cache
def of_the_regions() -> set[str]:
    return set(communes()) - {SAINT_MARTIN}
