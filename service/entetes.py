"""Security headers on every answer, and cookies that travel encrypted where the link is."""

from starlette.datastructures import Headers, MutableHeaders
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


class Entetes:
    """Adds ENTETES to every answer, and Secure to the cookies given over HTTPS."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        encrypted = est_chiffree(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ENTETES.items():
                    headers.setdefault(name, value)
                if encrypted:
                    message["headers"] = [_secure(name, value) for name, value in headers.raw]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def est_chiffree(scope: Scope) -> bool:
    """Tell whether the reader's link is encrypted, up to the proxy that says so."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    return scope.get("scheme") == "https" or forwarded.split(",")[0].strip() == "https"


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    if name.lower() != b"set-cookie" or b"secure" in value.lower().replace(b" ", b"").split(b";"):
        return name, value
    return name, value + b"; Secure"
