"""The files that every page of a territory gives: perimeters, deck, registre, shapes of its map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.depot.export import load_registre_zip
from data.lecture.registre_archive import registre_zip
from geo.couverture.moteur import Couverture
from geo.documents.formats_geographiques import perimetres_geojson, perimetres_gpkg
from geo.documents.perimetres import Avance, contrats_a_exporter
from geo.evolution.echeances import Echeancier, build_echeancier
from geo.presentation.seminaire import Seminaire, build_seminaire, territoire_du_seminaire
from geo.territoires.fond_image import FondImage, load_fond
from geo.territoires.territoire import Territoire


@dataclass(frozen=True, eq=False)
class Fichiers:
    """What can be taken away of a territory at a date; nothing is computed before it is asked for.

    Attributes
    ----------
    couverture : the coverage at the date of the page.
    territoire : the territory of the page.
    choisis : identifiers of the contracts of its files, None for those that touch the territory.
    contrat_id : the contract that its deck looks at, "" to let the deck choose.
    """

    couverture: Couverture
    territoire: Territoire
    choisis: Sequence[str] | None = None
    contrat_id: str = ""

    @cached_property
    def contrats(self) -> Sequence[str]:
        """Identifiers of the contracts whose perimeters are given."""
        if self.choisis is not None:
            return self.choisis
        return contrats_a_exporter(self.couverture, self.territoire)

    @cached_property
    def lieu(self) -> Territoire:
        """The territory that the deck speaks of: a département at the narrowest."""
        return territoire_du_seminaire(self.couverture.moteur.referentiel, self.territoire)

    def seminaire(self) -> Seminaire:
        """Compute the figures of the deck."""
        couverture = self.couverture
        return build_seminaire(couverture.moteur, self.lieu, couverture.jour, self.contrat_id)

    def echeancier(self) -> Echeancier:
        """Compute the ends ahead of the territory of the page."""
        return build_echeancier(self.couverture, self.territoire)

    def geojson(self, sources: Mapping[str, str], avance: Avance) -> bytes:
        """Return the perimeters as GeoJSON; ``avance`` is told how far it is."""
        return perimetres_geojson(self.couverture, self.contrats, sources, avance)

    def gpkg(self, sources: Mapping[str, str], avance: Avance) -> bytes:
        """Return the perimeters as GeoPackage; ``avance`` is told how far it is."""
        return perimetres_gpkg(self.couverture, self.contrats, sources, avance)

    def registre(self) -> bytes:
        """Return the whole registre as a zip, as of the publication that the figures rest on."""
        moteur = self.couverture.moteur
        if moteur.publication is None:
            return registre_zip(moteur.registre.date_releve)
        return load_registre_zip(moteur.publication)

    @staticmethod
    def fond(couches: tuple[str, ...], contours: str | None) -> FondImage:
        """Return the shapes of a map on paper."""
        return load_fond(couches, contours)
