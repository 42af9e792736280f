"""A drawn perimeter as communes: by the share of the area of each that lies inside.

90 % and more is in, less than 5 % is out, what is between is asked: an outline drawn by hand, or
simplified by another service, never follows the borders.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas
import numpy as np
import shapely

from data.atelier.fautes import Fautes, FichierRefuse
from geo.atelier.territoires.perimetre import LigneLue
from geo.territoires.contours import load_contours
from geo.territoires.referentiel import Referentiel

DEDANS, DEHORS = 0.9, 0.05
DEPARTEMENTS_EN_DETAIL = 12
WGS84 = "EPSG:4326"
LAMBERT_93 = "EPSG:2154"
_LAMBERT_BOUNDS = (-400_000, 5_900_000, 1_400_000, 7_300_000)


@dataclass(frozen=True)
class CommuneDouteuse:
    """A commune that an outline cuts: the share of its area inside, between 0 and 1."""

    code: str
    nom: str
    part: float


@dataclass(frozen=True)
class Dessin:
    """The perimeter that an outline draws.

    lignes : whole EPCI where all their communes are in, communes otherwise.
    douteuses : communes that it cuts.
    """

    lignes: tuple[LigneLue, ...]
    douteuses: tuple[CommuneDouteuse, ...]


def read_dessin(contour: str, crs: str, referentiel: Referentiel) -> Dessin:
    """Return the communes of an outline.

    Parameters
    ----------
    contour : WKB in hexadecimal. crs : its reference system.

    Raises FichierRefuse when it lies nowhere in France.
    """
    shape = shapely.make_valid(_in_degrees(shapely.from_wkb(contour), crs))
    codes, shares = _shares(shape)
    if not np.any(shares >= DEHORS):
        raise FichierRefuse(
            Fautes.PAS_UN_TABLEAU,
            "un contour ne touche aucune commune\u00a0: ses coordonnées sont-elles "
            "en longitude et latitude, ou son système de projection est-il dit\u00a0?",
        )
    inside = [str(code) for code in codes[shares >= DEDANS]]
    cut = (shares >= DEHORS) & (shares < DEDANS)
    noms = dict(
        zip(
            referentiel.tables.communes["code"].tolist(),
            referentiel.tables.communes["nom"].tolist(),
            strict=True,
        )
    )
    doubtful = tuple(
        CommuneDouteuse(str(code), noms.get(str(code), str(code)), float(share))
        for code, share in zip(codes[cut], shares[cut], strict=True)
    )
    return Dessin(tuple(as_lignes(inside, referentiel)), doubtful)


def as_lignes(communes: Iterable[str], referentiel: Referentiel) -> list[LigneLue]:
    """Return communes as the lines of a perimeter: an EPCI when all of its members are there."""
    table = referentiel.tables.communes
    wanted = set(communes)
    lines: list[LigneLue] = []
    noms = dict(
        zip(
            referentiel.tables.epci["code"].tolist(),
            referentiel.tables.epci["nom"].tolist(),
            strict=True,
        )
    )
    members: dict[str, list[str]] = {}
    columns = (table[name].tolist() for name in ("code", "nom", "epci"))
    named = {}
    for code, nom, epci in zip(*columns, strict=True):
        named[code] = nom
        if epci:
            members.setdefault(epci, []).append(code)
    of_commune = {code: epci for epci, several in members.items() for code in several}
    whole = [
        epci
        for epci in dict.fromkeys(of_commune.get(code, "") for code in sorted(wanted))
        if epci and wanted.issuperset(members[epci])
    ]
    lines += [LigneLue("inclut", "epci", epci, noms[epci]) for epci in whole]
    left = sorted(wanted - {code for epci in whole for code in members[epci]})
    return lines + [LigneLue("inclut", "commune", code, named.get(code, code)) for code in left]


def _in_degrees(shape: shapely.Geometry, crs: str) -> shapely.Geometry:
    """Return a shape in longitudes and latitudes; Lambert-93 is guessed from its numbers."""
    left, bottom, right, top = shapely.bounds(shape)
    if crs == WGS84 and max(abs(left), abs(right)) > 180:
        low_x, low_y, high_x, high_y = _LAMBERT_BOUNDS
        if not (low_x <= left and right <= high_x and low_y <= bottom and top <= high_y):
            raise FichierRefuse(
                Fautes.ABIME, "les coordonnées ne sont ni en degrés ni en Lambert-93"
            )
        crs = LAMBERT_93
    try:
        moved = geopandas.GeoSeries([shape], crs=crs).to_crs(WGS84)
    except RuntimeError:  # of PROJ, that does not know the system
        raise FichierRefuse(Fautes.ABIME, "le système de projection n'est pas connu", crs) from None
    return moved.iloc[0]


def _shares(shape: shapely.Geometry) -> tuple[np.ndarray, np.ndarray]:
    """Return the communes that an outline may touch and the share of each inside, 0 to 1."""
    departements = load_contours("departement")
    touched = departements.codes[shapely.intersects(departements.formes, shape)]
    layers = [f"communes-{code}" for code in touched]
    if len(layers) > DEPARTEMENTS_EN_DETAIL:
        layers = ["communes"]
    codes, shares = [np.empty(0, dtype=str)], [np.empty(0)]
    shapely.prepare(shape)
    for layer in layers:
        contours = load_contours(layer)
        near = shapely.intersects(contours.formes, shape)
        forms = contours.formes[near]
        codes.append(contours.codes[near])
        shares.append(shapely.area(shapely.intersection(forms, shape)) / shapely.area(forms))
    return np.concatenate(codes), np.concatenate(shares)
