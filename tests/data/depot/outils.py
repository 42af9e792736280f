"""What the tests of the store do again and again."""

from collections.abc import Mapping

from data.depot.base.connexion import Depot
from data.depot.changements import ajout, correction, retrait
from data.depot.etat import cellules_de, read_ligne, read_tables
from data.depot.modele import Cellules, Changement, Entete, Ligne, Publication, Tables
from data.depot.publication import publie
from data.depot.rejeu import find_faults

__all__ = ["ajout", "change", "entete", "faults", "ligne", "publish", "remove", "tables", "texts"]


def entete(nature: str = "saisie", **autres: str) -> Entete:
    """Who publishes, when a test does not care."""
    dits = {"auteur": "ARS Bretagne", "source": "tableau de suivi", "motif": "mise à jour"}
    return Entete(nature, **{**dits, **autres})  # type: ignore[arg-type]


def publish(depot: Depot, *changements: Changement) -> Publication:
    """Publish changes."""
    return publie(depot, entete(), changements)


def change(depot: Depot, ressource: str, cle: str, **cellules: str) -> Changement:
    """The change that corrects some columns of a row, as read now."""
    return correction(ressource, cle, ligne(depot, ressource, cle), cellules)


def remove(depot: Depot, ressource: str, cle: str) -> Changement:
    """The change that takes a row away, as read now."""
    return retrait(ressource, cle, ligne(depot, ressource, cle))


def ligne(depot: Depot, ressource: str, cle: str) -> Ligne:
    """A row of now, that must be there."""
    with depot.lecture() as connection:
        trouvee = read_ligne(connection, ressource, cle)
    assert trouvee is not None, f"{ressource} {cle}"
    return trouvee


def tables(depot: Depot) -> Tables:
    """The rows of now."""
    with depot.lecture() as connection:
        return read_tables(connection)


def texts(lues: Mapping[str, Mapping[str, Ligne]]) -> dict[str, dict[str, Cellules]]:
    """Rows as their texts alone, versions and ranks left aside."""
    return {
        ressource: {cle: cellules_de(ressource, une) for cle, une in lignes.items()}
        for ressource, lignes in lues.items()
    }


def faults(depot: Depot) -> list[str]:
    """What is wrong with a store; nothing when journal and rows agree."""
    with depot.lecture() as connection:
        return find_faults(connection)
