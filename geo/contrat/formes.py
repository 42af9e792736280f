"""The shapes of the map of a contract: its perimeter, its outline, and what is around."""

from dataclasses import dataclass

import numpy as np
import shapely

from data.memoire import une_fois
from geo.couverture.moteur import Moteur
from geo.territoires.contours import Contours, couche_du_contour, load_contours, load_plusieurs
from geo.territoires.referentiel import Referentiel
from geo.territoires.voisinage import departements_autour

DEPARTEMENTS_EN_COMMUNES = 3
MARGE = 0.2  # of the size of the perimeter, on each side
MARGE_MINIMALE = 0.07  # degrees: some seven kilometres
PROXIMITE = 0.0005  # degrees: borders are rounded to the fourth decimal


@dataclass(frozen=True, eq=False)
class FormesFiche:
    """What the map of a contract draws, whatever the date.

    Attributes
    ----------
    couches : layers whose features, end to end, are those of the arrays below.
    niveau : level of the features, ``commune`` or ``partie``.
    positions : position of each feature in its level.
    dans_la_vue, dans_le_perimetre, voisines : bool arrays, one entry per feature: shown; wholly
        or partly in the perimeter; out of it and touching it.
    contour : the outline of the perimeter, as ``couche_du_contour`` returns it.
    trace : the same outline, as a shape.
    """

    couches: tuple[str, ...]
    niveau: str
    positions: np.ndarray
    dans_la_vue: np.ndarray
    dans_le_perimetre: np.ndarray
    voisines: np.ndarray
    contour: dict[str, object]
    trace: shapely.Geometry


def _frame(bounds: np.ndarray) -> np.ndarray:
    """Return a rectangle around another: west, south, east, north, in degrees."""
    west, south, east, north = bounds
    margin = max(MARGE * max(east - west, north - south), MARGE_MINIMALE)
    return np.array([west - margin, south - margin, east + margin, north + margin])


def _couches(referentiel: Referentiel, own: list[str], owned: np.ndarray) -> tuple[str, ...]:
    """Return the layers of the communes of some départements and of those around them.

    ``owned``: bool array, one entry per commune: it is in the perimeter.
    """
    layers = tuple(f"communes-{code}" for code in own)
    layer = load_plusieurs(layers)
    level = referentiel.niveaux["commune"]
    mine = layer.formes[owned[level.positions(layer.codes.tolist())]]
    frame = _frame(shapely.total_bounds(mine))
    around = [code for code in departements_autour(referentiel, frame) if code not in own]
    return layers + tuple(
        name
        for name in (f"communes-{code}" for code in around)
        if load_contours(name).dans(frame).any()
    )


def _touching(outline: shapely.Geometry, layer: Contours, among: np.ndarray) -> np.ndarray:
    """Return a bool array, one entry per feature: it is among some, and touches an outline."""
    shapely.prepare(outline)
    candidates = np.flatnonzero(among)
    touching = np.zeros(len(among), dtype=bool)
    touching[candidates] = shapely.dwithin(outline, layer.formes[candidates], PROXIMITE)
    return touching


@une_fois(64)
def build_formes(moteur: Moteur, contrat_id: str) -> FormesFiche | None:
    """Return what the map of a contract draws (cached); None when no layer draws its perimeter.

    Communes are drawn, or EPCI (cut by département) when the perimeter has more than
    DEPARTEMENTS_EN_COMMUNES départements; around the perimeter, those whose inner point lies in
    the rectangle of the view.
    """
    referentiel = moteur.referentiel
    cells = moteur.perimetres.cellules_de(contrat_id)
    own = referentiel.niveaux["departement"].codes_de(cells)
    if not own:
        return None
    fine = len(own) <= DEPARTEMENTS_EN_COMMUNES
    niveau = "commune" if fine else "partie"
    level = referentiel.niveaux[niveau]
    owned = np.zeros(len(level.codes) + 1, dtype=bool)
    owned[level.appartenance[cells]] = True
    couches = _couches(referentiel, own, owned) if fine else ("epci",)
    layer = load_plusieurs(couches)
    positions = level.positions(layer.codes.tolist())
    within = owned[positions]
    mine = layer.formes[within]
    shown = within | layer.dans(_frame(shapely.total_bounds(mine)))
    outline = shapely.union_all(mine)
    return FormesFiche(
        couches,
        niveau,
        positions,
        shown,
        within,
        _touching(outline, layer, shown & ~within),
        couche_du_contour("", outline),
        outline,
    )
