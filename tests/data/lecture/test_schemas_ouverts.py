"""The schemas to publish: what the catalogue asks for is there, and their examples are true."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pytest
from frictionless import Resource, Schema, system

from data.__main__ import main
from data.lecture.schemas import load_schema
from data.lecture.schemas_ouverts import FAUTES, PUBLIES, VERSIONS, schema_ouvert, schemas_ouverts

# Fingerprint of the fields of each published version: a change of fields is a new version.
CHAMPS = {
    ("contrats", "1.0.0"): "43dd95009bf4573c",
    ("perimetres", "1.0.0"): "0ec7cdede5971386",
    ("actions", "1.0.0"): "57c06f9429f55f56",
}


@pytest.fixture(scope="module")
def arbre(tmp_path_factory) -> Path:
    """The tree, written by the command."""
    folder = tmp_path_factory.mktemp("schemas")
    assert main(["schemas", str(folder)]) == 0
    return folder


def fingerprint(nom: str) -> str:
    fields = json.dumps(schema_ouvert(nom)["fields"], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(fields.encode()).hexdigest()[:16]


def validate(arbre: Path, nom: str, fichier: str):
    with system.use_context(trusted=True):
        schema = Schema.from_descriptor(str(arbre / nom / "schema.json"))
        return Resource(path=str(arbre / nom / fichier), schema=schema).validate()


@pytest.mark.parametrize("nom", PUBLIES)
def test_a_folder_holds_what_the_catalogue_asks_for(arbre: Path, nom: str):
    held = {one.name for one in (arbre / nom).iterdir()}
    assert held == {
        "schema.json", "README.md", "CHANGELOG.md", "LICENSE.md",
        "exemple-valide.csv", "exemple-invalide.csv",
    }  # fmt: skip
    schema = json.loads((arbre / nom / "schema.json").read_text(encoding="utf-8"))
    for key in ("title", "description", "name", "homepage", "path", "contributors", "licenses"):
        assert schema[key], key
    assert re.fullmatch(r"\d+\.\d+\.\d+", schema["version"])
    assert date.fromisoformat(schema["created"]) <= date.fromisoformat(schema["lastModified"])
    assert schema["version"] in schema["path"]
    assert f"## {schema['version']} ({schema['lastModified']})" in (
        arbre / nom / "CHANGELOG.md"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("nom", PUBLIES)
def test_each_column_of_the_registre_is_described_with_an_example_that_it_allows(nom: str):
    fields = schema_ouvert(nom)["fields"]
    assert [one["name"] for one in fields] == [one["name"] for one in load_schema(nom)["fields"]]
    for field in fields:
        assert field["title"]
        assert field["description"]
        constraints = field.get("constraints", {})
        if "pattern" in constraints:
            assert re.fullmatch(constraints["pattern"], str(field["example"])), field["name"]
        assert field["example"] in constraints.get("enum", [field["example"]]), field["name"]
        assert set(field) <= {"name", "title", "description", "type", "example", "constraints"}


@pytest.mark.parametrize("nom", PUBLIES)
def test_the_valid_example_is_valid_and_speaks_of_several_contracts(arbre: Path, nom: str):
    report = validate(arbre, nom, "exemple-valide.csv")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert report.tasks[0].stats["rows"] >= 3


@pytest.mark.parametrize("nom", PUBLIES)
def test_the_invalid_example_is_refused_at_each_of_its_faults(arbre: Path, nom: str):
    report = validate(arbre, nom, "exemple-invalide.csv")
    found = {
        (line - 1, column) for line, column in report.flatten(["rowNumber", "fieldName"]) if column
    }
    assert found >= {(line, column) for line, column, _ in FAUTES[nom]}


@pytest.mark.parametrize("nom", PUBLIES)
def test_a_change_of_fields_is_a_new_version(nom: str):
    assert CHAMPS[nom, VERSIONS[nom][0].numero] == fingerprint(nom)


def test_the_readme_names_each_column(arbre: Path):
    for nom in PUBLIES:
        readme = (arbre / nom / "README.md").read_text(encoding="utf-8")
        for field in schema_ouvert(nom)["fields"]:
            assert f"`{field['name']}`" in readme


def test_the_package_leads_to_files_that_exist(arbre: Path):
    package = json.loads((arbre / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        for key in ("path", "schema", "documentation"):
            assert (arbre / resource[key]).is_file()


def test_no_example_names_who_steers_an_action():
    rows = schemas_ouverts()["actions/exemple-valide.csv"].decode().splitlines()
    place = rows[0].split(",").index("pilote")
    assert len(rows) > 3
    assert all(row.split(",")[place] == "" for row in rows[1:] if '"' not in row)


def test_the_owner_in_the_catalogue_can_be_changed_and_is_checked(tmp_path: Path, capsys):
    assert main(["schemas", str(tmp_path), "--groupe", "ars-bretagne"]) == 0
    schema = json.loads((tmp_path / "contrats" / "schema.json").read_text(encoding="utf-8"))
    assert "/ars-bretagne/" in schema["path"]
    assert main(["schemas", str(tmp_path), "--groupe", "ARS Bretagne"]) == 2
    assert "minuscules" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys):
    occupied = tmp_path / "schemas"
    occupied.write_text("")
    assert main(["schemas", str(occupied)]) == 2
    assert "ne peut pas être écrit" in capsys.readouterr().err


def test_a_folder_of_something_else_is_not_written_over(tmp_path: Path, capsys):
    """Its README above all: the tree has one."""
    ours = tmp_path / "README.md"
    ours.write_text("autre chose", encoding="utf-8")
    assert main(["schemas", str(tmp_path)]) == 2
    assert "contient autre chose" in capsys.readouterr().err
    assert ours.read_text(encoding="utf-8") == "autre chose"
