"""A file of any kind is read, or refused with a clear sentence: never believed, never run."""

import csv
import unicodedata

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from data.atelier.fautes import Fautes, FichierRefuse
from data.atelier.fichier.document import Document, check_size, read_document
from data.atelier.fichier.encodage import decode
from data.atelier.fichier.feuille import Aspect
from data.atelier.fichier.separateur import parse
from tests.data.atelier.fichiers_essai import (
    LISTE,
    avec_partie,
    bombe,
    etendu,
    ods,
    photographie,
    protege,
    xls,
    xlsx,
    zipped,
)

TEXTE = "CLS;État;Génération\nCœur d'Œuvre;Signé à Noël;2ème\nL'Haÿ;en négo…;1ère\n"
ENCODAGES = {
    "cp1252": "Windows",
    "mac_roman": "Macintosh",
    "utf-8": "Unicode",
    "utf-8-sig": "Unicode",
    "utf-16": "Unicode",
    "utf-16-le": "Unicode",
    "utf-16-be": "Unicode",
}


def refus(nom: str, octets: bytes) -> Fautes:
    with pytest.raises(FichierRefuse) as raised:
        read_document(nom, octets)
    message = raised.value.faute.message
    assert message[0].isupper()
    assert message.endswith(".")
    return raised.value.faute.genre


def cellules(document: Document, feuille: int = 0) -> list[tuple[str, ...]]:
    return [ligne.cellules for ligne in document.feuilles[feuille].lignes]


@pytest.mark.parametrize("encodage", ENCODAGES)
def test_the_encoding_is_found_and_said_in_plain_words(encodage: str):
    lu = decode(TEXTE.encode(encodage, "replace" if encodage == "mac_roman" else "strict"))
    assert lu.contenu.replace("?", "…").startswith("CLS;État;Génération\nCœur d'Œuvre;Signé à Noël")
    assert lu.nom_encodage.startswith(ENCODAGES[encodage])
    assert "UTF-8" not in lu.nom_encodage


def test_the_text_of_msdos_is_read():
    lu = decode("Libellé;Échéance\nPérimètre à préciser;fin d'année\n".encode("cp850"))
    assert lu.contenu.startswith("Libellé;Échéance")
    assert lu.nom_encodage.startswith("MS-DOS")


def test_accents_come_out_composed():
    assert decode(unicodedata.normalize("NFD", TEXTE).encode()).contenu == TEXTE


def test_an_encoding_chosen_by_a_person_is_obeyed():
    assert decode("é".encode(), "cp1252").contenu == "Ã©"


@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
def test_the_separator_and_the_line_ends_are_found(separateur: str, fin: str):
    lignes = (
        ("CLS", "Territoire", "Signature"),
        ("CLS un", "CC A; CC B, CC C", "2023"),
        ("CLS deux", "CC D", "2024"),
    )
    quoted = [[f'"{cell}"' if len(cell) > 9 else cell for cell in row] for row in lignes]
    lu = parse(fin.join(separateur.join(row) for row in quoted))
    assert lu.separateur == separateur
    assert [ligne.cellules for ligne in lu.feuille.lignes] == list(lignes)


def test_a_row_is_numbered_by_the_line_where_it_starts():
    lu = parse('a;b\n"un\ndeux\ntrois";x\ny;z\n')
    assert [ligne.numero for ligne in lu.feuille.lignes] == [1, 2, 5]


def test_a_quote_never_closed_does_not_swallow_the_file():
    lines = "".join(f"CLS {number};2023\n" for number in range(100))
    lu = parse('nom;date\n"CLS coupé;2023\n' + lines)
    assert len(lu.feuille.lignes) == 102


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_workbooks_of_three_kinds_are_read_alike(make):
    assert cellules(read_document("liste", make())) == list(LISTE)


def test_numbers_and_days_of_a_workbook_are_texts_and_numbers_are_known_as_such():
    import datetime

    lignes = [("N°", "Jour", "Part"), (1.1, datetime.date(2023, 7, 12), 20006812000019)]
    document = read_document("x.xlsx", xlsx(lignes))
    assert cellules(document)[1] == ("1.1", "2023-07-12", "20006812000019")
    assert document.feuilles[0].nombres == {(2, 0), (2, 2)}


def test_colours_struck_text_hidden_and_merged_cells_are_kept():
    def prepare(sheet: Worksheet) -> None:
        sheet["A2"].fill = PatternFill("solid", fgColor="FF92D050")
        sheet["B2"].font = Font(strike=True)
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("A2:A3")

    feuille = read_document("x.xlsx", xlsx(LISTE, prepare)).feuilles[0]
    assert feuille.aspects == {(2, 0): Aspect("#92d050"), (2, 1): Aspect("", True)}
    assert (feuille.colonnes_masquees, feuille.lignes_masquees) == ({2}, {3})
    assert [(one.haut, one.bas, one.gauche) for one in feuille.fusions] == [(2, 3, 0)]


def test_a_colour_of_the_theme_is_a_colour():
    def prepare(sheet: Worksheet) -> None:
        colour = openpyxl.styles.colors.Color(theme=9, tint=0.4)
        sheet["A2"].fill = PatternFill("solid", fgColor=colour)

    feuille = read_document("x.xlsx", xlsx(LISTE, prepare)).feuilles[0]
    assert feuille.aspects[2, 0].couleur.startswith("#")


