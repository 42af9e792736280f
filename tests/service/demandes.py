"""What the tests ask of the process, and of its middleware without a process."""

import asyncio
import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message

NAVIGATEUR = {"Accept": "text/html,*/*"}


@dataclass(frozen=True)
class Reponse:
    """An answer: status, headers (all of them, in small letters), content."""

    statut: int
    entetes: list[tuple[str, str]]
    contenu: bytes

    def entete(self, nom: str) -> str:
        """Return the value of a header, "" when it is not there."""
        return dict(self.entetes).get(nom.lower(), "")


def ask(
    adresse: str, chemin: str = "", methode: str = "GET", entetes: Mapping[str, str] | None = None
) -> Reponse:
    """Ask a real server, follow nothing."""
    parts = urlsplit(adresse)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        connection.request(methode, f"{parts.path}{chemin}", headers=dict(entetes or NAVIGATEUR))
        answer = connection.getresponse()
        headers = [(name.lower(), value) for name, value in answer.getheaders()]
        return Reponse(answer.status, headers, answer.read())
    finally:
        connection.close()


def run(app: ASGIApp, scope: Mapping[str, Any]) -> list[Message]:
    """Give a request to an application of ASGI; return the messages that it sent."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    base = {"path": "/", "query_string": b"", "headers": [], "method": "GET", "scheme": "http"}
    asyncio.run(app({**base, **scope}, receive, send))
    return sent


def headers_of(**entetes: str) -> list[tuple[bytes, bytes]]:
    """Return headers as ASGI writes them; ``x_forwarded_proto`` is ``x-forwarded-proto``."""
    return [(name.replace("_", "-").encode(), value.encode()) for name, value in entetes.items()]
