"""Vintages and population years through time: which are in force at a date, and their family.

The COG of a year is that of 1 January (INSEE). The population municipale of the reference year Y
is in force from 1 January Y + 3 (décret n° 2003-485, and INSEE's calendar of publication).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.lecture.referentiel import annees_population_disponibles, millesimes_disponibles
from data.model import Contrat
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.referentiel import Referentiel, load_referentiel

DELAI_DES_POPULATIONS = 3
CELLULES_EUX_MEMES = ("commune_deleguee", "arrondissement_municipal")
"""Each is a cell, and cells are the same in every vintage: the others are not loaded for them."""


def millesime_en_vigueur(jour: date) -> int:
    """Return the vintage of the COG in force at a date, the nearest held when it is not."""
    held = millesimes_disponibles()
    return min(max(jour.year, held[0]), held[-1])


def annee_population_en_vigueur(jour: date) -> int:
    """Return the reference year of the population in force at a date.

    The last one held that was in force; the oldest one held before that.
    """
    held = annees_population_disponibles()
    return max(
        (year for year in held if year <= jour.year - DELAI_DES_POPULATIONS), default=held[0]
    )


@dataclass(frozen=True)
class AuPlusPres:
    """Resolves in a vintage or, for what it does not know, in the nearest one that does.

    An EPCI created in 2022 has, for the vintage 2020, the members it was created with.
    """

    millesime: int

    def _candidates(self) -> Iterator[Referentiel]:
        yield load_referentiel(self.millesime)  # cells are the same for every population year
        others = set(millesimes_disponibles()) - {self.millesime}
        for other in sorted(others, key=lambda other: (abs(other - self.millesime), other)):
            yield load_referentiel(other)

    def cellules(self, niveau: str, code: str) -> np.ndarray:
        """Return the cells of a territory; raise TerritoireInconnu when no vintage has it."""
        for referentiel in self._candidates():
            if (niveau, code) in referentiel.cellules_par_code:
                return referentiel.cellules_par_code[niveau, code]
            if niveau in CELLULES_EUX_MEMES:
                break
        raise TerritoireInconnu(f"unknown {niveau} code: {code}")

    def commune_de(self, deleguee: str) -> np.ndarray:
        """Return the cells of the commune of a commune déléguée; raise TerritoireInconnu."""
        for referentiel in self._candidates():
            commune = referentiel.commune_de_deleguee.get(deleguee)
            if commune is not None:
                return referentiel.cellules("commune", commune)
        raise TerritoireInconnu(f"unknown commune_deleguee code: {deleguee}")


def resolveur_a_la_signature(millesime: int) -> Callable[[Contrat], AuPlusPres]:
    """Return what resolves each perimeter as its members were at the signature.

    The vintage nearest to the earliest day of the signature; ``millesime`` without a date.
    """

    def resolveur_de(contrat: Contrat) -> AuPlusPres:
        return AuPlusPres(millesime_de_signature(contrat) or millesime)

    return resolveur_de


def millesime_de_signature(contrat: Contrat) -> int | None:
    """Return the vintage nearest to the signature of a contract, None when it has no date."""
    signature = contrat.date_signature
    return None if signature is None else millesime_en_vigueur(signature.premier_jour)


@dataclass(frozen=True)
class Reference:
    """What figures are counted with.

    ``millesime``: vintage of the members of the EPCI; ``perimetre``: "courant", or "signature"
    when each contract has the members of its signature.
    """

    millesime: int
    annee_population: int
    perimetre: str = "courant"

    @classmethod
    def au(
        cls,
        jour: date,
        millesime: int | None = None,
        annee_population: int | None = None,
        perimetre: str = "courant",
    ) -> "Reference":
        """Return what is in force at a date, save what is asked for."""
        return cls(
            millesime or millesime_en_vigueur(jour),
            annee_population or annee_population_en_vigueur(jour),
            perimetre,
        )
