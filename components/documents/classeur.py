"""Tables as a spreadsheet (XLSX), with a sheet that says their sources."""

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from numbers import Integral

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from components.commun.mots.libelles import ATLAS
from components.documents.colonnes_typees import typees
from components.documents.telechargements import is_formula
from data.textes import propre

_ANNEE = re.compile(r"\bann[ée]e|\bmill[ée]sime", re.IGNORECASE)  # of a year: no separator
LANGUE = "fr-FR"
MAX_COLUMN_WIDTH = 60
DATE_WIDTH = 12
SIGNES_AU_PLUS = 32_767  # of a cell, whatever the spreadsheet
ENTIER, DECIMAL, JOUR, ANNEE = "#,##0", "#,##0.00", "dd/mm/yyyy", "0"


def _cell(value: object) -> object:
    """Return what a cell can hold: nothing for an unknown, a clean text, not too long."""
    if isinstance(value, str):
        return propre(value)[:SIGNES_AU_PLUS]
    return None if pd.isna(value) else value  # type: ignore[call-overload]


def classeur(table: pd.DataFrame | Mapping[str, pd.DataFrame], sources: Mapping[str, str]) -> bytes:
    """Return tables as XLSX: typed cells, frozen header, and a sheet that says their sources.

    ``table``: one, or several by the name of their sheet.
    """
    book = Workbook()
    book.properties.creator, book.properties.language = ATLAS, LANGUE
    book.remove(book.worksheets[0])
    tables = {"Données": table} if isinstance(table, pd.DataFrame) else table
    for name, one in tables.items():
        _fill(book.create_sheet(_sheet_name(name)), one)
    about = book.create_sheet("Sources")
    about.append(["Information", "Valeur"])
    for label, text in sources.items():
        about.append([_cell(label), _cell(text)])
    about.freeze_panes = "A2"
    _finish(about)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet_name(texte: str) -> str:
    """Return a name that a sheet may have."""
    kept = "".join(" " if signe in "[]:*?/\\\t\r\n" else signe for signe in propre(texte))
    return kept.strip("' ")[:31] or "Données"


def _fill(sheet: Worksheet, table: pd.DataFrame) -> None:
    typed = typees(table)
    sheet.append([_cell(name) for name in typed.columns])
    for row in typed.itertuples(index=False):
        sheet.append([_cell(value) for value in row])
    sheet.freeze_panes = "A2"
    _finish(sheet)


def _finish(sheet: Worksheet) -> None:
    """Bold header, readable widths, numbers and days in French, and texts that stay texts."""
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    labels = [str(row[0].value) for row in sheet.iter_rows()]
    for number, column in enumerate(sheet.iter_cols(), start=1):
        for label, cell in zip(labels, column, strict=True):
            _format(cell, f"{column[0].value} {label}")
        longest = max(_length(cell.value) for cell in column)
        width = min(longest + 2, MAX_COLUMN_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width


def _format(cell: Cell | MergedCell, said: str) -> None:
    """Give a cell its format; ``said``: its header and the label of its row."""
    if is_formula(cell.value):
        cell.data_type = "s"
        cell.quotePrefix = True  # still a text once somebody has edited the cell
    elif isinstance(cell.value, date):
        cell.number_format = JOUR
    elif isinstance(cell.value, float):
        cell.number_format = DECIMAL
    elif isinstance(cell.value, Integral) and not isinstance(cell.value, bool):
        cell.number_format = ANNEE if _ANNEE.search(said) else ENTIER


def _length(value: object) -> int:
    return DATE_WIDTH if isinstance(value, date) else len(str(value or ""))
