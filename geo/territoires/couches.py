"""Layers of the map: which ones draw a territory, their features, the one clicked."""

import json
from contextlib import suppress

import numpy as np

from data.errors import CouchesInvalides
from data.lecture.integrite import read_couche
from data.memoire import une_fois
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire, territoire_of_feature

# Level of the referentiel whose codes are the features of a layer.
NIVEAU_DE_COUCHE = {
    "region": "region",
    "departement": "departement",
    "epci": "partie",
    "ept": "ept",
    "arrondissement_municipal": "arrondissement_municipal",
}


def couches_for(referentiel: Referentiel, territoire: Territoire, niveau: str) -> tuple[str, ...]:
    """Return the layers that draw a territory at a level.

    Communes are drawn département by département, except for the whole country, which has one
    coarser layer.
    """
    if niveau != "commune":
        return (niveau,)
    if territoire.niveau == "france":
        return ("communes",)
    cells = referentiel.cellules(territoire.niveau, territoire.code)
    return tuple(f"communes-{code}" for code in referentiel.niveaux["departement"].codes_de(cells))


def feature_positions(referentiel: Referentiel, couche: str) -> np.ndarray:
    """Return the position, in its level, of each feature of a layer, in the file's order."""
    if couche in NIVEAU_DE_COUCHE:
        return np.arange(len(referentiel.niveaux[NIVEAU_DE_COUCHE[couche]].codes))
    communes = referentiel.niveaux["commune"]
    if couche == "communes":
        cells = referentiel.cellules("france", "")
    else:
        cells = referentiel.cellules("departement", couche.removeprefix("communes-"))
    return np.unique(communes.appartenance[cells])


@une_fois(32)
def _features_by_point(couche: str) -> dict[tuple[float, float], str]:
    features = json.loads(read_couche(couche))["features"]
    return {
        (feature["properties"]["p"][1], feature["properties"]["p"][0]): feature["id"]
        for feature in features
    }


def feature_at(couches: tuple[str, ...], latitude: float, longitude: float) -> str | None:
    """Return the identifier of the feature whose inner point was clicked, None if there is none.

    The map reports a click by the point that each feature carries (four decimals). A layer that
    is not whole has none.
    """
    point = (round(latitude, 4), round(longitude, 4))
    for couche in couches:
        with suppress(CouchesInvalides):
            found = _features_by_point(couche).get(point)
            if found is not None:
                return found
    return None


def territoire_at(
    referentiel: Referentiel, couches: tuple[str, ...], niveau: str, point: tuple[float, float]
) -> Territoire | None:
    """Return the territory clicked on a map cut at a level, None outside.

    ``point``: latitude and longitude, in degrees, of the feature that was clicked.
    """
    feature = feature_at(couches, *point)
    return None if feature is None else territoire_of_feature(referentiel, niveau, feature)


def feature_codes(referentiel: Referentiel, couche: str) -> np.ndarray:
    """Return the identifiers of the features of a layer, in the file's order."""
    level = referentiel.niveaux[NIVEAU_DE_COUCHE.get(couche, "commune")]
    return level.codes[feature_positions(referentiel, couche)]
