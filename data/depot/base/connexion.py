"""Connections to the store: a snapshot to read, an exclusive transaction to write.

SQLite and PostgreSQL differ here and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, Row, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data.depot.base.adresse import tell
from data.depot.base.pannes import translate
from data.depot.base.sqlite import ATTENTE, ECRITURE, open_file, sqlite_engine
from data.depot.erreurs import DepotEnLectureSeule, DepotErreur

CONNEXION = 5  # seconds to wait for a server
VERROU = 7_221_116  # of the advisory lock that first starts share on PostgreSQL


class Depot:
    """A store: what opens transactions on it, and whether it can be written.

    ``adresse``: where it is; ``lecture_seule``: why it cannot be written, ``a_reprendre``: why
    the registre delivered with this version is not in it; in French, "" when there is no why.
    """

    def __init__(self, adresse: URL, engine: Engine, lecture_seule: str = "") -> None:
        self.adresse = adresse
        self.engine = engine
        self.lecture_seule = lecture_seule
        self.a_reprendre = ""

    @property
    def nom(self) -> str:
        """Where the store is, for a person, without any password."""
        return tell(self.adresse)

    @property
    def refus_d_ecrire(self) -> str:
        """Why nothing can be written, as readers are told; "" when it can be."""
        return DepotEnLectureSeule.A_TOUS if self.lecture_seule else ""

    @property
    def is_sqlite(self) -> bool:
        """Tell whether the store is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def lecture(self) -> Iterator[Connection]:
        """Open a connection that sees one state of the store, whatever is published meanwhile.

        Raises a DepotErreur that says what is wrong.
        """
        options: dict[str, Any] = {}
        if not self.is_sqlite:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._told(), self.engine.connect() as connection:
            connection = connection.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def ecriture(self) -> Iterator[Connection]:
        """Open the one connection that may write: everything is written, or nothing.

        Raises DepotEnLectureSeule, DepotOccupe, or another DepotErreur.
        """
        if self.lecture_seule:
            raise DepotEnLectureSeule(self.lecture_seule)
        with self._told(), self.engine.connect() as connection:
            connection = connection.execution_options(**{ECRITURE: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{ATTENTE}s'")
                    connection.exec_driver_sql("LOCK TABLE publication IN EXCLUSIVE MODE")
                yield connection

    @contextmanager
    def ouverture(self) -> Iterator[Connection]:
        """Open the connection that makes or completes the tables; one process at a time."""
        with self._told(), self.engine.connect() as connection:
            connection = connection.execution_options(**{ECRITURE: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({VERROU})")
                yield connection

    def one(self, statement: Any) -> Row[*tuple[Any, ...]]:
        """Return the one row of a statement, as cheaply as can be."""
        with self._told(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            return connection.execute(statement).one()

    def ferme(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DepotErreur:
            raise
        except (DBAPIError, PoolTimeout) as panne:
            raise translate(panne, self.nom) from panne


def connect(adresse: URL) -> Depot:
    """Return a store, nothing being asked of it yet."""
    if adresse.get_backend_name() == "sqlite":
        return Depot(adresse, sqlite_engine(open_file(str(adresse.database))))
    options = {"connect_timeout": CONNEXION, "tcp_user_timeout": 1000 * CONNEXION}
    return Depot(adresse, create_engine(adresse, pool_pre_ping=True, connect_args=options))
