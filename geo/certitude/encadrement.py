"""Who is surely covered, who is counted, and who may be: the bounds of a rate, at every level.

Formulae, for the residents of a territory on a day: ``atteste`` is the union of the contracts
signed that day whose dates are read; ``recense`` the union of all those counted as signed;
``plafond`` adds to it those under a contract that ended without a known follow-up, and those under
a contract whose dates are too poor to tell. So atteste <= recense <= plafond. It bounds what the
contracts of the registre allow, not the contracts that it does not hold.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data.memoire import une_fois
from geo.certitude.dates import dates_sont_lues, doute_depuis
from geo.contrats.chronologie import JAMAIS, NUMERO
from geo.couverture.moteur import Couverture, Moteur, taux
from geo.territoires.decoupe import Decoupe, decoupe

COLONNES_ENCADREMENT = (
    "population_atteste",
    "population_plafond",
    "taux_atteste",
    "taux_plafond",
)
ENCADREMENTS_GARDES = 8


@dataclass(frozen=True, eq=False)
class Connaissance:
    """What is known of the dates of every contract, in the order of the perimeters.

    ``lues``: bool array, the dates are read; ``doute``: int array, ordinal of the day from which
    they are too poor to tell (JAMAIS: they are not).
    """

    lues: np.ndarray
    doute: np.ndarray

    def trop_pauvres(self, numeros: np.ndarray, jour: int) -> np.ndarray:
        """Mask of the contracts that nothing read excludes on a day (an ordinal).

        ``numeros``: numbers of their statuses that day (geo.contrats.chronologie.NUMERO).
        """
        untold = (numeros == NUMERO["inconnu"]) | (numeros == NUMERO["a_venir"])
        return untold & (self.doute <= jour)


@une_fois(24)
def build_connaissance(moteur: Moteur) -> Connaissance:
    """Read what the dates of every contract let one say (cached by engine)."""
    pairs = [
        (moteur.registre.contrats[name], moteur.periodes[name])
        for name in moteur.perimetres.contrats
    ]
    since = [doute_depuis(contrat, times) for contrat, times in pairs]
    return Connaissance(
        np.array([dates_sont_lues(contrat, times) for contrat, times in pairs], dtype=bool),
        np.array([JAMAIS if day is None else day.toordinal() for day in since], dtype=np.int64),
    )


@dataclass(frozen=True, eq=False)
class Encadrement:
    """The bounds of a coverage: bool arrays, one entry per cell; contracts by their masks."""

    couverture: Couverture

    @cached_property
    def contrats_attestes(self) -> np.ndarray:
        """Mask of the contracts signed that day whose dates are read."""
        signed = self.couverture.masque_des_contrats("signe")
        return signed & build_connaissance(self.couverture.moteur).lues

    @cached_property
    def contrats_incertains(self) -> np.ndarray:
        """Mask of the contracts whose dates are too poor to tell, that day."""
        known = build_connaissance(self.couverture.moteur)
        return known.trop_pauvres(self.couverture.numeros, self.couverture.jour.toordinal())

    @cached_property
    def atteste(self) -> np.ndarray:
        """Cells under an attested contract."""
        return self.cellules(self.contrats_attestes)

    @property
    def recense(self) -> np.ndarray:
        """Cells under a contract counted as signed."""
        return self.couverture.signe

    @cached_property
    def incertain(self) -> np.ndarray:
        """Cells under a contract whose dates are too poor to tell."""
        return self.cellules(self.contrats_incertains)

    @cached_property
    def plafond(self) -> np.ndarray:
        """Cells that the contracts of the registre may cover."""
        return self.recense | self.couverture.echu | self.incertain

    def cellules(self, contrats: np.ndarray) -> np.ndarray:
        """Return the cells wholly covered by some contracts, given as a mask."""
        perimetres = self.couverture.moteur.perimetres
        covered = np.zeros(len(self.couverture.signe), dtype=bool)
        covered[perimetres.cellules[contrats[perimetres.proprietaires]]] = True
        return covered


@une_fois(ENCADREMENTS_GARDES)
def build_encadrement(couverture: Couverture) -> Encadrement:
    """Return the bounds of a coverage, the same object for all who ask for them at once."""
    return Encadrement(couverture)


def calcule_encadrement(
    encadrement: Encadrement, niveau: str, within: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """Compute the bounds of every territory of a level, in the order of its codes.

    Parameters
    ----------
    niveau : a level of the referentiel.
    within : bool mask of cells; when given, each territory counts for its part inside it.

    Returns
    -------
    Arrays named as in COLONNES_ENCADREMENT: inhabitants, and rates in percent (NaN where nobody
    lives). ``recense`` is the population and the rate signed of
    ``geo.couverture.moteur.calcule_taux``.
    """
    cut = decoupe(encadrement.couverture.moteur.referentiel, niveau, within)
    bounds = encadrement_de(encadrement, cut)
    return {name: cut.etale(values) for name, values in bounds.items()}


def encadrement_de(encadrement: Encadrement, cut: Decoupe) -> dict[str, np.ndarray]:
    """The same for the territories of a cut, and no other."""
    low = cut.habitants_sous(encadrement.atteste)
    high = cut.habitants_sous(encadrement.plafond)
    return {
        "population_atteste": low,
        "population_plafond": high,
        "taux_atteste": taux(low, cut.habitants),
        "taux_plafond": taux(high, cut.habitants),
    }
