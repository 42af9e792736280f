"""The version of the tables of a store: is it this one, an older one to bring up, a newer one."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from data.depot.base.alignement import align, check_colonnes, plus_recent, read_colonnes
from data.depot.base.structure import REVISIONS, TABLE_DES_VERSIONS, metadata
from data.depot.cles import colonnes_connues
from data.depot.erreurs import DepotAbime, DepotPlusRecent

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def is_current(connection: Connection, nom: str) -> bool:
    """Tell whether the tables of the store are those of this version of the atlas.

    Raises DepotPlusRecent for a store of a newer version, DepotAbime for another application's.
    """
    tables = set(inspect(connection).get_table_names())
    if TABLE_DES_VERSIONS not in tables:
        if tables & set(metadata.tables):
            raise DepotAbime(
                f"La base ({nom}) a déjà des tables du même nom et n'est pas une base du registre."
                " Attendu\u00a0: une base vide, réservée à l'atlas."
            )
        return False
    revision = connection.execute(text(f"SELECT version_num FROM {TABLE_DES_VERSIONS}")).scalar()
    if revision is not None and revision not in REVISIONS:
        raise DepotPlusRecent(plus_recent(nom))
    if revision != REVISIONS[-1]:
        return False
    connues = read_colonnes(connection)
    if connues is None:
        return False
    check_colonnes(connues, nom)
    return connues == colonnes_connues()


def migrate(connection: Connection, nom: str) -> None:
    """Bring the tables of a store to this version, in the transaction of the connection.

    Raises as ``is_current`` does.
    """
    if is_current(connection, nom):
        return  # another process did it meanwhile
    from alembic import command  # a quarter of a second: at a first start or a new version only
    from alembic.config import Config
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")
    align(connection, Operations(MigrationContext.configure(connection)))
