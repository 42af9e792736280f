"""What is peculiar to a store in a SQLite file: its connections, its journal, its copies."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from data.depot.base.pannes import ABIMEE, lecture_seule
from data.depot.erreurs import DepotAbime, DepotEnLectureSeule

ATTENTE = 15  # seconds a writer waits for another one
ECRITURE = "atlas_ecriture"  # execution option of the connections that write

Creator = Callable[[], sqlite3.Connection]


def sqlite_engine(creator: Creator, **options: Any) -> Engine:
    """Return an engine whose transactions see one state, and are exclusive when they write."""
    engine = create_engine("sqlite+pysqlite:///atlas", creator=creator, **options)

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin below, tables included
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(ECRITURE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def open_file(chemin: str) -> Creator:
    """Return what opens a file to read and write it."""
    return lambda: _connect(chemin)


def open_file_to_read(chemin: str, *, figee: bool) -> Creator:
    """Return what opens a file to read it only.

    ``figee``: nobody writes it (a read-only disk), so that its journal is not looked for.
    """
    suite = "&immutable=1" if figee else ""
    return lambda: _connect(f"{Path(chemin).as_uri()}?mode=ro{suite}", uri=True)


def open_image(image: bytes) -> Creator:
    """Return what opens a copy in memory of a file, one for each connection."""

    def open_copy() -> sqlite3.Connection:
        connection = _connect(":memory:")
        connection.deserialize(image)
        return connection

    return open_copy


@contextmanager
def memory_engine(image: bytes | None) -> Iterator[tuple[Engine, Callable[[], bytes]]]:
    """Open a file in memory, from an image or empty: its engine, and what gives its image."""
    connection = _connect(":memory:")
    if image:
        connection.deserialize(image)
    engine = sqlite_engine(lambda: connection, poolclass=StaticPool)
    try:
        yield engine, lambda: bytes(connection.serialize())
    finally:
        engine.dispose()


def _connect(base: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(base, timeout=ATTENTE, check_same_thread=False, uri=uri)


def prepare_file(chemin: Path) -> None:
    """Make the folder and the file; readers and the writer do not wait for each other (WAL).

    Raises DepotEnLectureSeule where they cannot be made, DepotAbime for another kind of file.
    """
    try:
        chemin.parent.mkdir(parents=True, exist_ok=True)
        connection = _connect(str(chemin))
    except (OSError, sqlite3.OperationalError):
        raise DepotEnLectureSeule(lecture_seule(str(chemin))) from None
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError as panne:
        _tell(panne, chemin)
    finally:
        connection.close()


def _tell(panne: sqlite3.DatabaseError, chemin: Path) -> None:
    name = panne.sqlite_errorname
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return  # another first start is doing the same
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        message = f"La base du registre ({chemin}) est abîmée ou n'en est pas une. {ABIMEE}"
        raise DepotAbime(message) from None
    raise DepotEnLectureSeule(lecture_seule(str(chemin))) from None


def is_writable(chemin: str) -> bool:
    """Tell whether a store that exists can be written, without waiting for whoever writes it.

    A transaction begins well on a file that may only be read: a row is written, and taken back.
    """
    connection = sqlite3.connect(chemin, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE depot SET id = id")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as panne:
        return panne.sqlite_errorname.startswith("SQLITE_BUSY") and os.access(chemin, os.W_OK)
    finally:
        connection.close()
    return True


def read_image(creator: Creator) -> bytes:
    """Return a copy of a file, as one reads it now, that needs no journal beside it."""
    source, copie = creator(), _connect(":memory:")
    try:
        source.backup(copie)
        return _without_journal(copie.serialize())
    finally:
        source.close()
        copie.close()


def _without_journal(image: bytes) -> bytes:
    """Return an image whose header asks for no journal in a file beside it (bytes 18 and 19)."""
    return image[:18] + b"\x01\x01" + image[20:]
