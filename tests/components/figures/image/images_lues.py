"""Pictures read back: their colours, their texts."""

from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import shapely
from PIL import Image

from components.carte.carte import EtatCarte
from components.figures.carte_a_imprimer import carte_a_imprimer
from components.figures.figure import Carte
from geo.territoires.contours import Contours
from geo.territoires.fond_image import FondImage


def carres(*classes: str, trous: bool = False) -> Carte:
    """Squares of a degree in a row near the equator, one per class."""
    shapes = []
    for rank in range(len(classes)):
        square = shapely.box(rank, 0, rank + 1, 1)
        hole = shapely.box(rank + 0.3, 0.3, rank + 0.7, 0.7)
        shapes.append(square.difference(hole) if trous else square)
    codes = np.array([str(rank) for rank in range(len(classes))])
    points = np.array([[rank + 0.1, 0.1] for rank in range(len(classes))])
    formes = Contours(codes, codes.astype(object), np.array(shapes, dtype=object), points)
    etat = EtatCarte(
        ("essai",),
        "".join(classes),
        "--" * len(classes),
        ";" * (len(classes) - 1),
        "essai",
        False,
        None,
        "statut",
    )
    return carte_a_imprimer("Essai", etat, FondImage(formes, None), "territoires")


def pixels(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(content)).convert("RGB"))


def texts(svg: bytes) -> list[str]:
    root = ElementTree.fromstring(svg)
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
