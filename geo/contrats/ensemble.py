"""The contracts of a registre on a territory: their periods, and who takes over from whom."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.model import Contrat, Registre
from geo.contrats.perimetres import Perimetres
from geo.contrats.statuts import Periodes, periodes
from geo.territoires.millesimes import Reference
from geo.territoires.referentiel import Referentiel

SAME_TERRITORY_SHARE = 0.5


@dataclass(frozen=True, eq=False)
class EnsembleDeContrats:
    """Contracts whose perimeters are resolved on a referentiel.

    ``reference``: what the perimeters were resolved with, None when it is the vintage of
    ``referentiel``. ``publication``: number of the one that the registre is as of, None when it
    does not come from the store.
    """

    registre: Registre
    referentiel: Referentiel
    perimetres: Perimetres
    reference: Reference | None = None
    publication: int | None = None

    @cached_property
    def periodes(self) -> dict[str, Periodes]:
        """Periods of each contract."""
        releve = self.registre.date_releve
        return {name: periodes(contrat, releve) for name, contrat in self.registre.contrats.items()}

    def a_un_perimetre(self, contrat_id: str) -> bool:
        """Tell whether some source gives the perimeter of a contract, even in part."""
        whole, partial = self.perimetres.par_contrat, self.perimetres.partielles_par_contrat
        return bool(len(whole[contrat_id]) or len(partial[contrat_id]))

    @cached_property
    def successeurs(self) -> dict[str, str]:
        """The earliest later generation on the same territory, by contract that has one.

        What was never signed (a project, an unknown step) has no later generation.
        """
        found = {}
        for name, contrat in self.registre.contrats.items():
            if self.periodes[name].signe is None and self.periodes[name].echu_depuis is None:
                continue
            later = [other for other in self._neighbours(name) if self._takes_over(contrat, other)]
            if later:
                found[name] = min(sorted(later), key=self._start)  # the same one at every run
        return found

    def _start(self, name: str) -> date:
        signed = self.periodes[name].signe
        return signed.debut if signed else date.max

    def _neighbours(self, name: str) -> set[str]:
        """Contracts that share cells with one, or its porteur when no perimeter is known."""
        cells = self.perimetres.par_contrat[name]
        if not len(cells):
            porteur = self.registre.contrats[name].porteur
            same = self._contrats_par_porteur.get(porteur, set()) if porteur else set()
            return same - {name}
        return self.perimetres.qui_partagent.get(name, set())

    @cached_property
    def _contrats_par_porteur(self) -> dict[str, set[str]]:
        groups: dict[str, set[str]] = {}
        for name, contrat in self.registre.contrats.items():
            groups.setdefault(contrat.porteur, set()).add(name)
        return groups

    def _takes_over(self, contrat: Contrat, other: str) -> bool:
        """A contract signed later that covers at least half of the residents of the first."""
        later = self.registre.contrats[other]
        if contrat.generation and later.generation and later.generation < contrat.generation:
            return False
        mine, theirs = self.periodes[contrat.id].signe, self.periodes[other].signe
        if theirs is None or (mine is not None and theirs.debut <= mine.debut):
            return False
        cells = self.perimetres.par_contrat[contrat.id]
        if not len(cells):
            return True
        population = self.referentiel.population
        shared = self.perimetres.communes_a(contrat.id, other)
        return bool(population[shared].sum() >= SAME_TERRITORY_SHARE * population[cells].sum())
