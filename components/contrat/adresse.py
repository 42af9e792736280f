"""State of the sheet of a contract in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from components.commun.adresse.parametres import Etat, Parametre, read_params
from components.commun.adresse.sortes import choix, date_montree
from components.commun.adresse.vue import PERIMETRES


@dataclass(frozen=True)
class EtatFiche(Etat):
    """What the sheet shows.

    ``demande``: the contract asked for, '' for none; ``perimetre``: with the members of EPCI of
    the day, or of the signature.
    """

    jour: date
    demande: str = ""
    perimetre: str = PERIMETRES[0]

    PARAMETRES = (
        Parametre("id", "demande", lambda texte, _: texte.strip()),
        date_montree(),
        choix("perimetre", PERIMETRES),
    )


def read_etat(params: Mapping[str, str], aujourd_hui: date) -> tuple[EtatFiche, list[str]]:
    """Read the state of an address, and what is wrong in it (see ``read_params``)."""
    return read_params(EtatFiche(aujourd_hui), params, aujourd_hui)
