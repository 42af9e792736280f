"""The process of the atlas, started once for the tests of what it answers."""

from collections.abc import Iterator

import pytest

from tests.lancement import Lance, running


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lance]:
    """The atlas at the root of its address."""
    with running("serveur.py", tmp_path_factory.mktemp("atlas") / "journal.txt") as lance:
        yield lance


@pytest.fixture(scope="session")
def sous_chemin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lance]:
    """The atlas under a sub-path of its address."""
    journal = tmp_path_factory.mktemp("sous-chemin") / "journal.txt"
    with running("serveur.py", journal, base="sante/atlas") as lance:
        yield lance
