"""The schemas document and constrain every column of the registre, and agree with the code."""

import csv
import dataclasses
import json
import re

import pytest
from frictionless import Package, Schema, system

from data import model
from data.lecture.expectations import expectation, refusal
from data.lecture.schemas import (
    TABLES,
    columns_holding,
    fields_by_name,
    load_schema,
)
from data.paths import DOSSIER_REGISTRE, DOSSIER_SCHEMAS

CLASSES = {
    "contrats": model.Contrat,
    "perimetres": model.LignePerimetre,
    "axes": model.Axe,
    "actions": model.Action,
    "signataires": model.Signataire,
    "regions": model.AnnonceRegion,
    "chiffres_publies": model.ChiffrePublie,
    "priorites_prs": model.PrioritePRS,
    "actions_probantes": model.ActionProbante,
    "etapes": model.Etape,
}
CHAMPS = [(table, nom) for table in TABLES for nom in fields_by_name(table)]


def test_every_file_has_a_schema_and_every_schema_a_file() -> None:
    assert {chemin.stem for chemin in DOSSIER_SCHEMAS.glob("*.json")} == set(TABLES)
    assert {chemin.stem for chemin in DOSSIER_REGISTRE.glob("*.csv")} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_schema_describes_every_column_of_its_file_and_nothing_else(table: str) -> None:
    with (DOSSIER_REGISTRE / f"{table}.csv").open(encoding="utf-8", newline="") as fichier:
        entete = next(csv.reader(fichier))
    assert list(fields_by_name(table)) == entete


@pytest.mark.parametrize("table", TABLES)
def test_a_row_becomes_an_object_with_the_columns_of_its_schema(table: str) -> None:
    attributs = [attribut.name for attribut in dataclasses.fields(CLASSES[table])]
    assert attributs == list(fields_by_name(table))


@pytest.mark.parametrize("table", TABLES)
def test_a_schema_is_a_valid_table_schema_with_a_french_title(table: str) -> None:
    schema = load_schema(table)
    Schema.from_descriptor(schema)
    assert schema["name"] == table
    assert schema["title"].strip()
    assert schema["description"].endswith(".")


@pytest.mark.parametrize(("table", "nom"), CHAMPS)
def test_every_column_is_described_in_french(table: str, nom: str) -> None:
    champ = fields_by_name(table)[nom]
    assert champ["title"].strip()
    assert len(champ["description"]) > 20
    assert champ["description"].endswith(".")
    assert_french_typography(champ["title"])
    assert_french_typography(champ["description"])


@pytest.mark.parametrize(("table", "nom"), CHAMPS)
def test_every_description_says_what_an_empty_cell_means(table: str, nom: str) -> None:
    champ = fields_by_name(table)[nom]
    obligatoire = champ.get("constraints", {}).get("required", False)
    assert ("Jamais vide" if obligatoire else "Vide\u00a0:") in champ["description"]


@pytest.mark.parametrize(("table", "nom"), CHAMPS)
def test_every_value_that_may_be_chosen_is_in_the_description(table: str, nom: str) -> None:
    champ = fields_by_name(table)[nom]
    if nom != "region":  # its 18 codes are in regions.csv
        for valeur in champ.get("constraints", {}).get("enum", []):
            assert valeur in champ["description"]


@pytest.mark.parametrize(("table", "nom"), CHAMPS)
def test_the_example_of_a_column_respects_its_constraints(table: str, nom: str) -> None:
    champ = fields_by_name(table)[nom]
    contraintes = champ.get("constraints", {})
    exemple = champ["example"]
    assert re.fullmatch(contraintes.get("pattern", ".*"), exemple)
    assert exemple in contraintes.get("enum", [exemple])
    if champ["type"] == "integer":
        assert contraintes["minimum"] <= int(exemple) <= contraintes.get("maximum", int(exemple))


@pytest.mark.parametrize(("table", "nom"), CHAMPS)
def test_every_column_can_tell_what_it_expects(table: str, nom: str) -> None:
    champ = fields_by_name(table)[nom]
    assert expectation(champ)
    assert not expectation(champ).endswith(".")
    assert_french_typography(expectation(champ))
    if "pattern" in champ.get("constraints", {}) and "enum" not in champ["constraints"]:
        assert refusal(champ) != "n'a pas la forme attendue"


@pytest.mark.parametrize("table", ["axes", "priorites_prs"])
def test_the_known_themes_are_those_of_the_schema(table: str) -> None:
    un_theme = f"(?:{'|'.join(model.THEMES)})"
    champ = fields_by_name(table)["themes"]
    assert champ["constraints"]["pattern"] == f"{un_theme}(?: {un_theme})*"
    assert ", ".join(model.THEMES) in champ["description"]


@pytest.mark.parametrize("table", TABLES)
def test_every_link_must_be_http(table: str) -> None:
    attendues = [nom for nom in fields_by_name(table) if nom in ("lien", "source_url")]
    assert list(columns_holding(table, "adresse")) == attendues
    for nom in attendues:
        forme = fields_by_name(table)[nom]["constraints"]["pattern"]
        assert re.fullmatch(forme, "https://www.ars.sante.fr/cls?page=2#é")
        for refuse in ("javascript:alert(1)", "ftp://ars.fr", "ars.fr", "https://", "data:,x"):
            assert not re.fullmatch(forme, refuse)


def test_the_data_package_lists_every_file_with_its_schema() -> None:
    paquet = json.loads((DOSSIER_REGISTRE / "datapackage.json").read_text(encoding="utf-8"))
    assert [ressource["name"] for ressource in paquet["resources"]] == list(TABLES)
    for ressource in paquet["resources"]:
        nom = ressource["name"]
        assert ressource["path"] == f"{nom}.csv"
        assert (DOSSIER_REGISTRE / ressource["schema"]).resolve() == DOSSIER_SCHEMAS / f"{nom}.json"
        assert ressource["title"] == load_schema(nom)["title"]
    assert_french_typography(paquet["description"])


def test_other_data_package_tools_find_the_registre_valid() -> None:
    with system.use_context(trusted=True):  # the schemas lie beside the folder, not inside
        rapport = Package(str(DOSSIER_REGISTRE / "datapackage.json")).validate()
    assert rapport.valid, rapport.flatten(["name", "rowNumber", "fieldName", "message"])


def assert_french_typography(texte: str) -> None:
    assert not re.search(r"« | »| [:;!?](?=\s|$)", texte), texte
