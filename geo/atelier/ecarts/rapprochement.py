"""Which contract of the registre a row of the list is: the same, one like it, or none.

The same when its identifier says so, or when name or territory and dates agree. Suspected when the
porteur is the same and the dates close, or when 80 % of the residents are in common: a person then
says whether to merge, to follow as the next generation, or to keep apart.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data.dates import DatePartielle
from data.model import Contrat
from geo.atelier.contrats.formation import cle_du_contrat, cle_du_porteur
from geo.atelier.contrats.lecture import ContratLu, periode_de
from geo.contrats.ensemble import EnsembleDeContrats

PART_EN_COMMUN = 0.8
JOURS_PROCHES = 366
JOURS_D_UNE_GENERATION = 730


@dataclass(frozen=True)
class Suspect:
    """A contract of the registre that a row may be.

    propose : what is proposed (fusionner, generation), with the reason to show.
    """

    contrat: Contrat
    propose: str
    pourquoi: str


@dataclass(frozen=True)
class Rapprochement:
    """What a row is in the registre: a contract surely, or some that it may be."""

    meme: Contrat | None = None
    pourquoi: str = ""
    suspects: tuple[Suspect, ...] = ()
    precedent: Contrat | None = None


@dataclass(frozen=True, eq=False)
class Rapprocheur:
    """Compares rows with the contracts of one registre."""

    ensemble: EnsembleDeContrats

    @cached_property
    def _by_name(self) -> dict[str, list[Contrat]]:
        return self._grouped(lambda contrat: cle_du_contrat(contrat.nom))

    @cached_property
    def _by_porteur(self) -> dict[str, list[Contrat]]:
        return self._grouped(lambda contrat: cle_du_porteur(contrat.porteur))

    def _grouped(self, key) -> dict[str, list[Contrat]]:  # type: ignore[no-untyped-def]
        groups: dict[str, list[Contrat]] = {}
        for contrat in self.ensemble.registre.contrats.values():
            found = key(contrat)
            if found:
                groups.setdefault(found, []).append(contrat)
        return groups

    @cached_property
    def _owners(self) -> dict[int, list[str]]:
        owners: dict[int, list[str]] = {}
        perimetres = self.ensemble.perimetres
        for cell, owner in zip(
            perimetres.cellules.tolist(), perimetres.proprietaires.tolist(), strict=True
        ):
            owners.setdefault(cell, []).append(perimetres.contrats[owner])
        return owners

    def find(self, lu: ContratLu, cellules: np.ndarray) -> Rapprochement:
        """Return what a row is; ``cellules``: cells of its perimeter, empty when unknown."""
        contrats = self.ensemble.registre.contrats
        identifier = lu.champs.get("id", "")
        if identifier in contrats:
            return Rapprochement(contrats[identifier], "même identifiant")
        compared = [self._compare(lu, cellules, one) for one in self._near(lu, cellules)]
        same = [one for one in compared if one.is_same]
        if len(same) == 1 and not identifier:
            return Rapprochement(same[0].contrat, same[0].reason)
        followed = [one for one in compared if one.follows]
        before = max(followed, key=lambda one: one.start, default=None)
        suspects = tuple(
            Suspect(one.contrat, one.proposal, one.reason)
            for one in compared
            if one.is_suspect and not one.follows and not one.precedes
        )
        return Rapprochement(
            suspects=suspects if not identifier else (),
            precedent=before.contrat if before is not None else None,
        )

    def _near(self, lu: ContratLu, cellules: np.ndarray) -> list[Contrat]:
        contrats = self.ensemble.registre.contrats
        found: dict[str, Contrat] = {}
        if "nom" in lu.champs and "nom" not in lu.formes:
            found |= {
                one.id: one for one in self._by_name.get(cle_du_contrat(lu.champs["nom"]), ())
            }
        porteur = cle_du_porteur(lu.champs.get("porteur", ""))
        found |= {one.id: one for one in self._by_porteur.get(porteur, ())}
        owners = self._owners
        for cell in cellules.tolist():
            for name in owners.get(cell, ()):
                found[name] = contrats[name]
        return list(found.values())

    def _compare(self, lu: ContratLu, cellules: np.ndarray, contrat: Contrat) -> "_Comparaison":
        theirs = self.ensemble.perimetres.par_contrat[contrat.id]
        population = self.ensemble.referentiel.population
        shared = int(population[np.intersect1d(cellules, theirs)].sum())
        most = max(int(population[cellules].sum()), int(population[theirs].sum()))
        return _Comparaison(
            lu,
            contrat,
            share=shared / most if most else 0.0,
            same_cells=bool(len(theirs)) and np.array_equal(np.sort(cellules), np.sort(theirs)),
        )


@dataclass(frozen=True)
class _Comparaison:
    """A row beside a contract of the registre."""

    lu: ContratLu
    contrat: Contrat
    share: float
    same_cells: bool

    @property
    def same_name(self) -> bool:
        if "nom" in self.lu.formes and not self.same_porteur:
            return False
        mine = cle_du_contrat(self.lu.champs.get("nom", ""))
        return bool(mine) and mine == cle_du_contrat(self.contrat.nom)

    @property
    def same_porteur(self) -> bool:
        mine = cle_du_porteur(self.lu.champs.get("porteur", ""))
        return bool(mine) and mine == cle_du_porteur(self.contrat.porteur)

    @cached_property
    def periods(self) -> tuple[tuple[DatePartielle | None, ...], tuple[DatePartielle | None, ...]]:
        theirs = self.contrat.date_signature or self.contrat.periode_debut
        return periode_de(self.lu.champs), (theirs, self.contrat.date_fin)

    @property
    def start(self) -> int:
        theirs = self.periods[1][0]
        return theirs.premier_jour.toordinal() if theirs else 0

    @property
    def generations_differ(self) -> int:
        """How many ranks after the contract the row is; 0 when one of the two is not known."""
        mine = int(self.lu.champs.get("generation", "0") or 0)
        theirs = self.contrat.generation or 0
        return mine - theirs if mine and theirs else 0

    @property
    def days_apart(self) -> int | None:
        """Days from the start of the contract to that of the row, 0 when they may be the same."""
        (mine, _), (theirs, _) = self.periods
        if mine is None or theirs is None:
            return None
        if mine.premier_jour <= theirs.dernier_jour and theirs.premier_jour <= mine.dernier_jour:
            return 0
        return (mine.premier_jour - theirs.premier_jour).days

    @property
    def is_same(self) -> bool:
        if self.generations_differ or not (self.same_name or self.same_cells):
            return False
        if self.days_apart == 0:
            return True
        (mine, my_end), (theirs, their_end) = self.periods
        undated = mine is None and theirs is None
        ends_agree = (
            my_end is None
            or their_end is None
            or (
                my_end.premier_jour <= their_end.dernier_jour
                and their_end.premier_jour <= my_end.dernier_jour
            )
        )
        places_agree = self.same_cells or self.share == 0.0
        return self.same_name and undated and ends_agree and places_agree

    @property
    def follows(self) -> bool:
        """Tell whether the row is surely a later generation: its rank, or its dates, say so."""
        if not self._related:
            return False
        if self.generations_differ:
            return self.generations_differ > 0
        mine, their_end = self.periods[0][0], self.periods[1][1]
        return (
            mine is not None
            and their_end is not None
            and their_end.dernier_jour < mine.premier_jour
        )

    @property
    def precedes(self) -> bool:
        """Tell whether the row is surely an earlier generation."""
        if self.generations_differ:
            return self._related and self.generations_differ < 0
        my_end, theirs = self.periods[0][1], self.periods[1][0]
        return (
            self._related
            and my_end is not None
            and theirs is not None
            and my_end.dernier_jour < theirs.premier_jour
        )

    @property
    def _related(self) -> bool:
        return self.same_name or self.same_porteur or self.share >= PART_EN_COMMUN

    @property
    def is_suspect(self) -> bool:
        close = self.days_apart is None or abs(self.days_apart) <= JOURS_PROCHES
        return self.share >= PART_EN_COMMUN or self.same_name or (self.same_porteur and close)

    @property
    def proposal(self) -> str:
        far = self.days_apart is not None and self.days_apart > JOURS_D_UNE_GENERATION
        return "generation" if far else "fusionner"

    @property
    def reason(self) -> str:
        found = []
        if self.same_name:
            found.append("même nom")
        if self.same_porteur:
            found.append("même porteur")
        if self.same_cells:
            found.append("même territoire")
        elif self.share >= PART_EN_COMMUN:
            found.append(f"{100 * self.share:.0f}\u00a0% des habitants en commun")
        if self.days_apart == 0:
            found.append("mêmes dates")
        elif self.days_apart is not None and abs(self.days_apart) <= JOURS_PROCHES:
            found.append("dates proches")
        return ", ".join(found)
