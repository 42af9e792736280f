"""A quick look that certifies rows as valid against their schemas, or says that it doesn't know.

Frictionless takes most of a second, and the store checks the whole registre at each publication.
This answers for frictionless only when the answer is "valid": a table that it does not certify is
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


def certified(tables: Mapping[str, Table]) -> frozenset[str]:
    """Return the names of the tables that certainly respect their schemas, references included.

    tables: {name: table}; one that a reference names and that is not there certifies nothing.
    """
    columns = {name: held for name, table in tables.items() if (held := _columns(table))}
    sound = {name: _certified_columns(name, held) for name, held in columns.items()}
    return frozenset(
        name
        for name, held in columns.items()
        if sound[name] == set(held)
        and _certifies_keys(name, held)
        and _certifies_references(name, columns, sound)
    )


def _columns(table: Table) -> Columns | None:
    """Return the texts of each column; None when a row is empty or of another length."""
    rows = [record.cellules for record in table.enregistrements]
    if any(len(row) != len(table.entete) or not any(row) for row in rows):
        return None
    texts = list(zip(*rows, strict=True)) or [()] * len(table.entete)
    return dict(zip(table.entete, texts, strict=True))


def _certified_columns(table: str, columns: Columns) -> frozenset[str]:
    """Return the columns whose cells are all certified; none when they are not the schema's."""
    try:
        certificats = _certificats(table)
    except (KeyError, ValueError, re.error):
        return frozenset()
    if set(columns) != set(certificats):
        return frozenset()
    return frozenset(
        name for name, certificat in certificats.items() if all(map(certificat, set(columns[name])))
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


def _certifies_references(
    table: str, tables: Mapping[str, Columns], sound: Mapping[str, frozenset[str]]
) -> bool:
    for key in load_schema(table).get("foreignKeys", []):
        target, fields = key["reference"]["resource"], key["reference"]["fields"]
        if not set(fields) <= sound.get(target, frozenset()):
            return False
        held = set(_keys(tables[target], fields))
        if not all(
            found in held for found in set(_keys(tables[table], key["fields"])) if any(found)
        ):
            return False
    return True


def _keys(columns: Columns, names: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(columns[name] for name in names), strict=True))
