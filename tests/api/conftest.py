"""The API over the real registre, and the command line whose figures it gives."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import geo.__main__ as commande
from api.application import build_api
from tests.api.client import Client

Commande = Callable[..., Any]


@pytest.fixture(scope="session")
def api() -> Client:
    """The API at the root of its address."""
    return Client(build_api())


@pytest.fixture
def commande_json(capsys: pytest.CaptureFixture[str]) -> Commande:
    """Runs ``python -m geo``: returns the rows that it writes as JSON."""

    def run(*arguments: str) -> Any:
        assert commande.main([*arguments, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run
