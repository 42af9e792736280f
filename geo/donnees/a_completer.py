"""What would most change the rate if it were known: the contracts whose missing fact weighs most.

Weight of a contract: the residents of the territory whose place between *atteste* and *plafond*
hangs on it, those that an attested contract covers left out: nothing would change for them.
"""

from dataclasses import dataclass

import numpy as np

from data.memoire import une_fois
from data.model import Contrat
from geo.certitude.encadrement import Encadrement, build_encadrement
from geo.contrats.chronologie import NUMERO
from geo.couverture.moteur import Couverture, mask_of
from geo.donnees.connaissance import contrats_menes
from geo.territoires.territoire import Territoire

GARDES = 64  # results kept for all readers
SIGNATURE, FIN, SUITE, DATES, PERIMETRE = "signature", "fin", "suite", "dates", "perimetre"
"""Missing: the day of signature, the end, what followed the end, any usable date, the places."""


@dataclass(frozen=True)
class Poids:
    """A contract, what is missing, and the residents of the territory that it would settle.

    ``habitants``: None when nobody can tell: no source gives the perimeter. ``compte``: whether
    they are counted in the rate today (then the fact would attest them, or take them out), or not
    (then it would let them in).
    """

    contrat: Contrat
    manque: str
    habitants: int | None
    compte: bool


@dataclass(frozen=True)
class ACompleter:
    """The contracts to complete, the heaviest first; those without a perimeter apart."""

    population: int
    pesants: tuple[Poids, ...]
    sans_perimetre: tuple[Poids, ...]


@une_fois(GARDES)
def build_a_completer(couverture: Couverture, territoire: Territoire) -> ACompleter:
    """Weigh the contracts of a territory; raise TerritoireInconnu for an unknown one."""
    engine = couverture.moteur
    within = mask_of(engine.referentiel, territoire.niveau, territoire.code)
    bounds = build_encadrement(couverture)
    open_cells = within & ~bounds.atteste
    population = engine.referentiel.population
    weighed = []
    for position, name in enumerate(engine.perimetres.contrats):
        missing = _missing(couverture, bounds, position)
        if not missing:
            continue
        cells = engine.perimetres.par_contrat[name]
        residents = int(population[cells[open_cells[cells]]].sum())
        if residents:
            counted = couverture.numeros[position] == NUMERO["signe"]
            weighed.append(Poids(engine.registre.contrats[name], missing, residents, bool(counted)))
    weighed.sort(key=lambda one: (-(one.habitants or 0), one.contrat.id))
    return ACompleter(
        int(population[within].sum()),
        tuple(weighed),
        tuple(
            Poids(one, PERIMETRE, None, False)
            for one in contrats_menes(engine, territoire)
            if not engine.a_un_perimetre(one.id)
            and couverture.statuts.get(one.id) in ("signe", "projet", "inconnu")
        ),
    )


def _missing(couverture: Couverture, bounds: Encadrement, position: int) -> str:
    """Return what keeps the residents of a contract from being settled, "" when nothing does."""
    number = couverture.numeros[position]
    name = couverture.moteur.perimetres.contrats[position]
    contrat = couverture.moteur.registre.contrats[name]
    if number == NUMERO["signe"] and not bounds.contrats_attestes[position]:
        begins = contrat.date_signature is not None or contrat.periode_debut is not None
        return FIN if begins else SIGNATURE
    if number == NUMERO["echu"]:
        return SUITE
    if bounds.contrats_incertains[position]:
        return DATES
    return ""


def part_de(poids: Poids, population: int) -> float:
    """Return the points of rate that a contract weighs, in percent; NaN where nobody lives."""
    return 100 * (poids.habitants or 0) / population if population else float(np.nan)
