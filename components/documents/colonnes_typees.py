"""Columns of a file to take away with the type of what they hold: whole numbers, days, how sure.

The day of a source is often partial ("2023", "2023-07") or estimated. In a file it is a day, so
that a spreadsheet sorts and filters it, with its precision and what is estimated beside it.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from data.dates import DatePartielle

# Columns whose days may be partial: which end of the period they are taken at (DESIGN section 5).
DATES_PARTIELLES = {
    "Signature": "premier",
    "Date de signature": "premier",
    "Début de la période lue": "premier",
    "Date de la source": "premier",
    "Date du statut": "premier",
    "Fin": "dernier",
    "Date de fin": "dernier",
    "Échéance": "dernier",
    "Fin lue": "dernier",
    "Publié le": "dernier",
    "Date du taux publié": "dernier",
}
DECIMALES = 2  # of a file: more is the noise of a division
ESTIMEES = ("Fin", "Date de fin")  # those that the atlas may have estimated
VALEUR = "Valeur"  # of a table of facts, one by row, whose label stands in one of these columns
LIBELLES = ("Information", "Élément")
_PARTIELLE = re.compile(r"(\d{4}(?:-\d{2}){0,2})( \((?:échéance )?estimée\))?")
_JOUR = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAUX = re.compile(r"^Taux\b|\(%\)$")  # names of columns of rates, which keep their decimals


def typees(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose columns have the type of their values.

    A blank makes pandas write whole numbers as decimals: such a column is of whole numbers again.
    No number keeps more than DECIMALES.
    A text that is a day (``2023-07-12``) becomes a day, whatever its neighbours are; words such as
    "non renseigné" are left as they are. Each column of DATES_PARTIELLES is followed by
    "… (précision)" (jour, mois, année), and each of ESTIMEES by "… (estimée)" (oui, non); in a
    table of facts, VALEUR is read by the label of its row.
    """
    columns = list(_columns(table))
    if not columns:
        return table
    return pd.concat([column for _, column in columns], axis=1, keys=[name for name, _ in columns])


def _columns(table: pd.DataFrame) -> Iterator[tuple[Any, "pd.Series[Any]"]]:
    labels = next((table[one].tolist() for one in LIBELLES if one in table), None)
    for name, column in table.items():
        texts = pd.api.types.is_object_dtype(column) or pd.api.types.is_string_dtype(column)
        if name in DATES_PARTIELLES and (texts or column.isna().all()):
            yield from _partial(str(name), column, [str(name)] * len(column))
        elif name == VALEUR and labels is not None and {*labels} & {*DATES_PARTIELLES}:
            yield from _partial(str(name), column, labels)
        elif texts:
            yield name, _as_objects([_plain(str(name), one) for one in column.tolist()], column)
        else:
            yield name, _numbers(str(name), column)


def _partial(
    name: str, column: "pd.Series[Any]", notions: list[str]
) -> Iterator[tuple[str, "pd.Series[Any]"]]:
    """Yield the days of a column, their precision, and whether they are estimated.

    ``notions``: what each row is the date of, one of DATES_PARTIELLES; no date otherwise.
    """
    read = [
        _read(one, DATES_PARTIELLES[notion])
        if notion in DATES_PARTIELLES
        else (_rounded(_day(one)), "", "")
        for one, notion in zip(column.tolist(), notions, strict=True)
    ]
    yield name, _as_objects([day for day, _, _ in read], column)
    yield f"{name} (précision)", _as_objects([precision for _, precision, _ in read], column)
    if {*notions} & {*ESTIMEES}:
        said = [
            estimated if notion in ESTIMEES else ""
            for (_, _, estimated), notion in zip(read, notions, strict=True)
        ]
        yield f"{name} (estimée)", _as_objects(said, column)


def _read(value: object, end: str) -> tuple[object, str, str]:
    """Return a day, its precision and "oui" or "non"; a value that is no date stays, without."""
    if isinstance(value, date):
        return value, "jour", "non"
    found = _PARTIELLE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value, "", ""
    try:
        partial = DatePartielle.parse(found[1])
    except ValueError:
        return value, "", ""
    day = partial.premier_jour if end == "premier" else partial.dernier_jour
    precision = "année" if partial.mois is None else "mois" if partial.jour is None else "jour"
    return day, precision, "oui" if found[2] else "non"


def _numbers(name: str, column: "pd.Series[Any]") -> "pd.Series[Any]":
    if not pd.api.types.is_float_dtype(column):
        return column
    known = column.dropna()
    whole = len(known) and not _TAUX.search(name) and bool((known % 1 == 0).all())
    return column.astype("Int64") if whole else column.round(DECIMALES)


def _rounded(value: object) -> object:
    return round(value, DECIMALES) if isinstance(value, float) else value


def _plain(name: str, value: object) -> object:
    """Return a cell among texts: a day, or a number, whole where it is and no rate may be."""
    number = _rounded(value)
    may_be_a_rate = name == VALEUR or _TAUX.search(name)
    if isinstance(number, float) and number.is_integer() and not may_be_a_rate:
        return int(number)
    return _day(number)


def _as_objects(values: list[Any], like: "pd.Series[Any]") -> "pd.Series[Any]":
    return pd.Series(values, index=like.index, dtype=object)


def _day(value: object) -> object:
    if not (isinstance(value, str) and _JOUR.fullmatch(value)):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
