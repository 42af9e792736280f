"""The journal: which publications there are, and what each of them changed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from data.depot.base.structure import fichier, modification, piece, publication
from data.depot.etat import as_json, as_ligne
from data.depot.modele import Entete, FichierGarde, Ligne, Modification, Publication


def read_publications(
    connection: Connection, jusqu_a: int | None = None, limite: int | None = None
) -> list[Publication]:
    """Return publications, the newest first.

    ``jusqu_a``: the newest number wanted; ``limite``: how many at most.
    """
    question = select(publication).order_by(publication.c.numero.desc()).limit(limite)
    if jusqu_a is not None:
        question = question.where(publication.c.numero <= jusqu_a)
    return _publications(connection, connection.execute(question).all())


def read_publication(connection: Connection, numero: int) -> Publication | None:
    """Return one publication, None when no one has this number."""
    question = select(publication).where(publication.c.numero == numero)
    trouvees = _publications(connection, connection.execute(question).all())
    return trouvees[0] if trouvees else None


def read_modifications(connection: Connection, numero: int) -> list[Modification]:
    """Return the rows that a publication changed, in the order in which they were written."""
    question = select(modification).where(modification.c.publication == numero)
    lignes = connection.execute(question.order_by(modification.c.id))
    return [as_modification(ligne) for ligne in lignes]


def as_modification(ligne: Row[Any]) -> Modification:
    """Return a row of the journal as what it tells."""
    return Modification(
        ligne.publication,
        ligne.ressource,
        ligne.cle,
        as_ligne(ligne.ressource, ligne.version_avant, ligne.rang_avant, ligne.avant),
        as_ligne(ligne.ressource, ligne.publication, ligne.rang_apres, ligne.apres),
    )


def read_fichier(connection: Connection, sha256: str) -> bytes | None:
    """Return the content of a file kept, None when no file has this hash."""
    question = select(fichier.c.contenu).where(fichier.c.sha256 == sha256)
    contenu = connection.execute(question).scalar()
    return None if contenu is None else bytes(contenu)


def find_fichier(connection: Connection, sha256: str) -> int | None:
    """Return the newest publication made from a file of this hash, None when there is none."""
    question = select(func.max(piece.c.publication)).where(piece.c.sha256 == sha256)
    return connection.execute(question).scalar()


def read_dernier_auteur(connection: Connection) -> str:
    """Return who published last by hand or from a list, '' when nobody has."""
    question = select(publication.c.auteur).where(publication.c.nature.in_(("saisie", "import")))
    trouve = connection.execute(question.order_by(publication.c.numero.desc()).limit(1)).scalar()
    return trouve or ""


def write_entete(
    connection: Connection, numero: int, entete: Entete, fichiers: Mapping[str, tuple[str, bytes]]
) -> None:
    """Write who publishes and why, and keep its files: {name: (SHA-256, content)}."""
    instant = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        insert(publication).values(
            numero=numero,
            instant=instant,
            nature=entete.nature,
            auteur=entete.auteur,
            source=entete.source,
            motif=entete.motif,
            annule=entete.annule,
            date_releve=entete.date_releve,
        )
    )
    gardes = set(connection.execute(select(fichier.c.sha256)).scalars())
    for nom, (sha256, contenu) in fichiers.items():
        if sha256 not in gardes:
            gardes.add(sha256)
            connection.execute(insert(fichier).values(sha256=sha256, contenu=contenu))
        valeurs = {"publication": numero, "nom": nom, "sha256": sha256, "taille": len(contenu)}
        connection.execute(insert(piece).values(valeurs))


def write_modifications(
    connection: Connection,
    numero: int,
    lignes: Sequence[tuple[str, str, Ligne | None, Ligne | None]],
) -> None:
    """Write what a publication changes: (resource, key, row before, row after)."""
    valeurs = [
        {
            "publication": numero,
            "ressource": ressource,
            "cle": cle,
            "version_avant": avant.version if avant else None,
            "rang_avant": avant.rang if avant else None,
            "avant": as_json(ressource, avant) if avant else None,
            "rang_apres": apres.rang if apres else None,
            "apres": as_json(ressource, apres) if apres else None,
        }
        for ressource, cle, avant, apres in lignes
    ]
    if valeurs:
        connection.execute(insert(modification), valeurs)


def _publications(connection: Connection, lignes: Sequence[Row[Any]]) -> list[Publication]:
    numeros = [ligne.numero for ligne in lignes]
    if not numeros:
        return []
    tot, tard = min(numeros), max(numeros)
    fichiers = _fichiers(connection, tot, tard)
    comptes = _comptes(connection, tot, tard)
    annulations = _annulations(connection)
    return [
        Publication(
            numero=ligne.numero,
            instant=datetime.fromisoformat(ligne.instant),
            nature=ligne.nature,
            auteur=ligne.auteur,
            source=ligne.source,
            motif=ligne.motif,
            annule=ligne.annule,
            annulee_par=tuple(annulations.get(ligne.numero, ())),
            fichiers=tuple(fichiers.get(ligne.numero, ())),
            lignes=comptes.get(ligne.numero, {}),
        )
        for ligne in lignes
    ]


def _fichiers(connection: Connection, tot: int, tard: int) -> dict[int, list[FichierGarde]]:
    question = select(piece).where(piece.c.publication.between(tot, tard)).order_by(piece.c.nom)
    trouves: dict[int, list[FichierGarde]] = {}
    for ligne in connection.execute(question):
        garde = FichierGarde(ligne.nom, ligne.sha256, ligne.taille)
        trouves.setdefault(ligne.publication, []).append(garde)
    return trouves


def _comptes(connection: Connection, tot: int, tard: int) -> dict[int, dict[str, int]]:
    colonnes = modification.c.publication, modification.c.ressource
    question = (
        select(*colonnes, func.count())
        .where(modification.c.publication.between(tot, tard))
        .group_by(*colonnes)
        .order_by(*colonnes)
    )
    comptes: dict[int, dict[str, int]] = {}
    for numero, ressource, nombre in connection.execute(question):
        comptes.setdefault(numero, {})[ressource] = nombre
    return comptes


def _annulations(connection: Connection) -> dict[int, list[int]]:
    question = select(publication.c.annule, publication.c.numero)
    question = question.where(publication.c.annule.is_not(None)).order_by(publication.c.numero)
    trouvees: dict[int, list[int]] = {}
    for annulee, numero in connection.execute(question):
        trouvees.setdefault(annulee, []).append(numero)
    return trouvees
