"""``/sante`` (alive) and ``/pret`` (may be given readers), for a proxy and for an operator."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from service.etat import Etat

FRAICHEUR = {"Cache-Control": "no-store"}
RAISONS_MONTREES = 5


def _sante(_: Request) -> Response:
    return JSONResponse({"vivant": True}, headers=FRAICHEUR)


def _pret_of(etat: Etat) -> Callable[[Request], Response]:
    def pret(_: Request) -> Response:
        content: dict[str, Any] = {"pret": etat.pret, "chaud": etat.chaud}
        if etat.refus:
            content["refus"] = list(etat.refus[:RAISONS_MONTREES])
        if etat.depot:
            content["depot"] = etat.depot
        return JSONResponse(content, 200 if etat.pret else 503, FRAICHEUR)

    return pret


def build_routes(base: str, etat: Etat) -> list[Route]:
    """Return both addresses, at the root and below the sub-path when there is one."""
    prefixes = dict.fromkeys(("", base))
    answers = {"sante": _sante, "pret": _pret_of(etat)}
    return [
        Route(f"{prefix}/{name}", endpoint)
        for prefix in prefixes
        for name, endpoint in answers.items()
    ]
