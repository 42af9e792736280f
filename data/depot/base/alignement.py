"""The tables of the registre follow the schemas: a new column of a schema is added to its table.

A column that the schemas do not have means that a newer atlas wrote the store; removing or
renaming one, or changing a key, is work for a migration.
"""

import json
import uuid
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, Text, insert, select, text, update

from data.depot.base.structure import RESSOURCES, depot
from data.depot.cles import colonnes_connues
from data.depot.erreurs import DepotPlusRecent

if TYPE_CHECKING:
    from alembic.operations import Operations

Connues = dict[str, dict[str, list[str]]]


def read_colonnes(connection: Connection) -> Connues | None:
    """Return the columns and keys that the store was last used with, None when it is new."""
    ecrites = connection.execute(select(depot.c.colonnes)).scalar()
    return None if ecrites is None else json.loads(ecrites)


def check_colonnes(connues: Connues, nom: str) -> None:
    """Raise DepotPlusRecent when the store has what this version of the atlas does not know."""
    ici = colonnes_connues()
    for ressource, la in connues.items():
        attendues = ici.get(ressource, {"colonnes": [], "cle": []})
        inconnues = set(la["colonnes"]) - set(attendues["colonnes"])
        if inconnues or la["cle"] != attendues["cle"]:
            raise DepotPlusRecent(plus_recent(nom))


def plus_recent(nom: str) -> str:
    """Return what to tell of a store that a newer version wrote."""
    return (
        f"La base du registre ({nom}) a été écrite par une version plus récente de l'atlas\u00a0:"
        " mettre l'atlas à jour, ou lui donner une autre base (ATLAS_DATABASE_URL, ATLAS_DATA)."
    )


def align(connection: Connection, operations: "Operations") -> None:
    """Make the tables of the registre, and add the columns that the schemas have and they don't."""
    connues = read_colonnes(connection) or {}
    for ressource, table in RESSOURCES.items():
        if ressource not in connues:
            table.create(connection)
            continue
        for nom in colonnes_connues()[ressource]["colonnes"]:
            if nom not in connues[ressource]["colonnes"]:
                colonne = Column(nom, Text, nullable=False, server_default=text("''"))
                operations.add_column(ressource, colonne)
    _note(connection)


def _note(connection: Connection) -> None:
    colonnes = json.dumps(colonnes_connues(), ensure_ascii=False)
    if connection.execute(select(depot.c.id)).scalar() is None:
        nouvelle = {"id": 1, "identite": uuid.uuid4().hex, "colonnes": colonnes}
        connection.execute(insert(depot).values(nouvelle))
    else:
        connection.execute(update(depot).values(colonnes=colonnes))
