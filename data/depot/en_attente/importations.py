"""Imports under way: kept with their file until they are published or given up.

Each is changed from the version that was read: of two windows open on one import, the second to
write is told, and what the first wrote stays.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from data.depot.base.connexion import Depot
from data.depot.base.structure import fichier, importation, piece
from data.depot.en_attente.instants import identifiant, maintenant
from data.depot.en_attente.versions import change_depuis, read_ligne

CHANGE = (
    "Cet import a été modifié entre-temps, dans une autre fenêtre ou par une autre"
    " personne\u00a0: rien n'est perdu de ce qui y a été décidé, et votre dernier geste"
    " n'a pas été enregistré. Relisez l'étape, puis recommencez ce geste."
)
PARTI = (
    "Cet import n'existe pas ou plus\u00a0: il a pu être effacé. Attendu\u00a0: un import"
    " de la liste, ou un nouveau fichier."
)


@dataclass(frozen=True)
class ImportationGardee:
    """An import as the store keeps it; ``contenu`` is JSON whose shape its owner knows."""

    id: str
    cree: datetime
    modifie: datetime
    auteur: str
    fichier_nom: str
    fichier_sha256: str
    etat: str
    version: int
    contenu: Mapping[str, Any]


def depose(
    depot: Depot,
    nom: str,
    octets: bytes,
    etat: str,
    contenu: Mapping[str, Any],
    auteur: str = "",
) -> ImportationGardee:
    """Keep a file that was dropped, and a new import of it. Raises a DepotErreur."""
    empreinte = hashlib.sha256(octets).hexdigest()
    neuf, instant = identifiant(), maintenant()
    with depot.ecriture() as connection:
        gardee = select(fichier.c.sha256).where(fichier.c.sha256 == empreinte)
        if connection.execute(gardee).scalar() is None:
            connection.execute(insert(fichier).values(sha256=empreinte, contenu=octets))
        connection.execute(
            insert(importation).values(
                id=neuf,
                cree=instant,
                modifie=instant,
                auteur=auteur,
                fichier_nom=nom,
                fichier_sha256=empreinte,
                etat=etat,
                version=1,
                contenu=json.dumps(contenu, ensure_ascii=False),
            )
        )
        return read_importation(connection, neuf)


def modifie(
    depot: Depot, lue: ImportationGardee, etat: str, contenu: Mapping[str, Any], auteur: str = ""
) -> ImportationGardee:
    """Write an import anew, from the version that was read; return it.

    Raises AttenteChangee when somebody wrote it meanwhile, AttenteInconnue when it is gone.
    """
    valeurs = {
        "modifie": maintenant(),
        "etat": etat,
        "contenu": json.dumps(contenu, ensure_ascii=False),
        "auteur": auteur or lue.auteur,
    }
    with depot.ecriture() as connection:
        return _gardee(
            change_depuis(connection, importation, lue, valeurs, changee=CHANGE, partie=PARTI)
        )


def efface(depot: Depot, lue: ImportationGardee) -> None:
    """Forget an import, and its file unless a publication or another import holds it."""
    with depot.ecriture() as connection:
        connection.execute(delete(importation).where(importation.c.id == lue.id))
        for table, colonne in (
            (piece, piece.c.sha256),
            (importation, importation.c.fichier_sha256),
        ):
            tenu = select(colonne).select_from(table).where(colonne == lue.fichier_sha256).limit(1)
            if connection.execute(tenu).scalar() is not None:
                return
        connection.execute(delete(fichier).where(fichier.c.sha256 == lue.fichier_sha256))


def read_importation(connection: Connection, identite: str) -> ImportationGardee:
    """Return an import. Raises AttenteInconnue."""
    return _gardee(read_ligne(connection, importation, identite, PARTI))


def read_importations(connection: Connection, etats: Collection[str]) -> list[ImportationGardee]:
    """Return the imports in some states, the last one changed first."""
    question = select(importation).where(importation.c.etat.in_(etats))
    lignes = connection.execute(question.order_by(importation.c.modifie.desc()))
    return [_gardee(une) for une in lignes]


def _gardee(ligne: Row[Any]) -> ImportationGardee:
    return ImportationGardee(
        id=ligne.id,
        cree=datetime.fromisoformat(ligne.cree),
        modifie=datetime.fromisoformat(ligne.modifie),
        auteur=ligne.auteur,
        fichier_nom=ligne.fichier_nom,
        fichier_sha256=ligne.fichier_sha256,
        etat=ligne.etat,
        version=ligne.version,
        contenu=json.loads(ligne.contenu),
    )
