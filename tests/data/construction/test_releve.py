"""A further reading of sources is brought into the registre whole, or not at all."""

from pathlib import Path
from typing import Any

import pytest

from data.construction.releve import main
from data.lecture.registre import load_registre

ENTETE = "fichier,id,colonne,ancienne_valeur,nouvelle_valeur,source_url"
BREST = "contrats,cls-29-pays-de-brest-1,date_fin,{ancienne},{nouvelle},https://exemple.fr"


@pytest.fixture
def releve(tmp_path: Path) -> Path:
    folder = tmp_path / "releve"
    folder.mkdir()
    (folder / "updates.csv").write_text(ENTETE + "\n", encoding="utf-8")
    return folder


def correct(releve: Path, ancienne: str, nouvelle: str) -> None:
    line = BREST.format(ancienne=ancienne, nouvelle=nouvelle)
    (releve / "updates.csv").write_text(f"{ENTETE}\n{line}\n", encoding="utf-8")


def add_contract(releve: Path, copie: Any, etape: str) -> None:
    entete = copie.read("contrats.csv")[0]
    cells = dict.fromkeys(entete, "") | {
        "id": "cls-29-essai-1",
        "nom": "Contrat d'essai",
        "region": "53",
        "departements": "29",
        "etape": etape,
        "fiabilite": "source",
    }
    text = ",".join(entete) + "\n" + ",".join(cells.values()) + "\n"
    (releve / "contrats.csv").write_text(text, encoding="utf-8")


def test_new_rows_and_corrected_cells_join_the_registre(copie_entiere: Any, releve: Path) -> None:
    before = len(load_registre(copie_entiere.folder).contrats)
    correct(releve, "2025", "2026-06")
    add_contract(releve, copie_entiere, "diagnostic")
    assert main(releve, copie_entiere.folder) == 0
    registre = load_registre(copie_entiere.folder)
    assert len(registre.contrats) == before + 1
    assert registre.contrats["cls-29-essai-1"].etape == "diagnostic"
    assert str(registre.contrats["cls-29-pays-de-brest-1"].date_fin) == "2026-06"


def test_a_reading_that_breaks_the_registre_changes_nothing_of_it(
    copie_entiere: Any, releve: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in copie_entiere.folder.iterdir()}
    add_contract(releve, copie_entiere, "étape inventée")
    assert main(releve, copie_entiere.folder) == 2
    assert "étape inventée" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in copie_entiere.folder.iterdir()} == before


def test_a_correction_of_a_cell_that_changed_since_is_refused(
    copie_entiere: Any, releve: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(releve, "2024", "2026")
    assert main(releve, copie_entiere.folder) == 2
    assert "cls-29-pays-de-brest-1, date_fin" in capsys.readouterr().err
    assert str(load_registre(copie_entiere.folder).contrats["cls-29-pays-de-brest-1"].date_fin) == (
        "2025"
    )


def test_contracts_that_their_own_note_prolongs_run_to_their_new_end() -> None:
    ends = {
        "cls-29-pays-de-brest-1": "2025",
        "cls-62-lens-lievin-1": "2025-01-14",
        "cls-30-gard-rhodanien-1": "2018",
        "cls-76-le-havre-2": "2025",
        "cls-53-coevrons-1": "2020",
    }
    contrats = load_registre().contrats
    assert {name: str(contrats[name].date_fin) for name in ends} == ends
