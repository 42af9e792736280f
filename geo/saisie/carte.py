"""The map on which a perimeter is chosen: what is in it, what the draft adds to it or takes off."""

from dataclasses import dataclass

import numpy as np

from geo.certitude.carte import classes_par_contrat
from geo.couverture.carte import EtatCouches, contrats_des_formes
from geo.couverture.moteur import Couverture, calcule_taux
from geo.saisie.perimetre import PerimetreSaisi
from geo.territoires.contours import load_contours, load_plusieurs
from geo.territoires.couches import couches_for, territoire_at
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire
from geo.territoires.voisinage import departements_autour

CLASSES = ("ajoute", "ajoute_partie", "retire", "dedans", "dedans_partie", "dehors")
NIVEAUX_DE_LA_CARTE = ("epci", "commune")
DEPARTEMENTS_EN_COMMUNES = 3
MARGE = 0.6  # of the size of the perimeter, on each side: where one is likely to point
MARGE_MINIMALE = 0.3  # degrees


@dataclass(frozen=True, eq=False)
class CarteDuPerimetre:
    """The features on which a perimeter is chosen; ``etat.statuts``: one of CLASSES for each."""

    niveau: str
    etat: EtatCouches

    def territoire_sous(
        self, referentiel: Referentiel, point: tuple[float, float]
    ) -> Territoire | None:
        """Return the territory whose point (latitude, longitude) was clicked, None for none."""
        return territoire_at(referentiel, self.etat.couches, self.niveau, point)


def niveaux_de_la_carte(
    avant: PerimetreSaisi, apres: PerimetreSaisi, referentiel: Referentiel
) -> tuple[str, ...]:
    """Return what the map may be cut in: no communes over many départements, or over none."""
    both = np.union1d(avant.cellules, apres.cellules)
    number = len(referentiel.niveaux["departement"].codes_de(both))
    return NIVEAUX_DE_LA_CARTE if 0 < number <= DEPARTEMENTS_EN_COMMUNES else ("epci",)


def build_carte(
    couverture: Couverture,
    avant: PerimetreSaisi,
    apres: PerimetreSaisi,
    region: str,
    niveau: str,
) -> CarteDuPerimetre | None:
    """Return the map of a perimeter as the draft wants it; None when there is nowhere to look.

    ``avant``: the one of the registre; ``region``: code of the one that is shown when that one is
    empty; ``niveau``: one of ``niveaux_de_la_carte``.
    """
    referentiel = couverture.moteur.referentiel
    cells = np.union1d(avant.cellules, apres.cellules)
    begun = avant.cellules.size or niveau == "commune"
    if not begun and region in referentiel.niveaux["region"].index:
        cells = np.union1d(cells, referentiel.cellules("region", region))
    if not referentiel.niveaux["departement"].codes_de(cells):
        return None
    name = "partie" if niveau == "epci" else "commune"
    level = referentiel.niveaux[name]
    couches = ("epci",) if niveau == "epci" else _couches(referentiel, cells)
    layer = load_plusieurs(couches)
    positions = level.positions(layer.codes.tolist())
    mine = np.isin(positions, level.appartenance[cells])
    etat = EtatCouches(
        couches,
        name,
        positions,
        mine | layer.dans(_frame(layer.points[mine])),
        _classes(referentiel, name, avant, apres)[positions],
        calcule_taux(couverture, name)["taux_signe"][positions],
        contrats_des_formes(couverture, name, positions, classes_par_contrat(couverture)),
    )
    return CarteDuPerimetre(niveau, etat)


def _classes(
    referentiel: Referentiel, niveau: str, avant: PerimetreSaisi, apres: PerimetreSaisi
) -> np.ndarray:
    """Return one of CLASSES for each territory of a level."""
    level = referentiel.niveaux[niveau]
    number = len(referentiel.codes)
    before, after = (np.isin(np.arange(number), one.cellules) for one in (avant, apres))
    inside, whole = level.touche(after), ~level.touche(~after)
    added = level.touche(after & ~before)
    return np.select(
        [added & whole, added, level.touche(before & ~after), inside & whole, inside],
        list(CLASSES[:5]),
        CLASSES[5],
    )


def _couches(referentiel: Referentiel, cells: np.ndarray) -> tuple[str, ...]:
    """Return the layers of the communes of some cells, and of those around them."""
    own = referentiel.niveaux["departement"].codes_de(cells)
    layers = [f"communes-{code}" for code in own]
    layer = load_plusieurs(tuple(layers))
    level = referentiel.niveaux["commune"]
    mine = np.isin(level.positions(layer.codes.tolist()), level.appartenance[cells])
    frame = _frame(layer.points[mine])
    around = [
        couche
        for code in departements_autour(referentiel, frame)
        if code not in own
        for couche in couches_for(referentiel, Territoire("departement", code, ""), "commune")
        if load_contours(couche).dans(frame).any()
    ]
    return (*layers, *around)


def _frame(points: np.ndarray) -> np.ndarray:
    """Return a rectangle around points: west, south, east, north, in degrees."""
    low, high = points.min(axis=0), points.max(axis=0)
    margin = max(MARGE * float((high - low).max()), MARGE_MINIMALE)
    return np.array([*(low - margin), *(high + margin)])
