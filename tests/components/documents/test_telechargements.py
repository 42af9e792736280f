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
from data.textes import propre
from geo.couverture.moteur import load_moteur
from geo.couverture.synthese import build_synthese, sous_territoires
from geo.territoires.territoire import find_territoire

BOM = b"\xef\xbb\xbf"
DANGEROUS = ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "=cmd|'/c calc'!A1"]
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
    assert [row[0].removeprefix("'") for row in rows] == [
        propre(text).removeprefix("'") for text in texts
    ]
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


def test_a_day_is_a_day_even_when_its_neighbours_are_partial_or_words():
    table = pd.DataFrame(
        {
            "au": ["2026-06-30", "fin inconnue"],
            "Jour faux": ["2025-02-31", "2025-02-28"],
            "Jour": [date(2025, 1, 31), None],
            "Signature": ["2023-07-12", "2023-07"],
        }
    )
    sheet = reopen(xlsx_bytes(table, {}))["Données"]
    header, first, second = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert header == ["au", "Jour faux", "Jour", "Signature", "Signature (précision)"]
    assert [one.date() for one in (first[0], second[1], first[2], first[3], second[3])] == [
        date(2026, 6, 30), date(2025, 2, 28), date(2025, 1, 31), date(2023, 7, 12), date(2023, 7, 1)
    ]  # fmt: skip
    assert (second[0], first[1]) == ("fin inconnue", "2025-02-31")
    assert (first[4], second[4]) == ("jour", "mois")
    dates = ("A2", "B3", "C2", "D2", "D3")
    assert all(sheet[cell].number_format == "dd/mm/yyyy" for cell in dates)
    assert read_csv(csv_bytes(table))[2] == ["fin inconnue", "2025-02-28", "", "2023-07-01", "mois"]


@pytest.mark.parametrize(
    ("written", "day", "precision", "estimated"),
    [
        ("2028-07-12 (échéance estimée)", date(2028, 7, 12), "jour", "oui"),
        ("2018-10 (estimée)", date(2018, 10, 31), "mois", "oui"),
        ("2029", date(2029, 12, 31), "année", "non"),
        ("2026-12-31", date(2026, 12, 31), "jour", "non"),
    ],
)
def test_an_end_is_the_last_day_it_allows_and_a_column_says_when_it_is_estimated(
    written: str, day: date, precision: str, estimated: str
):
    sheet = reopen(xlsx_bytes(pd.DataFrame({"Fin": [written, "non renseigné"]}), {}))["Données"]
    assert [cell.value for cell in sheet[1]] == ["Fin", "Fin (précision)", "Fin (estimée)"]
    assert sheet["A2"].value.date() == day
    assert [sheet["B2"].value, sheet["C2"].value] == [precision, estimated]
    assert [cell.value or "" for cell in sheet[3]] == ["non renseigné", "", ""]


def test_a_number_among_texts_has_a_decimal_comma():
    table = pd.DataFrame({"Valeur": [39.79, "Signé", 100.0, 12, None]}, dtype=object)
    assert [row[0] for row in read_csv(csv_bytes(table))[1:]] == [
        "39,79",
        "Signé",
        "100,0",
        "12",
        "",
    ]


def test_a_year_has_no_thousands_separator():
    sheet = reopen(xlsx_bytes(pd.DataFrame({"Année de la population": [2023]}), {}))["Données"]
    assert (sheet["A2"].value, sheet["A2"].number_format) == (2023, "0")
    facts = pd.DataFrame(
        {"Information": ["Population (année)", "Habitants"], "Valeur": [2023, 2023]}
    )
    sheet = reopen(xlsx_bytes(facts, {}))["Données"]
    assert [sheet["B2"].number_format, sheet["B3"].number_format] == ["0", "#,##0"]


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


def test_a_file_has_no_noise_of_a_division_and_whole_numbers_stay_whole_beside_words():
    table = pd.DataFrame(
        {
            "Axes (%)": [200 / 3, 100.0],
            "Manquants": pd.Series([39.0, "non renseigné"], dtype=object),
            "Publié le": ["2019-06", "2023-10-17"],
        }
    )
    header, *rows = read_csv(csv_bytes(table))
    assert header == ["Axes (%)", "Manquants", "Publié le", "Publié le (précision)"]
    assert rows == [
        ["66,67", "39", "2019-06-30", "mois"],
        ["100,0", "non renseigné", "2023-10-17", "jour"],
    ]


def test_a_workbook_says_who_made_it_and_in_which_language():
    about = load_workbook(io.BytesIO(xlsx_bytes(pd.DataFrame({"n": [1]}), SOURCES))).properties
    assert (about.creator, about.language) == ("Atlas des contrats locaux de santé", "fr-FR")
