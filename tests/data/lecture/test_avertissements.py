"""A valid registre may hold what deserves a second look: its keeper is told, nothing is refused."""

from typing import Any

import pytest

from data.lecture.avertissements import end_follows, find_avertissements
from data.validation import main, read_valid_registre


def warnings(copie: Any, notes: str, **cells: str) -> list[str]:
    """The warnings on the first contract of a copy, once its cells are those."""
    row = {"date_signature": "", "periode_debut": "", "date_fin": "", "duree_ans": "", **cells}
    for column, value in {"notes": notes, **row}.items():
        copie.set_cell("contrats.csv", 2, column, value)
    tables = read_valid_registre(copie.folder, anew=True).tables
    return [str(one) for one in find_avertissements(tables) if one.ligne == 2]


@pytest.mark.parametrize(
    "notes", ["2019-2023, prolongé de deux ans", "Avenant du 12 mars", "Prolongation signée"]
)
def test_a_note_that_prolongs_a_contract_without_an_end_is_told(copie: Any, notes: str) -> None:
    (told,) = warnings(copie, notes, date_signature="2019-06-26", duree_ans="5")
    assert told.startswith("contrats.csv, ligne 2, colonne «\u00a0date_fin\u00a0»")
    assert "la fin est vide" in told


def test_an_end_that_stays_at_the_first_term_is_told(copie: Any) -> None:
    (told,) = warnings(
        copie, "prolongé d'un an", date_signature="2019-12-04", duree_ans="5", date_fin="2024-12-04"
    )
    assert "la fin «\u00a02024-12-04\u00a0» est le terme d'origine" in told


def test_an_end_that_follows_the_extension_is_not_told(copie: Any) -> None:
    cells = {"date_signature": "2019-12-04", "duree_ans": "5", "date_fin": "2025-12-31"}
    assert warnings(copie, "prolongé d'un an par avenant", **cells) == []
    assert warnings(copie, "rien de particulier", date_signature="2019") == []


def test_without_a_first_term_an_end_that_is_written_is_trusted() -> None:
    row = {"date_signature": "", "periode_debut": "2018", "date_fin": "2022", "duree_ans": ""}
    assert end_follows(row)
    assert not end_follows({**row, "date_fin": ""})


def test_a_figure_told_twice_in_the_same_words_is_told(copie: Any) -> None:
    """It may be published twice, on two pages; not twice on the same."""
    lignes = copie.read("chiffres_publies.csv")
    copie.write("chiffres_publies.csv", [*lignes, lignes[1]])
    (told,) = [
        one
        for one in find_avertissements(read_valid_registre(copie.folder).tables)
        if one.fichier == "chiffres_publies.csv"
    ]
    assert (told.ligne, told.message) == (len(lignes) + 1, "la ligne répète la ligne 2.")


def test_a_warning_is_not_an_error(copie: Any, capsys: pytest.CaptureFixture[str]) -> None:
    copie.set_cell("contrats.csv", 2, "notes", "prolongé par avenant")
    copie.set_cell("contrats.csv", 2, "date_fin", "")
    assert main([str(copie.folder)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "Avertissement\u00a0: contrats.csv, ligne 2" in said.out
