"""The registre as a zip: whole, readable again, the same bytes each time."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from frictionless import Package

from data.lecture.registre import load_registre
from data.lecture.registre_archive import registre_zip
from data.lecture.schemas import TABLES
from data.paths import DOSSIER_REGISTRE, DOSSIER_SCHEMAS
from data.validation import main as validation


@pytest.fixture(scope="module")
def registre():
    return load_registre()


@pytest.fixture(scope="module")
def archive(registre) -> bytes:
    return registre_zip(registre.date_releve)


@pytest.fixture
def dossier(archive: bytes, tmp_path: Path) -> Path:
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        assert opened.testzip() is None
        opened.extractall(tmp_path)
    return tmp_path


def test_the_registre_unzipped_passes_every_check_and_is_the_same(dossier: Path, registre):
    assert load_registre(dossier / "registre") == registre


def test_every_table_comes_with_its_schema(dossier: Path):
    for table in TABLES:
        schema = dossier / "registre" / "schemas" / f"{table}.json"
        assert schema.read_bytes() == (DOSSIER_SCHEMAS / f"{table}.json").read_bytes()
        csv = dossier / "registre" / f"{table}.csv"
        assert csv.read_bytes() == (DOSSIER_REGISTRE / f"{table}.csv").read_bytes()


def test_the_descriptor_finds_its_tables_and_their_schemas(dossier: Path):
    descriptor = (dossier / "registre" / "datapackage.json").read_text("utf-8")
    paths = re.findall(r'"(?:path|schema)": "([^"]+)"', descriptor)
    assert len(paths) == 2 * len(TABLES)
    assert all((dossier / "registre" / path).exists() for path in paths)


def test_other_data_package_tools_open_the_registre_and_find_it_valid(dossier: Path, registre):
    package = Package(str(dossier / "registre" / "datapackage.json"))
    assert [resource.name for resource in package.resources] == list(TABLES)
    rapport = package.validate()
    assert rapport.valid, rapport.flatten(["name", "rowNumber", "fieldName", "message"])
    with package.get_resource("contrats") as contrats:
        assert {row["id"] for row in contrats.row_stream} == set(registre.contrats)


def test_the_validation_of_the_project_accepts_the_registre_unzipped(dossier: Path, capsys):
    assert validation([str(dossier / "registre")]) == 0
    assert capsys.readouterr().out.startswith("Registre valide")


def test_the_readme_says_the_day_the_licence_and_how_many_rows(dossier: Path, registre):
    text = (dossier / "LISEZMOI.md").read_text("utf-8")
    assert registre.date_releve.isoformat() in text
    assert "pas une liste officielle" in text
    assert f"| Contrats locaux de santé | {len(registre.contrats)} |" in text
    assert f"| Signataires des contrats | {len(registre.signataires)} |" in text
    assert "Licence Ouverte 2.0" in (dossier / "LICENCE.md").read_text("utf-8")


def test_the_same_registre_gives_the_same_bytes(archive: bytes, registre):
    assert registre_zip(registre.date_releve) == archive


def test_names_are_safe_on_every_system(archive: bytes):
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        names = opened.namelist()
    assert names == sorted(names)
    assert all(re.fullmatch(r"(?:[a-z]+/){0,2}[A-Za-z_]+\.(?:csv|json|md)", name) for name in names)
