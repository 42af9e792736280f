"""A table as a spreadsheet (XLSX), with a sheet that says its sources."""

from collections.abc import Mapping
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from components.telechargements import is_formula

MAX_COLUMN_WIDTH = 60


def _cell(value: object) -> object:
    """Return what a cell can hold: nothing for an unknown, no control character in a text."""
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", value)
    return None if pd.isna(value) else value  # type: ignore[call-overload]


def classeur(table: pd.DataFrame, sources: Mapping[str, str]) -> bytes:
    """Return a table as XLSX: typed cells, frozen header, and a sheet that says its sources."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Données")
    sheet.append(list(table.columns))
    for row in table.itertuples(index=False):
        sheet.append([_cell(value) for value in row])
    sheet.freeze_panes = "A2"
    _finish(sheet)
    about = book.create_sheet("Sources")
    about.append(["Information", "Valeur"])
    for label, text in sources.items():
        about.append([label, _cell(text)])
    about.freeze_panes = "A2"
    _finish(about)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _finish(sheet: Worksheet) -> None:
    """Bold header, readable widths, and text cells that stay text."""
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(sheet.iter_cols(), start=1):
        for cell in column:
            if is_formula(cell.value):
                cell.data_type = "s"
                cell.quotePrefix = True  # still a text once somebody has edited the cell
        longest = max(len(str(cell.value or "")) for cell in column)
        width = min(longest + 2, MAX_COLUMN_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
