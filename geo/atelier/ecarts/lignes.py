"""Rows of the registre as texts: what an import compares, changes and publishes.

The keys of rows are those of their schemas; a row is {column: text}, '' when nothing is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from data.dates import DatePartielle
from data.lecture.registre import CONSTRUCTEURS, assemble
from data.lecture.schemas import fields_by_name, load_schema
from data.model import Registre

Ligne = dict[str, str]
TABLES_IMPORTEES = ("contrats", "perimetres", "axes", "actions", "signataires")


@dataclass(frozen=True)
class Changement:
    """A row that an import adds, changes or takes off.

    avant, apres : the row before and after, None where there is none.
    """

    table: str
    cle: tuple[str, ...]
    avant: Ligne | None
    apres: Ligne | None

    @property
    def colonnes(self) -> tuple[str, ...]:
        """Columns that change."""
        before, after = self.avant or {}, self.apres or {}
        return tuple(
            column
            for column in fields_by_name(self.table)
            if before.get(column, "") != after.get(column, "")
        )


def texte_de(valeur: Any) -> str:
    """Return a value of an object of the registre as its file writes it."""
    if valeur is None:
        return ""
    if isinstance(valeur, tuple):
        return " ".join(valeur)
    return valeur.texte if isinstance(valeur, DatePartielle) else str(valeur)


def ligne_de(objet: Any) -> Ligne:
    """Return an object of the registre as a row."""
    return {one.name: texte_de(getattr(objet, one.name)) for one in fields(objet)}


def tables_du_registre(registre: Registre) -> dict[str, list[Ligne]]:
    """Return the rows of the tables that an import may change, in their order."""
    return {
        table: [ligne_de(one) for one in _objects(registre, table)] for table in TABLES_IMPORTEES
    }


def _objects(registre: Registre, table: str) -> tuple[Any, ...]:
    held = getattr(registre, table)
    return tuple(held.values()) if isinstance(held, dict) else held


def cle_de(table: str, ligne: Mapping[str, str]) -> tuple[str, ...]:
    """Return the key of a row: its columns that the schema names, all of them without any."""
    columns = load_schema(table).get("primaryKey") or list(fields_by_name(table))
    return tuple(ligne.get(column, "") for column in columns)


def registre_avec(registre: Registre, changements: Iterable[Changement]) -> Registre:
    """Return the registre once changes are made; raise ValueError for a cell without meaning."""
    by_table: dict[str, list[Changement]] = {}
    for one in changements:
        by_table.setdefault(one.table, []).append(one)
    rows = tables_du_registre(registre)
    ranks = {name: _objects(registre, name) for name in CONSTRUCTEURS}
    for table, changes in by_table.items():
        ranks[table] = tuple(map(CONSTRUCTEURS[table], _applied(table, rows[table], changes)))
    return assemble(ranks, registre.date_releve)


def _applied(table: str, rows: list[Ligne], changes: Iterable[Changement]) -> list[Ligne]:
    held = {cle_de(table, row): row for row in rows}
    for one in changes:
        if one.apres is None:
            held.pop(one.cle, None)
        else:
            held[one.cle] = one.apres
    return list(held.values())
