"""Tables to take away: CSV for a French spreadsheet, XLSX with its sources."""

from collections.abc import Callable, Mapping
from io import BytesIO

import pandas as pd
import streamlit as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
MAX_COLUMN_WIDTH = 60


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith(FORMULA_STARTS)


def _neutral(value: object) -> object:
    return f"'{value}" if _is_formula(value) else value


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV for a French spreadsheet: semicolons, decimal comma, UTF-8 with BOM.

    A text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    safe = table.map(_neutral).rename(columns=_neutral)
    text = safe.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
    return text.encode("utf-8-sig")


def _cell(value: object) -> object:
    """Return what a cell can hold: nothing for an unknown, no control character in a text."""
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", value)
    return None if pd.isna(value) else value  # type: ignore[call-overload]


def xlsx_bytes(table: pd.DataFrame, sources: Mapping[str, str]) -> bytes:
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
    for label, text in sources.items():
        about.append([label, _cell(text)])
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
            if _is_formula(cell.value):
                cell.data_type = "s"
                cell.quotePrefix = True  # still a text once somebody has edited the cell
        longest = max(len(str(cell.value or "")) for cell in column)
        width = min(longest + 2, MAX_COLUMN_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width


def download_buttons(
    table: Callable[[], pd.DataFrame], sources: Mapping[str, str], nom: str, key: str
) -> None:
    """Draw the CSV and XLSX buttons; the table is only built when one is pressed.

    ``nom``: file name without suffix.
    """
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "CSV",
            data=lambda: csv_bytes(table()),
            file_name=f"{nom}.csv",
            mime="text/csv",
            key=f"{key}-csv",
            icon=":material/download:",
            on_click="ignore",
            help="Tableau complet, pour un tableur (séparateur point-virgule)",
        )
        st.download_button(
            "XLSX",
            data=lambda: xlsx_bytes(table(), sources),
            file_name=f"{nom}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{key}-xlsx",
            icon=":material/download:",
            on_click="ignore",
            help="Tableau complet avec ses sources, pour Excel ou LibreOffice",
        )
