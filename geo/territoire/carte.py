"""The map around a place: which features are shown, what is outlined, and their shapes."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geo.certitude.carte import EN_CLASSES, build_etat
from geo.couverture.carte import EtatCouches, etat_des_formes, formes_des_couches
from geo.couverture.moteur import Couverture
from geo.territoires.contours import Contours, couche_du_contour, load_plusieurs
from geo.territoires.couches import couches_for
from geo.territoires.lieux_autour import commune_du_lieu
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire
from geo.territoires.voisinage import (
    communes_limitrophes,
    departements_autour,
)

ARRONDISSEMENT = "arrondissement_municipal"
ISOLEMENT = 0.15  # degrees: what is shown around a place that nothing touches
COTE_MINIMAL = 0.01  # degrees
MARGE_DU_CADRE = 0.05  # of the view, on each side


@dataclass(frozen=True, eq=False)
class CarteDuLieu:
    """What the map of a place shows.

    Attributes
    ----------
    etat : features of the layers; ``dans_la_vue``: the place and what is around it.
    niveau : commune, epci or arrondissement_municipal, what a click opens.
    dessine : the territory drawn.
    contour : outline of the place.
    """

    etat: EtatCouches
    niveau: str
    dessine: Territoire
    contour: shapely.Geometry

    @property
    def codes(self) -> tuple[str, ...]:
        """Identifier of each feature of the layers, in their order."""
        return tuple(load_plusieurs(self.etat.couches).codes.tolist())

    @property
    def geojson(self) -> dict[str, Any]:
        """The outline, in the form of a layer of one feature."""
        return couche_du_contour(self.dessine.nom, self.contour)


def build_carte(couverture: Couverture, place: Territoire) -> CarteDuLieu | None:
    """Return what the map of a place shows at a date, None when no layer draws it.

    A département or a région is cut into EPCI; an arrondissement is among those of its commune. A
    smaller place is among the communes that touch it, and those that lie between them.
    """
    referentiel = couverture.moteur.referentiel
    if place.niveau in ("departement", "region"):
        etat = build_etat(couverture, place, "epci", False)
        layer = load_plusieurs(etat.couches)
        outline = shapely.union_all(layer.formes[etat.dans_la_vue])
        return CarteDuLieu(etat, "epci", place, outline)
    if place.niveau == ARRONDISSEMENT:
        commune = commune_du_lieu(referentiel, place)
        etat = build_etat(couverture, commune, ARRONDISSEMENT, False)
        layer = load_plusieurs(etat.couches)
        outline = layer.formes[layer.codes == place.code][0]
        return CarteDuLieu(etat, ARRONDISSEMENT, place, outline)
    if not couches_for(referentiel, place, "commune"):
        return None
    return _among_communes(couverture, place)


def _among_communes(couverture: Couverture, place: Territoire) -> CarteDuLieu:
    referentiel = couverture.moteur.referentiel
    own = _own_communes(referentiel, place)
    touching = communes_limitrophes(referentiel, place)
    frame = _frame(referentiel, place, [*own, *touching], bool(touching))
    names = _couches_autour(referentiel, frame)
    layer = load_plusieurs(names)
    shown = layer.dans(frame) | np.isin(layer.codes, [*own, *touching])
    outline = shapely.union_all(layer.formes[np.isin(layer.codes, own)])
    return CarteDuLieu(_etat(couverture, names, shown), "commune", place, outline)


def _own_communes(referentiel: Referentiel, place: Territoire) -> list[str]:
    cells = referentiel.cellules(place.niveau, place.code)
    return referentiel.niveaux["commune"].codes_de(cells)


def _frame(
    referentiel: Referentiel, place: Territoire, codes: list[str], has_neighbours: bool
) -> np.ndarray:
    """Return the rectangle around some communes, a place and its neighbours."""
    own = load_plusieurs(couches_for(referentiel, place, "commune"))
    bounds = shapely.total_bounds(own.formes[np.isin(own.codes, codes)])
    outwards = np.array([-1, -1, 1, 1])
    layer = load_plusieurs(_couches_autour(referentiel, bounds + ISOLEMENT * outwards))
    bounds = shapely.total_bounds(layer.formes[np.isin(layer.codes, codes)])
    return bounds if has_neighbours else bounds + ISOLEMENT * outwards


def _etat(couverture: Couverture, couches: tuple[str, ...], shown: np.ndarray) -> EtatCouches:
    """Return the state of the communes of some départements: no other is looked at."""
    positions = _positions(couverture, load_plusieurs(couches))
    referentiel = couverture.moteur.referentiel
    formes = formes_des_couches(referentiel, couches, "commune", positions, shown)
    return etat_des_formes(couverture, formes, False, EN_CLASSES)


def _positions(couverture: Couverture, layer: Contours) -> np.ndarray:
    """Return the positions of communes in their level."""
    return couverture.moteur.referentiel.niveaux["commune"].positions(layer.codes.tolist())


def couches_autour(couverture: Couverture, carte: CarteDuLieu, rapport: float) -> tuple[str, ...]:
    """Return the layers of the land around a map that its own layers do not hold.

    ``rapport``: width of the drawing divided by its height; the view is widened to fill it. The
    layer of the EPCI holds the whole country: nothing is missing around them.
    """
    if carte.niveau != "commune":
        return ()
    layer = load_plusieurs(carte.etat.couches)
    view = np.append(layer.formes[carte.etat.dans_la_vue], carte.contour)
    frame = _fill(shapely.total_bounds(view), rapport)
    around = _couches_autour(couverture.moteur.referentiel, frame)
    return tuple(name for name in around if name not in carte.etat.couches)


def _couches_autour(referentiel: Referentiel, frame: np.ndarray) -> tuple[str, ...]:
    """Return the layers of the communes of the départements in a rectangle."""
    return tuple(f"communes-{code}" for code in departements_autour(referentiel, frame))


def _fill(bounds: np.ndarray, ratio: float) -> np.ndarray:
    """Widen a rectangle by a margin, then one way, so that it has a ratio on the paper."""
    west, south, east, north = bounds
    x, y = (west + east) / 2, (south + north) / 2
    scale = float(np.cos(np.radians(y)))
    width = max(east - west, COTE_MINIMAL) * (1 + 2 * MARGE_DU_CADRE) * scale
    height = max(north - south, COTE_MINIMAL) * (1 + 2 * MARGE_DU_CADRE)
    width, height = max(width, height * ratio), max(height, width / ratio)
    return np.array([x - width / scale / 2, y - height / 2, x + width / scale / 2, y + height / 2])
