"""Backing up the store while it is in use, and restoring it: the same file for both engines.

A backup is a SQLite file whatever the store is, so that it also moves a store from one engine to
the other.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, delete, insert, select, text, update

from data.depot.base.adresse import adresse_du_fichier, dossier_var
from data.depot.base.connexion import Depot, connect
from data.depot.base.schema import migrate
from data.depot.base.sqlite import prepare_file
from data.depot.base.structure import depot as table_depot
from data.depot.base.structure import metadata, modification
from data.depot.erreurs import DepotAbime, SauvegardeInvalide
from data.depot.etat import read_position
from data.depot.rejeu import find_faults
from data.errors import raison
from data.temporaires import dossier_de_travail

LOT = 1000  # rows copied at once


@dataclass(frozen=True)
class Sauvegarde:
    """A backup made; ``numero``: its newest publication, ``fautes``: what the store has wrong."""

    fichier: Path
    numero: int
    taille: int
    fautes: tuple[str, ...]


@dataclass(frozen=True)
class Restauration:
    """A backup restored; ``avant``: where what was there before is kept, None for nothing."""

    numero: int
    avant: Path | None


def nom_de_sauvegarde(debut: str = "atlas") -> Path:
    """Return a new name in the folder of backups: ``sauvegardes/atlas-20261130-093000.db``."""
    return dossier_var() / "sauvegardes" / f"{debut}-{datetime.now():%Y%m%d-%H%M%S}.db"


def sauvegarde(depot: Depot, fichier: Path) -> Sauvegarde:
    """Back up a store as of one instant, while others read and publish.

    Raises SauvegardeInvalide when the file exists or cannot be written, or a DepotErreur.
    """
    try:
        if fichier.exists():
            raise SauvegardeInvalide(f"{fichier} existe déjà\u00a0: donner un autre nom.")
        fichier.parent.mkdir(parents=True, exist_ok=True)
        with dossier_de_travail(".sauvegarde-", fichier.parent) as folder:
            partielle = folder / fichier.name
            numero, fautes = _copy_to_file(depot, partielle)
            os.replace(partielle, fichier)
    except OSError as erreur:
        raise SauvegardeInvalide(f"{fichier} ne peut pas être écrit ({raison(erreur)}).") from None
    return Sauvegarde(fichier, numero, fichier.stat().st_size, tuple(fautes))


def _copy_to_file(depot: Depot, chemin: Path) -> tuple[int, list[str]]:
    copie = connect(adresse_du_fichier(chemin))
    try:
        with depot.lecture() as source, copie.ouverture() as cible:
            migrate(cible, copie.nom)
            copy_all(source, cible)
            return read_position(cible).numero, find_faults(cible)
    finally:
        copie.ferme()


def restaure(adresse: URL, fichier: Path) -> Restauration:
    """Put a backup in the place of a store, whose content is backed up first.

    A damaged SQLite file is put aside. Raises SauvegardeInvalide for a file that is not a sound
    backup, DepotPlusRecent for one of a newer version, or another DepotErreur; the store is then
    as it was.
    """
    if not fichier.is_file():
        faute = "n'est pas un fichier" if fichier.exists() else "n'existe pas"
        raise SauvegardeInvalide(f"{fichier} {faute}. Attendu\u00a0: un fichier de sauvegarde.")
    with _soundcopy_all(fichier) as source:
        avant = _keep(adresse)
        depot = connect(adresse)
        try:
            if depot.is_sqlite:
                prepare_file(Path(str(adresse.database)))
            with depot.ouverture() as connection:
                migrate(connection, depot.nom)
            with source.lecture() as lue, depot.ecriture() as cible:
                copy_all(lue, cible)
                cible.execute(update(table_depot).values(identite=uuid.uuid4().hex))
                return Restauration(read_position(cible).numero, avant)
        finally:
            depot.ferme()


@contextmanager
def _soundcopy_all(fichier: Path) -> Iterator[Depot]:
    """Open a copy of a backup, with the tables of this version; raise SauvegardeInvalide."""
    with dossier_de_travail("atlas-restauration-") as folder:
        chemin = folder / "copie.db"
        shutil.copyfile(fichier, chemin)
        copie = connect(adresse_du_fichier(chemin))
        try:
            try:
                with copie.ouverture() as connection:
                    migrate(connection, str(fichier))
                    fautes = find_faults(connection)
                    vide = read_position(connection).numero == 0
            except DepotAbime:
                raise SauvegardeInvalide(f"{fichier} n'est pas une sauvegarde.") from None
            if vide or fautes:
                pourquoi = fautes[0] if fautes else "elle ne contient aucune publication."
                raise SauvegardeInvalide(f"{fichier} ne peut pas être restaurée\u00a0: {pourquoi}")
            yield copie
        finally:
            copie.ferme()


def _keep(adresse: URL) -> Path | None:
    """Back up what a store holds, or put its damaged file aside; return where, if anywhere."""
    chemin = Path(str(adresse.database))
    depot = connect(adresse)
    try:
        if depot.is_sqlite and (not chemin.is_file() or not chemin.stat().st_size):
            return None
        with depot.ouverture() as connection:
            migrate(connection, depot.nom)
            vide = read_position(connection).numero == 0
        return None if vide else sauvegarde(depot, nom_de_sauvegarde("avant-restauration")).fichier
    except DepotAbime:
        if not depot.is_sqlite:
            raise
        return _put_aside(chemin)
    finally:
        depot.ferme()


def _put_aside(chemin: Path) -> Path:
    """Rename a damaged file and what goes with it."""
    garde = chemin.with_name(f"{chemin.name}.abime-{datetime.now():%Y%m%d-%H%M%S}")
    for suite in ("-wal", "-shm", ""):
        partie = chemin.with_name(chemin.name + suite)
        if partie.exists():
            os.replace(partie, garde.with_name(garde.name + suite))
    return garde


def copy_all(source: Connection, cible: Connection) -> None:
    """Make a store say what another one says, its identity included."""
    for table in reversed(metadata.sorted_tables):
        cible.execute(delete(table))
    for table in metadata.sorted_tables:
        question = select(table).order_by(*table.primary_key)
        lignes = source.execution_options(yield_per=LOT).execute(question)
        for lot in lignes.mappings().partitions():
            cible.execute(insert(table), [dict(une) for une in lot])
    if cible.dialect.name == "postgresql":
        sequence = f"pg_get_serial_sequence('{modification.name}', 'id')"
        dernier = f"(SELECT coalesce(max(id), 1) FROM {modification.name})"
        cible.execute(text(f"SELECT setval({sequence}, {dernier})"))
