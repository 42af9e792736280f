"""Tables to take away: CSV for a French spreadsheet, XLSX with its sources."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.documents.colonnes_typees import typees
from data.textes import propre

MIMES = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "ics": "text/calendar",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
FORMULA_STARTS = (*"=+-@＝＋－＠", "\t", "\r", "\n")  # wide ones too: Excel runs them


def is_formula(value: object) -> bool:
    """Tell whether a spreadsheet would run a value as a formula."""
    return isinstance(value, str) and value.startswith(FORMULA_STARTS)


def _neutral(value: object) -> object:
    """Return what a cell of a CSV holds; pandas puts no comma into a number among texts."""
    if isinstance(value, float) and value == value:
        return str(value).replace(".", ",")
    clean = propre(value) if isinstance(value, str) else value
    return f"'{clean}" if is_formula(clean) else clean


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV for a French spreadsheet: semicolons, decimal comma, UTF-8 with BOM.

    A text that a spreadsheet would run as a formula gets a leading apostrophe; what nobody sees
    is left out of it.
    """
    typed = typees(table)
    safe = typed.apply(
        lambda column: column if pd.api.types.is_numeric_dtype(column) else column.map(_neutral)
    ).rename(columns=_neutral)
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


def telecharge(
    libelle: str, fichier: str, data: bytes | Callable[[], bytes], key: str, **apparence: Any
) -> None:
    """Draw the button of a file; its content, when it is a function, is made when it is pressed."""
    st.download_button(
        libelle,
        data=data,
        file_name=fichier,
        mime=MIMES[suffixe(fichier)],
        key=key,
        on_click="ignore",
        **{"icon": ":material/download:"} | apparence,
    )


def suffixe(fichier: str) -> str:
    """Return the suffix of the name of a file."""
    return fichier.rpartition(".")[2]


def download_buttons(
    table: Callable[[], pd.DataFrame], sources: Mapping[str, str], nom: str, key: str
) -> None:
    """Draw the CSV and XLSX buttons; the table is only built when one is pressed.

    ``nom``: file name without suffix.
    """
    with st.container(horizontal=True, gap="small"):
        telecharge(
            "CSV",
            f"{nom}.csv",
            lambda: csv_bytes(table()),
            f"{key}-csv",
            help="Tableau complet, pour un tableur (séparateur point-virgule)",
        )
        telecharge(
            "XLSX",
            f"{nom}.xlsx",
            lambda: xlsx_bytes(table(), sources),
            f"{key}-xlsx",
            help="Tableau complet avec ses sources, pour Excel ou LibreOffice",
        )
