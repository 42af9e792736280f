"""What the page of a territory shows at a date, each part computed once, when asked."""

from dataclasses import dataclass
from functools import cached_property

from data.errors import CouchesInvalides
from data.lecture.mairies import Mairie, mairie_de
from geo.certitude.certitude import Certitude, build_certitude
from geo.couverture.moteur import Couverture
from geo.couverture.regard import Regard
from geo.territoire.carte import CarteDuLieu, build_carte, couches_autour
from geo.territoire.situation import Situation, build_situation
from geo.territoires.couches import territoire_at
from geo.territoires.fond_image import FondImage, load_fond
from geo.territoires.lieux import Lieu
from geo.territoires.territoire import Territoire

AVEC_MAIRIE = ("commune", "arrondissement_municipal")


@dataclass(frozen=True, eq=False)
class VueDuTerritoire(Regard):
    """A place at the date of a coverage."""

    situation: Situation

    @cached_property
    def carte(self) -> CarteDuLieu | None:
        """The map around the place; None when no layer draws it, or not one that is whole."""
        try:
            return build_carte(self.couverture, self.situation.territoire)
        except CouchesInvalides:  # said above every page
            return None

    @cached_property
    def mairie(self) -> Mairie | None:
        """The town hall of a commune; None for a wider place."""
        place = self.situation.territoire
        return mairie_de(place.code) if place.niveau in AVEC_MAIRIE else None

    @cached_property
    def certitude(self) -> Certitude:
        """What may be said of the place."""
        return build_certitude(self.couverture, self.situation.territoire)

    @cached_property
    def certitude_du_departement(self) -> Certitude | None:
        """What may be said of the département that it lies in; None without one."""
        around = [one for one in self.situation.parents if one.niveau == "departement"]
        return build_certitude(self.couverture, around[-1]) if around else None

    def fond(self, carte: CarteDuLieu, contours: str | None, rapport: float) -> FondImage:
        """Return the shapes of the map on paper.

        ``contours``: layer of the thicker outlines; ``rapport``: width divided by height.
        """
        around = couches_autour(self.couverture, carte, rapport)
        return load_fond(carte.etat.couches, contours, around)

    def territoire_sous(self, point: tuple[float, float]) -> Territoire | None:
        """Return the territory clicked on the map, None outside; latitude, longitude in degrees."""
        if self.carte is None:
            return None
        carte = self.carte
        return territoire_at(self.moteur.referentiel, carte.etat.couches, carte.niveau, point)


def build_vue(couverture: Couverture, lieu: Lieu) -> VueDuTerritoire:
    """Return the view of a place at the date of a coverage."""
    return VueDuTerritoire(couverture, build_situation(couverture, lieu))
