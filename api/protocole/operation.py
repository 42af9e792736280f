"""An operation of the API as data: its address, its parameters, what it answers, its examples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.protocole.demande import Demande
from api.protocole.parametres import Parametre

JSON = "application/json"
GEOJSON = "application/geo+json"
HTML = "text/html"
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"

Corps = Mapping[str, Any] | str
"""What an operation returns: the members of a JSON, or a page."""


@dataclass(frozen=True)
class Exemple:
    """An address that the documentation shows, below ``/api/v1``; ``dit``: what it gives."""

    adresse: str
    dit: str


@dataclass(frozen=True)
class Operation:
    """One address, read only.

    Attributes
    ----------
    chemin : below ``/api/v1``, as OpenAPI writes it: ``/contrats/{id}``; ``nom``: its operationId.
    etiquette : the part of the documentation that it stands in.
    resume, dit : what it gives, in French.
    parametres : what it may be asked; anything else is refused by name.
    schema : what it answers (JSON Schema).
    medias : what it may be asked as, the usual one first.
    repond : computes the answer; raises Probleme or what ``protocole.execution`` knows.
    """

    chemin: str
    nom: str
    etiquette: str
    resume: str
    dit: str
    repond: Callable[[Demande], Corps]
    schema: Mapping[str, Any]
    parametres: tuple[Parametre, ...] = ()
    exemples: tuple[Exemple, ...] = field(default_factory=tuple)
    medias: tuple[str, ...] = (JSON,)
