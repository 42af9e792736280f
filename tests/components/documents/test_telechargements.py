"""Files to take away: opened by a spreadsheet, they hold what the page showed."""

import csv
import io
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from components.documents.telechargements import csv_bytes, xlsx_bytes
from components.tableaux.tableaux import COLONNES_EXPORT, export_table
from geo.couverture.moteur import load_moteur
from geo.couverture.synthese import build_synthese, sous_territoires
from geo.territoires.territoire import find_territoire

BOM = b"\xef\xbb\xbf"
DANGEROUS = ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|'/c calc'!A1"]
SOURCES = {"Population": "population municipale 2023 (INSEE)", "Contrats": "=registre"}


def read_csv(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def reopen(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "nom": ["Île-d'Yeu", "Saint-Lô ; Agglo"],
            "population": np.array([4_868, 50_000]),
            "taux_signe": [78.6, np.nan],
            "en_partie": ["non", None],
        }
    )


def test_a_french_spreadsheet_opens_the_csv_at_once(table):
    content = csv_bytes(table)
    assert content.startswith(BOM)
    assert content.count(BOM) == 1
    assert content.endswith(b"\r\n")
    assert read_csv(content) == [
        ["nom", "population", "taux_signe", "en_partie"],
        ["Île-d'Yeu", "4868", "78,6", "non"],
        ["Saint-Lô ; Agglo", "50000", "", ""],
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_looks_like_a_formula_is_neutralised_in_the_csv(text):
    assert read_csv(csv_bytes(pd.DataFrame({"nom": [text]})))[1] == [f"'{text}"]


def test_a_negative_number_stays_a_number_in_the_csv():
    assert read_csv(csv_bytes(pd.DataFrame({"ecart": [-2.5]})))[1] == ["-2,5"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=1))
def test_any_text_is_found_again_in_the_csv(texts):
    rows = read_csv(csv_bytes(pd.DataFrame({"nom": texts, "n": range(len(texts))})))[1:]
    assert [row[0].removeprefix("'") for row in rows] == [t.removeprefix("'") for t in texts]
    assert not [row[0] for row in rows if row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_numbers_are_numbers_and_unknowns_are_empty_in_the_xlsx(table):
    sheet = reopen(xlsx_bytes(table, SOURCES))["Données"]
    assert [cell.value for cell in sheet[1]] == ["nom", "population", "taux_signe", "en_partie"]
    assert [cell.value for cell in sheet[2]] == ["Île-d'Yeu", 4_868, 78.6, "non"]
    assert [cell.value for cell in sheet[3]] == ["Saint-Lô ; Agglo", 50_000, None, None]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "s"]


def test_the_header_of_the_xlsx_stays_in_sight_and_stands_out(table):
    sheet = reopen(xlsx_bytes(table, SOURCES))["Données"]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert not sheet["A2"].font.bold