def test_colours_that_a_rule_gives_are_told():
    def prepare(sheet: Worksheet) -> None:
        rule = CellIsRule(operator="equal", formula=['"ok"'], fill=PatternFill(bgColor="FF0000"))
        sheet.conditional_formatting.add("A1:A9", rule)

    told = [one.genre for one in read_document("x.xlsx", xlsx(LISTE, prepare)).fautes]
    assert told == [Fautes.COULEURS_CALCULEES]


def test_a_formula_is_never_computed_and_its_lack_of_value_is_told():
    lignes = [*LISTE, ("=1+1", '=HYPERLINK("http://x")', "5 ans")]
    document = read_document("x.xlsx", xlsx(lignes))
    assert cellules(document)[3] == ("", "", "5 ans")
    assert [one.genre for one in document.fautes] == [Fautes.FORMULES_SANS_VALEUR]


def test_a_text_that_begins_as_a_formula_is_a_text():
    document = read_document("x.csv", b"nom;date\n=cmd|' /C calc'!A0;2023\n")
    assert cellules(document)[1][0] == "=cmd|' /C calc'!A0"


def test_macros_and_links_to_other_workbooks_are_told():
    content = avec_partie(xlsx(), "xl/vbaProject.bin", b"Sub Auto_Open()")
    content = avec_partie(content, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    document = read_document("liste.xlsm", content)
    assert {one.genre for one in document.fautes} == {Fautes.MACROS, Fautes.LIENS_EXTERNES}
    assert cellules(document) == list(LISTE)


@pytest.mark.parametrize(
    ("nom", "octets", "genre"),
    [
        ("liste.xlsx", photographie(), Fautes.PAS_UN_TABLEAU),
        ("liste.csv", b"%PDF-1.7 \x00\x01", Fautes.PAS_UN_TABLEAU),
        ("liste.csv", b"\x7fELF" + bytes(500), Fautes.PAS_UN_TABLEAU),
        ("liste.csv", bytes(range(32)) * 300, Fautes.PAS_UN_TABLEAU),
        ("liste.csv", b"<!DOCTYPE html><html><body>x</body></html>", Fautes.PAS_UN_TABLEAU),
        ("liste.zip", zipped({"photo.jpg": b"x"}), Fautes.PAS_UN_TABLEAU),
        ("liste.docx", zipped({"word/document.xml": b"<x/>"}), Fautes.PAS_UN_TABLEAU),
        ("liste.xlsx", protege(), Fautes.PROTEGE),
        ("liste.xlsx", xlsx()[:3000], Fautes.ABIME),
        ("liste.xlsx", b"PK\x03\x04" + bytes(500), Fautes.ABIME),
        ("liste.csv", b"", Fautes.VIDE),
        ("liste.csv", b"\xef\xbb\xbf\r\n \r\n", Fautes.VIDE),
        ("liste.xlsx", xlsx([]), Fautes.VIDE),
    ],
)
def test_what_is_not_a_list_is_refused_with_its_reason(nom: str, octets: bytes, genre: Fautes):
    assert refus(nom, octets) is genre


def test_a_sheet_of_pictures_says_so():
    content = avec_partie(xlsx([]), "xl/media/image1.png", b"\x89PNG")
    assert refus("x.xlsx", content) is Fautes.IMAGES_SEULES


def test_a_zip_bomb_is_counted_and_refused():
    assert refus("liste.xlsx", bombe()) is Fautes.TROP_ETENDU


def test_entities_are_refused():
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    content = avec_partie(xlsx(), "xl/worksheets/sheet1.xml", entities)
    assert refus("liste.xlsx", content) is Fautes.ABIME


def test_two_cells_at_the_far_corners_of_a_sheet_do_not_end_the_reader():
    """The library that reads it dies of it: the process that reads it is not ours."""
    assert refus("liste.xlsx", etendu()) is Fautes.TROP_ETENDU


def test_a_file_too_heavy_is_refused_before_it_is_read():
    with pytest.raises(FichierRefuse) as raised:
        check_size(200_000_000)
    assert "200\xa0Mo" in raised.value.faute.message or "200 Mo" in raised.value.faute.message


def test_a_hundred_thousand_rows_are_refused_with_their_number():
    text = "nom;date\n" + "CLS;2023\n" * 100_000
    with pytest.raises(FichierRefuse, match="lignes"):
        read_document("liste.csv", text.encode())


@pytest.mark.parametrize("limite", [131_072, 2**31 - 1], ids=["limit of Python", "limit raised"])
@pytest.mark.parametrize(
    "ligne",
    ["x" * 30_000_000 + ";2023", '"' + "x" * 200_000 + '";2023', "x" * 200_000 + ";2023"],
    ids=["line", "quoted cell", "cell"],
)
def test_a_line_out_of_all_measure_is_refused(ligne: str, limite: int, request):
    """Whatever limit another library gave to the parser of the whole process."""
    former = csv.field_size_limit(limite)
    request.addfinalizer(lambda: csv.field_size_limit(former))
    assert refus("liste.csv", f"nom;date\n{ligne}\n".encode()) is Fautes.TROP_ETENDU


def test_the_name_of_a_file_is_never_believed():
    assert cellules(read_document("photo.jpg", b"a;b\n1;2\n"))[0] == ("a", "b")


def test_the_hash_of_a_file_tells_it_from_another():
    one, other = (read_document("x", text) for text in (b"a;b\n1;2\n", b"a;b\n1;3\n"))
    assert one.empreinte != other.empreinte
    assert len(one.empreinte) == 64
