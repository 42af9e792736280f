"""The barre de certitude as a picture, and names that keep clear of one another on a map."""

from xml.etree import ElementTree

import numpy as np
import pytest

from components.figures.certitude import BarreDeCertitude, Repere, Segment
from components.figures.image.barre import HAUTEUR, barre_image
from components.figures.image.noms import placed_etiquettes
from components.figures.image.police import POINT, largeur

BARRE = BarreDeCertitude(
    (
        Segment("plein", 0.0, 20.9, "attesté"),
        Segment("hachures", 20.9, 41.5, "recensé"),
        Segment("clair", 41.5, 53.4, "possible"),
    ),
    (Repere(78.6, False, True, "78,6\u00a0%, publié par l'ARS en 2025 <b>"),),
    "Barre de certitude\u00a0: 41,5\u00a0% & au plus 53,4\u00a0%.",
    (),
)


def test_the_picture_says_in_words_all_that_it_shows():
    svg = barre_image(BARRE, "svg", 300, 13).decode()
    texts = " ".join(ElementTree.fromstring(svg).itertext())
    for said in ("20,9\u00a0%", "41,5\u00a0%", "53,4\u00a0%", "publié par l'ARS en 2025 <b>"):
        assert said in texts
    assert "41,5\u00a0% & au plus" in texts


@pytest.mark.parametrize("width", [60, 120, 400])
def test_words_that_do_not_hold_are_left_out_and_the_bar_stays(width):
    assert barre_image(BARRE, "png", width, 13).startswith(b"\x89PNG")


def test_names_that_would_meet_stand_beside_one_another_within_the_map():
    names = ["Quimper", "Douarnenez", "Concarneau", "Fouesnant"]
    points = np.array([[50.0, 30.0]] * 3 + [[99.0, 59.0]])
    placed = placed_etiquettes(names, points, (0, 0, 100, 60), 10)
    assert [name for name, _, _ in placed] == names
    boxes = [(x, y, x + largeur(name, 10), y + 12 * POINT) for name, x, y in placed]
    for rank, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= 100
        assert 0 <= top < bottom <= 60
        for west, north, east, south in boxes[:rank]:
            assert right <= west or east <= left or bottom <= north or south <= top
    assert HAUTEUR > 10


def test_a_name_without_any_room_is_left_out():
    points = np.array([[10.0, 5.0]] * 12)
    placed = placed_etiquettes(["Quimper"] * 12, points, (0, 0, 22, 9), 10)
    assert 0 < len(placed) < 12
