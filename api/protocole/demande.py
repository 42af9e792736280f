"""What is asked of an operation, read and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request

from data.depot.etat import Position

HOTE = re.compile(r"[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?")
CHEMIN = "/api/v1"
JOUR_ET_PUBLICATION = ("date", "registre")
REFERENCE = ("millesime", "population", "perimetre", "registre")
GARDES = ("date", *REFERENCE)
"""What a link keeps of the address that it is in: the same day, counted in the same way."""


@dataclass(frozen=True)
class Demande:
    """A request.

    Attributes
    ----------
    racine : address of the API as the reader knows it, without the last slash.
    chemin : path below it.
    valeurs : value of each parameter, of the path and of the address.
    donnees : those that the address gave, by name, as it writes them.
    position : the store, and the publication that the answer is as of.
    aujourd_hui : the day of the answer when none is asked.
    """

    racine: str
    chemin: str
    valeurs: Mapping[str, Any]
    donnees: Mapping[str, str]
    position: Position
    aujourd_hui: date

    def __getitem__(self, nom: str) -> Any:
        return self.valeurs[nom]

    @property
    def jour(self) -> date:
        """The day of the situation."""
        asked: date | None = self.valeurs.get("date")
        return asked or self.aujourd_hui

    @property
    def numero(self) -> int:
        """Number of the publication that the figures are as of."""
        return self.position.numero

    def lien(self, chemin: str, garde: tuple[str, ...] = GARDES, **parametres: Any) -> str:
        """Return the address of another operation; ``garde``: what it keeps of this one."""
        kept = {nom: self.donnees[nom] for nom in garde if nom in self.donnees}
        return adresse(self.racine, chemin, kept | parametres)

    def ici(self, **parametres: Any) -> str:
        """Return the address of this very answer, some parameters changed."""
        return adresse(self.racine, self.chemin, {**self.donnees, **parametres})


def adresse(racine: str, chemin: str, parametres: Mapping[str, Any]) -> str:
    """Return an address with its parameters, as ``parametres`` reads them."""
    query = urlencode({nom: str(valeur) for nom, valeur in parametres.items()}, safe=",:")
    path = quote(chemin, safe="/:@")
    return f"{racine}{path}?{query}" if query else f"{racine}{path}"


def racine_de(request: Request, base: str) -> str:
    """Return the address of the API as the reader wrote it: through a proxy and a sub-path too.

    A host that is not one is not repeated: the address is then that of the process.
    """
    forwarded = request.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    scheme = forwarded if forwarded in ("http", "https") else request.url.scheme
    host = request.headers.get("host", "")
    if not HOTE.fullmatch(host):
        server = request.scope.get("server") or ("localhost", None)
        host = f"{server[0]}:{server[1]}" if server[1] else str(server[0])
    return f"{scheme}://{host}{base}{CHEMIN}"
