"""What the simulation page shows: one or two scenarios on a base territory, at a day."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from components.commun.adresse.parametres import Etat, Lecture, Parametre, quoted
from components.commun.adresse.sortes import SEPARATEUR, choix, date_montree
from components.commun.adresse.territoires import territoire_montre
from components.simulation.elements import (
    read_ajouts,
    read_nom,
    read_objectif,
    read_perimetres,
    read_retraits,
    write_perimetre,
)
from geo.simulation.scenario import Scenario
from geo.territoires.territoire import Territoire

NIVEAUX_CARTE = ("epci", "commune")
CARTES = ("scenario", "actuelle")
OBJECTIF_PAR_DEFAUT = 900
NOMS_PAR_DEFAUT = {"a": "Scénario A", "b": "Scénario B"}


def _elargie(demande: Territoire, montre: Territoire) -> str:
    return (
        "Une simulation porte sur une région, un département ou la France\u00a0: "
        f"{montre.nom} est pris à la place de {quoted(demande.nom)}."
    )


def _du_scenario(lettre: str, suffixe: str) -> tuple[Parametre, ...]:
    return (
        Parametre(f"nom{suffixe}", f"{lettre}.nom", read_nom),
        Parametre(
            f"ajouts{suffixe}",
            f"{lettre}.ajouts",
            read_ajouts,
            lambda added: SEPARATEUR.join(one.code for one in added),
            (),
        ),
        Parametre(f"retraits{suffixe}", f"{lettre}.retraits", read_retraits, SEPARATEUR.join, ()),
        Parametre(
            f"perimetres{suffixe}",
            f"{lettre}.perimetres",
            read_perimetres,
            lambda changes: SEPARATEUR.join(map(write_perimetre, changes)),
            (),
        ),
    )


PREMIER, SECOND = _du_scenario("a", ""), _du_scenario("b", "B")


class _Comparaison(Parametre):
    """The second scenario, there when it is asked for or when something of it is given."""

    def valeur(self, lecture: Lecture) -> Scenario | None:
        asked = super().valeur(lecture)
        given = any(lecture.params.get(parametre.nom) for parametre in SECOND)
        return Scenario() if asked or given else None


class _Actif(Parametre):
    """The scenario that is changed, the only one when there is no other."""

    def valeur(self, lecture: Lecture) -> str:
        return "a" if lecture.etat.b is None else super().valeur(lecture)


@dataclass(frozen=True)
class EtatSimulation(Etat):
    """What the page shows.

    Attributes
    ----------
    a, b : the scenarios; ``b`` is None when there is nothing to compare with.
    actif : ``a`` or ``b``, the one that clicks and buttons change.
    niveau : what the map draws. ``carte``: with the scenario, or the situation as it is.
    objectif : rate to reach, per-mille.
    """

    base: Territoire
    jour: date
    a: Scenario = field(default_factory=Scenario)
    b: Scenario | None = None
    actif: str = "a"
    niveau: str = NIVEAUX_CARTE[0]
    carte: str = CARTES[0]
    objectif: int = OBJECTIF_PAR_DEFAUT

    PARAMETRES = (
        territoire_montre("base", _elargie),
        date_montree(),
        *PREMIER,
        _Comparaison("comparer", "b", choix("comparer", ("oui",)).lit, lambda b: "oui", None),
        *SECOND,
        _Actif(
            "scenario",
            "actif",
            choix("scenario", ("a", "b")).lit,
            defaut="a",
            quand=lambda etat: etat.b is not None and etat.actif != "a",
        ),
        choix("niveau", NIVEAUX_CARTE),
        choix("carte", CARTES),
        Parametre(
            "objectif",
            "objectif",
            read_objectif,
            lambda objectif: f"{objectif / 10:g}",
            OBJECTIF_PAR_DEFAUT,
        ),
    )

    @property
    def scenario(self) -> Scenario:
        """The scenario that is being changed."""
        return self.b if self.actif == "b" and self.b is not None else self.a

    @property
    def nom(self) -> str:
        """Name of the scenario being changed, as typed."""
        return nom_de(self.scenario, self.actif)

    def avec(self, scenario: Scenario) -> "EtatSimulation":
        """Return the same view with the scenario being changed put in place, and shown."""
        changes: dict[str, Any] = {self.actif: scenario, "carte": CARTES[0]}
        return replace(self, **changes)

    def sur(
        self, base: Territoire, garde: Callable[[Territoire, Scenario], Scenario]
    ) -> "EtatSimulation":
        """Return the same view of another base; ``garde`` returns what a scenario keeps there."""
        other = None if self.b is None else garde(base, self.b)
        return replace(self, base=base, a=garde(base, self.a), b=other)

    def compare(self) -> "EtatSimulation":
        """Return the same view with a second scenario, a copy of the first, to be changed."""
        return replace(self, b=replace(self.a, nom=""), actif="b")

    def sans_comparaison(self) -> "EtatSimulation":
        """Return the same view with the first scenario alone."""
        return replace(self, b=None, actif="a")


def nom_de(scenario: Scenario, lettre: str) -> str:
    """Return the name of a scenario, as typed, or its letter."""
    return scenario.nom or NOMS_PAR_DEFAUT[lettre]
