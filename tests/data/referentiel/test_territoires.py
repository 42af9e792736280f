"""The tables of the référentiel agree with one another and with what INSEE publishes."""

import csv
from collections import Counter

from data.paths import DOSSIER_REFERENTIEL
from tests.data.referentiel.tables import communes, of_the_regions, populations, rows

POPULATION = 68_350_798
SAINT_MARTIN = "97801"
HORS_EPCI = {"29155", "29083", "22016", "85113"}

COMMUNES_PAR_EPT = {
    "Plaine Commune": 8,
    "Est Ensemble": 9,
    "Paris Est Marne et Bois": 13,
    "Vallée Sud-Grand Paris": 11,
    "Grand Paris Seine Ouest": 8,
    "Paris Ouest La Défense": 11,
    "Boucle Nord de Seine": 7,
    "Grand Paris Sud Est Avenir": 16,
    "Grand-Orly Seine Bièvre": 24,
    "Paris Terres d'Envol": 8,
    "Grand Paris Grand Est": 14,
}


# Territories


def test_every_code_is_unique_and_every_table_sorted_by_code():
    tables = [
        "communes",
        "arrondissements_municipaux",
        "communes_deleguees",
        "epci",
        "ept",
        "departements",
        "regions",
    ]
    for name in tables:
        codes = [row["code"] for row in rows(name)]
        assert len(set(codes)) == len(codes), name
        assert codes == sorted(codes), name
        assert all(row["nom"].strip() == row["nom"] != "" for row in rows(name)), name


def test_there_are_18_regions_101_departements_and_34_875_communes():
    assert len(rows("regions")) == 18
    assert len(rows("departements")) == 101
    assert len(of_the_regions()) == 34_875
    overseas = {row["code"] for row in rows("regions") if row["zone"] == "drom"}
    assert sum(communes()[code]["region"] in overseas for code in of_the_regions()) == 129


def test_every_commune_is_in_the_region_of_its_departement():
    region_of = {row["code"]: row["region"] for row in rows("departements")}
    assert set(region_of.values()) == {row["code"] for row in rows("regions")}
    for code in of_the_regions():
        commune = communes()[code]
        assert commune["region"] == region_of[commune["departement"]]
        assert code.startswith(commune["departement"])


def test_saint_martin_is_in_no_region_of_the_atlas():
    saint_martin = communes()[SAINT_MARTIN]
    assert saint_martin["nom"] == "Saint-Martin"
    assert saint_martin["region"] not in {row["code"] for row in rows("regions")}
    assert saint_martin["departement"] not in {row["code"] for row in rows("departements")}
    assert populations()[SAINT_MARTIN] > 0


def test_every_chef_lieu_is_a_commune_of_its_territory():
    for name, column in (("departements", "departement"), ("regions", "region")):
        for row in rows(name):
            assert communes()[row["chef_lieu"]][column] == row["code"]


def test_every_commune_is_in_one_epci_but_four_islands():
    alone = {code for code in of_the_regions() if communes()[code]["epci"] == ""}
    assert alone == HORS_EPCI
    members = Counter(row["epci"] for row in rows("communes") if row["epci"])
    assert set(members) == {row["code"] for row in rows("epci")}
    assert min(members.values()) >= 2


def test_every_ept_has_its_communes_all_in_the_metropole_du_grand_paris():
    names = {row["code"]: row["nom"] for row in rows("ept")}
    members = [row for row in rows("communes") if row["ept"]]
    assert Counter(names[row["ept"]] for row in members) == COMMUNES_PAR_EPT
    metropole = {row["code"] for row in rows("communes") if row["epci"] == "200054781"}
    assert {row["code"] for row in members} == metropole - {"75056"}


def test_paris_lyon_and_marseille_have_their_arrondissements():
    found = Counter(row["commune"] for row in rows("arrondissements_municipaux"))
    assert found == {"75056": 20, "69123": 9, "13055": 16}
    for city in found:
        parts = [row for row in rows("arrondissements_municipaux") if row["commune"] == city]
        assert sum(populations()[row["code"]] for row in parts) == populations()[city]
        postcodes = {code for row in parts for code in row["codes_postaux"].split()}
        assert postcodes == set(communes()[city]["codes_postaux"].split())


def test_every_former_commune_leads_to_a_commune_that_exists():
    former = rows("communes_deleguees")
    assert {row["type"] for row in former} == {"deleguee", "associee"}
    for row in former:
        assert row["commune"] in communes()
        assert row["code"] not in communes() or row["code"] == row["commune"]


def test_every_commune_has_postcodes_of_five_digits():
    for row in (*rows("communes"), *rows("arrondissements_municipaux")):
        postcodes = row["codes_postaux"].split()
        assert postcodes, row["code"]
        assert all(len(code) == 5 and code.isdecimal() for code in postcodes), row["code"]
        assert len(set(postcodes)) == len(postcodes)
    assert "29000" in communes()["29232"]["codes_postaux"].split()
    assert communes()["97801"]["codes_postaux"] == "97150"


# Populations


def test_the_communes_of_the_18_regions_have_68_350_798_inhabitants():
    assert sum(populations()[code] for code in of_the_regions()) == POPULATION


def test_populations_are_those_of_the_communes_and_the_arrondissements():
    arrondissements = {row["code"] for row in rows("arrondissements_municipaux")}
    assert set(populations()) == set(communes()) | arrondissements
    assert min(populations().values()) == 0


def test_nobody_lives_in_the_six_villages_destroyed_in_1916():
    empty = {code for code, number in populations().items() if number == 0}
    assert empty == {"55039", "55050", "55139", "55189", "55239", "55307"}


def test_the_six_epci_of_cornouaille_have_223_251_inhabitants():
    path = DOSSIER_REFERENTIEL.parent / "registre" / "perimetres.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    signed = [row for row in csv.DictReader(lines) if row["contrat_id"] == "cls-29-cornouaille-1"]
    epci = {row["code"] for row in signed}
    assert len(epci) == len(signed) == 6
    members = [code for code, row in communes().items() if row["epci"] in epci]
    assert len(members) == 58
    assert sum(populations()[code] for code in members) == 223_251
