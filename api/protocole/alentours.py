"""What answers at the addresses that look like those of the API and name nothing."""

import re
from collections.abc import Sequence

from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from api.protocole.demande import CHEMIN
from api.protocole.execution import refuse
from api.protocole.problemes import Dit, Probleme, cite


class Alentours(BaseRoute):
    """All that is below ``/api``, however it is written, once the true addresses are put aside.

    Parameters
    ----------
    base : sub-path of the atlas.
    connues : routes of the API.
    """

    def __init__(self, base: str, connues: Sequence[BaseRoute]) -> None:
        self._base = base
        self._connues = tuple(connues)
        begin = f"/*{re.escape(base)}/+" if base else "/+"  # two runs of slashes would take turns
        self._forme = re.compile(rf"{begin}api(/.*)?", re.IGNORECASE | re.DOTALL)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Tell whether an address looks like one of the API."""
        seen = scope["type"] == "http" and self._forme.fullmatch(scope["path"])
        return (Match.FULL if seen else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say that there is nothing there, and which address was meant."""
        fault = self._fault(scope["path"], scope)
        response = refuse(fault, self._base, tete=scope["method"] == "HEAD")
        await response(scope, receive, send)

    def _fault(self, path: str, scope: Scope) -> Probleme:
        meant = self._meant(path, scope)
        root = f"{self._base}{CHEMIN}"
        dit = Dit(
            f"Adresse de l'API\u00a0: {cite(path)} n'existe pas. "
            + (f"Essayer {meant}." if meant else f"Les adresses sont dites à {root}."),
            f"Address of the API: {cite(path)} is unknown. "
            + (f"Try {meant}." if meant else f"The addresses are told at {root}."),
        )
        return Probleme(404, "introuvable", dit, {"adresse": meant or root})

    def _meant(self, path: str, scope: Scope) -> str:
        """Return the address that was meant: a slash too many, capitals; "" for none."""
        below = self._forme.fullmatch(path)
        plain = re.sub(r"/+", "/", (below and below[1]) or "").rstrip("/")
        version = CHEMIN.removeprefix("/api")
        if plain[: len(version)].lower() != version:
            return ""
        address = f"{self._base}/api{version}{plain[len(version) :]}"
        found = (one.matches({**scope, "path": address})[0] for one in self._connues)
        return address if any(match is Match.FULL for match in found) else ""
