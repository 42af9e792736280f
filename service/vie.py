"""The life of the process: what is done when it starts and when it stops."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from service import echauffement
from service.etat import Etat

logger = logging.getLogger("atlas.vie")


def build_vie(etat: Etat) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """Return what Streamlit runs around its own life."""

    @asynccontextmanager
    async def vie(_: Any) -> AsyncIterator[None]:
        echauffement.start(etat)
        logger.info("départ", extra={"champs": {"quoi": "depart"}})
        yield
        etat.arret.set()
        logger.info("arrêt", extra={"champs": {"quoi": "arret"}})

    return vie
