"""Tables to take away: CSV for a French spreadsheet, XLSX with its sources."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from components.documents.colonnes_typees import typees

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def is_formula(value: object) -> bool:
    """Tell whether a spreadsheet would run a value as a formula."""
    return isinstance(value, str) and value.startswith(FORMULA_STARTS)


def _neutral(value: object) -> object:
    return f"'{value}" if is_formula(value) else value


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV for a French spreadsheet: semicolons, decimal comma, UTF-8 with BOM.

    A text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    safe = typees(table).map(_neutral).rename(columns=_neutral)
    text = safe.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
    return text.encode("utf-8-sig")


def xlsx_bytes(
    table: pd.DataFrame | Mapping[str, pd.DataFrame], sources: Mapping[str, str]
) -> bytes:
    """Return a table, or several by sheet, as XLSX, as ``components.documents.classeur`` says."""
    from components.documents.classeur import (
        classeur,  # openpyxl: the first page does not wait for it
    )

    return classeur(table, sources)


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
