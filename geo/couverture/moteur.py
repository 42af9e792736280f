"""Coverage at a date: which cells are under a contract, and the rates at every level.

A cell is covered by a status when at least one contract of that status includes it: a union,
never a sum, so that a resident under two contracts counts once (DESIGN section 6).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from data.depot.etat import Position
from data.depot.registre import load_registre, position_de
from data.lecture.referentiel import ANNEE_POPULATION_PAR_DEFAUT, MILLESIME_PAR_DEFAUT
from data.memoire import une_fois
from data.model import Registre
from geo.contrats.chronologie import NUMERO, Chronologie, build_chronologie
from geo.contrats.ensemble import EnsembleDeContrats
from geo.contrats.perimetres import build_perimetres
from geo.contrats.statuts import STATUTS
from geo.couverture.paires import paires_dans, toutes_les_paires
from geo.territoires.decoupe import Decoupe, decoupe
from geo.territoires.millesimes import AuPlusPres, Reference, resolveur_a_la_signature
from geo.territoires.referentiel import Referentiel, load_referentiel
from geo.territoires.territoire import Territoire

COLONNES_TAUX = (
    "niveau",
    "code",
    "nom",
    "population",
    "population_signe",
    "population_projet",
    "population_signe_ou_projet",
    "taux_signe",
    "taux_signe_ou_projet",
    "nb_contrats_signes",
    "nb_contrats_projet",
)
NON_RETENU = -1
COUVERTURES_GARDEES = 96  # about 200 kB each
PAIRES_GARDEES = 96  # about 20 kB each
MASQUES_GARDES = 96  # 35 kB each


def taux(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return ``100 * part / whole``, not rounded; NaN where nobody lives."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, 100 * part / whole, np.nan)


@dataclass(frozen=True, eq=False)
class Couverture:
    """Who is covered at one date, by some contracts of the registre.

    Attributes
    ----------
    numeros : int array, one entry per contract of the engine: number of its status (see
        geo.contrats.chronologie.NUMERO), NON_RETENU for a contract left out of the count.
    signe, projet, echu, partielle : bool arrays, one entry per cell. ``projet`` includes cells
        that are also signed; ``partielle``: touched by a contract in force that covers a part of
        the commune which has no population of its own here.
    """

    moteur: "Moteur"
    jour: date
    numeros: np.ndarray
    signe: np.ndarray
    projet: np.ndarray
    echu: np.ndarray
    partielle: np.ndarray

    @property
    def projet_seul(self) -> np.ndarray:
        """Cells under a project and not under a signed contract."""
        return self.projet & ~self.signe

    def population(self, cells: np.ndarray, within: np.ndarray | None = None) -> int:
        """Return the inhabitants of a mask of cells, within a mask when one is given."""
        chosen = cells if within is None else cells & within
        return int((self.moteur.referentiel.population * chosen).sum())

    @cached_property
    def statuts(self) -> dict[str, str]:
        """Status of each contract retained, by identifier, in the registre's order."""
        names = self.moteur.perimetres.contrats
        return {
            name: STATUTS[number]
            for name, number in zip(names, self.numeros.tolist(), strict=True)
            if number != NON_RETENU
        }

    def masque_des_contrats(self, wanted: str) -> np.ndarray:
        """Return a bool array, one entry per contract of the engine: its status is ``wanted``."""
        return self.numeros == NUMERO[wanted]

    def contrats(self, *wanted: str) -> list[str]:
        """Return the identifiers of the contracts whose status is one of ``wanted``."""
        return [contrat for contrat, found in self.statuts.items() if found in wanted]


