"""Security headers on every answer, and cookies that go no further than they must.

They are kept from scripts, and travel encrypted where the link is.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOND_IGN = "https://data.geopf.fr"
"""The only address outside, asked by the map when a reader switches the IGN background on."""

POLITIQUE = {
    "default-src": "'self'",
    # Streamlit and the map write scripts in their pages, and compile some.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": f"'self' data: blob: {FOND_IGN}",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob:",
    "frame-ancestors": "'self'",
    "form-action": "'self'",
    "base-uri": "'self'",
    "object-src": "'none'",
}
ENTETES = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLITIQUE.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


REPONSE = "websocket.http.response"
"""What a server that can answer a link without opening it says of itself (ASGI)."""
REFUSEE = "Cette liaison est refusée : elle vient d'un autre site, ou rien n'est à cette adresse."
LUS_PAR_LES_SCRIPTS = frozenset({b"_streamlit_xsrf"})
"""Cookies that Streamlit's page reads, to send them back beside a file or a session."""


class Entetes:
    """Adds ENTETES to every answer, HttpOnly to cookies, and Secure to those given over HTTPS.

    A link that is refused before it opens is an answer too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        encrypted, opened = est_chiffree(scope), REPONSE not in scope.get("extensions", {})

        async def send_with_headers(message: Message) -> None:
            nonlocal opened
            if message["type"] in ("http.response.start", f"{REPONSE}.start"):
                headers = MutableHeaders(scope=message)
                for name, value in ENTETES.items():
                    headers.setdefault(name, value)
                message["headers"] = [_guarded(one, encrypted=encrypted) for one in headers.raw]
            elif message["type"] == "websocket.accept":
                opened = True
            elif message["type"] == "websocket.close" and not opened:
                await PlainTextResponse(REFUSEE, 403)(scope, receive, send_with_headers)
                return
            await send(message)

        await self._app(scope, receive, send_with_headers)


def est_chiffree(scope: Scope) -> bool:
    """Tell whether the reader's link is encrypted, up to the proxy that says so."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    return scope.get("scheme") == "https" or forwarded.split(",")[0].strip() == "https"


def _guarded(entete: tuple[bytes, bytes], *, encrypted: bool) -> tuple[bytes, bytes]:
    """Return a header; that of a cookie says who may read it."""
    name, value = entete
    if name.lower() != b"set-cookie":
        return entete
    said = {part.strip().lower() for part in value.split(b";")[1:]}
    if value.partition(b"=")[0].strip() not in LUS_PAR_LES_SCRIPTS and b"httponly" not in said:
        value += b"; HttpOnly"
    if encrypted and b"secure" not in said:
        value += b"; Secure"
    return name, value
