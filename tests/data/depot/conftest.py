"""Stores to try, on SQLite and on PostgreSQL: every test of the store runs on both."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from data.depot.base.adresse import adresse_du_fichier
from data.depot.base.connexion import Depot, connect
from data.depot.base.schema import migrate
from data.depot.ouverture import ouvre
from data.depot.sauvegarde import copy_all
from data.paths import DOSSIER_REGISTRE
from tests.data.depot.registre_invente import lignes_inventees, write_registre
from tests.data.depot.serveur_postgresql import ServeurPostgresql

_numbers = itertools.count(1)


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


class EnFichiers:
    """Stores in SQLite files, each in a folder of its own."""

    nom = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def nouveau(self) -> URL:
        """Return where a store may be made, and where there is none."""
        return adresse_du_fichier(self.folder / f"{next(_numbers)}" / "atlas.db")

    def copie(self, modele: Path) -> URL:
        """Return where a copy of a store is."""
        adresse = self.nouveau()
        Path(str(adresse.database)).parent.mkdir()
        shutil.copyfile(modele, str(adresse.database))
        return adresse


class EnBases:
    """Stores in databases of PostgreSQL.

    Copies take turns in one database, emptied and filled: a new one is some three hundred files.
    """

    nom = "postgresql"

    def __init__(self, server: ServeurPostgresql) -> None:
        self.server = server
        self._commune: URL | None = None

    def nouveau(self) -> URL:
        """Return where a store may be made, and where there is none."""
        nom = f"essai_{next(_numbers)}"
        self.server.execute(f"CREATE DATABASE {nom}")
        return self.server.adresse(nom)

    def copie(self, modele: Path) -> URL:
        """Return where a copy of a store is, for as long as no other one is asked for."""
        self._commune = self._commune or self.nouveau()
        source, cible = connect(adresse_du_fichier(modele)), connect(self._commune)
        with cible.ouverture() as connection:
            migrate(connection, cible.nom)
        with source.lecture() as lue, cible.ecriture() as ecrite:
            copy_all(lue, ecrite)
        source.ferme()
        cible.ferme()
        return self._commune


Lieu = EnFichiers | EnBases


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
def depot_reel(lieu: Lieu, modele_reel: Path) -> Iterator[Depot]:
    """A fresh store of the real registre, at publication 1."""
    ouvert = ouvre(lieu.copie(modele_reel))
    yield ouvert
    ouvert.ferme()
