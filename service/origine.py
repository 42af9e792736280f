"""Middleware that refuses a session opened by the page of another site.

Streamlit also refuses it, but only after it asked other machines for its own public address, in
the event loop: seconds during which nobody is answered.
"""

import logging
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

REFUS = 1008  # policy violation (RFC 6455, section 7.4.1)
logger = logging.getLogger("atlas.origine")


class Origine:
    """Lets a WebSocket through when its page comes from the host asked for, or a permitted one.

    ``hotes``: the permitted hosts, in small letters, with or without a port.
    """

    def __init__(self, app: ASGIApp, *, hotes: Collection[str] = ()) -> None:
        self._app = app
        self._hotes = frozenset(hotes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the session, or let it through."""
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and not self._is_same(origin, headers.get("host", "")):
                if not self._is_permitted(origin):
                    logger.warning("origine refusée", extra={"champs": {"quoi": "refus"}})
                    await WebSocketClose(REFUS)(scope, receive, send)
                    return
                scope = _as_same_host(scope, origin)
        await self._app(scope, receive, send)

    @staticmethod
    def _is_same(origin: str, host: str) -> bool:
        return _host(origin) == host.lower()

    def _is_permitted(self, origin: str) -> bool:
        host = _host(origin)
        return bool(host) and bool({host, host.partition(":")[0]} & self._hotes)


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _as_same_host(scope: Scope, origin: str) -> Scope:
    """Name the permitted host as the one asked for, so that Streamlit looks nothing up."""
    kept = [(name, value) for name, value in scope["headers"] if name != b"host"]
    host = urlsplit(origin).netloc.encode("latin-1")
    return {**scope, "headers": [*kept, (b"host", host)]}
