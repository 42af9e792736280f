"""A store that cannot be written: the atlas shows everything, and says that nothing can change."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, text

from data.depot.base.connexion import Depot
from data.depot.base.pannes import lecture_seule
from data.depot.base.schema import is_current
from data.depot.base.sqlite import (
    is_writable,
    memory_engine,
    open_file_to_read,
    open_image,
    read_image,
    sqlite_engine,
)
from data.depot.erreurs import DepotErreur

_POSTGRESQL = text(
    "SELECT NOT pg_is_in_recovery()"
    " AND current_setting('default_transaction_read_only') = 'off'"
    " AND has_table_privilege('publication', 'INSERT')"
)


def why_read_only(depot: Depot) -> str:
    """Return why a store cannot be written, in French; "" when it can be."""
    if depot.is_sqlite:
        writable = is_writable(str(depot.adresse.database))
    else:
        writable = bool(depot.one(_POSTGRESQL)[0])
    return "" if writable else lecture_seule(depot.nom)


def open_to_read(adresse: URL, panne: DepotErreur, update: Callable[[Depot], None]) -> Depot:
    """Open a SQLite store that cannot be written, as it is when its tables are of this version.

    Otherwise what is read is a copy in memory, brought up to date by ``update``: of the file, or
    of nothing when there is no file. Raises ``panne`` when the file cannot be read at all.
    """
    chemin = str(adresse.database)
    if not Path(chemin).is_file():
        return _in_memory(adresse, None, update)
    for figee in (False, True):
        creator = open_file_to_read(chemin, figee=figee)
        depot = Depot(adresse, sqlite_engine(creator), lecture_seule(chemin))
        try:
            with depot.lecture() as connection:
                if is_current(connection, depot.nom):
                    return depot
            image = read_image(creator)
        except DepotErreur as autre:
            depot.ferme()
            panne = autre
            continue
        depot.ferme()
        return _in_memory(adresse, image, update)
    raise panne


def _in_memory(adresse: URL, image: bytes | None, update: Callable[[Depot], None]) -> Depot:
    """Return a store in memory, made from a copy of a file or from nothing."""
    with memory_engine(image) as (engine, serialize):
        copie = Depot(adresse, engine)
        update(copie)
        a_jour = serialize()
    depot = Depot(adresse, sqlite_engine(open_image(a_jour)), lecture_seule(str(adresse.database)))
    depot.a_reprendre = copie.a_reprendre
    return depot
