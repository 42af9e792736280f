"""State of the page Évolution in the address: that of the coverage page, and the year played."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from components.commun.adresse.evolution import SANS_EFFET
from components.commun.adresse.parametres import Lecture, Parametre, Refus, quoted, read_params
from components.commun.adresse.sortes import entier
from components.commun.adresse.vue import EtatVue
from geo.evolution.evolution import annees_de
from geo.territoires.territoire import Territoire


def _read_annee(texte: str, lecture: Lecture) -> int:
    jour = lecture.etat.jour
    years = annees_de(jour, lecture.aujourd_hui)
    found = entier(texte, years)
    if found is None:
        raise Refus(
            f"Année {quoted(texte)}\u00a0: la carte est montrée en {jour.year}. "
            f"Attendu\u00a0: une année de {years[0]} à {years[-1]}, par exemple ?annee=2019."
        )
    return found


@dataclass(frozen=True)
class EtatEvolution(EtatVue):
    """What the page shows. ``annee``: the year the map is at, that of the day by default."""

    annee: int = 0

    PARAMETRES = (
        *(one for one in EtatVue.PARAMETRES if one.nom not in SANS_EFFET),
        Parametre("annee", "annee", _read_annee, defaut=lambda etat: etat.jour.year),
    )


def read_evolution(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    aujourd_hui: date,
) -> tuple[EtatEvolution, list[str]]:
    """Read the state as that of the coverage page; a bad year gives that of the situation."""
    return read_params(EtatEvolution.initial(aujourd_hui), params, aujourd_hui, find=find)
