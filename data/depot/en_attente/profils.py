"""Profiles: what was decided of a file, proposed again for the next one of the same shape."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from data.depot.base.connexion import Depot
from data.depot.base.structure import profil
from data.depot.en_attente.instants import maintenant


def garde_profil(depot: Depot, empreinte: str, contenu: Mapping[str, Any]) -> None:
    """Keep the profile of a shape of file, in the place of the one before."""
    with depot.ecriture() as connection:
        connection.execute(delete(profil).where(profil.c.empreinte == empreinte))
        texte = json.dumps(contenu, ensure_ascii=False)
        valeurs = {"empreinte": empreinte, "modifie": maintenant(), "contenu": texte}
        connection.execute(insert(profil).values(valeurs))


def read_profil(connection: Connection, empreinte: str) -> dict[str, Any] | None:
    """Return the profile of a shape of file, None when none was kept."""
    question = select(profil.c.contenu).where(profil.c.empreinte == empreinte)
    contenu = connection.execute(question).scalar()
    return None if contenu is None else json.loads(contenu)
