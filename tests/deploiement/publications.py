"""A publication made by an operator of one of the instances."""

from sqlalchemy import URL

from data.depot.ouverture import ouvre
from tests.depots import corrige

CORNOUAILLE = "cls-29-cornouaille-1"


def shorten_cornouaille(adresse: URL) -> int:
    """Publish that Cornouaille ended in 2024; return the number of the publication."""
    depot = ouvre(adresse.set(drivername="postgresql+psycopg"))
    try:
        return corrige(depot, {"date_fin": "2024"})
    finally:
        depot.ferme()
