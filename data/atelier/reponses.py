"""Answers of a person, checked like what a file says: none that the registre could not hold."""

import re
from typing import Any

from data.atelier.decisions import DecisionsInvalides
from data.dates import DatePartielle
from data.errors import quote
from data.lecture.expectations import expectation
from data.lecture.schemas import fields_by_name


def check_reponse(colonne: str, ecrit: str, reponse: str) -> str:
    """Return an answer for a column of the registre; raise DecisionsInvalides with a right example.

    Columns that are not of the registre (a territory, a contract) are checked where they are read.
    """
    field = _field(colonne)
    if field is not None and reponse and not _accepted(field, reponse):
        raise DecisionsInvalides(
            f"{quote(reponse)} ne convient pas pour {quote(ecrit)} ({field['title']}). "
            f"Attendu\u00a0: {expectation(field)}."
        )
    return reponse


def _field(colonne: str) -> dict[str, Any] | None:
    for table in ("actions", "contrats"):
        fields = fields_by_name(table)
        if colonne in fields:
            return fields[colonne]
    return None


def _accepted(field: dict[str, Any], reponse: str) -> bool:
    rules = field.get("constraints", {})
    if field["type"] == "integer":
        low, high = rules.get("minimum", 0), rules.get("maximum", 10**9)
        return bool(re.fullmatch(r"\d{1,9}", reponse)) and low <= int(reponse) <= high
    if reponse not in rules.get("enum", (reponse,)):
        return False
    if rules.get("pattern") and not re.fullmatch(rules["pattern"], reponse):
        return False
    if field.get("contenu") == "date":
        try:
            DatePartielle.parse(reponse)
        except ValueError:
            return False
    return True
