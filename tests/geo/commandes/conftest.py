"""``python -m geo`` run in this process, as a script runs it."""

from collections.abc import Callable

import pytest

import geo.__main__ as commande
from geo.couverture.moteur import Moteur

Sortie = tuple[int, str, str]
Lance = Callable[..., Sortie]


@pytest.fixture
def lance(capsys: pytest.CaptureFixture[str], moteur: Moteur) -> Lance:
    """Runs the command in this process: exit status, standard output, standard error."""

    def run(*arguments: str) -> Sortie:
        try:
            status = commande.main(arguments)
        except SystemExit as leaving:
            status = leaving.code
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run
