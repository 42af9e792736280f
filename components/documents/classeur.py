"""Tables as a spreadsheet (XLSX), with a sheet that says their sources."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from numbers import Integral

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from components.documents.colonnes_typees import typees
from components.documents.telechargements import is_formula

MAX_COLUMN_WIDTH = 60
DATE_WIDTH = 12
ENTIER, DECIMAL, JOUR, ANNEE = "#,##0", "#,##0.00", "dd/mm/yyyy", "0"


def _cell(value: object) -> object:
    """Return what a cell can hold: nothing for an unknown, no control character in a text."""
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", value)
    return None if pd.isna(value) else value  # type: ignore[call-overload]


def classeur(table: pd.DataFrame | Mapping[str, pd.DataFrame], sources: Mapping[str, str]) -> bytes:
    """Return tables as XLSX: typed cells, frozen header, and a sheet that says their sources.

    ``table``: one, or several by the name of their sheet.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = {"Données": table} if isinstance(table, pd.DataFrame) else table
    for name, one in tables.items():
        _fill(book.create_sheet(name), one)
    about = book.create_sheet("Sources")
    about.append(["Information", "Valeur"])
    for label, text in sources.items():
        about.append([label, _cell(text)])
    about.freeze_panes = "A2"
    _finish(about)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, table: pd.DataFrame) -> None:
    sheet.append([_cell(name) for name in table.columns])
    for row in typees(table).itertuples(index=False):
        sheet.append([_cell(value) for value in row])
    sheet.freeze_panes = "A2"
    _finish(sheet)


def _finish(sheet: Worksheet) -> None:
    """Bold header, readable widths, numbers and days in French, and texts that stay texts."""
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(sheet.iter_cols(), start=1):
        is_year = str(column[0].value).lower().startswith("année")
        for cell in column:
            _format(cell, is_year)
        longest = max(_length(cell.value) for cell in column)
        width = min(longest + 2, MAX_COLUMN_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width


def _format(cell: Cell | MergedCell, is_year: bool) -> None:
    if is_formula(cell.value):
        cell.data_type = "s"
        cell.quotePrefix = True  # still a text once somebody has edited the cell
    elif isinstance(cell.value, date):
        cell.number_format = JOUR
    elif isinstance(cell.value, float):
        cell.number_format = DECIMAL
    elif isinstance(cell.value, Integral) and not isinstance(cell.value, bool):
        cell.number_format = ANNEE if is_year else ENTIER


def _length(value: object) -> int:
    return DATE_WIDTH if isinstance(value, date) else len(str(value or ""))
