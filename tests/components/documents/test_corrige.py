"""A user's sheet given back: what blocks in colour, a column that says why, nothing that runs."""

from io import BytesIO

from openpyxl import load_workbook

from components.documents.corrige import BLOQUE, SIGNALE, TITRE, Remarque, feuille_corrigee

LIGNES = [
    (1, ("Liste des CLS",)),
    (3, ("Territoire", "Signature", "Fin")),
    (4, ("CC Giennoises", "12/07/2023", "2020")),
    (5, ("=HYPERLINK(1)", "bientôt", "")),
]
REMARQUES = [
    Remarque(4, 2, "La fin précède la signature.", True),
    Remarque(5, 1, "Date à confirmer.", True),
    Remarque(5, -1, "Le nom manque.", False),
]


def read(**autres: object):
    nom = str(autres.get("nom", "Suivi [2026]"))
    return load_workbook(BytesIO(feuille_corrigee(nom, LIGNES, 3, REMARQUES))).active


def test_each_row_stands_at_its_number_and_the_last_column_says_what_to_correct() -> None:
    sheet = read()
    assert [cell.value for cell in sheet[3]] == ["Territoire", "Signature", "Fin", TITRE]
    assert sheet["A4"].value == "CC Giennoises"
    assert sheet["D4"].value == "La fin précède la signature."
    assert sheet["D5"].value == "Date à confirmer.\nLe nom manque."
    assert sheet["D1"].value is None


def test_what_blocks_and_what_is_told_have_their_colour() -> None:
    sheet = read()
    blocked, told = BLOQUE.fgColor.rgb, SIGNALE.fgColor.rgb
    assert sheet["C4"].fill.fgColor.rgb == blocked
    assert sheet["B5"].fill.fgColor.rgb == blocked
    assert sheet["D5"].fill.fgColor.rgb == blocked
    assert sheet["A4"].fill.fgColor.rgb not in (blocked, told)


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    cell = read()["A5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_a_name_that_a_sheet_cannot_have_is_made_one() -> None:
    assert read().title == "Suivi 2026"
    assert read(nom="").title == "Liste"
