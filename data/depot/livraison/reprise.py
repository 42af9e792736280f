"""Taking in a delivered registre: rows that nobody touched follow it, the others are proposed.

For each row: what was last delivered (the journal's reprises say it), what the store says now,
what the new files say. A row that still says what was delivered follows the new files; a row that
somebody changed stays, and the new one is a proposal for as long as both differ.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from data.depot.base.connexion import Depot
from data.depot.base.structure import modification, piece, publication
from data.depot.cles import as_textes
from data.depot.dependances import split
from data.depot.erreurs import ChangementInvalide
from data.depot.etat import cellules_de, read_tables
from data.depot.journal import as_modification
from data.depot.livraison.fichiers import Livraison, manifest
from data.depot.livraison.rangs import ranks_for
from data.depot.modele import Cellules, Changement, Entete, Ligne, Publication, Tables
from data.depot.publication import check_entete, write

NATURE = "reprise"
SOURCE = "registre livré avec l'atlas"

Livrees = dict[tuple[str, str], Ligne | None]


@dataclass(frozen=True)
class Proposition:
    """A row that somebody changed and that the delivered registre says otherwise.

    ``livree``: what was delivered before, ``actuelle``: now, ``proposee``: what is delivered; None
    where there is no row.
    """

    ressource: str
    cle: str
    livree: Cellules | None
    actuelle: Cellules | None
    proposee: Cellules | None


@dataclass(frozen=True)
class Reprise:
    """What taking in a delivered registre changes, or changed, and what it proposes.

    ``publication`` is None when nothing was written.
    """

    changements: tuple[Changement, ...]
    propositions: tuple[Proposition, ...]
    publication: Publication | None = None


def prepare_reprise(
    depot: Depot, livraison: Livraison, acceptees: Collection[tuple[str, str]] = ()
) -> Reprise:
    """Tell what taking in a delivered registre would change and propose, writing nothing."""
    with depot.lecture() as connection:
        return _prepare(connection, read_tables(connection), livraison, acceptees)


def reprend(
    depot: Depot,
    livraison: Livraison,
    auteur: str,
    motif: str,
    acceptees: Collection[tuple[str, str]] = (),
) -> Reprise:
    """Take in a delivered registre: the rows that nobody touched, and the proposals accepted.

    ``acceptees``: (resource, key) of the proposals to take as well.
    A registre that changes nothing and whose files are already known writes nothing.
    Raises RegistreInvalide, with nothing written, when what would result is not valid;
    ChangementInvalide for a proposal that is not one; or another DepotErreur.
    """
    with depot.ecriture() as connection:
        return take_in(connection, livraison, auteur, motif, acceptees)


def take_in(
    connection: Connection,
    livraison: Livraison,
    auteur: str,
    motif: str,
    acceptees: Collection[tuple[str, str]] = (),
) -> Reprise:
    """Do as ``reprend``, within a transaction that writes."""
    entete = Entete(
        NATURE, auteur, SOURCE, motif, livraison.fichiers, date_releve=livraison.date_releve
    )
    check_entete(entete)
    tables = read_tables(connection)
    preparee = _prepare(connection, tables, livraison, acceptees)
    if not preparee.changements and is_known(connection, livraison.fichiers):
        return preparee
    ecrite = write(connection, entete, tables, preparee.changements, empty=True)
    return Reprise(preparee.changements, preparee.propositions, ecrite)


def is_known(connection: Connection, fichiers: dict[str, bytes]) -> bool:
    """Tell whether some reprise already took in these very files."""
    voulu = manifest(fichiers)
    question = (
        select(piece.c.publication, piece.c.nom, piece.c.sha256)
        .join(publication, publication.c.numero == piece.c.publication)
        .where(publication.c.nature == NATURE)
    )
    reprises: dict[int, dict[str, str]] = {}
    for numero, nom, sha256 in connection.execute(question):
        reprises.setdefault(numero, {})[nom] = sha256
    return voulu in reprises.values()


def _prepare(
    connection: Connection,
    tables: Tables,
    livraison: Livraison,
    acceptees: Collection[tuple[str, str]],
) -> Reprise:
    livrees = _delivered(connection)
    changements: list[Changement] = []
    propositions: list[Proposition] = []
    for ressource, lignes in tables.items():
        nouvelles = livraison.lignes[ressource]
        connues = {cle for nom, cle in livrees if nom == ressource}
        for cle in dict.fromkeys([*nouvelles, *lignes, *connues]):
            livree, actuelle = livrees.get((ressource, cle)), lignes.get(cle)
            nouvelle = nouvelles.get(cle)
            textes = None if nouvelle is None else as_textes(ressource, nouvelle)
            if textes == _textes(actuelle):
                continue
            intacte = _textes(actuelle) == _textes(livree)
            if intacte or (ressource, cle) in acceptees:
                version = actuelle.version if actuelle else None
                changements.append(Changement(ressource, cle, version, nouvelle))
            elif textes != _textes(livree):
                propositions.append(
                    Proposition(
                        ressource,
                        cle,
                        livree and cellules_de(ressource, livree),
                        actuelle and cellules_de(ressource, actuelle),
                        nouvelle,
                    )
                )
    _check_acceptees(acceptees, changements)
    gardes, refus = split(tables, changements)
    places = {(un.ressource, un.cle) for un in refus}
    propositions += [
        _as_proposition(un, tables, livrees)
        for un in changements
        if (un.ressource, un.cle) in places
    ]
    return Reprise(tuple(_placed(gardes, tables, livraison)), tuple(propositions))


def _check_acceptees(acceptees: Collection[tuple[str, str]], changements: list[Changement]) -> None:
    inconnues = set(acceptees) - {(un.ressource, un.cle) for un in changements}
    for ressource, cle in sorted(inconnues):
        raise ChangementInvalide(f"{ressource} {cle}\u00a0: aucune proposition ne porte sur elle.")


def _as_proposition(un: Changement, tables: Tables, livrees: Livrees) -> Proposition:
    livree, actuelle = livrees.get((un.ressource, un.cle)), tables[un.ressource].get(un.cle)
    return Proposition(
        un.ressource,
        un.cle,
        livree and cellules_de(un.ressource, livree),
        actuelle and cellules_de(un.ressource, actuelle),
        None if un.apres is None else dict(un.apres),
    )


def _textes(ligne: Ligne | None) -> tuple[str, ...] | None:
    return None if ligne is None else ligne.cellules


def _placed(gardes: list[Changement], tables: Tables, livraison: Livraison) -> list[Changement]:
    """Give the rows the order of the new files, moving the fewest of those that stay."""
    resultat = [un for un in gardes if un.apres is None]
    for ressource, lignes in tables.items():
        voulues = {
            un.cle: un for un in gardes if un.ressource == ressource and un.apres is not None
        }
        ordre = [cle for cle in livraison.lignes[ressource] if cle in lignes or cle in voulues]
        rangs = ranks_for(ordre, {cle: ligne.rang for cle, ligne in lignes.items()})
        for cle in ordre:
            if cle in voulues:
                un = voulues[cle]
                resultat.append(Changement(ressource, cle, un.version, un.apres, rangs[cle]))
            elif rangs[cle] != lignes[cle].rang:
                cellules = cellules_de(ressource, lignes[cle])
                version = lignes[cle].version
                resultat.append(Changement(ressource, cle, version, cellules, rangs[cle]))
    return resultat


def _delivered(connection: Connection) -> Livrees:
    """Return each row as it was last delivered, None when its delivery was to take it away."""
    dernieres = (
        select(func.max(modification.c.id))
        .join(publication, publication.c.numero == modification.c.publication)
        .where(publication.c.nature == NATURE)
        .group_by(modification.c.ressource, modification.c.cle)
    )
    lignes = connection.execute(select(modification).where(modification.c.id.in_(dernieres)))
    return {(une.ressource, une.cle): as_modification(une).apres for une in lignes}
