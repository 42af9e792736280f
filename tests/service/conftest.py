"""The process of the atlas, started once for the tests of what it answers."""

import pytest

from tests.serveurs import Servers, Serveur


@pytest.fixture(scope="session")
def atlas(serveurs: Servers) -> Serveur:
    """The atlas at the root of its address."""
    return serveurs.serveur("serveur.py")


@pytest.fixture(scope="session")
def sous_chemin(serveurs: Servers) -> Serveur:
    """The atlas under a sub-path of its address."""
    return serveurs.serveur("serveur.py", "sante/atlas")
