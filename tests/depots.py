"""Stores of the delivered registre: one is made for the process, the others are its copies."""

import atexit
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest

from data.depot.base.adresse import adresse_du_fichier
from data.depot.base.connexion import Depot
from data.depot.changements import correction
from data.depot.etat import read_ligne
from data.depot.modele import Entete
from data.depot.ouverture import oublie, ouvre
from data.depot.publication import publie

FICHIER = "atlas.db"
CORNOUAILLE = "cls-29-cornouaille-1"


@cache
def _modele() -> Path:
    dossier = Path(tempfile.mkdtemp(prefix="atlas-modele-"))
    atexit.register(shutil.rmtree, dossier, ignore_errors=True)
    ouvre(adresse_du_fichier(dossier / FICHIER)).ferme()
    return dossier / FICHIER


def depot_neuf(dossier: Path) -> None:
    """Put a store in a folder, at publication 1, as a first start makes it."""
    dossier.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_modele(), dossier / FICHIER)
    with closing(sqlite3.connect(dossier / FICHIER)) as base, base:
        # What is computed of a publication is kept by the store that it is of.
        base.execute("UPDATE depot SET identite = ?", [uuid.uuid4().hex])


@contextmanager
def depot_a_part(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make the atlas use a store of its own, in a folder, at publication 1; give the folder."""
    depot_neuf(dossier)
    monkeypatch.setenv("ATLAS_DATA", str(dossier))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    yield dossier
    oublie()


def corrige(
    depot: Depot,
    cellules: Mapping[str, str],
    cle: str = CORNOUAILLE,
    *,
    auteur: str = "ARS Bretagne",
    source: str = "essai",
    motif: str = "essai",
) -> int:
    """Publish a correction of a contract, as read now; return the number of the publication."""
    with depot.lecture() as connection:
        lue = read_ligne(connection, "contrats", cle)
    assert lue is not None, cle
    un = correction("contrats", cle, lue, cellules)
    return publie(depot, Entete("saisie", auteur, source, motif), [un]).numero
