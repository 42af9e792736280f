"""What is near a territory: distances as the crow flies, and what is left out without measuring."""

import numpy as np
import pytest

from geo.territoires.voisinage import RAYON_DE_LA_TERRE_KM, a_portee, distances_km

QUIMPER, BREST, PARIS, SAINT_DENIS = (-4.1, 47.99), (-4.49, 48.39), (2.35, 48.86), (55.45, -20.88)


def test_the_distance_is_that_of_the_nearest_target():
    found = distances_km(np.array([QUIMPER, PARIS]), np.array([BREST, SAINT_DENIS]))
    assert found == pytest.approx([53, 505], abs=3)
    assert np.isinf(distances_km(np.array([QUIMPER]), np.empty((0, 2)))).all()


@pytest.mark.parametrize("cibles", [[QUIMPER, BREST], [PARIS], [SAINT_DENIS], [QUIMPER, PARIS]])
@pytest.mark.parametrize("km", [1.0, 200.0, 2_000.0])
def test_no_point_left_out_is_within_the_distance(cibles: list[tuple[float, float]], km: float):
    chance = np.random.default_rng(29232)
    around = np.degrees(1.5 * km / RAYON_DE_LA_TERRE_KM)
    points = np.concatenate(
        [np.array(one) + chance.uniform(-around, around, (4_000, 2)) for one in cibles]
    )
    points = points[np.abs(points[:, 1]) < 89]
    kept, measured = a_portee(points, np.array(cibles), km), distances_km(points, np.array(cibles))
    assert kept[measured <= km].all()
    assert not kept.all()
