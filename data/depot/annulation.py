"""Undoing a publication: another publication, made of inverse changes, itself in the history.

Refused row by row where somebody changed the row since. Nothing is erased from the journal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from data.depot.base.connexion import Depot
from data.depot.base.structure import modification
from data.depot.dependances import split
from data.depot.erreurs import ActeRefuse, AnnulationImpossible
from data.depot.etat import cellules_de, check_numero, read_position, read_tables
from data.depot.journal import read_modifications
from data.depot.modele import Changement, Entete, Modification, Publication, Refus, Tables
from data.depot.publication import check_entete, write

# Tells whether who undoes may change these rows of the registre.
Permission = Callable[[Tables, Sequence[Modification]], bool]


@dataclass(frozen=True)
class Annulation:
    """What an undo would change, or changed; ``publication`` is None when it is only looked at."""

    changements: tuple[Changement, ...]
    refus: tuple[Refus, ...]
    publication: Publication | None = None


def prepare_annulation(depot: Depot, numero: int) -> Annulation:
    """Tell what undoing a publication would change and what it would leave, writing nothing.

    Raises PublicationInconnue, or another DepotErreur.
    """
    with depot.lecture() as connection:
        return _prepare(connection, read_tables(connection), numero)


def annule(depot: Depot, numero: int, auteur: str, motif: str, permis: Permission) -> Annulation:
    """Undo a publication, save the rows that moved since.

    ``permis``: whether who asks may change the rows of the publication (see data.depot.droits).
    Raises PublicationInconnue, PublicationIncomplete, ActeRefuse, AnnulationImpossible when no
    row can be undone, RegistreInvalide when what would result is not valid, or a DepotErreur.
    """
    entete = Entete("annulation", auteur, f"publication {numero}", motif, annule=numero)
    check_entete(entete)
    with depot.ecriture() as connection:
        tables = read_tables(connection)
        preparee = _prepare(connection, tables, numero)
        if not permis(tables, read_modifications(connection, numero)):
            raise ActeRefuse(
                f"Annuler la publication {numero} demande d'être référent de tous les territoires"
                " qu'elle touche, ou administrateur."
            )
        if not preparee.changements:
            raise AnnulationImpossible(numero, preparee.refus)
        publication = write(connection, entete, tables, preparee.changements)
    return Annulation(preparee.changements, preparee.refus, publication)


def _prepare(connection: Connection, tables: Tables, numero: int) -> Annulation:
    check_numero(numero, read_position(connection).numero)
    if numero == 1:
        pourquoi = "c'est la première, dont tout le reste part."
        raise AnnulationImpossible(numero, [Refus("", "", pourquoi)])
    faites = read_modifications(connection, numero)
    dernieres = _last_changes(connection, numero)
    changements, refus = [], []
    for faite in faites:
        derniere = dernieres[faite.ressource, faite.cle]
        if faite.ressource not in tables:
            refus.append(Refus(faite.ressource, faite.cle, "le registre n'a plus cette table"))
        elif derniere != numero:
            pourquoi = f"changée depuis par la publication {derniere}"
            refus.append(Refus(faite.ressource, faite.cle, pourquoi, derniere))
        else:
            changements.append(_inverse(faite))
    gardes, dependants = split(tables, changements)
    return Annulation(tuple(gardes), (*refus, *dependants))


def _inverse(faite: Modification) -> Changement:
    avant, apres = faite.avant, faite.apres
    return Changement(
        faite.ressource,
        faite.cle,
        version=None if apres is None else apres.version,
        apres=None if avant is None else cellules_de(faite.ressource, avant),
        rang=None if avant is None else avant.rang,
    )


def _last_changes(connection: Connection, numero: int) -> dict[tuple[str, str], int]:
    """Return, for each row that a publication changed, the last publication that changed it."""
    touchees = select(modification.c.ressource, modification.c.cle).where(
        modification.c.publication == numero
    )
    voulues = touchees.subquery()
    question = (
        select(modification.c.ressource, modification.c.cle, func.max(modification.c.publication))
        .join(
            voulues,
            (modification.c.ressource == voulues.c.ressource)
            & (modification.c.cle == voulues.c.cle),
        )
        .group_by(modification.c.ressource, modification.c.cle)
    )
    return {(ressource, cle): dernier for ressource, cle, dernier in connection.execute(question)}
