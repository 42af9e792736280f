"""State of the coverage page in the address.

The address is the only state of the page: widgets are set from it and write to it, so that any
view can be bookmarked, mailed or projected.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from components.commun.adresse.parametres import Etat, Parametre, read_params, toujours
from components.commun.adresse.sortes import choix, date_montree
from components.commun.adresse.territoires import territoire_montre
from components.commun.mots.libelles import THEMES
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import FRANCE, Territoire

AFFICHAGES = ("statut", "taux")
COMPTES = ("signe", "signe_ou_projet")
MILLESIMES = tuple(range(2019, 2027))
ANNEES_POPULATION = (2016, 2018, 2019, 2020, 2021, 2022, 2023)
PERIMETRES = ("courant", "signature")


def default_affichage(niveau: str) -> str:
    """Large territories are read by rate, small ones by status."""
    return "taux" if niveau in ("region", "departement") else "statut"


_REFERENCE = (
    choix("millesime", {str(year): year for year in MILLESIMES}, defaut=None),
    choix("population", {str(year): year for year in ANNEES_POPULATION}, defaut=None),
    choix("perimetre", PERIMETRES),
)


@dataclass(frozen=True)
class EtatReference(Etat):
    """What the figures of the coverage page are counted with (see EtatVue)."""

    jour: date
    millesime: int | None = None
    population: int | None = None
    perimetre: str = PERIMETRES[0]

    PARAMETRES = (date_montree(), *_REFERENCE)


@dataclass(frozen=True)
class EtatVue(Etat):
    """What the coverage page shows.

    ``compte``: whether the rates count signed contracts, or signed and in project.
    ``affichage``: map by status or by rate. ``theme``: '' for every theme. ``millesime`` and
    ``population``: vintage of the members of EPCI and reference year, None for those in force
    that day. ``perimetre``: members of today, or of the signature.
    """

    territoire: Territoire
    jour: date
    niveau: str
    affichage: str
    compte: str = COMPTES[0]
    theme: str = ""
    fond_ign: bool = False
    millesime: int | None = None
    population: int | None = None
    perimetre: str = PERIMETRES[0]

    PARAMETRES: ClassVar[tuple[Parametre, ...]] = (
        territoire_montre(),
        date_montree(),
        choix(
            "niveau",
            lambda lecture: lecture.etat.territoire.niveaux_interieurs,
            defaut=lambda etat: etat.territoire.niveaux_interieurs[0],
            quand=toujours,
        ),
        choix("affichage", AFFICHAGES, defaut=lambda etat: default_affichage(etat.niveau)),
        choix("statut", COMPTES, "compte"),
        choix("theme", tuple(THEMES), defaut=""),
        choix("fond", {"ign": True}, "fond_ign", defaut=False),
        *_REFERENCE,
    )

    @classmethod
    def initial(cls, aujourd_hui: date) -> Self:
        """Return the view of an address without parameters: the country, today."""
        niveau = FRANCE.niveaux_interieurs[0]
        return cls(FRANCE, aujourd_hui, niveau, default_affichage(niveau))

    @property
    def reference_choisie(self) -> bool:
        """Whether the reader chose a vintage, a population year or the perimeters."""
        return bool(self.millesime or self.population or self.perimetre != PERIMETRES[0])

    def vers(self, territoire: Territoire) -> "EtatVue":
        """Return the same view of another territory, at a level it can be cut into."""
        levels = territoire.niveaux_interieurs
        niveau = self.niveau if self.niveau in levels else levels[0]
        return replace(self, territoire=territoire).au_niveau(niveau)

    def au_niveau(self, niveau: str) -> "EtatVue":
        """Return the same view cut at a level, coloured as that level is read by default."""
        keeps = niveau == self.niveau
        affichage = self.affichage if keeps else default_affichage(niveau)
        return replace(self, niveau=niveau, affichage=affichage)


def read_etat(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    aujourd_hui: date,
) -> tuple[EtatVue, list[str]]:
    """Read the state of an address, and what is wrong in it (see ``read_params``).

    ``find``: returns the territory of a level and a code, raises TerritoireInconnu.
    """
    return read_params(EtatVue.initial(aujourd_hui), params, aujourd_hui, find=find)


def read_reference(params: Mapping[str, str], aujourd_hui: date) -> Reference:
    """Return what the figures of an address are counted with; its faults are left untold."""
    etat, _ = read_params(EtatReference(aujourd_hui), params, aujourd_hui)
    return Reference.au(etat.jour, etat.millesime, etat.population, etat.perimetre)
