"""Every territory that the registre names is in the referentiel (COG 2026)."""

import csv
from collections.abc import Iterator
from functools import cache

from data.paths import DOSSIER_REFERENTIEL, DOSSIER_REGISTRE

SAINT_MARTIN = "978"  # a collectivité d'outre-mer, followed by the ARS of Guadeloupe
GUADELOUPE = "01"


@cache
def registre(name: str) -> list[dict[str, str]]:
    path = DOSSIER_REGISTRE / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(keepends=True)))


@cache
def territoires(name: str) -> dict[str, dict[str, str]]:
    path = DOSSIER_REFERENTIEL / "2026" / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return {row["code"]: row for row in csv.DictReader(lines)}


TABLE_PAR_NIVEAU = {
    "commune": "communes",
    "quartier": "communes",  # named by the commune it lies in
    "epci": "epci",
    "ept": "ept",
    "departement": "departements",
    "arrondissement_municipal": "arrondissements_municipaux",
    "commune_deleguee": "communes_deleguees",
}


@cache
def departements_by_group() -> dict[str, set[str]]:
    """Départements of the communes of each EPCI and EPT."""
    found: dict[str, set[str]] = {}
    for row in territoires("communes").values():
        for group in (row["epci"], row["ept"]):
            found.setdefault(group, set()).add(row["departement"])
    return found


def departements_of(niveau: str, code: str) -> set[str]:
    """Départements of a territory that a perimeter names."""
    if niveau == "departement":
        return {code}
    if niveau in ("epci", "ept"):
        return departements_by_group()[code]
    if niveau in ("arrondissement_municipal", "commune_deleguee"):
        code = territoires(TABLE_PAR_NIVEAU[niveau])[code]["commune"]
    return {territoires("communes")[code]["departement"]}


def named_regions() -> Iterator[tuple[str, str]]:
    """Region codes and where they are written."""
    for name in ("contrats", "regions", "priorites_prs"):
        for row in registre(name):
            yield f"{name}.csv", row["region"]
    for row in registre("chiffres_publies"):
        if row["objet_type"] == "region":
            yield "chiffres_publies.csv", row["objet_id"]


def named_departements() -> Iterator[tuple[str, str]]:
    for row in registre("contrats"):
        for code in row["departements"].split():
            yield row["id"], code
    for row in registre("chiffres_publies"):
        if row["objet_type"] == "departement":
            yield "chiffres_publies.csv", row["objet_id"]


def test_every_territory_of_a_perimeter_exists():
    unknown = [
        (row["contrat_id"], row["niveau"], row["code"])
        for row in registre("perimetres")
        if row["code"] not in territoires(TABLE_PAR_NIVEAU[row["niveau"]])
    ]
    assert unknown == []


def test_every_level_of_a_perimeter_is_one_that_can_be_looked_for():
    assert {row["niveau"] for row in registre("perimetres")} <= set(TABLE_PAR_NIVEAU)


def test_every_region_exists():
    known = territoires("regions")
    assert [(place, code) for place, code in named_regions() if code not in known] == []


def test_every_departement_exists_but_saint_martin():
    known = territoires("departements")
    unknown = [(place, code) for place, code in named_departements() if code not in known]
    assert {code for _, code in unknown} == {SAINT_MARTIN}
    assert all(place.startswith("cls-978-") for place, _ in unknown)


def test_published_figures_are_about_regions_and_departements():
    assert {row["objet_type"] for row in registre("chiffres_publies")} == {"region", "departement"}


def test_each_of_the_18_regions_has_its_announcement():
    assert {row["region"] for row in registre("regions")} == set(territoires("regions"))


def test_every_contract_is_led_by_the_ars_of_one_of_its_departements():
    region_of = {code: row["region"] for code, row in territoires("departements").items()}
    region_of[SAINT_MARTIN] = GUADELOUPE
    elsewhere = [
        row["id"]
        for row in registre("contrats")
        if row["region"] not in {region_of[code] for code in row["departements"].split()}
    ]
    assert elsewhere == []


def test_every_territory_of_a_perimeter_touches_a_departement_of_its_contract():
    told = {row["id"]: set(row["departements"].split()) for row in registre("contrats")}
    beyond = [
        (row["contrat_id"], row["code"])
        for row in registre("perimetres")
        if not departements_of(row["niveau"], row["code"]) & told[row["contrat_id"]]
    ]
    assert beyond == []


def test_what_is_taken_out_of_a_perimeter_was_in_it():
    included: dict[str, set[str]] = {}
    for row in registre("perimetres"):
        if row["operation"] == "inclut":
            included.setdefault(row["contrat_id"], set()).add(row["code"])
    for row in registre("perimetres"):
        if row["operation"] == "exclut":
            commune = territoires("communes")[row["code"]]
            owners = {commune["epci"], commune["ept"], commune["departement"]}
            assert owners & included[row["contrat_id"]], row
