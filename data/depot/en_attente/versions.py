"""Rows that wait are changed from the version that was read: nobody writes over somebody else."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, update


def change_depuis(
    connection: Connection, table: Table, identite: str, version: int, valeurs: Mapping[str, Any]
) -> bool:
    """Write a row anew, one version on; return False, nothing written, when it moved meanwhile.

    ``table``: with columns ``id`` and ``version``; ``version``: that of the row that was read.
    """
    celle_ci = table.c.id == identite, table.c.version == version
    written = update(table).where(*celle_ci).values(**valeurs, version=version + 1)
    return bool(connection.execute(written).rowcount)
