"""Publishing: changes of rows, checked as a whole registre, written in one transaction or not."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from data.depot.base.connexion import Depot
from data.depot.base.structure import RESSOURCES, modification
from data.depot.cles import as_cellules, as_textes, colonnes, is_cle_de
from data.depot.controle import check_registre
from data.depot.erreurs import (
    ChangementInvalide,
    ConflitDeVersions,
    PublicationIncomplete,
    PublicationVide,
)
from data.depot.etat import Differences, apply, as_ligne, cellules_de, read_position, read_tables
from data.depot.journal import read_publication, write_entete, write_modifications
from data.depot.modele import (
    NATURES,
    Cellules,
    Changement,
    Conflit,
    Entete,
    Ligne,
    Publication,
    Tables,
)

PAS = 2**20  # between the ranks of two neighbours, so that rows can be put between them


def publie(depot: Depot, entete: Entete, changements: Sequence[Changement]) -> Publication:
    """Publish changes of rows; return the publication.

    Changes that leave their row as it is are left out. Raises, with nothing written:
    PublicationIncomplete without author, source or reason; ChangementInvalide for a table, column
    or key that the registre doesn't have; ConflitDeVersions when rows moved since they were read;
    PublicationVide when nothing would change; RegistreInvalide, with the messages of
    ``data.validation``, when the registre that would result is not valid; or another DepotErreur.
    """
    check_entete(entete)
    check_changements(changements)
    with depot.ecriture() as connection:
        return write(connection, entete, read_tables(connection), changements)


def write(
    connection: Connection,
    entete: Entete,
    tables: Tables,
    changements: Sequence[Changement],
    *,
    empty: bool = False,
) -> Publication:
    """Publish within a transaction of ``Depot.ecriture``; ``tables``: the rows of now.

    ``empty``: publish even when no row changes, to keep the files. Raises as ``publie`` does.
    """
    conflits = find_conflits(connection, tables, changements)
    if conflits:
        raise ConflitDeVersions(conflits)
    numero = read_position(connection).numero + 1
    differences = as_differences(tables, changements, numero)
    if not differences and not empty:
        raise PublicationVide("Rien à publier\u00a0: le registre dit déjà tout cela.")
    check_registre(apply(tables, differences))
    write_entete(connection, numero, entete, hashed(entete.fichiers))
    _write_rows(connection, numero, tables, differences)
    publication = read_publication(connection, numero)
    assert publication is not None
    return publication


def check_entete(entete: Entete) -> None:
    """Raise PublicationIncomplete when it is not said who publishes, from what and why."""
    if entete.nature not in NATURES:
        raise ValueError(f"nature: one of {', '.join(NATURES)} expected, {entete.nature!r} given")
    attendus = {"l'auteur": entete.auteur, "la source": entete.source, "le motif": entete.motif}
    manquent = [nom for nom, texte in attendus.items() if not texte.strip()]
    if manquent:
        raise PublicationIncomplete(
            f"Il manque {' et '.join(manquent)} de la publication. Attendu\u00a0: qui publie"
            " (ARS Bretagne), d'après quoi (tableau de suivi du 3 mars 2026) et pourquoi"
            " (mise à jour des signatures)."
        )
    for texte in (*attendus.values(), *entete.fichiers):
        _check_text(texte)


def check_changements(changements: Iterable[Changement]) -> None:
    """Raise ChangementInvalide for what the registre doesn't have, or a row changed twice."""
    vus = set()
    for un in changements:
        if un.ressource not in RESSOURCES:
            raise ChangementInvalide(
                f"«\u00a0{un.ressource}\u00a0» n'est pas une table du registre."
            )
        if (un.ressource, un.cle) in vus:
            raise ChangementInvalide(
                f"{un.ressource} {un.cle}\u00a0: la ligne est changée deux fois."
            )
        vus.add((un.ressource, un.cle))
        _check_text(un.cle)
        if un.apres is not None:
            _check_cellules(un.ressource, un.cle, un.apres)


def _check_cellules(ressource: str, cle: str, apres: Mapping[str, str]) -> None:
    inconnues = sorted(set(apres) - set(colonnes(ressource)))
    if inconnues:
        raise ChangementInvalide(
            f"{ressource}\u00a0: la colonne «\u00a0{inconnues[0]}\u00a0» n'existe pas."
            f" Attendu\u00a0: {', '.join(colonnes(ressource))}."
        )
    if not is_cle_de(ressource, cle, apres):
        raise ChangementInvalide(
            f"{ressource} {cle}\u00a0: une ligne ne change pas d'identifiant\u00a0; supprimer"
            " l'ancienne et ajouter la nouvelle dans la même publication."
        )
    for texte in apres.values():
        _check_text(texte)


