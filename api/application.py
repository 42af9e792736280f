"""The addresses of the API put together: what ``serveur.py`` mounts beside the pages."""

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from api.description.documentation import build_documentation
from api.description.openapi import build_description
from api.ogc.collections import build_collections
from api.ogc.racine import ACCUEIL, CONFORMANCE
from api.protocole.alentours import Alentours
from api.protocole.demande import CHEMIN
from api.protocole.execution import Point
from api.protocole.operation import Operation
from api.ressources.contrat import CONTRAT
from api.ressources.contrats import CONTRATS
from api.ressources.historique import HISTORIQUE
from api.ressources.perimetres import UN_PERIMETRE
from api.ressources.publications import PUBLICATIONS
from api.ressources.taux import TAUX
from api.ressources.territoires import CHERCHER, TERRITOIRE_SEUL

_RESSOURCES: tuple[Operation, ...] = (
    ACCUEIL,
    CONFORMANCE,
    TAUX,
    HISTORIQUE,
    CHERCHER,
    TERRITOIRE_SEUL,
    CONTRATS,
    CONTRAT,
    UN_PERIMETRE,
    PUBLICATIONS,
    *build_collections(),
)


def _toutes() -> tuple[Operation, ...]:
    return OPERATIONS


OPERATIONS: tuple[Operation, ...] = (
    *_RESSOURCES,
    build_description(_toutes),
    build_documentation(_toutes),
)


def build_routes(base: str = "") -> list[BaseRoute]:
    """Return the routes of the API; ``base``: sub-path of the atlas, "" or "/atlas"."""
    root = f"{base}{CHEMIN}"
    routes: list[BaseRoute] = [
        Route(f"{root}{one.chemin}", Point(one, base), name=one.nom) for one in OPERATIONS
    ]
    routes.append(Route(f"{root}/", Point(ACCUEIL, base), name="accueil_avec_barre"))
    return [*routes, Alentours(base, routes)]


def build_api(base: str = "") -> Starlette:
    """Return the API alone, without the pages."""
    return Starlette(routes=build_routes(base))
