"""State of the page in the address: the contract that is changed, or a new one and its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from components.commun.adresse.parametres import Etat, Parametre, read_params
from components.commun.adresse.sortes import choix

NOUVEAU = "oui"
SEPARATEUR = ","  # between the codes of territories


@dataclass(frozen=True)
class EtatSaisie(Etat):
    """What the page shows.

    ``contrat``: the one that is changed; ``nouveau``: "oui" to add one, on the ``territoire`` of
    that code, or of those codes, when there is one; ``signalement``: the report that is being
    followed; ``brouillon``: the draft that is taken up again.
    """

    contrat: str = ""
    nouveau: str = ""
    territoire: str = ""
    signalement: str = ""
    brouillon: str = ""

    PARAMETRES = (
        Parametre("contrat", "contrat", lambda texte, _: texte.strip(), defaut=""),
        choix("nouveau", (NOUVEAU,), defaut=""),
        Parametre("territoire", "territoire", lambda texte, _: texte.strip(), defaut=""),
        Parametre("signalement", "signalement", lambda texte, _: texte.strip(), defaut=""),
        Parametre("brouillon", "brouillon", lambda texte, _: texte.strip(), defaut=""),
    )


def read_etat(params: Mapping[str, str], aujourd_hui: date) -> tuple[EtatSaisie, list[str]]:
    """Read the state of an address, and what is wrong in it (see ``read_params``)."""
    return read_params(EtatSaisie(), params, aujourd_hui)
