"""The life of the process: what is done when it starts, when a reader comes, when it stops."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.watcher.polling_path_watcher import PollingPathWatcher

from service import echauffement, journal, rendu
from service.envoi import send_at_once
from service.etat import Etat

FIN_S = 15.0
"""Given to the warm-up to finish what it loads; a stop is given thirty seconds (deploiement/)."""
logger = logging.getLogger("atlas.vie")


class PremiereSession:
    """Notes in ``etat`` that a first reader comes."""

    def __init__(self, app: ASGIApp, *, etat: Etat) -> None:
        self._app = app
        self._etat = etat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note, and let pass."""
        if scope["type"] == "websocket":
            self._etat.premiere_session.set()
        await self._app(scope, receive, send)


def build_vie(etat: Etat) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """Return what Streamlit runs around its own life."""

    @asynccontextmanager
    async def vie(_: Any) -> AsyncIterator[None]:
        journal.adopt()
        rendu.bound_heaps()
        stop_watching()
        send_at_once()
        warming = echauffement.start(etat)
        logger.info("départ", extra={"champs": {"quoi": "depart"}})
        yield
        etat.stop()
        # Python takes down a thread that computes outside of it by aborting the whole process.
        await asyncio.to_thread(warming.join, FIN_S)
        logger.info("arrêt", extra={"champs": {"quoi": "arret"}})

    return vie


def stop_watching() -> None:
    """Stop reading the settings again five times a second: a restart applies them.

    Streamlit does it even when ``server.fileWatcherType`` is "none".
    """
    PollingPathWatcher._executor.shutdown(wait=False, cancel_futures=True)
