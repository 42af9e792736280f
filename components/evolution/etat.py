"""State of the page Évolution in the address: that of the coverage page, and the year played."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from components.commun.adresse.vue import EtatVue, quoted, read_etat
from geo.evolution.evolution import annees_de
from geo.territoires.territoire import Territoire


@dataclass(frozen=True)
class EtatEvolution(EtatVue):
    """What the page shows. ``annee``: the year the map is at."""

    annee: int = 0

    def autres_params(self) -> dict[str, str]:
        """Return the year, when it is not that of the situation."""
        return {} if self.annee == self.jour.year else {"annee": str(self.annee)}


def read_evolution(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    aujourd_hui: date,
) -> tuple[EtatEvolution, list[str]]:
    """Read the state as ``read_etat`` does; a bad year gives that of the situation."""
    vue, messages = read_etat(params, find, aujourd_hui)
    annee = _read_annee(params.get("annee", ""), vue.jour, aujourd_hui, messages)
    known = {field.name: getattr(vue, field.name) for field in fields(vue)}
    return EtatEvolution(**known, annee=annee), messages


def _read_annee(texte: str, jour: date, aujourd_hui: date, messages: list[str]) -> int:
    if not texte:
        return jour.year
    years = annees_de(jour, aujourd_hui)
    if texte.isascii() and texte.isdigit() and len(texte) == 4 and int(texte) in years:
        return int(texte)
    messages.append(
        f"Année {quoted(texte)}\u00a0: la carte est montrée en {jour.year}. "
        f"Attendu\u00a0: une année de {years[0]} à {years[-1]}, par exemple ?annee=2019."
    )
    return jour.year
