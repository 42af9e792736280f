"""What the log says, and what it never says."""

import asyncio
import io
import json
import logging
import socket
import time
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from service import journal
from tests.lancement import Lance, running
from tests.service.demandes import ask, run

DELAI_S = 30


def _lines(lance) -> list[dict]:
    return [json.loads(line) for line in lance.ecrit().splitlines() if line.startswith("{")]


def test_a_request_is_one_line_without_what_was_asked_or_by_whom(atlas):
    secret = "zone-cherchee-par-quelqu-un"
    ask(
        atlas.adresse, f"/contrats?texte={secret}", entetes={"Cookie": "a=jeton", "User-Agent": "N"}
    )
    lines = [line for line in _lines(atlas) if line.get("chemin") == "/contrats"]
    assert set(lines[-1]) == {
        "heure", "niveau", "message", "quoi", "methode", "chemin", "statut", "octets", "ms",
    }  # fmt: skip
    assert (lines[-1]["methode"], lines[-1]["statut"]) == ("GET", 200)
    written = atlas.ecrit()
    assert secret not in written
    assert "jeton" not in written
    assert "127.0.0.1" not in "\n".join(line for line in written.splitlines() if line[:1] == "{")


@pytest.mark.parametrize(
    ("chemin", "ecrit"),
    [
        ("/contrats", "/contrats"),
        ("/_stcore/upload_file/session-7/fichier-3", "/_stcore/upload_file/…"),
        ("/atlas/_stcore/upload_file/session-7/fichier-3", "/atlas/_stcore/upload_file/…"),
        ("/media/0123.csv", "/media/…"),
        ("/territoire/quelqu-un@ars.example/29", "/territoire/…"),
        ("/quelqu-un@ars.example", "/…"),
        ("/" + "a" * 500, "/" + "a" * 119 + "…"),
    ],
)
def test_a_path_that_names_a_session_or_a_file_is_cut(chemin, ecrit):
    assert journal.chemin_ecrit(chemin) == ecrit


@pytest.fixture
def written(monkeypatch):
    """The log of the atlas, in memory; it is put back as it was afterwards."""
    root = logging.getLogger(journal.RACINE)
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "propagate", root.propagate)
    output = io.StringIO()
    journal.install(output)
    return output


def test_a_line_break_in_an_address_does_not_forge_a_line(written):
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 404, "headers": []})

    run(journal.Journal(app), {"type": "http", "path": '/a\n{"niveau": "faux"}'})
    (line,) = written.getvalue().splitlines()
    assert json.loads(line)["statut"] == 404


def test_an_answer_that_fails_is_written_too(written):
    async def app(scope, receive, send):
        raise RuntimeError("panne")

    with pytest.raises(RuntimeError, match="panne"):
        run(journal.Journal(app), {"type": "http"})
    assert json.loads(written.getvalue())["statut"] == 500


def test_a_session_is_one_line_when_it_ends(written):
    async def app(scope, receive, send):
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "bytes": b"12345"})
        await send({"type": "websocket.close"})

    run(journal.Journal(app), {"type": "websocket", "path": "/_stcore/stream"})
    line = json.loads(written.getvalue())
    assert (line["quoi"], line["statut"], line["octets"]) == ("session", 101, 5)


def test_the_log_is_installed_once(written):
    journal.install(written)
    logging.getLogger("atlas.essai").info("bonjour")
    assert len(written.getvalue().splitlines()) == 1


async def _say_nonsense(lance: Lance) -> None:
    """Send what is no request; open a session, and send what no browser sends."""
    with socket.create_connection(("127.0.0.1", lance.port), timeout=DELAI_S) as link:
        link.sendall(b"\0\r\n\r\n")
        link.recv(1_000)
    with pytest.raises(InvalidStatus):
        await connect(f"ws://127.0.0.1:{lance.port}/_stcore/stream", origin="https://autre.example")
    address = f"ws://127.0.0.1:{lance.port}/_stcore/stream"
    origin = f"http://127.0.0.1:{lance.port}"
    async with connect(address, origin=origin, subprotocols=["streamlit"]) as websocket:
        await websocket.send(b"\xff\xff")
        deadline = time.monotonic() + DELAI_S
        while lance.ecrit().count('"niveau": "warning"') < 3 and time.monotonic() < deadline:
            await asyncio.sleep(0.1)


def test_what_streamlit_logs_is_a_line_of_json_too(tmp_path: Path):
    quiet = {"STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true"}
    with running("serveur.py", tmp_path / "journal.txt", environnement=quiet) as lance:
        asyncio.run(_say_nonsense(lance))
        lance.stop()
    lines = [json.loads(line) for line in lance.ecrit().splitlines() if line.strip()]
    request, refusal, fault = (line for line in lines if line["niveau"] in ("warning", "error"))
    assert refusal["message"] == "origine refusée"
    assert "Invalid HTTP request" in request["message"]
    assert "Traceback" in fault["erreur"]
