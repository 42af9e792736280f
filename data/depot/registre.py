"""The registre as of a publication, as the object that the application knows.

Kept in memory by publication: two publications share the tables, and the rows, that are the same.
"""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from sqlalchemy import Connection

from data.depot.base.connexion import Depot
from data.depot.controle import check_registre
from data.depot.erreurs import DepotErreur, note
from data.depot.etat import (
    POSITION,
    Position,
    apply,
    cellules_de,
    check_numero,
    read_date_releve,
    read_differences,
    read_position,
    read_tables,
)
from data.depot.modele import Ligne, Tables
from data.depot.ouverture import depot_en_usage
from data.lecture.registre import CONSTRUCTEURS, assemble
from data.memoire import une_fois
from data.model import Registre

CAPACITE = 12  # registres kept in memory
REPIT = 5.0  # seconds before a store that did not answer is asked again


@dataclass(frozen=True)
class _Etat:
    """A registre with what it was built from, so that the next one is built from it."""

    numero: int
    tables: Tables
    objets: Mapping[str, Mapping[str, Any]]  # by resource, then by key
    rangees: Mapping[str, tuple[Any, ...]]  # the same, in their order
    registre: Registre


class Lecteur:
    """Reads the registres of one store, and keeps the last ones read."""

    def __init__(self, depot: Depot) -> None:
        self.depot = depot
        self._lock = Lock()
        self._gardes: OrderedDict[int, _Etat] = OrderedDict()
        self._position: Position | None = None
        self._panne: tuple[float, DepotErreur] | None = None

    def position(self) -> Position:
        """Return which store is read and its newest publication, as it says now.

        When the store does not answer, the last ones known, for as long as it does not; ``panne``
        says so. Raises a DepotErreur when none was known.
        """
        if self._position is not None and self._is_resting():
            return self._position
        try:
            identite, numero = self.depot.one(POSITION)
        except DepotErreur as erreur:
            if self._position is None:
                raise
            if self._panne is None:
                note(erreur)  # once per failure, not at each look
            self._panne = (time.monotonic(), erreur)
            return self._position
        with self._lock:
            self._note(Position(identite, numero))
        self._panne = None
        return Position(identite, numero)

    def numero_courant(self) -> int:
        """Return the number of the newest publication; see ``position``."""
        return self.position().numero

    @property
    def panne(self) -> str:
        """Why the figures shown may not be the newest, in French; "" when they are."""
        return self._panne[1].a_tous if self._panne else ""

    def load_registre(self, numero: int | None = None) -> Registre:
        """Return the registre as of a publication, the newest by default.

        Raises PublicationInconnue, or another DepotErreur; RegistreInvalide when the rows of the
        store are not a registre, which no publication writes.
        """
        return self._load(numero).registre

    def load_tables(self, numero: int | None = None) -> Tables:
        """Return the rows as of a publication, with their versions; raises as ``load_registre``.

        They are shared with other readers: not to be written in.
        """
        return self._load(numero).tables

    def _load(self, numero: int | None) -> _Etat:
        voulu = self.position().numero if numero is None else numero
        with self._lock:
            garde = self._gardes.get(voulu)
            if garde is None:
                garde = self._gardes[voulu] = self._read(voulu)
            self._gardes.move_to_end(voulu)
            while len(self._gardes) > CAPACITE:
                self._gardes.popitem(last=False)
            return garde

    def _is_resting(self) -> bool:
        return self._panne is not None and time.monotonic() - self._panne[0] < REPIT

    def _note(self, position: Position) -> None:
        """Forget everything when the store is another one: a backup was restored."""
        if self._position is not None and self._position.identite != position.identite:
            self._gardes.clear()
        self._position = position

    def _read(self, numero: int) -> _Etat:
        with self.depot.lecture() as connection:
            position = read_position(connection)
            self._note(position)
            check_numero(numero, position.numero)
            if not self._gardes:
                depart = self._read_newest(connection)
                self._gardes[depart.numero] = depart
            proche = min(self._gardes.values(), key=lambda etat: abs(etat.numero - numero))
            if proche.numero == numero:
                return proche
            differences = read_differences(connection, proche.numero, numero)
            releve = read_date_releve(connection, numero)
        return _build(numero, releve, apply(proche.tables, differences), proche)

    def _read_newest(self, connection: Connection) -> _Etat:
        numero = read_position(connection).numero
        return _build(numero, read_date_releve(connection, numero), read_tables(connection), None)


def _build(numero: int, releve: date, tables: Tables, proche: _Etat | None) -> _Etat:
    """Build a registre, sharing with another one the tables and the rows that are the same."""
    try:
        objets = {nom: _objects(nom, lignes, proche) for nom, lignes in tables.items()}
    except ValueError:
        check_registre(tables)  # says which cell is wrong: somebody wrote it outside the atlas
        raise
    rangees = {
        nom: proche.rangees[nom]
        if proche is not None and par_cle is proche.objets[nom]
        else tuple(par_cle.values())
        for nom, par_cle in objets.items()
    }
    registre = assemble(rangees, releve)
    return _Etat(numero, tables, objets, rangees, registre)


def _objects(
    ressource: str, lignes: Mapping[str, Ligne], proche: _Etat | None
) -> Mapping[str, Any]:
    construit = CONSTRUCTEURS[ressource]
    if proche is None:
        return {cle: construit(cellules_de(ressource, une)) for cle, une in lignes.items()}
    avant, objets = proche.tables[ressource], proche.objets[ressource]
    if lignes is avant:
        return objets
    return {
        cle: objets[cle]
        if cle in avant and avant[cle].cellules == une.cellules
        else construit(cellules_de(ressource, une))
        for cle, une in lignes.items()
    }


@une_fois(2)
def _lecteur(depot: Depot) -> Lecteur:
    return Lecteur(depot)


def lecteur_en_usage() -> Lecteur:
    """Return what reads the store in use; raises as ``ouverture.depot_en_usage`` does."""
    return _lecteur(depot_en_usage())


def position_de(numero: int | None = None) -> Position:
    """Return the key of what is computed from a registre: which store, as of which publication.

    ``numero``: the newest publication by default, asked of the store each time. Raises
    PublicationInconnue, or another DepotErreur.
    """
    courante = lecteur_en_usage().position()
    if numero is None:
        return courante
    return Position(courante.identite, check_numero(numero, courante.numero))


def numero_courant() -> int:
    """Return the number of the newest publication of the store in use (see Lecteur)."""
    return lecteur_en_usage().numero_courant()


def load_registre(numero: int | None = None) -> Registre:
    """Return the registre of the store in use as of a publication, the newest by default."""
    return lecteur_en_usage().load_registre(numero)


def load_tables(numero: int | None = None) -> Tables:
    """Return the rows of the store in use as of a publication (see ``Lecteur.load_tables``)."""
    return lecteur_en_usage().load_tables(numero)
