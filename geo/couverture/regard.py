"""What the views of the pages share: a coverage, and what is read from its engine."""

from dataclasses import dataclass
from functools import cached_property

from geo.couverture.moteur import Couverture, Moteur
from geo.territoires import territoire


@dataclass(frozen=True, eq=False)
class Regard:
    """A coverage at a date; a view adds what it looks at."""

    couverture: Couverture

    @property
    def moteur(self) -> Moteur:
        """The engine that the coverage was computed with."""
        return self.couverture.moteur

    @cached_property
    def noms_des_regions(self) -> dict[str, str]:
        """Names of the régions by code."""
        return territoire.noms_des_regions(self.moteur.referentiel)
