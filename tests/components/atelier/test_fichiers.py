"""A list given back to who keeps it: its own rows, what is to correct in colour and in words."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from components.atelier.fichiers import a_corriger
from components.documents.corrige import BLOQUE, TITRE
from geo.atelier.chantier import analyse_de, ouvre
from geo.atelier.etapes import cellules_a_corriger
from tests.depots import depot_a_part

LISTE = (
    "Liste des CLS;;\n"
    "EPCI;Signature;Fin\n"
    "CC Giennoises;12/07/2023;2020\n"
    "CC Introuvable de Nulle Part;31/02/2024;\n"
)


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of its own."""
    with depot_a_part(tmp_path / "var", monkeypatch):
        yield


@pytest.mark.usefixtures("depot")
def test_each_fault_is_painted_in_its_cell_and_told_at_the_end_of_its_row() -> None:
    lue = analyse_de(ouvre("liste.csv", LISTE.encode(), ""))
    assert lue.tableau is not None
    content = a_corriger(lue.tableau, cellules_a_corriger(lue))
    sheet = load_workbook(BytesIO(content)).active
    painted = {
        cell.coordinate
        for row in sheet
        for cell in row
        if cell.fill.fgColor.rgb == BLOQUE.fgColor.rgb
    }
    assert painted >= {"C3", "A4", "B4", "D3", "D4"}
    assert sheet["D2"].value == TITRE
    assert "La fin précède la signature" in sheet["D3"].value
    assert "Cette date n'existe pas" in sheet["D4"].value
    assert sheet["A1"].value == "Liste des CLS"
