"""Where stores are made and copied for the tests, on each engine."""

import itertools
import shutil
from pathlib import Path

from sqlalchemy import URL

from data.depot.base.adresse import adresse_du_fichier
from data.depot.base.connexion import Depot, connect
from data.depot.base.schema import migrate
from data.depot.sauvegarde import copy_all
from tests.data.depot.serveur_postgresql import ServeurPostgresql

_numbers = itertools.count(1)


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
        self._sources: dict[Path, Depot] = {}
        self._cible: Depot | None = None

    def nouveau(self) -> URL:
        """Return where a store may be made, and where there is none."""
        nom = f"essai_{next(_numbers)}"
        self.server.execute(f"CREATE DATABASE {nom}")
        return self.server.adresse(nom)

    def copie(self, modele: Path) -> URL:
        """Return where a copy of a store is, for as long as no other one is asked for."""
        self._commune = self._commune or self.nouveau()
        # Closed each time, and the same: what SQLAlchemy has compiled for them is kept.
        if modele not in self._sources:
            self._sources[modele] = connect(adresse_du_fichier(modele))
        self._cible = self._cible or connect(self._commune)
        source, cible = self._sources[modele], self._cible
        with cible.ouverture() as connection:
            migrate(connection, cible.nom)
        with source.lecture() as lue, cible.ecriture() as ecrite:
            copy_all(lue, ecrite)
        source.ferme()
        cible.ferme()
        return self._commune


Lieu = EnFichiers | EnBases
