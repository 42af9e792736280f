"""The perimeter of a draft: its territories with their residents, those that may be added."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from data.depot.modele import Cellules
from data.model import LignePerimetre
from geo.contrats.perimetres import cellules_des_lignes
from geo.territoires.millesimes import AuPlusPres
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire

INCLUT, EXCLUT = "inclut", "exclut"
NIVEAUX_AJOUTABLES = ("epci", "commune", "ept", "arrondissement_municipal", "departement")


@dataclass(frozen=True)
class Membre:
    """A line of a perimeter, with what it covers today.

    ``population``: residents; 0 for a part of a commune, that has none of its own here.
    """

    cle: str
    ligne: LignePerimetre
    population: int
    nb_communes: int


@dataclass(frozen=True)
class PerimetreSaisi:
    """The perimeter that lines make: each resident once.

    ``departements``, ``regions``: their codes, those of most residents first.
    """

    membres: tuple[Membre, ...]
    cellules: np.ndarray
    population: int
    nb_communes: int
    departements: tuple[str, ...]
    regions: tuple[str, ...]


def ligne_du_territoire(
    contrat_id: str, niveau: str, code: str, nom: str, operation: str = INCLUT, source: str = ""
) -> Cellules:
    """Return the line that puts a territory in a perimeter, or takes it out of it."""
    return {
        "contrat_id": contrat_id,
        "operation": operation,
        "niveau": niveau,
        "code": code,
        "libelle": nom,
        "source_url": source,
    }


def build_perimetre(lignes: dict[str, Cellules], referentiel: Referentiel) -> PerimetreSaisi:
    """Return what lines of ``perimetres`` cover, by key; codes unknown cover nothing."""
    held = {cle: _line(cells) for cle, cells in lignes.items()}
    members = tuple(_membre(cle, line, referentiel) for cle, line in held.items())
    cells = _cells(held.values(), referentiel)
    return PerimetreSaisi(
        members,
        cells,
        int(referentiel.population[cells].sum()),
        _count(cells, referentiel),
        _codes("departement", cells, referentiel),
        _codes("region", cells, referentiel),
    )


def _line(cells: Cellules) -> LignePerimetre:
    return LignePerimetre(**cells)


def _cells(lines: Iterable[LignePerimetre], referentiel: Referentiel) -> np.ndarray:
    return cellules_des_lignes(lines, AuPlusPres(referentiel.millesime))


def _membre(cle: str, line: LignePerimetre, referentiel: Referentiel) -> Membre:
    included = LignePerimetre(line.contrat_id, INCLUT, line.niveau, line.code, line.libelle, "")
    cells = _cells([included], referentiel)
    population = int(referentiel.population[cells].sum())
    return Membre(cle, line, population, _count(cells, referentiel))


def _count(cells: np.ndarray, referentiel: Referentiel) -> int:
    return len(np.unique(referentiel.niveaux["commune"].appartenance[cells]))


def _codes(niveau: str, cells: np.ndarray, referentiel: Referentiel) -> tuple[str, ...]:
    level = referentiel.niveaux[niveau]
    inside = level.appartenance[cells]
    weights = np.bincount(
        inside[inside >= 0], referentiel.population[cells][inside >= 0], len(level.codes)
    )
    found = np.unique(inside[inside >= 0]).tolist()
    return tuple(str(level.codes[one]) for one in sorted(found, key=lambda one: -weights[one]))


def find_ajoutable(referentiel: Referentiel, code: str) -> Territoire | None:
    """Return the territory of a code that may be in a perimeter, None when there is none."""
    for niveau in NIVEAUX_AJOUTABLES:
        if (niveau, code) in referentiel.cellules_par_code:
            return Territoire(niveau, code, referentiel.nom(niveau, code))
    return None
