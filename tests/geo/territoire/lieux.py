"""A place, by its code."""

from geo.territoires.lieux import Lieu, find_lieux
from geo.territoires.referentiel import Referentiel


def lieu(referentiel: Referentiel, code: str, niveau: str = "") -> Lieu:
    found = find_lieux(referentiel, code)
    return next((one for one in found if one.territoire.niveau == niveau), found[0])
