"""The real coverage computed again, from the CSV files and the rules alone.

Nothing of the atlas is used on this side but the place of its files: dates are numbers, territories
are sets of codes, and the rules are written as the method states them.
"""

import csv
import json
import math
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from data.paths import DOSSIER_REFERENTIEL, DOSSIER_REGISTRE
from geo.couverture.moteur import Moteur
from geo.couverture.tables import table_des_taux

JOURS = [
    date(2013, 1, 1),
    date(2020, 2, 29),
    date(2023, 7, 12),
    date(2026, 11, 21),
    date(2029, 6, 30),
]
NIVEAUX = ["france", "region", "departement", "epci", "commune", "ept"]
PROJETS = {"lettre_intention", "cadrage", "diagnostic", "elaboration"}
NOBODY = math.nan  # no rate where nobody lives
VILLES_A_ARRONDISSEMENTS = {"75056", "69123", "13055"}


def rows(*path: str) -> list[dict[str, str]]:
    folder = DOSSIER_REGISTRE if path[0] == "registre" else DOSSIER_REFERENTIEL
    file = folder.joinpath(*path[1:])
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines(keepends=True)))


# Territories: each is the set of its inhabited units, communes, arrondissements municipaux, or
# pieces of the communes that merged.


@cache
def pieces() -> dict[str, dict[str, str]]:
    """The pieces of the communes that merged or split since 2019."""
    return {row["code"]: row for row in rows("referentiel", "cellules.csv")}


@cache
def units() -> dict[str, dict[str, str]]:
    """The row of the commune of each unit."""
    communes = {row["code"]: row for row in rows("referentiel", "2026", "communes.csv")}
    found = {code: communes[row["2026"]] for code, row in pieces().items()}
    merged = VILLES_A_ARRONDISSEMENTS | {row["2026"] for row in pieces().values()}
    found |= {code: row for code, row in communes.items() if code not in merged}
    for row in rows("referentiel", "2026", "arrondissements_municipaux.csv"):
        found[row["code"]] = communes[row["commune"]]
    return found


@cache
def populations() -> dict[str, int]:
    found = rows("referentiel", "populations", "2023.csv")
    return {row["code"]: int(row["population"]) for row in found}


def residents(codes: Iterable[str]) -> int:
    return sum(populations()[code] for code in codes)


def owner(niveau: str, unit: str) -> str:
    """Code of the territory of a level that a unit belongs to, '' for none."""
    commune = units()[unit]
    if niveau == "commune":
        return commune["code"]
    if niveau == "ept":
        return commune["ept"]
    if commune["code"] == "97801":  # a collectivité d'outre-mer, outside the regions
        return ""
    if niveau == "france":
        return "FR"
    return commune[niveau] or commune["code"]  # a commune in no EPCI stands for itself


@cache
def owner_of_units(niveau: str) -> dict[str, str]:
    return {unit: owner(niveau, unit) for unit in units()}


@cache
def territories(niveau: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for unit, code in owner_of_units(niveau).items():
        if code:
            found[code].add(unit)
    return dict(found)


# Perimeters: units counted whole, and communes touched without being counted.


@cache
def perimeters() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    deleguees = {
        row["code"]: row["commune"] for row in rows("referentiel", "2026", "communes_deleguees.csv")
    }
    signs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows("registre", "perimetres.csv"):
        niveau, code = row["niveau"], row["code"]
        if niveau == "commune_deleguee" and pieces().get(code, {}).get("deleguee"):
            signs[row["contrat_id"]][row["operation"]].add(code)
        elif niveau in ("quartier", "commune_deleguee"):
            commune = deleguees[code] if niveau == "commune_deleguee" else code
            signs[row["contrat_id"]]["part"] |= territories("commune")[commune]
        elif niveau == "arrondissement_municipal":
            signs[row["contrat_id"]][row["operation"]].add(code)
        else:
            signs[row["contrat_id"]][row["operation"]] |= territories(niveau)[code]
    whole = {name: sign["inclut"] - sign["exclut"] for name, sign in signs.items()}
    part = {name: sign["part"] - sign["exclut"] for name, sign in signs.items()}
    return whole, part


# Dates, as written in the registre.


def first_day(texte: str) -> date:
    numbers = [int(part) for part in texte.split("-")]
    return date(*[*numbers, 1, 1][:3])


def last_day(texte: str) -> date:
    numbers = [int(part) for part in texte.split("-")]
    year, month = [*numbers, 12][:2]
    return date(year, month, numbers[2] if len(numbers) == 3 else monthrange(year, month)[1])


def years_later(texte: str, count: int) -> str:
    year, *rest = texte.split("-")
    moved = int(year) + count
    if rest == ["02", "29"] and monthrange(moved, 2)[1] == 28:
        rest = ["02", "28"]
    return "-".join([f"{moved:04d}", *rest])


# The life of a contract.


@cache
def contracts() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("registre", "contrats.csv")}


@cache
def gathered() -> str:
    descriptor = json.loads((DOSSIER_REGISTRE / "datapackage.json").read_text(encoding="utf-8"))
    return descriptor["created"][:10]


def news(row: dict[str, str]) -> str:
    return row["source_date"] or gathered()


