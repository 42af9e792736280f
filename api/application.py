"""The addresses of the API put together: what ``serveur.py`` mounts beside the pages."""

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from api.protocole.demande import CHEMIN
from api.protocole.execution import Ailleurs, Point
from api.protocole.operation import Operation
from api.ressources.contrat import CONTRAT
from api.ressources.contrats import CONTRATS
from api.ressources.historique import HISTORIQUE
from api.ressources.perimetres import UN_PERIMETRE
from api.ressources.publications import PUBLICATIONS
from api.ressources.taux import TAUX
from api.ressources.territoires import CHERCHER, TERRITOIRE_SEUL

OPERATIONS: tuple[Operation, ...] = (
    TAUX,
    HISTORIQUE,
    CHERCHER,
    TERRITOIRE_SEUL,
    CONTRATS,
    CONTRAT,
    UN_PERIMETRE,
    PUBLICATIONS,
)


def build_routes(base: str = "") -> list[BaseRoute]:
    """Return the routes of the API; ``base``: sub-path of the atlas, "" or "/atlas"."""
    routes: list[BaseRoute] = [
        Route(f"{base}{CHEMIN}{one.chemin}", Point(one, base), name=one.nom) for one in OPERATIONS
    ]
    routes.append(Route(f"{base}{CHEMIN}/{{reste:path}}", Ailleurs(base), name="ailleurs"))
    return routes


def build_api(base: str = "") -> Starlette:
    """Return the API alone, without the pages."""
    return Starlette(routes=build_routes(base))
