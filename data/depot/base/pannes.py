"""What a database answers when something is wrong, told in French to a person."""

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data.depot.erreurs import (
    DepotAbime,
    DepotEnLectureSeule,
    DepotErreur,
    DepotInjoignable,
    DepotOccupe,
)

ABIMEE = (
    "Pour revenir à une sauvegarde\u00a0: python -m data restauration FICHIER"
    " (le fichier abîmé est mis de côté)."
)
RESTE = "Rien n'est perdu\u00a0: ce qui n'a pas été publié peut l'être de nouveau."
_SQLITE = {  # beginning of the name of the error
    "SQLITE_BUSY": DepotOccupe,
    "SQLITE_LOCKED": DepotOccupe,
    "SQLITE_READONLY": DepotEnLectureSeule,
    "SQLITE_PERM": DepotEnLectureSeule,
    "SQLITE_NOTADB": DepotAbime,
    "SQLITE_CORRUPT": DepotAbime,
    "SQLITE_ERROR": DepotAbime,  # a table or a column that is not there
}
_POSTGRES = {  # SQLSTATE
    "55P03": DepotOccupe,  # lock not available
    "40001": DepotOccupe,  # serialization failure
    "40P01": DepotOccupe,  # deadlock
    "25006": DepotEnLectureSeule,  # read-only transaction
    "42501": DepotEnLectureSeule,  # insufficient privilege
    "42P01": DepotAbime,  # undefined table
    "42703": DepotAbime,  # undefined column
    "XX001": DepotAbime,  # data corrupted
    "XX002": DepotAbime,  # index corrupted
}


def translate(panne: DBAPIError | PoolTimeout, nom: str) -> DepotErreur:
    """Return what to tell of an error of the database.

    ``nom``: where the store is, without a password. An error of a kind unknown here is a store
    that does not answer, with the technical detail.
    """
    origine = panne.orig if isinstance(panne, DBAPIError) else None
    kind = _kind(origine)
    detail = " ".join(str(origine or panne).split())[:200]
    return kind(_text(kind, nom, detail))


def _kind(origine: BaseException | None) -> type[DepotErreur]:
    if isinstance(origine, sqlite3.Error):
        name = getattr(origine, "sqlite_errorname", "") or ""
        found = [kind for start, kind in _SQLITE.items() if name.startswith(start)]
        if found:
            return found[0]
        # The module itself refuses a text that is no text, with no code of SQLite.
        return DepotInjoignable if isinstance(origine, sqlite3.OperationalError) else DepotAbime
    return _POSTGRES.get(getattr(origine, "sqlstate", None) or "", DepotInjoignable)


def _text(kind: type[DepotErreur], nom: str, detail: str) -> str:
    if kind is DepotOccupe:
        return (
            f"La base du registre ({nom}) est occupée par une autre publication."
            f" Réessayer dans un instant. {RESTE}"
        )
    if kind is DepotEnLectureSeule:
        return lecture_seule(nom)
    if kind is DepotAbime:
        return f"La base du registre ({nom}) est abîmée ou n'en est pas une ({detail}). {ABIMEE}"
    return (
        f"La base du registre ({nom}) ne répond pas ({detail}). Vérifier qu'elle est démarrée"
        f" et joignable, que son disque n'est pas plein. {RESTE}"
    )


def lecture_seule(nom: str) -> str:
    """Return what to tell of a store that cannot be written."""
    return (
        f"La base du registre ({nom}) ne peut qu'être lue\u00a0: l'atlas montre tout,"
        " mais rien ne peut y être changé."
    )
