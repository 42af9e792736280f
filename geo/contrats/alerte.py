"""When the end of a contract is near enough to be told: within twelve months."""

from datetime import date

from data.dates import mois_apres
from geo.contrats.statuts import Periodes

MOIS_D_ALERTE = 12


def ends_within(times: Periodes, jour: date, mois: int = MOIS_D_ALERTE) -> bool:
    """Tell whether a contract signed at a date ends within ``mois`` months of it."""
    signed = times.signe
    if signed is None or signed.fin is None or not signed.contient(jour):
        return False
    return signed.fin <= mois_apres(jour, mois)
