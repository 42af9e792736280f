"""The scene of a deployment: PostgreSQL, two instances that share nothing else, nginx."""

import json
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from tests.data.depot.serveur_postgresql import ServeurPostgresql
from tests.deploiement.serveur_nginx import ServeurNginx
from tests.lancement import Lance, running

BASE = "atlas"


@dataclass(frozen=True)
class Scene:
    """What stands: the address that readers know, the instances behind it, their store."""

    adresse: str
    instances: tuple[Lance, Lance]
    nginx: ServeurNginx
    depot: URL
    environnement: dict[str, str] = field(repr=False)

    def demandes(self) -> list[dict[str, Any]]:
        """Return what nginx wrote of each request, the oldest first."""
        return [json.loads(line) for line in self.nginx.journal.read_text("utf-8").splitlines()]


@contextmanager
def scene(folder: Path) -> Iterator[Scene]:
    """Raise the scene on free ports of this machine, and take it down at the end.

    Each instance has a folder of its own, as on two machines: what they share is the store, the
    secret of the cookies and the settings.
    """
    with ExitStack() as stack:
        postgresql = ServeurPostgresql()
        stack.callback(postgresql.stop)
        postgresql.execute("CREATE DATABASE atlas")
        depot = postgresql.adresse("atlas").set(drivername="postgresql")
        common = {
            "ATLAS_DATABASE_URL": depot.render_as_string(hide_password=False),
            "ATLAS_PROPRIETAIRE": "1",  # a mistake that must not open anything behind a proxy
            "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(16),
        }
        first, second = (
            stack.enter_context(
                running(
                    "serveur.py",
                    folder / f"instance-{name}.txt",
                    base=BASE,
                    options={"server.baseUrlPath": f"/{BASE}"},  # as atlas.env says it
                    environnement=common | {"ATLAS_DATA": str(folder / f"instance-{name}")},
                )
            )
            for name in (1, 2)
        )
        nginx = ServeurNginx((first.port, second.port), base=f"/{BASE}")
        stack.callback(nginx.stop)
        yield Scene(nginx.adresse, (first, second), nginx, depot, common)
