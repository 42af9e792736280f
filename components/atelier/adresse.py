"""State of the workshop in the address: which import, at which step; or which publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from components.commun.adresse.parametres import Etat, Parametre, read_params
from components.commun.adresse.sortes import brut, nombre

ETAPES = {
    1: "Fichier",
    2: "Colonnes",
    3: "Territoires et valeurs",
    4: "Contrôle",
    5: "Comparaison",
    6: "Publication",
    7: "Rapport",
}
FICHIER, COLONNES, VALEURS, CONTROLE, COMPARAISON, PUBLICATION, RAPPORT = ETAPES


@dataclass(frozen=True)
class EtatAtelier(Etat):
    """What the workshop shows.

    ``identifiant``: of the import, '' for the list of those under way; ``etape``: one of ETAPES,
    None for the one where it was left; ``publication``: whose report is read, None for none.
    """

    identifiant: str = ""
    etape: int | None = None
    publication: int | None = None

    PARAMETRES: ClassVar[tuple[Parametre, ...]] = (
        brut("import", "identifiant"),
        nombre("etape", range(1, 8), "une étape de 1 à 7. La première ouverte est montrée."),
        nombre("publication", range(1, 10_000), "un numéro de publication. Elle est ignorée."),
    )


def read_etat(params: Mapping[str, str], aujourd_hui: date) -> tuple[EtatAtelier, list[str]]:
    """Read the state of an address, and what is wrong in it (see ``read_params``)."""
    return read_params(EtatAtelier(), params, aujourd_hui)
