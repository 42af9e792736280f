"""Who may open a session: the pages of the atlas, and no other site."""

import asyncio
import os
import socket
from pathlib import Path

import pytest
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from service import reglages
from service.entetes import ENTETES
from service.origine import Origine
from tests.lancement import RACINE, Lance, running
from tests.service.demandes import ask, headers_of, run

LECTEURS, INTRUS = 50, 20
# A network that drops packets: who looks another machine up waits for two seconds, and is noted.
SANS_REPONSE = """\
import os, socket, time

def dropped(host, *rest, **options):
    if host in (None, "", "127.0.0.1", "localhost", b"127.0.0.1", b"localhost"):
        return looked_up(host, *rest, **options)
    with open(os.environ["RECHERCHES"], "a") as notes:
        print(host, file=notes)
    time.sleep(2)
    raise socket.gaierror(socket.EAI_AGAIN, "no answer")

looked_up, socket.getaddrinfo = socket.getaddrinfo, dropped
"""


def _open(port: int, origin: str) -> bool:
    async def attempt() -> bool:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        try:
            async with connect(address, origin=origin, subprotocols=["streamlit"]):
                return True
        except InvalidStatus as refusal:
            return refusal.response.status_code != 403

    return asyncio.run(attempt())


def test_a_page_of_the_atlas_opens_a_session(atlas):
    assert _open(atlas.port, f"http://127.0.0.1:{atlas.port}")


@pytest.mark.parametrize(
    "origin",
    ["https://ailleurs.example", "http://localhost:1", "http://127.0.0.1", "null", "file://", "//"],
)
def test_the_page_of_another_site_is_refused(atlas, origin):
    assert not _open(atlas.port, origin)


@pytest.mark.parametrize("chemin", ["/_stcore/stream", "/contrats"])
def test_a_refusal_says_why_with_the_headers_of_every_answer(atlas, chemin):
    link = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Origin": "https://ailleurs.example",
    }
    refusal = ask(atlas.adresse, chemin, entetes=link)
    assert (refusal.statut, "refusée" in refusal.contenu.decode()) == (403, True)
    assert {name: refusal.entete(name) for name in ENTETES} == ENTETES


def test_a_refusal_is_written_without_the_address_of_the_reader(atlas):
    _open(atlas.port, "https://curieux.example")
    assert '"message": "origine refusée"' in atlas.ecrit()
    assert "curieux.example" not in atlas.ecrit()


def _streamlit(seen: list[bool]):
    """What Streamlit does of a session that is let through."""

    async def app(scope, receive, send):
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        seen.append(_is_origin_allowed(headers.get("origin"), headers.get("host")))

    return app


@pytest.fixture
def no_network(monkeypatch):
    """Asking anything of another machine fails the test."""

    def refuse(*_: object) -> None:
        raise AssertionError("an address was looked up")

    monkeypatch.setattr("streamlit.net_util.get_external_ip", refuse)
    monkeypatch.setattr("streamlit.net_util.get_internal_ip", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.parametrize(
    ("origin", "hotes", "expected"),
    [
        ("https://atlas.example", (), []),
        ("https://atlas.example", ("atlas.example",), [True]),
        ("https://Atlas.example:8443", ("atlas.example",), [True]),
        ("https://atlas.example:8443", ("atlas.example:9",), []),
        ("http://proxy:8501", (), [True]),
        ("http://[::1", (), []),
    ],
)
def test_no_address_is_looked_up_to_accept_or_refuse(no_network, origin, hotes, expected):
    seen: list[bool] = []
    scope = {"type": "websocket", "headers": headers_of(origin=origin, host="proxy:8501")}
    sent = run(Origine(_streamlit(seen), hotes=hotes), scope)
    assert seen == expected
    assert [message["type"] for message in sent] == ([] if expected else ["websocket.close"])


def test_a_program_without_an_origin_is_let_through(no_network):
    seen: list[bool] = []
    run(Origine(_streamlit(seen)), {"type": "websocket", "headers": headers_of(host="h")})
    assert seen == [True]


def test_the_public_address_and_the_permitted_origins_are_read_as_hosts(monkeypatch):
    options = {
        "server.corsAllowedOrigins": ["https://Portail.example", "http://autre.example:81"],
        "browser.serverAddress": "atlas.example",
    }
    monkeypatch.setattr(reglages.config, "get_option", options.__getitem__)
    monkeypatch.setattr(reglages.config, "is_manually_set", lambda name: name in options)
    assert reglages.hotes_permis() == {"portail.example", "autre.example:81", "atlas.example"}


async def _attempt(port: int, origin: str) -> str:
    """Try to open a session; return what came of it."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    try:
        async with connect(address, origin=origin, subprotocols=["streamlit"]) as websocket:
            await websocket.ping()
            return "ouverte"
    except InvalidStatus as refusal:
        return str(refusal.response.status_code)


def test_fifty_readers_are_not_kept_waiting_by_the_pages_of_other_sites(tmp_path: Path):
    """On a network that drops packets: a look-up would freeze everybody, 2 s for each refusal."""
    (tmp_path / "sitecustomize.py").write_text(SANS_REPONSE, encoding="utf-8")
    searches = tmp_path / "recherches.txt"
    where = {
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(RACINE)]),
        "RECHERCHES": str(searches),
    }

    async def everybody(lance: Lance) -> list[str]:
        own, other = f"http://127.0.0.1:{lance.port}", "https://ailleurs.example"
        origins = [own] * LECTEURS + [other] * INTRUS
        return await asyncio.gather(*(_attempt(lance.port, origin) for origin in origins[::-1]))

    with running("serveur.py", tmp_path / "journal.txt", environnement=where) as lance:
        met = asyncio.run(everybody(lance))
        assert ask(lance.adresse, "/sante").statut == 200
        assert lance.ecrit().count("origine refusée") == INTRUS
    assert met == ["403"] * INTRUS + ["ouverte"] * LECTEURS
    assert not searches.exists(), searches.read_text(encoding="utf-8")
