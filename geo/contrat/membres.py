"""Who came into the perimeter of a contract and who left it since its signature.

A perimeter given as an EPCI follows its members; what a source gave commune by commune does not
move. Both perimeters are sets of cells, so that a merger alone is neither a coming nor a leaving.
"""

from dataclasses import dataclass

import numpy as np

from geo.contrats.perimetres import cellules_du_contrat
from geo.couverture.moteur import Moteur
from geo.territoires.millesimes import AuPlusPres, millesime_de_signature
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire

NIVEAUX_FIXES = {"commune", "arrondissement_municipal", "commune_deleguee", "quartier"}


@dataclass(frozen=True)
class Membre:
    """A commune of today, and its inhabitants that came or left."""

    commune: Territoire
    population: int


@dataclass(frozen=True)
class Membres:
    """Members of the perimeter at the signature and in the vintage of the page.

    ``signature`` and ``courant``: the two vintages; ``venus``, ``partis``: most populous first;
    ``population_signature``, ``population_courante``: inhabitants in ``annee_population``.
    """

    signature: int
    courant: int
    venus: tuple[Membre, ...]
    partis: tuple[Membre, ...]
    population_signature: int
    population_courante: int
    annee_population: int

    @property
    def ont_change(self) -> bool:
        """Whether the two perimeters differ."""
        return bool(self.venus or self.partis)


def _membres(referentiel: Referentiel, cells: np.ndarray) -> tuple[Membre, ...]:
    communes = referentiel.niveaux["commune"]
    owners = communes.appartenance[cells]
    found = [
        Membre(
            Territoire("commune", str(communes.codes[owner]), str(communes.noms[owner])),
            int(referentiel.population[cells[owners == owner]].sum()),
        )
        for owner in np.unique(owners).tolist()
    ]
    return tuple(sorted(found, key=lambda one: (-one.population, one.commune.code)))


def build_membres(moteur: Moteur, contrat_id: str, millesime: int) -> Membres | None:
    """Compare the perimeter at the signature with the one of a vintage.

    None when the signature has no date, or when the perimeter names communes alone. Inhabitants
    are those of the engine's population year.
    """
    registre, referentiel = moteur.registre, moteur.referentiel
    vintage = millesime_de_signature(registre.contrats[contrat_id])
    levels = {line.niveau for line in registre.perimetre_du_contrat(contrat_id)}
    if vintage is None or levels <= NIVEAUX_FIXES:
        return None
    then = cellules_du_contrat(registre, contrat_id, AuPlusPres(vintage))
    now = cellules_du_contrat(registre, contrat_id, AuPlusPres(millesime))
    return Membres(
        vintage,
        millesime,
        _membres(referentiel, np.setdiff1d(now, then)),
        _membres(referentiel, np.setdiff1d(then, now)),
        int(referentiel.population[then].sum()),
        int(referentiel.population[now].sum()),
        referentiel.annee_population,
    )
