"""Middleware that answers the pages, refuses what is closed and says what does not exist."""

from collections.abc import Sequence
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from components.commun.style import FEUILLE
from components.commun.style_cibles import REGLES as CIBLES
from service.chemins import LIAISON, PAGES, chemin_de, est_a_streamlit, est_refuse_par_streamlit
from service.gabarit import Document, build_absente, build_page

LECTURES = ("GET", "HEAD")
A_VERIFIER = "no-cache"
POUR_TOUJOURS = "public, max-age=31536000, immutable"
SANS_LIAISON = (
    "Un serveur intermédiaire retire les en-têtes Upgrade et Connection : la liaison WebSocket de "
    "l'atlas ne peut pas s'ouvrir (voir deploiement/README.md)."
)


def answer(
    document: Document, headers: Headers, *, statut: int = 200, cache: str = A_VERIFIER
) -> Response:
    """Answer a document: nothing when the browser holds it already, compressed when it can be."""
    common = {"Cache-Control": cache, "ETag": document.etiquette}
    if document.se_compresse:
        common["Vary"] = "Accept-Encoding"
    if statut == 200 and document.etiquette in headers.get("if-none-match", ""):
        return Response(status_code=304, headers=common)
    content = document.contenu
    if document.se_compresse and "gzip" in headers.get("accept-encoding", ""):
        content = document.compresse
        common["Content-Encoding"] = "gzip"
    return Response(content, statut, common, media_type=document.type_mime)


class Adresses:
    """Answers the addresses of the pages itself; the others pass when they exist.

    Parameters
    ----------
    base : sub-path of the application, "" or "/atlas".
    routes : our own addresses, that pass.
    script : address of our script below the sub-path.
    metriques : whether Streamlit's metrics are open.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        base: str,
        routes: Sequence[BaseRoute],
        script: str,
        metriques: bool = False,
    ) -> None:
        self._app = app
        self._base = base
        self._routes = tuple(routes)
        self._metriques = metriques
        self._page = build_page(f"./{script}", FEUILLE + CIBLES)
        self._absente = build_absente(f"{base}/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        match, found, ours = self._route_of(scope)
        if ours is not None and est_refuse_par_streamlit(scope["path"]):
            # Streamlit's refusal is a word of English: our own address says it its own way.
            scope.update(found)
            await ours.handle(scope, receive, send)
            return
        response = self._response(scope, chemin_de(scope, self._base), match)
        if response is None:
            await self._app(scope, receive, send)
        else:
            await response(scope, receive, send)

    def _route_of(self, scope: Scope) -> tuple[Match, Scope, BaseRoute | None]:
        """Return our own route for an address, how it matches and what it reads there.

        There is no route for an address of Streamlit's or of nobody's.
        """
        for route in self._routes:
            match, found = route.matches(scope)
            if match is not Match.NONE:
                return match, found, route
        return Match.NONE, {}, None

    def _response(self, scope: Scope, chemin: str | None, match: Match) -> Response | None:
        """Return what is answered here, None for what Streamlit or one of our routes answers.

        ``match``: how one of our routes matches the address.
        """
        headers = Headers(scope=scope)
        if match is not Match.NONE:
            wrong = match is Match.PARTIAL and scope["method"] != "OPTIONS"
            return _se_lit() if wrong else None
        if chemin is None:
            return self._absent(scope, headers)
        if chemin == "" and not scope["path"].endswith("/"):
            return RedirectResponse(f"{self._base}/{_query(scope)}", 307)
        if chemin.rstrip("/") in PAGES:
            return self._answer_page(scope, chemin, headers)
        if chemin == LIAISON:
            return PlainTextResponse(SANS_LIAISON, 426, {"Upgrade": "websocket"})
        if est_a_streamlit(chemin, scope["method"], metriques=self._metriques):
            return None
        return self._absent(scope, headers)

    def _answer_page(self, scope: Scope, chemin: str, headers: Headers) -> Response:
        if scope["method"] not in LECTURES:
            return _se_lit()
        if chemin.endswith("/"):
            target = chemin.rstrip("/")
            return RedirectResponse(f"{self._base}/{target}{_query(scope)}", 308)
        return answer(self._page, headers)

    def _absent(self, scope: Scope, headers: Headers) -> Response:
        """Say that an address does not exist: to a person in a page, to a program in a word."""
        if "text/html" in headers.get("accept", "") and scope["method"] in LECTURES:
            return answer(self._absente, headers, statut=404)
        return PlainTextResponse("Adresse inconnue", 404)


def _se_lit() -> Response:
    """Refuse to be written."""
    said = "Cette adresse se lit, elle ne s'écrit pas."
    return PlainTextResponse(said, 405, {"Allow": ", ".join(LECTURES)})


def _query(scope: Scope) -> str:
    query: Any = scope.get("query_string", b"")
    return f"?{query.decode('latin-1')}" if query else ""
