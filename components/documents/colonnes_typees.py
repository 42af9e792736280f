"""Columns of a file to take away with the type of what they hold: whole numbers, days."""

import re
from datetime import date
from typing import Any

import pandas as pd

_JOUR = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAUX = re.compile(r"^Taux\b|\(%\)$")  # names of columns of rates, which keep their decimals


def typees(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose columns have the type of their values.

    A blank makes pandas write whole numbers as decimals: such a column is of whole numbers again.
    Texts that are all days (``2023-07-12``) become days, words such as "non renseigné" left as
    they are; with one partial date (``2023-07``), the column stays a text, so that it sorts.
    """
    found = {name: _typed(str(name), column) for name, column in table.items()}
    return pd.DataFrame(found, index=table.index, columns=table.columns)


def _typed(name: str, column: "pd.Series[Any]") -> "pd.Series[Any]":
    if pd.api.types.is_float_dtype(column):
        known = column.dropna()
        whole = len(known) and not _TAUX.search(name) and bool((known % 1 == 0).all())
        return column.astype("Int64") if whole else column
    if not (pd.api.types.is_object_dtype(column) or pd.api.types.is_string_dtype(column)):
        return column
    values = column.tolist()
    dated = {one for one in values if isinstance(one, str) and any(map(str.isdigit, one))}
    days = {one: _day(one) for one in dated}
    if not days or None in days.values():
        return column
    return pd.Series(
        [days.get(one, one) if isinstance(one, str) else one for one in values],
        index=column.index,
        dtype=object,
    )


def _day(texte: str) -> date | None:
    try:
        return date.fromisoformat(texte) if _JOUR.fullmatch(texte) else None
    except ValueError:
        return None
