"""A scenario: what would be added, removed or changed, as the reader says it.

It adds territories (each as one simulated signed contract), removes contracts, changes
perimeters. What it does to the coverage is computed in ``geo.simulation``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from geo.lieux import find_lieux
from geo.referentiel import Referentiel, TerritoireInconnu
from geo.territoires import Territoire

NIVEAUX_AJOUTABLES = ("epci", "ept", "commune", "arrondissement_municipal")
NATURES = ("ajout", "retrait", "perimetre_ajout", "perimetre_retrait")


@dataclass(frozen=True)
class Modification:
    """Territories added to the perimeter of a contract, and territories taken off it."""

    contrat_id: str
    ajoutes: tuple[Territoire, ...] = ()
    retires: tuple[Territoire, ...] = ()

    @property
    def est_vide(self) -> bool:
        """Whether it changes nothing."""
        return not (self.ajoutes or self.retires)


@dataclass(frozen=True)
class Changement:
    """One change of a scenario.

    ``nature``: one of NATURES. ``contrat_id``: '' for an addition; ``territoire``: None for a
    contract removed.
    """

    nature: str
    contrat_id: str = ""
    territoire: Territoire | None = None


@dataclass(frozen=True)
class Scenario:
    """Changes to the contracts of a day, in the order in which they were made.

    Attributes
    ----------
    nom : as the reader calls it, not to be trusted.
    ajouts : territories (levels NIVEAUX_AJOUTABLES), each as one simulated signed contract.
    retraits : identifiers of contracts left out, whatever their status.
    perimetres : at most one modification per contract.
    """

    nom: str = ""
    ajouts: tuple[Territoire, ...] = ()
    retraits: tuple[str, ...] = ()
    perimetres: tuple[Modification, ...] = ()

    @property
    def est_vide(self) -> bool:
        """Whether it changes nothing."""
        return not (self.ajouts or self.retraits or self.perimetres)

    @property
    def changements(self) -> tuple[Changement, ...]:
        """Every change, one by one."""
        return tuple(chain(self._additions(), self._removals(), self._perimeters()))

    def _additions(self) -> Iterator[Changement]:
        return (Changement("ajout", territoire=one) for one in self.ajouts)

    def _removals(self) -> Iterator[Changement]:
        return (Changement("retrait", name) for name in self.retraits)

    def _perimeters(self) -> Iterator[Changement]:
        for change in self.perimetres:
            for one in change.ajoutes:
                yield Changement("perimetre_ajout", change.contrat_id, one)
            for one in change.retires:
                yield Changement("perimetre_retrait", change.contrat_id, one)

    def bascule(self, territoire: Territoire) -> "Scenario":
        """Return the scenario with a territory added, or without it when it was there."""
        if territoire in self.ajouts:
            return replace(self, ajouts=tuple(one for one in self.ajouts if one != territoire))
        return replace(self, ajouts=(*self.ajouts, territoire))

    def avec_ajouts(self, territoires: Iterable[Territoire]) -> "Scenario":
        """Return the scenario with several territories added, each once."""
        return replace(self, ajouts=tuple(dict.fromkeys((*self.ajouts, *territoires))))

    def avec_perimetre(self, modification: Modification) -> "Scenario":
        """Return the scenario with the modification of one contract put in place of the former."""
        others = tuple(m for m in self.perimetres if m.contrat_id != modification.contrat_id)
        added = () if modification.est_vide else (modification,)
        return replace(self, perimetres=(*others, *added))

    def sans(self, changement: Changement) -> "Scenario":
        """Return the scenario without one of its changes."""
        if changement.nature == "ajout":
            return replace(self, ajouts=tuple(t for t in self.ajouts if t != changement.territoire))
        if changement.nature == "retrait":
            kept = tuple(name for name in self.retraits if name != changement.contrat_id)
            return replace(self, retraits=kept)
        former = next(m for m in self.perimetres if m.contrat_id == changement.contrat_id)
        return self.avec_perimetre(
            Modification(
                former.contrat_id,
                _without(former.ajoutes, changement, "perimetre_ajout"),
                _without(former.retires, changement, "perimetre_retrait"),
            )
        )


def _without(
    territoires: tuple[Territoire, ...], changement: Changement, nature: str
) -> tuple[Territoire, ...]:
    if changement.nature != nature:
        return territoires
    return tuple(one for one in territoires if one != changement.territoire)


def seul(changement: Changement) -> Scenario:
    """Return the scenario that makes one change and no other."""
    place = changement.territoire
    if changement.nature == "retrait":
        return Scenario(retraits=(changement.contrat_id,))
    assert place is not None
    if changement.nature == "ajout":
        return Scenario(ajouts=(place,))
    pair = ((place,), ()) if changement.nature == "perimetre_ajout" else ((), (place,))
    return Scenario(perimetres=(Modification(changement.contrat_id, *pair),))


def find_ajoutable(referentiel: Referentiel, code: str) -> Territoire:
    """Return the territory of a code that a scenario may add; raise TerritoireInconnu.

    Codes tell the level: SIREN (nine digits) of an EPCI or EPT, INSEE code of a commune (that of
    a commune déléguée leads to its commune) or of an arrondissement municipal.
    """
    for lieu in find_lieux(referentiel, code):
        if lieu.territoire.niveau in NIVEAUX_AJOUTABLES:
            return lieu.territoire
    raise TerritoireInconnu(f"unknown territory: {code}")
