"""What may be said of a territory on a day: the one object that pages, slides, files, command line
and API take their figures from (DESIGN section 6). It holds facts, and no words.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.memoire import une_fois
from geo.certitude.annonce import NombreAnnonce, nombre_annonce
from geo.certitude.attestation import Attestation, attestations
from geo.certitude.classes import cellules_recensees
from geo.certitude.comptes import CompteDeContrats, compte_des_contrats
from geo.certitude.encadrement import build_encadrement
from geo.certitude.publie import (
    PointPublie,
    est_recent,
    points_publies,
    publie_apres,
    publie_au,
)
from geo.couverture.moteur import Couverture, mask_of
from geo.territoires.lieux_autour import parents_du_lieu
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import FRANCE, Territoire, regions_of

GARDES = 64  # results kept for all readers
GENRES = ("publie", "complet", "plancher", "sans_population")


@dataclass(frozen=True)
class Certitude:
    """The figures of a territory on a day, and how far each may be trusted.

    Attributes
    ----------
    region : the région whose ARS follows the territory; None for the country.
    population : residents; of whom, each a union: ``atteste`` under a contract whose dates are
        read, ``recense`` under one counted as signed, ``plafond`` under one that may be in force;
        ``projet``: under a project and no signed contract; ``echeance_passee``: not in ``recense``,
        under a contract that ended without a known follow-up; ``incertain``: in none of these,
        under one whose dates are too poor to tell (these two and ``recense`` add up to
        ``plafond``); ``aucun_recense``: where no contract of any status is recorded.
    publie, publie_signe_ou_projet : newest rates published, not after the day; ``publie_ensuite``:
        the oldest of after it, told as such and never first.
    contrats : the signed contracts that concern the territory.
    annonce : the number of contracts announced for it, else for its région.
    manquants : contracts announced and not held, for the country over the régions that announced a
        number (``regions_muettes``: how many did not); None when nothing compares.
    attestations : who answers for the list, one per région touched; empty as soon as one does not.
    """

    territoire: Territoire
    jour: date
    region: Territoire | None
    population: int
    atteste: int
    recense: int
    plafond: int
    projet: int
    echeance_passee: int
    incertain: int
    aucun_recense: int
    publie: PointPublie | None
    publie_signe_ou_projet: PointPublie | None
    publie_ensuite: PointPublie | None
    contrats: CompteDeContrats
    annonce: NombreAnnonce | None
    manquants: int | None
    regions_muettes: int
    attestations: tuple[Attestation, ...]

    @property
    def genre(self) -> str:
        """What is told first, one of GENRES.

        ``publie``: a figure published at most 18 months before; else ``complet``: the rate of a
        list that an ARS attests; else ``plancher``: the rate recorded, as a floor.
        """
        if not self.population:
            return "sans_population"
        if self.publie is not None and est_recent(self.publie, self.jour):
            return "publie"
        return "complet" if self.est_attestee else "plancher"

    @property
    def est_attestee(self) -> bool:
        """Whether the list of contracts is attested complete: "non couvert" may then be said."""
        return bool(self.attestations)

    @property
    def taux_atteste(self) -> float | None:
        """Rate attested, in percent; None where nobody lives."""
        return self._rate(self.atteste)

    @property
    def taux_recense(self) -> float | None:
        """Rate recorded: the ``taux_signe`` of the tables."""
        return self._rate(self.recense)

    @property
    def taux_plafond(self) -> float | None:
        """Highest rate that the contracts of the registre allow."""
        return self._rate(self.plafond)

    @property
    def taux_signe_ou_projet(self) -> float | None:
        """Rate recorded, signed or in project."""
        return self._rate(self.recense + self.projet)

    def _rate(self, part: int) -> float | None:
        return 100 * part / self.population if self.population else None


@une_fois(GARDES)
def build_certitude(couverture: Couverture, territoire: Territoire) -> Certitude:
    """Compute what may be said of a territory on the day of a coverage.

    Raises TerritoireInconnu for an unknown territory.
    """
    return calcule_certitude(couverture, territoire)


def calcule_certitude(couverture: Couverture, territoire: Territoire) -> Certitude:
    """The same, not kept: for a coverage that is only tried."""
    engine, jour = couverture.moteur, couverture.jour
    within = mask_of(engine.referentiel, territoire.niveau, territoire.code)
    bounds = build_encadrement(couverture)
    region = _region(engine.referentiel, territoire)
    points = points_publies(engine.registre, territoire)
    annonce = nombre_annonce(couverture, territoire, region)
    missing = None if annonce is None else annonce.manquants
    mute = 0
    if territoire == FRANCE:
        missing, mute = _missing_in_the_country(couverture)

    def people(mask: np.ndarray) -> int:
        return couverture.population(mask, within)

    over = couverture.echu & ~bounds.recense
    return Certitude(
        territoire,
        jour,
        region,
        people(np.ones(len(within), dtype=bool)),
        people(bounds.atteste),
        people(bounds.recense),
        people(bounds.plafond),
        people(couverture.projet_seul),
        people(over),
        people(bounds.incertain & ~bounds.recense & ~over),
        people(~cellules_recensees(bounds)),
        publie_au(points, jour),
        publie_au(points, jour, "taux_signe_ou_projet"),
        publie_apres(points, jour),
        compte_des_contrats(couverture, territoire, region.code if region else None),
        annonce,
        missing,
        mute,
        attestations(engine, within, jour),
    )


def _region(referentiel: Referentiel, territoire: Territoire) -> Territoire | None:
    around = (territoire, *parents_du_lieu(referentiel, territoire))
    return next((place for place in around if place.niveau == "region"), None)


def _missing_in_the_country(couverture: Couverture) -> tuple[int | None, int]:
    """Add up what the régions announced and the registre lacks; count those that say nothing."""
    places = regions_of(couverture.moteur.referentiel)
    found = [nombre_annonce(couverture, place, place) for place in places]
    known = [one.manquants for one in found if one is not None and one.manquants is not None]
    return (sum(known) if known else None), sum(one is None for one in found)
