"""The log: one line of JSON per request, per session and per slow run, nobody's data in it.

Neither the address of a reader, nor what is asked after the ``?``, nor a cookie is written.
"""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any, TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

RACINE = "atlas"
DE_STREAMLIT = frozenset({"streamlit", "uvicorn", "websockets"})
SANS_REPONSE = "ASGI callable returned without completing handshake."
LONGUEUR = 120
FAMILLES = ("_stcore/upload_file", "media")  # what follows names a session or a file of it
REFUSEE, OUVERTE = 403, 101
logger = logging.getLogger("atlas.requetes")


class LigneJson(logging.Formatter):
    """Writes a record as one line of JSON: time, level, message, then its ``champs``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "heure": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname.lower(),
            "message": record.getMessage(),
        }
        line |= getattr(record, "champs", {})
        if record.exc_info:
            line["erreur"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def install(sortie: TextIO | None = None) -> None:
    """Write the log of the atlas, once, on stderr or where it is told."""
    root = logging.getLogger(RACINE)
    for handler in [one for one in root.handlers if isinstance(one.formatter, LigneJson)]:
        root.removeHandler(handler)
    handler = logging.StreamHandler(sortie or sys.stderr)
    handler.setFormatter(LigneJson())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False


def adopt() -> None:
    """Write what Streamlit and its server log as ours: every line of a log is of one kind."""
    for name, one in list(logging.root.manager.loggerDict.items()):
        if isinstance(one, logging.Logger) and name.partition(".")[0] in DE_STREAMLIT:
            if not one.hasHandlers():  # Python would write its faults as bare text
                handler = logging.StreamHandler(sys.stderr)
                handler.setLevel(logging.WARNING)  # below, it says who asks for what
                one.addHandler(handler)
            for held in one.handlers:
                held.setFormatter(LigneJson())
    logging.getLogger("uvicorn.error").addFilter(is_news)


def is_news(record: logging.LogRecord) -> bool:
    """Tell whether a record of the server says what our own lines do not.

    A link refused with a word is one that it says nobody answered; it has its line, with a 403.
    """
    return record.msg != SANS_REPONSE


def chemin_ecrit(chemin: str) -> str:
    """Return a path as it is written: cut, and without what names somebody's session or file."""
    for family in FAMILLES:
        start = chemin.find(f"/{family}/")
        if start >= 0:
            return f"{chemin[: start + len(family) + 1]}/…"
    if "@" in chemin:  # a link that was pasted with somebody's address
        chemin = f"{chemin[: chemin.rindex('/', 0, chemin.index('@')) + 1]}…"
    return chemin if len(chemin) <= LONGUEUR else chemin[:LONGUEUR] + "…"


class Journal:
    """Writes one line per request and per session, when it ends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, then write."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        fields: dict[str, Any] = {"statut": 500, "octets": 0}

        async def counted(message: Message) -> None:
            _count(message, fields)
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            _write(scope, fields, time.perf_counter() - start)


def _count(message: Message, fields: dict[str, Any]) -> None:
    kind = message["type"]
    if kind in ("http.response.start", "websocket.http.response.start"):
        fields["statut"] = message["status"]
    elif kind == "http.response.body":
        fields["octets"] += len(message.get("body", b""))
    elif kind == "websocket.accept":
        fields["statut"] = OUVERTE
    elif kind == "websocket.send":
        fields["octets"] += len(message.get("bytes") or b"")
    elif kind == "websocket.close" and fields["statut"] != OUVERTE:
        fields["statut"] = REFUSEE


def _write(scope: Scope, fields: dict[str, Any], seconds: float) -> None:
    session = scope["type"] == "websocket"
    logger.info(
        "session" if session else "requête",
        extra={
            "champs": {
                "quoi": "session" if session else "requete",
                "methode": scope.get("method", "WEBSOCKET"),
                "chemin": chemin_ecrit(scope["path"]),
                "statut": fields["statut"],
                "octets": fields["octets"],
                "ms": round(1000 * seconds, 1),
            }
        },
    )
