"""What the tests ask of the process, and of its middleware without a process."""

import asyncio
import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message
from streamlit.proto.AppPage_pb2 import AppPage
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from tests.serveurs import Serveur

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


async def declared_pages(lance: Serveur) -> list[AppPage]:
    """Return the pages that a running atlas tells a reader of, those out of the menu too."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    origin = f"http://127.0.0.1:{lance.port}"
    address = f"ws://127.0.0.1:{lance.port}/_stcore/stream"
    async with connect(
        address, origin=origin, subprotocols=["streamlit"], max_size=None
    ) as websocket:
        await websocket.send(asked.SerializeToString())
        async for content in websocket:
            message = ForwardMsg()
            message.ParseFromString(content)
            if message.WhichOneof("type") == "navigation":
                return list(message.navigation.app_pages)
    raise AssertionError("the menu was not told")


def headers_of(**entetes: str) -> list[tuple[bytes, bytes]]:
    """Return headers as ASGI writes them; ``x_forwarded_proto`` is ``x-forwarded-proto``."""
    return [(name.replace("_", "-").encode(), value.encode()) for name, value in entetes.items()]
