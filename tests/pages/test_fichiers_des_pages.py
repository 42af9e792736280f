"""Every table that a page gives, made and read back as a French spreadsheet would."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
import streamlit
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

JOUR = "2026-11-21"
VUES = {
    "couverture": {"region": "53"},
    "couverture, pays": {},
    "territoire": {"code": "29232"},
    "territoire, département": {"code": "29"},
    "contrats": {"region": "53"},
    "contrat": {"id": "cls-29-cornouaille-1"},
    "evolution": {"region": "53"},
    "evolution, échéances": {"region": "75", "volet": "echeances"},
    "actions": {"region": "53"},
    "actions, thèmes": {"region": "53", "volet": "themes"},
    "actions, connaissance": {"volet": "connaissance"},
    "simulation": {"region": "53"},
    "presentation": {"region": "53"},
    "donnees": {},
}
TEXTES_A_CHIFFRES = re.compile(r"^(Code|Codes|Numéro|Source|Départements|Identifiant|Axe|Action)\b")
DECIMALES_DE_TROP = re.compile(r"-?\d+,\d{3,}")
POINT_DECIMAL = re.compile(r"-?\d+\.\d+")
DATE_ECRITE = re.compile(r"\d{4}-\d{2}(-\d{2})?( \(.*\))?|\d{4} \(.*\)")
ANNEE = re.compile(r"\bannée|\bmillésime", re.IGNORECASE)

Fichiers = dict[str, Callable[[], bytes] | bytes]


@pytest.fixture
def fichiers_de(run_sound_page, monkeypatch) -> Callable[[str], Fichiers]:
    """Return ``fichiers_de(vue)``: the content of each file offered, by name, not made yet."""
    offered: Fichiers = {}
    true_button = streamlit.download_button

    def button(label, data, file_name, **options):
        offered[file_name] = data
        return true_button(label, data=data, file_name=file_name, **options)

    monkeypatch.setattr(streamlit, "download_button", button)

    def run(vue: str) -> Fichiers:
        run_sound_page(vue.partition(",")[0], **({"date": JOUR} | VUES[vue]))
        return offered

    return run


def made(files: Fichiers, suffix: str) -> Iterator[tuple[str, bytes]]:
    for name, data in files.items():
        if name.endswith(suffix):
            yield name, data() if callable(data) else data


@pytest.mark.parametrize("vue", VUES)
def test_every_csv_has_decimal_commas_and_whole_dates(fichiers_de, vue: str):
    read = 0
    for name, content in made(fichiers_de(vue), ".csv"):
        assert content.startswith(b"\xef\xbb\xbf"), name
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        for row in rows:
            assert len(row) == len(header), name
            for column, cell in zip(header, row, strict=True):
                if TEXTES_A_CHIFFRES.match(column):
                    continue
                assert not POINT_DECIMAL.fullmatch(cell), (name, column, cell)
                assert not DECIMALES_DE_TROP.fullmatch(cell), (name, column, cell)
                assert _is_whole(cell), (name, column, cell)
        read += 1
    assert read


def _is_whole(cell: str) -> bool:
    """A date is a whole day, or no date."""
    return not DATE_ECRITE.fullmatch(cell) or re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell) is not None


@pytest.mark.parametrize("vue", VUES)
def test_every_workbook_has_days_that_are_days_and_years_without_separator(fichiers_de, vue: str):
    for name, content in made(fichiers_de(vue), ".xlsx"):
        book = load_workbook(io.BytesIO(content))
        assert "Sources" in book.sheetnames
        for sheet in book.worksheets[:-1]:
            _check(name, sheet)


def _check(name: str, sheet: Worksheet) -> None:
    header = [str(cell.value) for cell in sheet[1]]
    for row in sheet.iter_rows(2):
        for column, cell in zip(header, row, strict=True):
            where = (name, sheet.title, column, cell.value)
            said = f"{column} {row[0].value}"
            if isinstance(cell.value, str) and not TEXTES_A_CHIFFRES.match(column):
                assert not DATE_ECRITE.fullmatch(cell.value), where
                assert not POINT_DECIMAL.fullmatch(cell.value), where
            elif isinstance(cell.value, datetime):
                assert cell.number_format == "dd/mm/yyyy", where
            elif isinstance(cell.value, int) and ANNEE.search(said):
                assert cell.number_format == "0", where
