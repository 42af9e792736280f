"""What passed the checks once is not checked again; whatever changed always is."""

from pathlib import Path

import pytest

from data.lecture import checked_tables, schema_checks
from data.lecture.checked_tables import NOTES_MAX, fingerprint, is_known, remember
from data.lecture.registre import load_registre
from data.lecture.schemas import TABLES, fields_by_name
from data.lecture.tables import read_table
from data.lecture.validation import read_valid_registre
from data.paths import DOSSIER_REGISTRE


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def passages(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that the schemas are really checked."""
    found: list[int] = []
    checked = schema_checks.check_schemas

    def counted(tables):  # type: ignore[no-untyped-def]
        found.append(len(tables))
        return checked(tables)

    monkeypatch.setattr(schema_checks, "check_schemas", counted)
    return found


def tables():  # type: ignore[no-untyped-def]
    return {
        name: read_table(DOSSIER_REGISTRE / f"{name}.csv", list(fields_by_name(name)))
        for name in TABLES
    }


def test_the_same_registre_is_checked_once(cache, passages, copie_entiere):
    first = load_registre(copie_entiere.folder)
    assert load_registre(copie_entiere.folder) == first
    assert len(passages) == 1


def test_a_changed_cell_is_checked(cache, passages, copie_entiere):
    load_registre(copie_entiere.folder)
    copie_entiere.set_cell("contrats.csv", 3, "date_signature", "hier")
    assert copie_entiere.only_error().colonne == "date_signature"
    assert len(passages) == 2


def test_a_faulty_registre_is_told_again_each_time(cache, passages, copie_entiere):
    copie_entiere.set_cell("contrats.csv", 3, "date_signature", "hier")
    first = copie_entiere.errors()
    assert copie_entiere.errors() == first
    assert len(passages) == 2


def test_the_command_checks_anew(cache, passages, copie_entiere):
    for _ in range(2):
        read_valid_registre(copie_entiere.folder, anew=True)
    assert len(passages) == 2


def test_where_nothing_can_be_written_everything_is_checked_each_time(
    cache, passages, copie_entiere, monkeypatch
):
    cache.write_text("a file stands where the folder should be", encoding="utf-8")
    load_registre(copie_entiere.folder)
    load_registre(copie_entiere.folder)
    assert len(passages) == 2


def test_the_fingerprint_depends_on_the_cells_the_schemas_and_the_code(tmp_path, monkeypatch):
    same, before = tables(), fingerprint(tables())
    assert fingerprint(same) == before
    contrats = same["contrats"]
    contrats.enregistrements[0].cellules[1] += " "
    assert fingerprint(same) != before
    monkeypatch.setattr(checked_tables, "DOSSIER_SCHEMAS", tmp_path)
    assert fingerprint(tables()) != before
    monkeypatch.undo()
    monkeypatch.setattr(checked_tables, "version", lambda package: "0.0")
    assert fingerprint(tables()) != before


def test_notes_do_not_pile_up(cache):
    for number in range(NOTES_MAX + 5):
        remember(f"{number:064d}")
    assert len(list((cache / "atlas-cls" / "registre-verifie").iterdir())) == NOTES_MAX
    assert not is_known("0" * 63 + "z")
