"""Giving the registre back as files: byte for byte what was taken in where nothing changed."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection, select

from data.depot.base.connexion import Depot
from data.depot.base.structure import fichier, piece, publication
from data.depot.cles import colonnes
from data.depot.etat import (
    apply,
    cellules_de,
    check_numero,
    read_date_releve,
    read_differences,
    read_position,
    read_tables,
)
from data.depot.livraison.fichiers import LISEZMOI
from data.depot.livraison.formes import read_forme
from data.depot.livraison.reprise import NATURE
from data.depot.modele import Tables
from data.depot.ouverture import depot_en_usage
from data.lecture.registre_archive import registre_zip
from data.lecture.structures import noms_publics, structures_connues
from data.lecture.validation import DESCRIPTEUR

ACTIONS, PILOTE = "actions", "pilote"
NOMS_DE_STRUCTURES = (("contrats", "porteur"), ("signataires", "nom"), ("regions", "ars"))


def export_fichiers(depot: Depot, numero: int | None = None) -> dict[str, bytes]:
    """Return the files of the registre as of a publication, the newest by default, by name.

    Raises PublicationInconnue, or another DepotErreur.
    """
    with depot.lecture() as connection:
        return _read_files(connection, numero)[0]


def export_zip(depot: Depot, numero: int | None = None) -> bytes:
    """Return the registre as the zip to take away, the same bytes each time.

    Raises as ``export_fichiers`` does.
    """
    with depot.lecture() as connection:
        fichiers, releve = _read_files(connection, numero)
    return registre_zip(releve, fichiers)


def load_registre_zip(numero: int) -> bytes:
    """Return the registre of the store in use as of a publication, as anybody may take it away.

    A ``pilote`` stays only when it is an organisation (``data.lecture.structures``): this is what
    the pages give. ``export_zip`` is the operator's.
    """
    with depot_en_usage().lecture() as connection:
        fichiers, releve = _read_files(connection, numero, without_persons)
    return registre_zip(releve, fichiers)


def without_persons(tables: Tables) -> Tables:
    """Return rows where no ``pilote`` is a person; those that change nothing are the same."""
    known = structures_connues(
        cellules_de(ressource, ligne)[colonne]
        for ressource, colonne in NOMS_DE_STRUCTURES
        for ligne in tables[ressource].values()
    )
    rang = colonnes(ACTIONS).index(PILOTE)
    actions = {}
    for cle, ligne in tables[ACTIONS].items():
        nom = noms_publics(ligne.cellules[rang], known) if ligne.cellules[rang] else ""
        cellules = (*ligne.cellules[:rang], nom, *ligne.cellules[rang + 1 :])
        actions[cle] = ligne._replace(cellules=cellules)
    return {**tables, ACTIONS: actions}


def _read_files(
    connection: Connection, numero: int | None, filtre: Callable[[Tables], Tables] = lambda t: t
) -> tuple[dict[str, bytes], date]:
    dernier = read_position(connection).numero
    voulu = check_numero(dernier if numero is None else numero, dernier)
    livres = read_delivered_files(connection, voulu)
    fichiers = {nom: livres[nom] for nom in (DESCRIPTEUR, LISEZMOI) if nom in livres}
    for ressource, lignes in filtre(read_tables_at(connection, dernier, voulu)).items():
        nom = f"{ressource}.csv"
        fichiers[nom] = read_forme(ressource, livres.get(nom)).render(lignes)
    return fichiers, read_date_releve(connection, voulu)


def read_tables_at(connection: Connection, dernier: int, numero: int) -> Tables:
    """Return the rows as of a publication; ``dernier``: the newest number."""
    return apply(read_tables(connection), read_differences(connection, dernier, numero))


def read_delivered_files(connection: Connection, numero: int) -> dict[str, bytes]:
    """Return the files last delivered at a publication, by name."""
    derniere = (
        select(publication.c.numero)
        .where(publication.c.numero <= numero, publication.c.nature == NATURE)
        .order_by(publication.c.numero.desc())
        .limit(1)
        .scalar_subquery()
    )
    question = (
        select(piece.c.nom, fichier.c.contenu)
        .join(fichier, fichier.c.sha256 == piece.c.sha256)
        .where(piece.c.publication == derniere)
    )
    return {nom: bytes(contenu) for nom, contenu in connection.execute(question)}
