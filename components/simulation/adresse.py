"""State of the simulation page in the address: what it may name, read, written as a link."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from components.commun.adresse.parametres import plusieurs_fois, read_params
from components.commun.adresse.sortes import SEPARATEUR
from components.commun.adresse.territoires import NIVEAUX_LARGES
from components.simulation.elements import LIAISON
from components.simulation.etat import EtatSimulation
from geo.territoires.territoire import FRANCE, Territoire

LISTES = ("ajouts", "retraits", "perimetres")
NOMS = (
    *NIVEAUX_LARGES[1:],
    *(parametre.nom for parametre in EtatSimulation.PARAMETRES if parametre.nom),
)
MESSAGES_MONTRES = 12


@dataclass(frozen=True)
class Connus:
    """What an address may name.

    Attributes
    ----------
    find : returns the territory of a level and a code, raises TerritoireInconnu.
    region : returns the region a territory lies in, or None.
    ajoutable : returns the territory of a code, raises TerritoireInconnu.
    touche : tells whether a territory lies in a base, even in part.
    contrats : identifiers of the registre.
    """

    find: Callable[[str, str], Territoire]
    region: Callable[[Territoire], Territoire | None]
    ajoutable: Callable[[str], Territoire]
    touche: Callable[[Territoire, Territoire], bool]
    contrats: Collection[str]


def repetes(valeurs: Callable[[str], list[str]]) -> list[str]:
    """Say, in French (Markdown), which parameters the address gives several times.

    ``valeurs``: returns the values of a parameter, in order; the last one alone is read.
    """
    several = " Plusieurs valeurs se séparent par des virgules."
    return [
        f"Paramètre «\u00a0{nom}\u00a0»\u00a0: l'adresse le donne {len(found)} fois, seule la "
        f"dernière est lue.{several if nom.removesuffix('B') in LISTES else ''}"
        for nom, found in plusieurs_fois(NOMS, valeurs)
    ]


def read_etat(
    params: Mapping[str, str], connus: Connus, aujourd_hui: date
) -> tuple[EtatSimulation, list[str]]:
    """Read the state of an address, and the first things wrong in it (see ``read_params``)."""
    etat, messages = read_params(
        EtatSimulation(FRANCE, aujourd_hui), params, aujourd_hui, **vars(connus)
    )
    hidden = len(messages) - MESSAGES_MONTRES
    if hidden > 0:
        messages = [*messages[:MESSAGES_MONTRES], f"… et {hidden} autres avertissements."]
    return etat, messages


def lien(params: Mapping[str, str]) -> str:
    """Return parameters as they are written in a link: readable commas and tildes."""
    return urlencode(params, safe=f"{SEPARATEUR}{LIAISON}")
