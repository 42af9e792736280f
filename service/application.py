"""The pieces of the process put together: what ``serveur.py`` hands to Streamlit."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from streamlit.runtime.pages_manager import PagesManager

from service import flux, journal, reglages, sante
from service.adresses import POUR_TOUJOURS, Adresses, answer
from service.entetes import Entetes
from service.etat import Etat
from service.fichiers import Fichiers
from service.langue import adresse_du_script, build_script
from service.origine import Origine
from service.vie import PremiereSession, build_vie


@dataclass(frozen=True)
class Pieces:
    """What goes around the pages."""

    routes: list[BaseRoute]
    middleware: list[Middleware]
    vie: Callable[[Any], AbstractAsyncContextManager[None]]


def assemble(autres: Sequence[BaseRoute] = ()) -> Pieces:
    """Put the pieces together, as the operator's settings say.

    Parameters
    ----------
    autres : routes of another layer (the API), with the sub-path in their addresses.
    """
    journal.install()
    # A mailed address may be the first asked of a new process: the pages are those that
    # dashboard.py declares, not the files of ``pages/`` run by themselves.
    PagesManager.uses_pages_directory = False
    etat, base = Etat(), reglages.base()
    routes: list[BaseRoute] = [
        *sante.build_routes(base, etat),
        *flux.build_routes(base),
        _script_route(base),
        *autres,
    ]
    # The first is the outermost: every answer is written in the log and has the headers.
    middleware = [
        Middleware(journal.Journal),
        Middleware(Entetes),
        Middleware(PremiereSession, etat=etat),
        Middleware(Origine, hotes=reglages.hotes_permis()),
        Middleware(
            Adresses,
            base=base,
            routes=routes,
            script=adresse_du_script(),
            metriques=reglages.metriques_ouvertes(),
        ),
        Middleware(Fichiers, base=base),
    ]
    return Pieces(routes, middleware, build_vie(etat))


def _script_route(base: str) -> Route:
    def script(request: Request) -> Response:
        return answer(build_script(), request.headers, cache=POUR_TOUJOURS)

    return Route(f"{base}/{adresse_du_script()}", script)
