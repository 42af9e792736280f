"""Insets of a printed map: the overseas regions, beside the mainland as they are on screen.

The arrangement is that of ``carte_assets/encarts.js``, in the metres of the same projection
(Mercator, which keeps angles: a region that is only moved and scaled keeps its true shape).
"""

from dataclasses import dataclass

import numpy as np

RAYON = 6378137.0  # metres: the sphere of the projection
METROPOLE = (-5.15, 41.33, 9.57, 51.1)  # west, south, east, north, in degrees
OUTRE_MER = {
    "Guadeloupe": (-61.82, 15.82, -60.99, 16.53),
    "Martinique": (-61.24, 14.38, -60.8, 14.89),
    "Guyane": (-54.62, 2.1, -51.6, 5.78),
    "La Réunion": (55.2, -21.4, 55.85, -20.86),
    "Mayotte": (45.01, -13.02, 45.31, -12.62),
}
ECART = 45e3  # metres between two frames
MARGE = 0.06  # of the frame, around the region
BANDEAU = 0.17  # of the frame, kept for its label

Rectangle = tuple[float, float, float, float]  # west, south, east, north


def projette(points: np.ndarray) -> np.ndarray:
    """Return points (n, 2) in metres from longitudes and latitudes in degrees."""
    longitude, latitude = np.radians(points[:, 0]), np.radians(points[:, 1])
    return RAYON * np.column_stack([longitude, np.log(np.tan(np.pi / 4 + latitude / 2))])


def etendue(degres: Rectangle) -> Rectangle:
    """Return a rectangle in metres from one in degrees."""
    corners = projette(np.array([degres[:2], degres[2:]]))
    west, south, east, north = corners.ravel().tolist()
    return west, south, east, north


@dataclass(frozen=True)
class Encart:
    """Where an overseas region goes: ``cadre`` in metres; a point p becomes scale * p + shift."""

    nom: str
    degres: Rectangle
    cadre: Rectangle
    echelle: float
    decalage: tuple[float, float]

    def contient(self, points: np.ndarray) -> np.ndarray:
        """Return a bool array: which points (degrees) belong to the region."""
        west, south, east, north = self.degres
        x, y = points.T
        inside: np.ndarray = (west <= x) & (x <= east) & (south <= y) & (y <= north)
        return inside

    def place(self, metres: np.ndarray) -> np.ndarray:
        """Return points of the region, in metres, moved into the frame."""
        return metres * self.echelle + np.array(self.decalage)


def disposition(rapport: float) -> str:
    """Return how the frames are laid out for a map of this ratio of width to height."""
    if rapport > 1.1:
        return "colonne"
    return "rangee" if rapport > 0.75 else "deux-rangees"


def _frames(arrangement: str) -> list[Rectangle]:
    west, south, east, north = etendue(METROPOLE)
    if arrangement == "colonne":
        side = (north - south - 4 * ECART) / 5
        tops = [north - rank * (side + ECART) for rank in range(5)]
        return [(west - 2 * ECART - side, top - side, west - 2 * ECART, top) for top in tops]
    rows = [5] if arrangement == "rangee" else [3, 2]
    side = (east - west - (rows[0] - 1) * ECART) / rows[0]
    height = 0.72 * side if len(rows) > 1 else side
    frames: list[Rectangle] = []
    for row, number in enumerate(rows):
        top = south - ECART - row * (height + ECART)
        start = (west + east - number * side - (number - 1) * ECART) / 2
        for rank in range(number):
            left = start + rank * (side + ECART)
            frames.append((left, top - height, left + side, top))
    return frames


def _placed(nom: str, degres: Rectangle, cadre: Rectangle) -> Encart:
    west, south, east, north = cadre
    region = etendue(degres)
    width, height = east - west, north - south
    free = 1 - 2 * MARGE
    scale = min(
        free * width / (region[2] - region[0]),
        (free - BANDEAU) * height / (region[3] - region[1]),
    )
    x = (west + east) / 2 - scale * (region[0] + region[2]) / 2
    y = (south + north) / 2 - BANDEAU / 2 * height - scale * (region[1] + region[3]) / 2
    return Encart(nom, degres, cadre, scale, (x, y))


def encarts(arrangement: str) -> tuple[Encart, ...]:
    """Return the insets of an arrangement: colonne, rangee or deux-rangees."""
    return tuple(
        _placed(nom, degres, cadre)
        for (nom, degres), cadre in zip(OUTRE_MER.items(), _frames(arrangement), strict=True)
    )


def etendue_totale(places: tuple[Encart, ...]) -> Rectangle:
    """Return the rectangle, in metres, around the mainland and the frames."""
    every = np.array([etendue(METROPOLE), *(one.cadre for one in places)])
    west, south = every[:, :2].min(axis=0).tolist()
    east, north = every[:, 2:].max(axis=0).tolist()
    return west, south, east, north
