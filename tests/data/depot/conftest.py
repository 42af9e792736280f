"""Stores to try, on SQLite and on PostgreSQL: every test of the store runs on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.depot.base.adresse import adresse_du_fichier
from data.depot.base.connexion import Depot
from data.depot.ouverture import ouvre
from data.paths import DOSSIER_REGISTRE
from tests.data.depot.lieux import EnBases, EnFichiers, Lieu
from tests.data.depot.pouponniere import Pouponniere
from tests.data.depot.registre_invente import lignes_inventees, write_registre
from tests.data.depot.serveur_postgresql import ServeurPostgresql


@pytest.fixture(scope="session")
def serveur() -> Iterator[ServeurPostgresql]:
    """A PostgreSQL that runs for the whole session."""
    server = ServeurPostgresql()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def livraison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small invented registre, as delivered."""
    return write_registre(tmp_path_factory.mktemp("livraison"), lignes_inventees())


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def lieu(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lieu:
    """An engine on which stores are made."""
    if request.param == "sqlite":
        return EnFichiers(tmp_path_factory.mktemp("depots"))
    return EnBases(request.getfixturevalue("serveur"))


@pytest.fixture(scope="session")
def modele(tmp_path_factory: pytest.TempPathFactory, livraison: Path) -> Path:
    """A store that has taken in the invented registre, to be copied."""
    return _made(tmp_path_factory, livraison)


@pytest.fixture(scope="session")
def modele_reel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has taken in the real registre, to be copied."""
    return _made(tmp_path_factory, DOSSIER_REGISTRE)


def _made(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    fichier = tmp_path_factory.mktemp("modele") / "atlas.db"
    ouvre(adresse_du_fichier(fichier), folder).ferme()
    return fichier


@pytest.fixture
def depot(lieu: Lieu, modele: Path, livraison: Path) -> Iterator[Depot]:
    """A fresh store of the invented registre, at publication 1."""
    ouvert = ouvre(lieu.copie(modele), livraison)
    yield ouvert
    ouvert.ferme()


@pytest.fixture
def depot_a_part(lieu: Lieu, livraison: Path) -> Iterator[Depot]:
    """A store of the invented registre whose very tables a test may change."""
    ouvert = ouvre(lieu.nouveau(), livraison)
    yield ouvert
    ouvert.ferme()


@pytest.fixture
def depot_reel(lieu: Lieu, modele_reel: Path) -> Iterator[Depot]:
    """A fresh store of the real registre, at publication 1."""
    ouvert = ouvre(lieu.copie(modele_reel))
    yield ouvert
    ouvert.ferme()


@pytest.fixture(scope="session")
def pouponniere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pouponniere]:
    """What starts processes that publish, to be killed or to write at once."""
    starts = Pouponniere(tmp_path_factory.mktemp("pouponniere"))
    yield starts
    starts.close()
