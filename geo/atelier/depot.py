"""The seam with the store: the registre that an import is read against, and its publication."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.depot.base.connexion import Depot
from data.depot.cles import cle_de
from data.depot.etat import Position
from data.depot.journal import find_fichier
from data.depot.modele import Changement as ChangementDuDepot
from data.depot.modele import Entete, Publication, Tables
from data.depot.ouverture import depot_en_usage
from data.depot.publication import publie
from data.depot.registre import load_tables, position_de
from geo.atelier.ecarts.lignes import Changement
from geo.couverture.moteur import Moteur, load_moteur


@dataclass(frozen=True, eq=False)
class RegistreConnu:
    """The registre as of a publication: its rows with their versions, and its engine.

    An import made from it is refused by the store where a row has moved since.
    """

    depot: Depot
    position: Position
    tables: Tables
    moteur: Moteur

    @property
    def numero(self) -> int:
        """Number of the publication."""
        return self.position.numero


def load_connu() -> RegistreConnu:
    """Load the newest registre of the store in use. Raises a DepotErreur or RegistreInvalide."""
    position = position_de()
    moteur = load_moteur(registre=position.numero)
    return RegistreConnu(depot_en_usage(), position, load_tables(position.numero), moteur)


def publication_du_fichier(connu: RegistreConnu, empreinte: str) -> int | None:
    """Return the publication that a file was published by, None when it never was."""
    with connu.depot.lecture() as connection:
        return find_fichier(connection, empreinte)


def publie_import(
    connu: RegistreConnu, changements: Iterable[Changement], entete: Entete
) -> Publication:
    """Publish the changes of an import, all or nothing.

    ``entete``: of kind import, with the file to keep. Raises as ``data.depot.publication.publie``:
    PublicationIncomplete, PublicationVide, ConflitDeVersions, RegistreInvalide or a DepotErreur.
    """
    return publie(connu.depot, entete, [_of_store(one, connu.tables) for one in changements])


def _of_store(changement: Changement, tables: Tables) -> ChangementDuDepot:
    """Return a change with the version of the row that it was made from."""
    row = changement.apres if changement.apres is not None else changement.avant or {}
    cle = cle_de(changement.table, row)
    held = tables[changement.table].get(cle)
    version = held.version if held is not None else None
    return ChangementDuDepot(changement.table, cle, version, changement.apres)
