"""A publication made by an operator of one of the instances."""

from sqlalchemy import URL

from data.depot.changements import correction
from data.depot.etat import read_ligne
from data.depot.modele import Entete
from data.depot.ouverture import ouvre
from data.depot.publication import publie

CORNOUAILLE = "cls-29-cornouaille-1"


def shorten_cornouaille(adresse: URL) -> int:
    """Publish that Cornouaille ended in 2024; return the number of the publication."""
    depot = ouvre(adresse.set(drivername="postgresql+psycopg"))
    try:
        with depot.lecture() as connection:
            lue = read_ligne(connection, "contrats", CORNOUAILLE)
        assert lue is not None
        un = correction("contrats", CORNOUAILLE, lue, {"date_fin": "2024"})
        return publie(depot, Entete("saisie", "ARS Bretagne", "essai", "essai"), [un]).numero
    finally:
        depot.ferme()
