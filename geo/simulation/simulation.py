"""What if: a scenario changes who is covered, on paper only.

A scenario is applied to a coverage already computed and gives another one: neither the registre,
nor the engine, nor that coverage is touched. Statuses of the contracts stay those of the day:
removing a contract does not bring the former generation back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from geo.certitude.encadrement import build_encadrement
from geo.contrats.chronologie import NUMERO
from geo.contrats.perimetres import Perimetres
from geo.couverture.moteur import NON_RETENU, Couverture, Moteur, mask_of, taux
from geo.couverture.synthese import taux_ou_rien
from geo.simulation.scenario import Changement, Modification, Scenario, seul
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire


class ContratInconnu(ValueError):
    """No contract of the registre has this identifier."""


def _cells(referentiel: Referentiel, territoires: Iterable[Territoire]) -> np.ndarray:
    found = [referentiel.cellules(one.niveau, one.code) for one in territoires]
    return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *found]))


def masque_des_territoires(
    referentiel: Referentiel, territoires: Iterable[Territoire]
) -> np.ndarray:
    """Return the bool mask of the cells of some territories; raise TerritoireInconnu."""
    mask = np.zeros(len(referentiel.codes), dtype=bool)
    mask[_cells(referentiel, territoires)] = True
    return mask


def _check_contracts(moteur: Moteur, scenario: Scenario) -> None:
    named = (*scenario.retraits, *(m.contrat_id for m in scenario.perimetres))
    for name in named:
        if name not in moteur.registre.contrats:
            raise ContratInconnu(f"unknown contract: {name}")


def _perimetres(moteur: Moteur, modifications: Iterable[Modification]) -> Perimetres:
    """Return the perimeters with some of them changed: what is taken off comes after."""
    held = moteur.perimetres
    whole, partial = dict(held.par_contrat), dict(held.partielles_par_contrat)
    for change in modifications:
        name = change.contrat_id
        off = _cells(moteur.referentiel, change.retires)
        added = _cells(moteur.referentiel, change.ajoutes)
        whole[name] = np.setdiff1d(np.union1d(whole[name], added), off)
        partial[name] = np.setdiff1d(partial[name], np.union1d(whole[name], off))

    def flatten(groups: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        ordered = [groups[name] for name in held.contrats]
        owners = np.repeat(np.arange(len(ordered)), [len(group) for group in ordered])
        return np.concatenate([np.empty(0, dtype=np.int64), *ordered]), owners

    cells, owners = flatten(whole)
    partial_cells, partial_owners = flatten(partial)
    return replace(
        held,
        cellules=cells,
        proprietaires=owners,
        cellules_partielles=partial_cells,
        proprietaires_partiels=partial_owners,
    )


def applique(couverture: Couverture, scenario: Scenario) -> Couverture:
    """Return who would be covered, at the same day, with the changes of a scenario.

    A union, never a sum: a territory added that was already covered brings nobody. The coverage
    given, its engine and the registre are left as they are.

    Raises ContratInconnu or TerritoireInconnu.
    """
    moteur = couverture.moteur
    _check_contracts(moteur, scenario)
    if scenario.perimetres:
        moteur = replace(moteur, perimetres=_perimetres(moteur, scenario.perimetres))
    held = moteur.perimetres
    numbers = couverture.numeros
    if scenario.retraits:
        removed = np.isin(np.array(held.contrats, dtype=object), list(scenario.retraits))
        numbers = np.where(removed, NON_RETENU, numbers)

    def mask(cells: np.ndarray, owners: np.ndarray, wanted: str) -> np.ndarray:
        covered = np.zeros(len(moteur.referentiel.codes), dtype=bool)
        covered[cells[numbers[owners] == NUMERO[wanted]]] = True
        return covered

    whole = (held.cellules, held.proprietaires)
    added = masque_des_territoires(moteur.referentiel, scenario.ajouts)
    return replace(
        couverture,
        moteur=moteur,
        numeros=numbers,
        signe=mask(*whole, "signe") | added,
        projet=mask(*whole, "projet"),
        echu=mask(*whole, "echu"),
        partielle=mask(held.cellules_partielles, held.proprietaires_partiels, "signe"),
    )


@dataclass(frozen=True)
class Bilan:
    """Who is covered in a territory, in inhabitants; ``projet``: in project and not signed."""

    population: int
    signe: int
    projet: int

    @property
    def signe_ou_projet(self) -> int:
        """Residents under a contract signed or in project."""
        return self.signe + self.projet

    @property
    def taux_signe(self) -> float | None:
        """Percent; None where nobody lives."""
        return taux_ou_rien(self.signe, self.population)

    @property
    def taux_signe_ou_projet(self) -> float | None:
        """Percent; None where nobody lives."""
        return taux_ou_rien(self.signe_ou_projet, self.population)


@dataclass(frozen=True)
class Effet:
    """What one change does to the residents of the base under a signed contract.

    Attributes
    ----------
    population : residents of the base that the change is about.
    effet_seul : residents gained (lost when negative) if it were the only change.
    effet_propre : what the scenario would lose (or regain) without this change: changes that
        overlap have effects of their own that do not add up to the whole.
    hors_base : as ``effet_seul``, for the residents outside the base.
    """

    changement: Changement
    population: int
    effet_seul: int
    effet_propre: int
    hors_base: int


@dataclass(frozen=True, eq=False)
class Simulation:
    """A scenario applied to a base territory: before, after, and what lies between.

    ``dedans``: bool mask of the cells of the base.
    """

    base: Territoire
    scenario: Scenario
    avant: Couverture
    apres: Couverture
    dedans: np.ndarray

    @cached_property
    def bilan_avant(self) -> Bilan:
        """The base as it is."""
        return bilan(self.avant, self.dedans)

    @cached_property
    def bornes_avant(self) -> tuple[float, float]:
        """The rates attested and highest possible of the base as it is, in percent."""
        bounds, population = build_encadrement(self.avant), self.bilan_avant.population
        low, high = (
            self.avant.population(one, self.dedans) for one in (bounds.atteste, bounds.plafond)
        )
        found = taux(np.array([low, high]), np.array([population, population]))
        return float(found[0]), float(found[1])

    @cached_property
    def bilan_apres(self) -> Bilan:
        """The base with the scenario."""
        return bilan(self.apres, self.dedans)

    @cached_property
    def gagnes(self) -> int:
        """Residents of the base under a signed contract with the scenario, and not without."""
        return self.avant.population(self.apres.signe & ~self.avant.signe, self.dedans)

    @cached_property
    def perdus(self) -> int:
        """Residents of the base under a signed contract without the scenario, and not with it."""
        return self.avant.population(self.avant.signe & ~self.apres.signe, self.dedans)

    @cached_property
    def effets(self) -> tuple[Effet, ...]:
        """What each change does, in the order of the scenario."""
        return tuple(
            self._effect_of_addition(one.territoire)
            if one.nature == "ajout" and one.territoire is not None
            else self._effect(one)
            for one in self.scenario.changements
        )

    @cached_property
    def _additions(self) -> tuple[np.ndarray, np.ndarray]:
        """Cells signed without any addition; how many additions cover each cell."""
        referentiel = self.avant.moteur.referentiel
        times = np.zeros(len(self.dedans), dtype=np.int64)
        for one in self.scenario.ajouts:
            times[referentiel.cellules(one.niveau, one.code)] += 1
        return applique(self.avant, replace(self.scenario, ajouts=())).signe, times

    def _effect_of_addition(self, territoire: Territoire) -> Effet:
        """As ``_effect``, without applying the scenario again: there may be hundreds."""
        cells = masque_des_territoires(self.avant.moteur.referentiel, [territoire])
        count = self.avant.population
        signed, times = self._additions
        new = cells & ~self.avant.signe
        return Effet(
            Changement("ajout", territoire=territoire),
            population=count(cells, self.dedans),
            effet_seul=count(new, self.dedans),
            effet_propre=count(cells & ~signed & (times == 1), self.dedans),
            hors_base=count(new & ~self.dedans),
        )

    def _effect(self, changement: Changement) -> Effet:
        count = self.avant.population
        alone = applique(self.avant, seul(changement)).signe
        without = applique(self.avant, self.scenario.sans(changement)).signe
        gained = count(alone) - count(self.avant.signe)
        inside = count(alone, self.dedans) - count(self.avant.signe, self.dedans)
        return Effet(
            changement,
            population=count(self._concerned(changement), self.dedans),
            effet_seul=inside,
            effet_propre=self.bilan_apres.signe - count(without, self.dedans),
            hors_base=gained - inside,
        )

    def _concerned(self, changement: Changement) -> np.ndarray:
        moteur = self.avant.moteur
        if changement.territoire is not None:
            return masque_des_territoires(moteur.referentiel, [changement.territoire])
        mask = np.zeros(len(self.dedans), dtype=bool)
        mask[moteur.perimetres.par_contrat[changement.contrat_id]] = True
        return mask


def bilan(couverture: Couverture, dedans: np.ndarray) -> Bilan:
    """Return who is covered within a mask of cells."""
    everyone = np.ones(len(dedans), dtype=bool)
    return Bilan(
        couverture.population(everyone, dedans),
        couverture.population(couverture.signe, dedans),
        couverture.population(couverture.projet_seul, dedans),
    )


def simule(couverture: Couverture, base: Territoire, scenario: Scenario) -> Simulation:
    """Apply a scenario to the coverage of a day, seen from a base territory.

    Raises ContratInconnu or TerritoireInconnu.
    """
    within = mask_of(couverture.moteur.referentiel, base.niveau, base.code)
    return Simulation(base, scenario, couverture, applique(couverture, scenario), within)
