"""The rows of the registre: those of now, and what changes from one publication to another."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from data.depot.base.structure import RESSOURCES, depot, modification, publication
from data.depot.cles import as_cellules, as_textes, colonnes
from data.depot.erreurs import ChangementInvalide, DepotAbime, PublicationInconnue
from data.depot.modele import Cellules, Ligne, Tables

# By resource, then by key: the row at the end of the way, None when there is none.
Differences = dict[str, dict[str, Ligne | None]]


@dataclass(frozen=True)
class Position:
    """Which store, and its newest publication (0 when there is none)."""

    identite: str
    numero: int


# The newest publication and the identity of the store, in one question asked at every rerun.
POSITION = select(
    select(depot.c.identite).scalar_subquery(),
    select(func.coalesce(func.max(publication.c.numero), 0)).scalar_subquery(),
)


def read_position(connection: Connection) -> Position:
    """Return which store this is, and its newest publication."""
    identite, numero = connection.execute(POSITION).one()
    return Position(identite, numero)


def read_tables(connection: Connection) -> Tables:
    """Return every row of now."""
    return {ressource: _read_resource(connection, ressource) for ressource in RESSOURCES}


def _read_resource(connection: Connection, ressource: str) -> dict[str, Ligne]:
    table = RESSOURCES[ressource]
    textes = [table.c[nom] for nom in colonnes(ressource)]
    question = select(table.c.cle, table.c.rang, table.c.version, *textes)
    lignes = connection.execute(question.order_by(table.c.rang, table.c.cle))
    return {cle: Ligne(rang, version, tuple(suite)) for cle, rang, version, *suite in lignes}


def read_ligne(connection: Connection, ressource: str, cle: str) -> Ligne | None:
    """Return one row of now with its version, None when there is none.

    Raises ChangementInvalide when the registre has no such table.
    """
    if ressource not in RESSOURCES:
        raise ChangementInvalide(f"«\u00a0{ressource}\u00a0» n'est pas une table du registre.")
    table = RESSOURCES[ressource]
    textes = [table.c[nom] for nom in colonnes(ressource)]
    question = select(table.c.rang, table.c.version, *textes).where(table.c.cle == cle)
    trouvee = connection.execute(question).first()
    return None if trouvee is None else Ligne(trouvee[0], trouvee[1], tuple(trouvee[2:]))


def check_numero(numero: int, dernier: int) -> int:
    """Return the number of a publication that exists; raise PublicationInconnue."""
    if 1 <= numero <= dernier:
        return numero
    dernieres = f"de 1 à {dernier}" if dernier > 1 else "1"
    raise PublicationInconnue(
        f"La publication {numero} n'existe pas. Attendu\u00a0: un numéro de publication"
        f" ({dernieres})."
    )


def read_date_releve(connection: Connection, numero: int) -> date:
    """Return the day that the registre last taken in, as of a publication, was gathered."""
    question = (
        select(publication.c.date_releve)
        .where(publication.c.numero <= numero, publication.c.date_releve.is_not(None))
        .order_by(publication.c.numero.desc())
        .limit(1)
    )
    releve = connection.execute(question).scalar()
    if releve is None:
        raise DepotAbime("La base du registre ne contient aucune livraison\u00a0: la restaurer.")
    return date.fromisoformat(releve)


def read_differences(connection: Connection, depuis: int, vers: int) -> Differences:
    """Return the rows that differ between two publications, as they are at ``vers``.

    Backwards, a row is what it was before its first change after ``vers``; forwards, what its last
    change until ``vers`` made it. One row is read by key, however many times it changed.
    """
    if depuis == vers:
        return {}
    tot, tard = sorted((depuis, vers))
    borne = func.min if vers < depuis else func.max
    bornes = (
        select(borne(modification.c.id))
        .where(modification.c.publication > tot, modification.c.publication <= tard)
        .group_by(modification.c.ressource, modification.c.cle)
    )
    if vers < depuis:
        voulues = ("version_avant", "rang_avant", "avant")
    else:
        voulues = ("publication", "rang_apres", "apres")
    return _differences(connection, voulues, modification.c.id.in_(bornes))


def _differences(
    connection: Connection, voulues: Iterable[str], choix: ColumnElement[bool]
) -> Differences:
    trouvees: Differences = {}
    question = select(
        modification.c.ressource, modification.c.cle, *(modification.c[nom] for nom in voulues)
    )
    for ressource, cle, version, rang, texte in connection.execute(question.where(choix)):
        trouvees.setdefault(ressource, {})[cle] = as_ligne(ressource, version, rang, texte)
    return trouvees


def as_ligne(
    ressource: str, version: int | None, rang: int | None, texte: str | None
) -> Ligne | None:
    """Return the row that the journal wrote, None when it says that there was none."""
    if texte is None or version is None or rang is None:
        return None
    if ressource not in RESSOURCES:  # a table that the registre no longer has
        return Ligne(rang, version, ())
    return Ligne(rang, version, as_textes(ressource, json.loads(texte)))


def as_json(ressource: str, ligne: Ligne) -> str:
    """Return the columns of a row that say something, as the journal writes them."""
    dites = {nom: texte for nom, texte in cellules_de(ressource, ligne).items() if texte}
    return json.dumps(dites, ensure_ascii=False, separators=(",", ":"))


def cellules_de(ressource: str, ligne: Ligne) -> Cellules:
    """Return the texts of a row by column."""
    return as_cellules(ressource, ligne.cellules)


def apply(tables: Tables, differences: Mapping[str, Mapping[str, Ligne | None]]) -> Tables:
    """Return the rows after some changes; tables that don't change are shared, not copied."""
    resultat = dict(tables)
    for ressource, lignes in differences.items():
        if ressource in tables:
            resultat[ressource] = _apply(tables[ressource], lignes)
    return resultat


def _apply(avant: Mapping[str, Ligne], lignes: Mapping[str, Ligne | None]) -> dict[str, Ligne]:
    apres = dict(avant)
    deplacees = False
    for cle, ligne in lignes.items():
        if ligne is None:
            apres.pop(cle, None)
            continue
        deplacees |= cle not in apres or apres[cle].rang != ligne.rang
        apres[cle] = ligne
    if not deplacees:
        return apres
    return dict(sorted(apres.items(), key=lambda une: (une[1].rang, une[0])))