def is_a_wish(row: dict[str, str]) -> bool:
    return row["etape"] == "lettre_intention" and "souhait" in row["notes"].lower()


def is_a_project(row: dict[str, str]) -> bool:
    """Under way and not signed yet, as far as the sources tell; a wish is not under way."""
    if is_a_wish(row):
        return False
    if row["etape"] in PROJETS:
        return True
    past_end = row["date_fin"] and last_day(row["date_fin"]) < date.fromisoformat(gathered())
    return row["etape"] == "renouvellement" and not row["date_signature"] and not past_end


def signed_days(row: dict[str, str]) -> tuple[date, date] | None:
    """First and last day signed."""
    if (
        row["etape"] == "inconnue"
        or is_a_wish(row)
        or (is_a_project(row) and not row["date_signature"])
    ):
        return None
    duree = int(row["duree_ans"] or 5)
    if row["date_signature"]:
        start = first_day(row["date_signature"])
        end = last_day(row["date_fin"] or years_later(row["date_signature"], duree))
    elif row["date_fin"]:
        start = first_day(row["periode_debut"] or years_later(row["date_fin"], -duree))
        end = last_day(row["date_fin"])
    elif row["etape"] == "echu":
        return None
    else:
        start, end = first_day(news(row)), last_day(years_later(news(row), duree))
    if row["etape"] == "echu":
        end = min(end, date.fromisoformat(gathered()) - timedelta(days=1))
    return (start, end) if start <= end else None


def took_over_on(name: str) -> date:
    """The day from which a later generation covers most of the territory of a contract."""
    mine, my_days = perimeters()[0].get(name, set()), signed_days(contracts()[name])
    starts = [date.max]
    for other, row in contracts().items():
        days, theirs = signed_days(row), perimeters()[0].get(other, set())
        if other == name or days is None or my_days is None or days[0] <= my_days[0]:
            continue
        generations = (contracts()[name]["generation"], row["generation"])
        if all(generations) and int(generations[1]) < int(generations[0]):
            continue
        if mine & theirs and 2 * residents(mine & theirs) >= residents(mine):
            starts.append(days[0])
    return min(starts)


def is_in_project(name: str, day: date) -> bool:
    row = contracts()[name]
    if is_a_project(row):
        if day < first_day(years_later(news(row), -2)):
            return False
        if row["date_signature"]:
            return day < first_day(row["date_signature"])
        return day <= last_day(years_later(news(row), 4))
    days = signed_days(row)
    if row["etape"] != "renouvellement" or days is None:
        return False
    renewal_ends = last_day(years_later(str(days[1]), 4))
    return days[1] < day <= renewal_ends and day < took_over_on(name)


@cache
def states(day: date) -> dict[str, str]:
    """The contracts signed and in project at a date."""
    found = {}
    for name, row in contracts().items():
        days = signed_days(row)
        if days is not None and days[0] <= day <= days[1]:
            found[name] = "signe"
        elif is_in_project(name, day):
            found[name] = "projet"
    return found


def expected_rows(day: date, niveau: str) -> dict[str, dict[str, object]]:
    whole, part = perimeters()
    covered: dict[str, set[str]] = {"signe": set(), "projet": set()}
    touching: dict[str, dict[str, set[str]]] = {"signe": {}, "projet": {}}
    for name, state in states(day).items():
        covered[state] |= whole.get(name, set())
        for unit in whole.get(name, set()) | part.get(name, set()):
            touching[state].setdefault(owner_of_units(niveau)[unit], set()).add(name)
    project_alone = covered["projet"] - covered["signe"]
    found = {}
    for code, inside in territories(niveau).items():
        signe = residents(inside & covered["signe"])
        projet = residents(inside & project_alone)
        everyone = residents(inside)
        found[code] = {
            "population": everyone,
            "population_signe": signe,
            "population_projet": projet,
            "population_signe_ou_projet": signe + projet,
            "nb_contrats_signes": len(touching["signe"].get(code, ())),
            "nb_contrats_projet": len(touching["projet"].get(code, ())),
            "taux_signe": 100 * signe / everyone if everyone else NOBODY,
            "taux_signe_ou_projet": 100 * (signe + projet) / everyone if everyone else NOBODY,
        }
    return found


@pytest.mark.parametrize("jour", JOURS, ids=str)
@pytest.mark.parametrize("niveau", NIVEAUX)
def test_the_rates_are_those_of_the_rules_applied_by_hand(moteur: Moteur, niveau: str, jour: date):
    expected = expected_rows(jour, niveau)
    table = table_des_taux(moteur.couverture(jour), niveau).set_index("code")
    assert set(table.index) == set(expected)
    assert sum(row["nb_contrats_signes"] for row in expected.values()) > 0
    for name in next(iter(expected.values())):
        values = [expected[code][name] for code in table.index]
        np.testing.assert_allclose(table[name], values, rtol=1e-12, err_msg=name)


@pytest.mark.parametrize("jour", JOURS, ids=str)
def test_the_contracts_signed_and_in_project_are_those_of_the_rules_applied_by_hand(
    moteur: Moteur, jour: date
):
    statuts = moteur.couverture(jour).statuts
    counted = {name: state for name, state in statuts.items() if state in ("signe", "projet")}
    assert counted == states(jour)
