"""Where the store is: ``ATLAS_DATABASE_URL``, else ``atlas.db`` in the folder ``ATLAS_DATA``."""

import os
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from data.depot.erreurs import AdresseInvalide
from data.paths import DOSSIER_PROJET

FICHIER = "atlas.db"
PILOTES = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
ATTENDU = (
    "Attendu\u00a0: postgresql://utilisateur:mot-de-passe@machine:5432/base"
    " ou sqlite:////dossier/atlas.db."
)


def dossier_var() -> Path:
    """Return the folder of what the atlas writes: ``ATLAS_DATA``, else ``var/`` of the project."""
    return Path(os.environ.get("ATLAS_DATA") or DOSSIER_PROJET / "var")


def adresse_du_depot() -> URL:
    """Return the address of the store in use; raise AdresseInvalide."""
    texte = os.environ.get("ATLAS_DATABASE_URL", "").strip()
    return parse_adresse(texte) if texte else adresse_du_fichier(dossier_var() / FICHIER)


def adresse_du_fichier(chemin: Path) -> URL:
    """Return the address of a store in a SQLite file."""
    return URL.create("sqlite+pysqlite", database=str(chemin.absolute()))


def parse_adresse(texte: str) -> URL:
    """Read an address as ``ATLAS_DATABASE_URL`` gives it; raise AdresseInvalide.

    The text is never repeated in the message: it may hold a password.
    """
    try:
        adresse = make_url(texte)
    except (ArgumentError, ValueError):
        message = f"L'adresse de la base du registre (ATLAS_DATABASE_URL) est illisible. {ATTENDU}"
        raise AdresseInvalide(message) from None
    if adresse.drivername not in PILOTES:
        raise AdresseInvalide(
            "La base du registre (ATLAS_DATABASE_URL) est d'un genre inconnu,"
            f" «\u00a0{adresse.drivername}\u00a0». {ATTENDU}"
        )
    if not adresse.database or adresse.database == ":memory:":
        raise AdresseInvalide(
            f"L'adresse de la base du registre (ATLAS_DATABASE_URL) ne nomme pas de base. {ATTENDU}"
        )
    return adresse.set(drivername=PILOTES[adresse.drivername])


def tell(adresse: URL) -> str:
    """Return an address to show to a person: a path, or a server without its password."""
    if adresse.get_backend_name() == "sqlite":
        return str(adresse.database)
    port = f":{adresse.port}" if adresse.port else ""
    return f"{adresse.database} sur {adresse.host or 'cette machine'}{port}"
