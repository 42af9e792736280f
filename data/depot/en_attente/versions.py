"""Rows that wait are changed from the version that was read: nobody writes over somebody else."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Table, select, update

from data.depot.erreurs import AttenteChangee, AttenteInconnue


class Lue(Protocol):
    """A row as it was read."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


def read_ligne(connection: Connection, table: Table, identite: str, partie: str) -> Row[Any]:
    """Return the row of a table that bears an identifier. Raises AttenteInconnue(``partie``)."""
    ligne = connection.execute(select(table).where(table.c.id == identite)).first()
    if ligne is None:
        raise AttenteInconnue(partie)
    return ligne


def change_depuis(
    connection: Connection,
    table: Table,
    lue: Lue,
    valeurs: Mapping[str, Any],
    *,
    changee: str,
    partie: str,
) -> Row[Any]:
    """Write a row anew, one version on, and return it.

    Raises AttenteChangee(``changee``), nothing written, when it moved meanwhile, and
    AttenteInconnue(``partie``) when it is gone.
    """
    celle_ci = table.c.id == lue.id, table.c.version == lue.version
    written = update(table).where(*celle_ci).values(**valeurs, version=lue.version + 1)
    moved = not connection.execute(written).rowcount
    ligne = read_ligne(connection, table, lue.id, partie)
    if moved:
        raise AttenteChangee(changee)
    return ligne
