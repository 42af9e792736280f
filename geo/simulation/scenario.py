"""A scenario: what would be added, removed or changed, as the reader says it.

It adds territories (each as one simulated signed contract), removes contracts, changes
perimeters. What it does to the coverage is computed in ``geo.simulation.simulation``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from geo.couverture.moteur import Moteur, mask_of
from geo.recherche.recherche import Resultat, chercher
from geo.territoires.lieux import find_lieux
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire

NIVEAUX_AJOUTABLES = ("epci", "ept", "commune", "arrondissement_municipal")
RESULTATS_LUS = 80  # among which those of the base are kept
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
    for niveau in ("commune", "epci"):  # nearly always one of these, found at once
        level = referentiel.niveaux[niveau]
        if code in level.index:
            return Territoire(niveau, code, str(level.noms[level.index[code]]))
    for lieu in find_lieux(referentiel, code):
        if lieu.territoire.niveau in NIVEAUX_AJOUTABLES:
            return lieu.territoire
    raise TerritoireInconnu(f"unknown territory: {code}")


def touche(referentiel: Referentiel, base: Territoire, territoire: Territoire) -> bool:
    """Tell whether a territory lies in a base, even in part."""
    within = mask_of(referentiel, base.niveau, base.code)
    return bool(within[referentiel.cellules(territoire.niveau, territoire.code)].any())


def contrat_hors(moteur: Moteur, base: Territoire, contrat_id: str) -> bool:
    """Tell whether a contract is known to lie wholly out of a base.

    One whose perimeter no source gives lies nowhere, so that it is never out.
    """
    cells = moteur.perimetres.cellules_de(contrat_id)
    return bool(len(cells)) and not mask_of(moteur.referentiel, base.niveau, base.code)[cells].any()


def restreint(moteur: Moteur, base: Territoire, scenario: Scenario) -> Scenario:
    """Return a scenario without the territories and the contracts that do not lie in a base."""

    def inside(territoires: tuple[Territoire, ...]) -> tuple[Territoire, ...]:
        return tuple(one for one in territoires if touche(moteur.referentiel, base, one))

    changes = (
        Modification(m.contrat_id, inside(m.ajoutes), inside(m.retires))
        for m in scenario.perimetres
    )
    return replace(
        scenario,
        ajouts=inside(scenario.ajouts),
        retraits=tuple(name for name in scenario.retraits if not contrat_hors(moteur, base, name)),
        perimetres=tuple(change for change in changes if not change.est_vide),
    )


def cherche_dans(
    referentiel: Referentiel, base: Territoire, texte: str, limite: int
) -> list[tuple[Resultat, Territoire]]:
    """Return the territories of a base that a text may mean and a scenario may add, best first."""
    results = chercher(texte, RESULTATS_LUS, NIVEAUX_AJOUTABLES, referentiel)
    found = [(one, find_ajoutable(referentiel, one.code)) for one in results]
    return [pair for pair in found if touche(referentiel, base, pair[1])][:limite]
