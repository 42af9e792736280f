"""The Table Schemas of the registre: where its columns are documented and constrained, once."""

import json
from functools import cache
from typing import Any

from data.paths import DOSSIER_SCHEMAS

# In the order in which files are read and errors are told.
TABLES = (
    "contrats",
    "perimetres",
    "axes",
    "actions",
    "signataires",
    "regions",
    "chiffres_publies",
    "priorites_prs",
    "actions_probantes",
    "etapes",
)


@cache
def load_schema(table: str) -> dict[str, Any]:
    """The Table Schema of a table of the registre, as a dictionary that callers must not change.

    table: one of TABLES.
    Raises FileNotFoundError for an unknown table.
    """
    schema: dict[str, Any] = json.loads(
        (DOSSIER_SCHEMAS / f"{table}.json").read_text(encoding="utf-8")
    )
    return schema


def fields_by_name(table: str) -> dict[str, dict[str, Any]]:
    """{column: its descriptor (title, description, type, constraints)}, in the file's order."""
    return {champ["name"]: champ for champ in load_schema(table)["fields"]}


def columns_holding(table: str, contenu: str) -> tuple[str, ...]:
    """The columns whose schema says that they hold this kind of content ('date', 'adresse'…)."""
    return tuple(
        nom for nom, champ in fields_by_name(table).items() if champ.get("contenu") == contenu
    )
