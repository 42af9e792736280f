"""Rows of the table of rates."""

from geo.couverture.moteur import Couverture
from geo.couverture.tables import ligne_du_territoire


def figures(couverture: Couverture, niveau: str, code: str) -> dict[str, object]:
    return ligne_du_territoire(couverture, niveau, code).to_dict()
