"""One copy of the project for the tests of a file: each puts back what it spoils."""

import pytest

from tests.depots import depot_neuf
from tests.pannes.copie import Copie, copy_project


@pytest.fixture(scope="module")
def copie(tmp_path_factory: pytest.TempPathFactory) -> Copie:
    """A whole copy of the project that writes in a folder of its own."""
    folder = tmp_path_factory.mktemp("copie")
    depot_neuf(folder / "var")
    return copy_project(folder / "atlas", folder / "var")