def _check_text(texte: str) -> None:
    """A character that no text has: one of the two engines would refuse it."""
    if "\x00" in texte or any("\ud800" <= caractere <= "\udfff" for caractere in texte):
        montre = texte.encode("ascii", "backslashreplace").decode().replace("\x00", "\\x00")
        raise ChangementInvalide(
            f"«\u00a0{montre[:80]}\u00a0» contient un caractère qui n'en est pas un (copié d'un"
            " fichier abîmé)\u00a0: le récrire."
        )


def find_conflits(
    connection: Connection, tables: Tables, changements: Iterable[Changement]
) -> list[Conflit]:
    """Return the rows that moved since they were read, save those that say what is asked for."""
    conflits = []
    for un in changements:
        ligne = tables[un.ressource].get(un.cle)
        if (ligne.version if ligne else None) == un.version or _says(un, ligne):
            continue
        conflits.append(_conflit(connection, un, ligne))
    return conflits


def _says(un: Changement, ligne: Ligne | None) -> bool:
    """Tell whether a row is already as a change wants it."""
    if un.apres is None or ligne is None:
        return un.apres is None and ligne is None
    return ligne.cellules == as_textes(un.ressource, un.apres) and un.rang in (None, ligne.rang)


def _conflit(connection: Connection, un: Changement, ligne: Ligne | None) -> Conflit:
    de_la_ligne = modification.c.ressource == un.ressource, modification.c.cle == un.cle
    question = select(modification).where(*de_la_ligne).order_by(modification.c.id)
    histoire = connection.execute(question).all()
    depart = next(
        (
            as_ligne(un.ressource, etape.publication, etape.rang_apres, etape.apres)
            for etape in histoire
            if etape.publication == un.version
        ),
        None,
    )
    return Conflit(
        un.ressource,
        un.cle,
        depart and cellules_de(un.ressource, depart),
        ligne and cellules_de(un.ressource, ligne),
        None if un.apres is None else proposed(un.ressource, un.apres),
        histoire[-1].publication if histoire else None,
    )


def proposed(ressource: str, apres: Mapping[str, str]) -> Cellules:
    """Return a row asked for with all its columns."""
    return as_cellules(ressource, as_textes(ressource, apres))


def as_differences(tables: Tables, changements: Iterable[Changement], numero: int) -> Differences:
    """Return the rows that a publication would write, those already as wanted left out.

    New rows go to the end of their table, in the order given, unless their rank is given.
    """
    differences: Differences = {}
    fins: dict[str, int] = {}
    for un in changements:
        avant = tables[un.ressource].get(un.cle)
        if _says(un, avant):
            continue
        apres = None
        if un.apres is not None:
            rang = un.rang if un.rang is not None else (avant.rang if avant else None)
            if rang is None:
                fin = fins.get(un.ressource) or _last_rank(tables[un.ressource])
                rang = fins[un.ressource] = fin + PAS
            apres = Ligne(rang, numero, as_textes(un.ressource, un.apres))
        differences.setdefault(un.ressource, {})[un.cle] = apres
    return differences


def _last_rank(lignes: Mapping[str, Ligne]) -> int:
    return max((ligne.rang for ligne in lignes.values()), default=0)


def hashed(fichiers: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Return files with their SHA-256: {name: (hash, content)}."""
    return {
        nom: (hashlib.sha256(contenu).hexdigest(), contenu) for nom, contenu in fichiers.items()
    }


def _write_rows(
    connection: Connection, numero: int, tables: Tables, differences: Differences
) -> None:
    journal = [
        (ressource, cle, tables[ressource].get(cle), apres)
        for ressource, lignes in differences.items()
        for cle, apres in lignes.items()
    ]
    write_modifications(connection, numero, journal)
    for ressource, lignes in differences.items():
        _write_resource(connection, ressource, tables[ressource], lignes)


def _write_resource(
    connection: Connection,
    ressource: str,
    avant: Mapping[str, Ligne],
    lignes: Mapping[str, Ligne | None],
) -> None:
    """Write the rows of one table: those that go, those that change, those that come."""
    table = RESSOURCES[ressource]
    noms = ("cle", "rang", "version", *colonnes(ressource))
    ecrites = {
        cle: dict(zip(noms, (cle, ligne.rang, ligne.version, *ligne.cellules), strict=True))
        for cle, ligne in lignes.items()
        if ligne is not None
    }
    partent = [cle for cle, ligne in lignes.items() if ligne is None]
    # A changed row is deleted and written anew: one statement for all, whichever columns changed.
    partent += [cle for cle in ecrites if cle in avant]
    for debut in range(0, len(partent), 500):
        connection.execute(delete(table).where(table.c.cle.in_(partent[debut : debut + 500])))
    if ecrites:
        connection.execute(insert(table), list(ecrites.values()))
