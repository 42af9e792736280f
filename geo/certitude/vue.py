"""What the coverage page shows of a territory at a date, each part computed once, when asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from data.memoire import VUES_GARDEES, une_fois
from data.model import AnnonceRegion, ChiffrePublie
from geo.certitude.carte import build_etat, parties
from geo.couverture.carte import EtatCouches
from geo.couverture.moteur import Moteur, contrats_du_theme
from geo.couverture.regard import Regard
from geo.couverture.synthese import (
    Synthese,
    build_synthese,
    chiffres_publies,
)
from geo.territoires.couches import feature_at
from geo.territoires.fond_image import FondImage, load_fond
from geo.territoires.territoire import (
    Territoire,
    find_territoire,
    parents_of,
    region_of,
    surroundings_of,
    territoire_of_feature,
)


@dataclass(frozen=True, eq=False)
class VueDeCouverture(Regard):
    """A territory at a date, its parts at a level, and what the registre says of them.

    Attributes
    ----------
    niveau : level of the parts that the map and the table show.
    avec_projet : the rate retained is signed or in project, instead of signed.
    """

    territoire: Territoire
    niveau: str
    avec_projet: bool

    @cached_property
    def synthese(self) -> Synthese:
        """Figures of the territory."""
        return build_synthese(self.couverture, self.territoire)

    @cached_property
    def annonce(self) -> AnnonceRegion | None:
        """What the ARS of its région announced; None for the country."""
        region = region_of(self.moteur.referentiel, self.territoire)
        return self.moteur.registre.regions.get(region.code) if region else None

    @cached_property
    def parents(self) -> tuple[Territoire, ...]:
        """Territories that it lies in, widest first."""
        return parents_of(self.moteur.referentiel, self.territoire)

    @cached_property
    def dessine(self) -> Territoire:
        """The territory drawn: a commune is drawn among those around it."""
        return surroundings_of(self.moteur.referentiel, self.territoire, self.niveau)

    @cached_property
    def couches(self) -> EtatCouches:
        """What the map shows."""
        return build_etat(self.couverture, self.dessine, self.niveau, self.avec_projet)

    def parties(self, niveau: str) -> pd.DataFrame:
        """Return the rates of the parts of the territory at a level, not to be written in."""
        if niveau not in self._parties:
            self._parties[niveau] = parties(self.couverture, self.territoire, niveau)
        return self._parties[niveau]

    @cached_property
    def _parties(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def table(self) -> pd.DataFrame:
        """Rates of the parts at the level shown."""
        return self.parties(self.niveau)

    def fond(self, contours: str | None) -> FondImage:
        """Return the shapes of the map on paper; ``contours``: the layer of thicker outlines."""
        return load_fond(self.couches.couches, contours)

    def publies(self) -> list[ChiffrePublie]:
        """Return the figures published for the territory."""
        return chiffres_publies(self.moteur.registre, self.territoire)

    def territoire_sous(self, point: tuple[float, float]) -> Territoire | None:
        """Return the territory clicked on the map, None outside; latitude, longitude in degrees.

        A click made on the view before this one, and answered late, is one outside.
        """
        feature = feature_at(self.couches.couches, *point)
        return self.partie(feature) if feature in self._codes_en_vue else None

    @cached_property
    def _codes_en_vue(self) -> frozenset[str]:
        """Identifiers of the features that can be clicked."""
        drawn = self.couches
        codes = self.moteur.referentiel.niveaux[drawn.niveau].codes[drawn.positions]
        return frozenset(codes[drawn.dans_la_vue].tolist())

    def lieu(self, niveau: str, code: str) -> Territoire:
        """Return a territory of any level, as the tables of the page name it."""
        return find_territoire(self.moteur.referentiel, niveau, code)

    def partie(self, code: str) -> Territoire:
        """Return the part of a code, at the level shown."""
        return territoire_of_feature(self.moteur.referentiel, self.niveau, code)


@une_fois(VUES_GARDEES)
def build_vue(
    moteur: Moteur,
    territoire: Territoire,
    jour: date,
    niveau: str,
    avec_projet: bool,
    theme: str = "",
) -> VueDeCouverture:
    """Return the view of a territory at a date; with a theme, only its contracts count.

    The same view is the same object for every reader: what one computed, the others are given.
    """
    kept: Iterable[str] | None = contrats_du_theme(moteur.registre, theme) if theme else None
    return VueDeCouverture(moteur.couverture(jour, kept), territoire, niveau, avec_projet)
