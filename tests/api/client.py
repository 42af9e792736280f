"""The API asked in this process, as a program asks it: by its addresses, without a network."""

import asyncio
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message

RACINE = "http://atlas.example/api/v1"


@dataclass(frozen=True)
class Reponse:
    """An answer: status, headers in small letters, bytes as they were sent."""

    statut: int
    entetes: Mapping[str, str]
    contenu: bytes

    @property
    def texte(self) -> bytes:
        """The content, unpacked."""
        packed = self.entetes.get("content-encoding") == "gzip"
        return gzip.decompress(self.contenu) if packed else self.contenu

    @property
    def json(self) -> Any:
        """The members of the answer."""
        return json.loads(self.texte)


@dataclass(frozen=True)
class Client:
    """Asks an application of ASGI; ``base``: sub-path of the atlas."""

    app: ASGIApp
    base: str = ""

    def __call__(
        self, adresse: str, methode: str = "GET", entetes: Mapping[str, str] | None = None
    ) -> Reponse:
        """Return the answer at an address below ``/api/v1``, or at a whole address."""
        path = urlsplit(adresse).path if "://" in adresse else f"{self.base}/api/v1{adresse}"
        query = adresse.partition("?")[2]
        headers = {"Host": "atlas.example", **(entetes or {})}
        return asyncio.run(self._ask(path.partition("?")[0], query, methode, headers))

    async def _ask(self, path: str, query: str, method: str, headers: Mapping[str, str]) -> Reponse:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode("latin-1"),
            "root_path": "",
            "headers": [(n.lower().encode(), v.encode("latin-1")) for n, v in headers.items()],
            "server": ("127.0.0.1", 8501),
            "client": ("127.0.0.1", 40000),
        }
        await self.app(scope, receive, send)
        start = next(one for one in sent if one["type"] == "http.response.start")
        body = b"".join(one.get("body", b"") for one in sent if one["type"].endswith("body"))
        found = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
        return Reponse(start["status"], found, body)
