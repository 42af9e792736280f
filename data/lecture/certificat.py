"""A quick look that certifies rows as valid against their schemas, or says that it doesn't know.

Frictionless takes most of a second, and the store checks the whole registre at each publication.
This answers for frictionless only when the answer is "valid": whatever it does not certify is
checked in full, and told, by ``schema_checks``. A schema that says something unknown here
certifies nothing.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from data.lecture.schemas import fields_by_name, load_schema
from data.lecture.tables import Table

CONNUES = {"required", "unique", "pattern", "enum", "minimum", "maximum", "maxLength"}
_ENTIER = re.compile(r"0|-?[1-9][0-9]{0,8}")  # one way to write each number

Columns = Mapping[str, Sequence[str]]
Certificat = Callable[[str], bool]


def certifies(tables: Mapping[str, Table]) -> bool:
    """Tell whether these tables certainly respect their schemas.

    tables: {name: table}, every table that a reference names among them.
    """
    columns = {}
    for name, table in tables.items():
        rows = [record.cellules for record in table.enregistrements]
        if any(len(row) != len(table.entete) or not any(row) for row in rows):
            return False
        texts = list(zip(*rows, strict=True)) or [()] * len(table.entete)
        columns[name] = dict(zip(table.entete, texts, strict=True))
    return all(
        _certifies_cells(name, held)
        and _certifies_keys(name, held)
        and _certifies_references(name, columns)
        for name, held in columns.items()
    )


def _certifies_cells(table: str, columns: Columns) -> bool:
    try:
        certificats = _certificats(table)
    except (KeyError, ValueError, re.error):
        return False
    return set(columns) == set(certificats) and all(
        all(map(certificat, set(columns[name]))) for name, certificat in certificats.items()
    )


@cache
def _certificats(table: str) -> dict[str, Certificat]:
    """Return what certifies each column; raise ValueError for a schema unknown here."""
    if load_schema(table).get("missingValues") != [""]:
        raise ValueError("missingValues")
    return {name: _certificat(champ) for name, champ in fields_by_name(table).items()}


def _certificat(champ: Mapping[str, Any]) -> Certificat:
    contraintes = champ.get("constraints", {})
    if not set(contraintes) <= CONNUES or champ["type"] not in ("string", "integer"):
        raise ValueError(champ["name"])
    if champ.get("format", "default") != "default":
        raise ValueError(champ["name"])
    vide = not contraintes.get("required", False)
    forme = re.compile(contraintes["pattern"]) if "pattern" in contraintes else None
    choix = contraintes.get("enum")
    if champ["type"] == "integer":
        if forme or choix or "maxLength" in contraintes:
            raise ValueError(champ["name"])
        bas, haut = contraintes.get("minimum"), contraintes.get("maximum")
        return lambda texte: _certifies_integer(texte, bas, haut) if texte else vide
    if "minimum" in contraintes or "maximum" in contraintes:
        raise ValueError(champ["name"])
    longueur = contraintes.get("maxLength", sys.maxsize)
    return lambda texte: (
        len(texte) <= longueur
        and (forme is None or forme.fullmatch(texte) is not None)
        and (choix is None or texte in choix)
        if texte
        else vide
    )


def _certifies_integer(texte: str, bas: int | None, haut: int | None) -> bool:
    if not _ENTIER.fullmatch(texte):
        return False
    return (bas is None or int(texte) >= bas) and (haut is None or int(texte) <= haut)


def _certifies_keys(table: str, columns: Columns) -> bool:
    keys = [
        [name]
        for name, champ in fields_by_name(table).items()
        if champ.get("constraints", {}).get("unique")
    ]
    if "primaryKey" in load_schema(table):
        keys.append(load_schema(table)["primaryKey"])
    for names in keys:
        found = _keys(columns, names)
        if len(set(found)) < len(found) or not all(map(any, found)):
            return False
    return True


def _certifies_references(table: str, tables: Mapping[str, Columns]) -> bool:
    for key in load_schema(table).get("foreignKeys", []):
        target = key["reference"]
        if target["resource"] not in tables:
            return False
        held = set(_keys(tables[target["resource"]], target["fields"]))
        if not all(
            found in held for found in set(_keys(tables[table], key["fields"])) if any(found)
        ):
            return False
    return True


def _keys(columns: Columns, names: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(columns[name] for name in names), strict=True))