class Moteur(EnsembleDeContrats):
    """The coverage engine: what is computed once for a registre and a referentiel."""

    @cached_property
    def chronologie(self) -> Chronologie:
        """Periods of every contract, as arrays in the order of the perimeters."""
        names = self.perimetres.contrats
        replaced = [self.successeurs.get(name) for name in names]
        return build_chronologie(
            [self.periodes[name] for name in names],
            [None if successor is None else self._start(successor) for successor in replaced],
        )

    def couverture(self, jour: date, retenus: Iterable[str] | None = None) -> Couverture:
        """Compute the coverage at a date.

        ``retenus``: identifiers of the contracts to count (all by default), in any order.
        """
        if retenus is None:
            return _couverture_entiere(self, jour)
        numbers, kept = self.chronologie.numeros(jour), set(retenus)
        chosen = np.array([name in kept for name in self.perimetres.contrats], dtype=bool)
        return self._couverture(jour, np.where(chosen, numbers, NON_RETENU))

    def _couverture(self, jour: date, numbers: np.ndarray) -> Couverture:
        whole = numbers[self.perimetres.proprietaires]
        partial = numbers[self.perimetres.proprietaires_partiels]

        def mask(cells: np.ndarray, chosen: np.ndarray) -> np.ndarray:
            covered = np.zeros(len(self.referentiel.codes), dtype=bool)
            covered[cells[chosen]] = True
            return covered

        cells = self.perimetres.cellules
        return Couverture(
            self,
            jour,
            numbers,
            signe=mask(cells, whole == NUMERO["signe"]),
            projet=mask(cells, whole == NUMERO["projet"]),
            echu=mask(cells, whole == NUMERO["echu"]),
            partielle=mask(self.perimetres.cellules_partielles, partial == NUMERO["signe"]),
        )

    @cached_property
    def paires(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Distinct (territory, contract) positions by level: which contract touches which."""
        return toutes_les_paires(self.perimetres, self.referentiel)

    def paires_dans(self, niveau: str, within: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """The same for one level, counting only the cells of a mask when one is given."""
        return paires_dans(self.perimetres, self.referentiel.niveaux[niveau], within)

    def paires_de(self, cut: Decoupe) -> tuple[np.ndarray, np.ndarray]:
        """The same for the territories of a cut, by their ranks in it (kept)."""
        return self.paires[cut.niveau.nom] if cut.masque is None else _paires_coupees(self, cut)


@une_fois(COUVERTURES_GARDEES)
def _couverture_entiere(moteur: Moteur, jour: date) -> Couverture:
    return moteur._couverture(jour, moteur.chronologie.numeros(jour))


@une_fois(PAIRES_GARDEES)
def _paires_coupees(moteur: Moteur, cut: Decoupe) -> tuple[np.ndarray, np.ndarray]:
    territories, owners = paires_dans(moteur.perimetres, cut.niveau, cut.masque)
    return np.searchsorted(cut.positions, territories), owners


def calcule_taux(
    couverture: Couverture, niveau: str, within: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """Compute the figures of every territory of a level, in the order of its codes.

    Parameters
    ----------
    niveau : one of NIVEAUX, or ``partie`` (EPCI cut by département) or ``ept``.
    within : bool mask of cells; when given, each territory counts for its part inside it.

    Returns
    -------
    Arrays named as in COLONNES_TAUX: populations in inhabitants; rates in percent,
    NaN where nobody lives; ``population_projet`` is covered by a project and not by a signed
    contract; a contract counts in each territory its perimeter touches.
    """
    cut = decoupe(couverture.moteur.referentiel, niveau, within)
    figures = taux_de(couverture, cut)
    return {name: cut.etale(values) for name, values in figures.items()}


def taux_de(couverture: Couverture, cut: Decoupe) -> dict[str, np.ndarray]:
    """The same for the territories of a cut, and no other."""
    total = cut.habitants
    signe = cut.habitants_sous(couverture.signe)
    projet = cut.habitants_sous(couverture.projet_seul)
    ranks, owners = couverture.moteur.paires_de(cut)

    def contracts(wanted: str) -> np.ndarray:
        kept = ranks[couverture.masque_des_contrats(wanted)[owners]]
        return np.bincount(kept, minlength=len(cut.positions))

    return {
        "population": total,
        "population_signe": signe,
        "population_projet": projet,
        "population_signe_ou_projet": signe + projet,
        "taux_signe": taux(signe, total),
        "taux_signe_ou_projet": taux(signe + projet, total),
        "nb_contrats_signes": contracts("signe"),
        "nb_contrats_projet": contracts("projet"),
    }


def contrats_du_theme(registre: Registre, theme: str) -> set[str]:
    """Return the contracts that have at least one axis on a theme."""
    return {axe.contrat_id for axe in registre.axes if theme in axe.themes}


@une_fois(MASQUES_GARDES)
def mask_of(referentiel: Referentiel, niveau: str, code: str) -> np.ndarray:
    """Return the bool mask of the cells of a territory; raise TerritoireInconnu.

    The same territory has the same mask, not to be written in.
    """
    mask = np.zeros(len(referentiel.codes), dtype=bool)
    mask[referentiel.cellules(niveau, code)] = True
    mask.flags.writeable = False
    return mask


def decoupe_du_territoire(referentiel: Referentiel, territoire: Territoire, niveau: str) -> Decoupe:
    """Return the territories of a level cut to a territory; raise TerritoireInconnu."""
    return decoupe(referentiel, niveau, mask_of(referentiel, territoire.niveau, territoire.code))


PERIMETRES = ("courant", "signature")


def load_moteur(
    millesime: int = MILLESIME_PAR_DEFAUT,
    annee_population: int = ANNEE_POPULATION_PAR_DEFAUT,
    perimetre: str = "courant",
    *,
    registre: int | None = None,
) -> Moteur:
    """Load registre and referentiel and build the engine (cached by publication).

    ``perimetre``: one of PERIMETRES; whether a perimeter given as an EPCI has that EPCI's members
    of ``millesime``, or those of the vintage nearest to the signature. Populations and rates are
    those of the territories of ``millesime`` in both cases.
    ``registre``: number of the publication that the registre is as of, the newest by default.

    Raises PublicationInconnue or another DepotErreur, RegistreInvalide, PerimetreInvalide,
    ReferentielAbsent, or ValueError for another ``perimetre``.
    """
    reference = Reference(millesime, annee_population, perimetre)
    return _load(position_de(registre), reference, millesime)


def load_moteur_de(reference: Reference, *, registre: int | None = None) -> Moteur:
    """Load an engine that counts with a vintage, a population and perimeters of one's choice,
    on the territories of the last vintage: those that the map draws (cached by publication).

    ``registre`` and errors: as for ``load_moteur``.
    """
    return _load(position_de(registre), reference, MILLESIME_PAR_DEFAUT)


@une_fois(24)
def _load(position: Position, reference: Reference, millesime: int) -> Moteur:
    """Build the engine of a publication; ``millesime``: vintage of the territories."""
    referentiel = load_referentiel(millesime, reference.annee_population)
    return build_moteur(load_registre(position.numero), referentiel, reference, position.numero)


def build_moteur(
    registre: Registre,
    referentiel: Referentiel,
    reference: Reference,
    publication: int | None = None,
) -> Moteur:
    """Build the engine of a registre on a referentiel; raise PerimetreInvalide or ValueError.

    ``publication``: number of the one that the registre is as of, None when no store holds it.
    """
    if reference.perimetre not in PERIMETRES:
        expected = ", ".join(PERIMETRES)
        raise ValueError(f"perimetre: one of {expected} expected, {reference.perimetre!r} given")
    nearest = AuPlusPres(reference.millesime)
    signature = resolveur_a_la_signature(reference.millesime)
    by_signature = reference.perimetre == "signature"
    perimetres = build_perimetres(
        registre, referentiel, signature if by_signature else lambda _: nearest
    )
    return Moteur(registre, referentiel, perimetres, reference, publication)
