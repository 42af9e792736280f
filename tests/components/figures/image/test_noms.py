"""Names written on a map: those that hold, without meeting."""

from itertools import combinations

import numpy as np
import shapely

from components.figures.image.noms import HAUTEUR, NOMS_AU_PLUS, TAILLE, chosen_noms
from components.figures.image.police import largeur

PLACE = (0.0, 0.0, 100.0, 60.0)


def shapes(*boxes: tuple[float, float, float, float] | None) -> np.ndarray:
    found = np.full(len(boxes), None, dtype=object)
    for rank, box in enumerate(boxes):
        found[rank] = None if box is None else shapely.box(*box)
    return found


def middles(formes: np.ndarray) -> np.ndarray:
    return np.array(
        [[0.0, 0.0] if one is None else [one.centroid.x, one.centroid.y] for one in formes.tolist()]
    )


def names(noms: list[str], formes: np.ndarray, premier: str = "") -> list[str]:
    return [text for text, _, _ in chosen_noms(noms, formes, middles(formes), PLACE, premier)]


def test_a_name_wider_than_its_territory_is_left_out():
    formes = shapes((5, 5, 45, 25), (60, 5, 64, 25))
    assert names(["Quimper", "Plogonnec"], formes) == ["Quimper"]


def test_the_first_name_is_written_even_on_a_small_territory():
    formes = shapes((5, 5, 45, 25), (60, 5, 64, 25))
    assert names(["Quimper", "Plogonnec"], formes, "Plogonnec") == ["Plogonnec", "Quimper"]


def test_names_do_not_meet_and_the_widest_territory_has_its_own():
    formes = shapes((0, 0, 100, 60), (30, 20, 70, 40))
    assert names(["Bretagne", "Morbihan"], formes) == ["Bretagne"]


def test_a_name_does_not_leave_the_map():
    assert names(["Quimper"], shapes((-30, 5, 10, 25))) == []
    assert names(["Quimper"], shapes(None)) == []


def test_a_crowded_map_bears_few_names():
    boxes = [(x, y, x + 20, y + 6) for x in range(0, 100, 20) for y in range(0, 60, 6)]
    formes = shapes(*boxes)
    found = chosen_noms([f"Lieu {k}" for k in range(50)], formes, middles(formes), PLACE, "")
    assert len(found) == NOMS_AU_PLUS
    drawn = [
        shapely.box(left, top, left + largeur(text, TAILLE), top + HAUTEUR)
        for text, left, top in found
    ]
    assert not any(one.intersects(other) for one, other in combinations(drawn, 2))