def test_the_xlsx_opens_on_the_data_and_carries_its_sources(table):
    book = reopen(xlsx_bytes(table, SOURCES))
    assert book.sheetnames == ["Données", "Sources"]
    assert book.active.title == "Données"
    assert [[cell.value for cell in row] for row in book["Sources"].rows] == [
        ["Information", "Valeur"],
        ["Population", "population municipale 2023 (INSEE)"],
        ["Contrats", "=registre"],
    ]
    assert book["Sources"]["B3"].data_type == "s"
    assert book["Sources"].freeze_panes == "A2"


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_looks_like_a_formula_stays_a_text_in_the_xlsx(text):
    cell = reopen(xlsx_bytes(pd.DataFrame({"nom": [text]}), {}))["Données"]["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()


@given(st.text(max_size=40))
@settings(max_examples=50, deadline=None)
def test_no_text_prevents_the_xlsx_from_being_written(text):
    """A text copied from a PDF may hold characters that the format has no room for."""
    cell = reopen(xlsx_bytes(pd.DataFrame({"nom": [text], "n": [1]}), {"a": text}))["Données"]
    assert cell["B2"].value == 1


def test_columns_are_as_wide_as_what_they_hold_up_to_a_limit():
    table = pd.DataFrame({"n": [1], "nom": ["CC des Villes Soeurs"], "notes": ["a" * 500]})
    widths = reopen(xlsx_bytes(table, {}))["Données"].column_dimensions
    assert widths["A"].width < widths["B"].width < widths["C"].width <= 60


def test_whole_numbers_stay_whole_when_some_are_unknown():
    table = pd.DataFrame({"Habitants": [91_253, None], "Actions": [5.0, np.nan], "n": [0.5, None]})
    assert read_csv(csv_bytes(table))[1:] == [["91253", "5", "0,5"], ["", "", ""]]
    sheet = reopen(xlsx_bytes(table, {}))["Données"]
    assert [cell.value for cell in sheet[2]] == [91_253, 5, 0.5]
    assert [cell.number_format for cell in sheet[2]] == ["#,##0", "#,##0", "#,##0.00"]
    assert [cell.value for cell in sheet[3]] == [None, None, None]


def test_rates_keep_their_decimals_even_when_each_is_whole():
    table = pd.DataFrame({"Taux signé (%)": [100.0, 0.0]})
    sheet = reopen(xlsx_bytes(table, {}))["Données"]
    assert [sheet["A2"].number_format, sheet["A3"].number_format] == ["#,##0.00"] * 2
    assert read_csv(csv_bytes(table))[1:] == [["100,0"], ["0,0"]]


def test_days_are_days_and_partial_dates_keep_their_precision():
    table = pd.DataFrame(
        {
            "Date": ["2025-01-31", "2024-12-31"],
            "au": ["2026-06-30", "fin inconnue"],
            "Signature": ["2023-07-12", "2023-07"],
            "Fin": ["2026-12-31 (estimée)", "2026-12-31"],
            "Jour faux": ["2025-02-31", "2025-02-28"],
            "Jour": [date(2025, 1, 31), None],
        }
    )
    sheet = reopen(xlsx_bytes(table, {}))["Données"]
    first, second = ([cell.value for cell in row] for row in sheet.iter_rows(2))
    assert [one.date() for one in (first[0], first[1], first[5], second[0])] == [
        date(2025, 1, 31), date(2026, 6, 30), date(2025, 1, 31), date(2024, 12, 31)
    ]  # fmt: skip
    assert all(sheet[cell].number_format == "dd/mm/yyyy" for cell in ("A2", "B2", "F2"))
    assert second[1] == "fin inconnue"
    assert [*first[2:5], *second[2:5]] == [
        "2023-07-12", "2026-12-31 (estimée)", "2025-02-31", "2023-07", "2026-12-31", "2025-02-28"
    ]  # fmt: skip
    assert read_csv(csv_bytes(table))[1][:3] == ["2025-01-31", "2026-06-30", "2023-07-12"]


def test_a_year_has_no_thousands_separator():
    sheet = reopen(xlsx_bytes(pd.DataFrame({"Année de la population": [2023]}), {}))["Données"]
    assert (sheet["A2"].value, sheet["A2"].number_format) == (2023, "0")


def test_a_workbook_of_several_tables_has_a_sheet_for_each():
    tables = {"Communes": pd.DataFrame({"n": [1]}), "Axes": pd.DataFrame({"=a": ["=b"]})}
    book = reopen(xlsx_bytes(tables, SOURCES))
    assert book.sheetnames == ["Communes", "Axes", "Sources"]
    assert all(book[name].freeze_panes == "A2" for name in book.sheetnames)
    assert [book["Axes"][cell].data_type for cell in ("A1", "A2")] == ["s", "s"]


@pytest.mark.parametrize(("niveau", "code"), [("region", "28"), ("departement", "29")])
def test_the_files_of_a_territory_add_up_to_its_figures(niveau, code):
    moteur = load_moteur()
    couverture = moteur.couverture(date(2025, 1, 31), None)
    territoire = find_territoire(moteur.referentiel, niveau, code)
    synthese = build_synthese(couverture, territoire)
    exported = export_table(sous_territoires(couverture, territoire, "epci"))

    header, *rows = read_csv(csv_bytes(exported))
    sheet = reopen(xlsx_bytes(exported, {}))["Données"]
    written = [[cell.value for cell in row] for row in sheet.rows]
    assert written[0] == header

    for name in ("population", "population_signe", "population_projet"):
        column = header.index(COLONNES_EXPORT[name])
        expected = getattr(synthese, name)
        assert sum(int(row[column]) for row in rows) == expected
        assert sum(row[column] for row in written[1:]) == expected
    codes = header.index("Code")
    assert [row[codes] for row in rows] == [row[codes] for row in written[1:]]


def test_a_code_that_begins_with_a_zero_keeps_it_in_the_xlsx():
    moteur = load_moteur()
    couverture = moteur.couverture(date(2025, 1, 31), None)
    ain = find_territoire(moteur.referentiel, "departement", "01")
    exported = export_table(sous_territoires(couverture, ain, "commune"))
    sheet = reopen(xlsx_bytes(exported, {}))["Données"]
    codes = list(exported.columns).index("Code")
    assert all(row[codes].startswith("01") for row in sheet.iter_rows(2, values_only=True))
