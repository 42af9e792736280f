"""What an administrator checks of a deployment: each check says what it found, in French."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.deploiement.scene import Scene
from tests.service.demandes import ask

DELAI_S = 90
FERMEES = ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/inconnue", "/static/inconnu.js")
TEMOIN = re.compile(r"atlas_affinite=[0-9a-f]{32}; Path=/atlas/; HttpOnly; SameSite=Lax")


@dataclass(frozen=True)
class Constat:
    """What a check found: whether it is good, and what it is about."""

    bon: bool
    quoi: str


def verify(scene: Scene) -> Iterator[Constat]:
    """Check a scene; yield what each check finds, as it does."""
    for number, instance in enumerate(scene.instances, 1):
        yield Constat(_is_ready(instance.adresse), f"l'instance {number} est prête (/pret)")
    page = ask(scene.adresse, "/")
    yield Constat(page.statut == 200, "la page s'ouvre à travers nginx")
    yield Constat(
        TEMOIN.fullmatch(page.entete("set-cookie")) is not None,
        "nginx donne un témoin d'affinité, que les scripts ne lisent pas",
    )
    encrypted = ask(scene.adresse, "/", entetes={"X-Forwarded-Proto": "https"})
    yield Constat(
        encrypted.entete("set-cookie").endswith("; Secure"), "en HTTPS, le témoin est Secure"
    )
    host = urlsplit(scene.adresse).netloc
    yield Constat(_opens(scene, f"http://{host}"), "la liaison d'une page s'ouvre (WebSocket)")
    yield Constat(
        not _opens(scene, "https://ailleurs.example"), "celle d'un autre site est refusée"
    )
    yield Constat(
        _are_the_same(scene, page.contenu.decode()), "les instances servent les mêmes fichiers"
    )
    yield Constat(
        all(ask(scene.adresse, path).statut == 404 for path in FERMEES),
        "ce qui n'existe pas ou doit rester fermé répond 404",
    )


def _is_ready(address: str) -> bool:
    return _until(lambda: bool(json.loads(ask(address, "/pret").contenu)["pret"]))


def _until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + DELAI_S
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.3)
    return met


def _opens(scene: Scene, origin: str) -> bool:
    async def attempt() -> bool:
        address = scene.adresse.replace("http://", "ws://") + "/_stcore/stream"
        try:
            async with connect(address, origin=origin, subprotocols=["streamlit"]):
                return True
        except InvalidStatus:
            return False

    return asyncio.run(attempt())


def _are_the_same(scene: Scene, page: str) -> bool:
    files = re.findall(r'(?:src|href)="\.(/(?:static|atlas)/[^"]+)"', page)
    answers = [[ask(one.adresse, file) for one in scene.instances] for file in files]
    return bool(files) and all(
        {one.statut for one in both} == {200}
        and len({(one.contenu, one.entete("etag")) for one in both}) == 1
        for both in answers
    )
