"""Alive, and ready: what a proxy asks, on good data and on damaged ones."""

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from tests.lancement import Lance, running
from tests.pannes.copie import copy_project
from tests.service.demandes import ask

DELAI_S = 60


def _wait_for_pret(adresse: str, statut: int) -> dict:
    """Ask until the answer has this status; a process that starts is not ready at once."""
    deadline = time.monotonic() + DELAI_S
    while (answer := ask(adresse, "/pret")).statut != statut or b"refus" not in answer.contenu:
        if answer.statut == statut == 200:
            break
        assert time.monotonic() < deadline, answer
        time.sleep(0.2)
    return json.loads(answer.contenu)


def test_a_process_that_answers_is_alive_and_soon_ready(atlas):
    alive = ask(atlas.adresse, "/sante")
    assert (alive.statut, json.loads(alive.contenu)) == (200, {"vivant": True})
    assert alive.entete("cache-control") == "no-store"
    assert _wait_for_pret(atlas.adresse, 200) == {"pret": True, "chaud": True}


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    """A copy of the project, to be damaged."""
    return copy_project(tmp_path / "copie", tmp_path / "var").racine


@pytest.fixture
def abime(copie: Path, tmp_path: Path) -> Iterator[Lance]:
    """The atlas on a registre whose first contract has a date that is not one."""
    table = copie / "data" / "registre" / "contrats.csv"
    header, first, *rest = table.read_text(encoding="utf-8").splitlines()
    spoilt = first.replace(first.split(",")[0], "identifiant interdit", 1)
    table.write_text("\n".join([header, spoilt, *rest]) + "\n", encoding="utf-8")
    where = {"ATLAS_DATA": str(tmp_path / "var")}  # no store yet: it is made from the registre
    journal = tmp_path / "journal.txt"
    with running("serveur.py", journal, racine=copie, environnement=where) as lance:
        yield lance


def test_a_registre_that_is_refused_makes_a_process_alive_and_not_ready(abime):
    told = _wait_for_pret(abime.adresse, 503)
    assert told["pret"] is False
    assert "contrats.csv" in told["refus"][0]
    assert ask(abime.adresse, "/sante").statut == 200


def test_a_process_stops_cleanly_while_a_reader_is_there(tmp_path):
    with running("serveur.py", tmp_path / "journal.txt") as lance:

        async def read_then_stop() -> int:
            address = f"ws://127.0.0.1:{lance.port}/_stcore/stream"
            origin = f"http://127.0.0.1:{lance.port}"
            async with connect(address, origin=origin, subprotocols=["streamlit"]):
                return await asyncio.to_thread(lance.stop)

        assert asyncio.run(read_then_stop()) in (0, -15)
        assert '"quoi": "arret"' in lance.ecrit()
        assert "Traceback" not in lance.ecrit()
