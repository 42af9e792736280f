"""A user's own sheet given back (XLSX): cells to correct in colour, and a column that says what.

What was read is written, as texts: no formula, no link and no macro of the file comes back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from components.documents.telechargements import is_formula

TITRE = "À corriger"
BLOQUE, SIGNALE = PatternFill("solid", fgColor="F4B6AE"), PatternFill("solid", fgColor="FFF0B3")
LARGEUR_MAX, LARGEUR_MIN = 50, 9


@dataclass(frozen=True)
class Remarque:
    """What is to be said of a cell: row from 1, column from 0 (-1: the whole row)."""

    ligne: int
    rang: int
    texte: str
    bloque: bool


def feuille_corrigee(
    nom: str,
    lignes: Iterable[tuple[int, Sequence[str]]],
    entete: int,
    remarques: Sequence[Remarque],
) -> bytes:
    """Return a sheet as XLSX, each row at its number.

    ``lignes``: number of the row, its texts; ``entete``: row of the header, where the added column
    is named.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _nom(nom)
    width = 0
    for numero, cellules in lignes:
        width = max(width, len(cellules))
        for rang, texte in enumerate(cellules):
            _write(sheet, numero, rang, texte)
    _write(sheet, entete, width, TITRE)
    for cell in sheet[entete]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"A{entete + 1}"
    _remark(sheet, remarques, width)
    _widths(sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def feuilles(contenus: Mapping[str, Iterable[tuple[int, Sequence[str]]]]) -> bytes:
    """Return sheets of texts as XLSX, by name, the first row of each in bold."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for nom, lignes in contenus.items():
        sheet = book.create_sheet(_nom(nom))
        for numero, cellules in lignes:
            for rang, texte in enumerate(cellules):
                _write(sheet, numero, rang, texte)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        _widths(sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _remark(sheet: Worksheet, remarques: Sequence[Remarque], width: int) -> None:
    by_row: dict[int, list[Remarque]] = {}
    for one in remarques:
        by_row.setdefault(one.ligne, []).append(one)
    for numero, found in by_row.items():
        texts = dict.fromkeys(one.texte for one in found)
        _write(sheet, numero, width, "\n".join(texts))
        for one in sorted(found, key=lambda one: one.bloque):  # what blocks is painted last
            fill = BLOQUE if one.bloque else SIGNALE
            for rang in {width, one.rang} - {-1}:
                sheet.cell(numero, rang + 1).fill = fill


def _write(sheet: Worksheet, numero: int, rang: int, texte: str) -> None:
    if not texte:
        return
    cell = sheet.cell(numero, rang + 1, ILLEGAL_CHARACTERS_RE.sub("", texte))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_formula(texte):
        cell.data_type = "s"
        cell.quotePrefix = True


def _widths(sheet: Worksheet) -> None:
    for number, column in enumerate(sheet.iter_cols(), start=1):
        longest = max(len(line) for cell in column for line in str(cell.value or "").split("\n"))
        width = min(max(longest + 2, LARGEUR_MIN), LARGEUR_MAX)
        sheet.column_dimensions[get_column_letter(number)].width = width


def _nom(nom: str) -> str:
    """Return a name that a sheet may have: 31 signs at most, none of those that Excel refuses."""
    plain = "".join(one for one in ILLEGAL_CHARACTERS_RE.sub("", nom) if one not in r"[]:*?/\\")
    return plain.strip("' ")[:31] or "Liste"
