"""Drafts of contracts written by hand: kept until they are published or given up.

Each is changed from the version that was read: of two windows open on one draft, the second to
write is told, and what the first wrote stays.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from data.depot.base.connexion import Depot
from data.depot.base.structure import brouillon
from data.depot.en_attente.instants import identifiant, maintenant
from data.depot.en_attente.versions import change_depuis, read_ligne

CHANGE = (
    "Ce brouillon a été modifié entre-temps, dans une autre fenêtre ou par une autre"
    " personne\u00a0: ce qui y a été écrit est gardé."
)
PARTI = (
    "Ce brouillon n'existe plus\u00a0: il a été publié ou abandonné. Attendu\u00a0: un"
    " brouillon de la liste, ou de nouveaux changements."
)


@dataclass(frozen=True)
class BrouillonGarde:
    """A draft as the store keeps it; ``contenu`` is JSON whose shape its owner knows."""

    id: str
    contrat_id: str
    cree: datetime
    modifie: datetime
    auteur: str
    version: int
    contenu: Mapping[str, Any]


def depose(
    depot: Depot, contrat_id: str, contenu: Mapping[str, Any], auteur: str
) -> BrouillonGarde:
    """Keep a new draft. Raises a DepotErreur."""
    neuf, instant = identifiant(), maintenant()
    valeurs = {
        "id": neuf,
        "contrat_id": contrat_id,
        "cree": instant,
        "modifie": instant,
        "auteur": auteur,
        "version": 1,
        "contenu": json.dumps(contenu, ensure_ascii=False),
    }
    with depot.ecriture() as connection:
        connection.execute(insert(brouillon).values(valeurs))
        return read_brouillon(connection, neuf)


def modifie(
    depot: Depot, garde: BrouillonGarde, contenu: Mapping[str, Any], auteur: str
) -> BrouillonGarde:
    """Write a draft anew, from the version that was read; return it.

    Raises AttenteChangee when somebody wrote it meanwhile, AttenteInconnue when it is gone.
    """
    valeurs = {
        "modifie": maintenant(),
        "contenu": json.dumps(contenu, ensure_ascii=False),
        "auteur": auteur or garde.auteur,
    }
    with depot.ecriture() as connection:
        return _garde(
            change_depuis(connection, brouillon, garde, valeurs, changee=CHANGE, partie=PARTI)
        )


def efface(depot: Depot, identite: str) -> None:
    """Forget a draft; one that is gone already is no error. Raises a DepotErreur."""
    with depot.ecriture() as connection:
        connection.execute(delete(brouillon).where(brouillon.c.id == identite))


def read_brouillon(connection: Connection, identite: str) -> BrouillonGarde:
    """Return a draft. Raises AttenteInconnue."""
    return _garde(read_ligne(connection, brouillon, identite, PARTI))


def read_brouillons(connection: Connection, contrat_id: str | None = None) -> list[BrouillonGarde]:
    """Return the drafts that wait, of one contract when asked, the last one changed first."""
    question = select(brouillon).order_by(brouillon.c.modifie.desc())
    if contrat_id is not None:
        question = question.where(brouillon.c.contrat_id == contrat_id)
    return [_garde(une) for une in connection.execute(question)]


def _garde(ligne: Row[Any]) -> BrouillonGarde:
    dits = dict(ligne._mapping)
    for instant in ("cree", "modifie"):
        dits[instant] = datetime.fromisoformat(dits[instant])
    return BrouillonGarde(**dits | {"contenu": json.loads(ligne.contenu)})
