"""The map around a place, the communes that touch it, and the distances."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
import shapely

from data.model import Contrat
from geo.couverture.carte import statuts_des_territoires
from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.territoire.carte import build_carte, couches_autour
from geo.territoire.situation import statut_du_lieu
from geo.territoires.contours import CONTOUR, load_contours, load_plusieurs, load_points
from geo.territoires.lieux import find_lieux
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire
from geo.territoires.voisinage import communes_limitrophes, distances_km

RELEVE = date(2026, 11, 21)
QUIMPER = "29232"
PLUGUFFAN = "29216"
OUESSANT = "29155"
FREMECOURT = "95254"  # near the Oise, which its neighbours do not reach
QBO = "200068120"  # Quimper Bretagne Occidentale
PARIS_1 = "75101"
EST_ENSEMBLE = "200057875"
SAINT_MARTIN = "97801"


def territoire(referentiel: Referentiel, code: str, niveau: str = "") -> Territoire:
    found = [one.territoire for one in find_lieux(referentiel, code)]
    return next((one for one in found if one.niveau == niveau), found[0])


@pytest.fixture(scope="module")
def couverture(moteur: Moteur) -> Couverture:
    """The real contracts on the day they were gathered."""
    return moteur.couverture(RELEVE)


def test_an_island_has_no_commune_around(referentiel: Referentiel):
    assert communes_limitrophes(referentiel, territoire(referentiel, OUESSANT)) == ()


def test_touching_communes_are_mutual(referentiel: Referentiel):
    for code in communes_limitrophes(referentiel, territoire(referentiel, QUIMPER)):
        back = communes_limitrophes(referentiel, territoire(referentiel, code))
        assert QUIMPER in back, code


def test_communes_touch_across_the_border_of_a_departement(referentiel: Referentiel):
    redon = communes_limitrophes(referentiel, territoire(referentiel, "35236"))
    assert {code[:2] for code in redon} == {"35", "44", "56"}


def test_distances_follow_the_roundness_of_the_earth():
    paris, lyon = np.array([[2.3522, 48.8566]]), np.array([[4.8357, 45.7640]])
    assert distances_km(paris, lyon)[0] == pytest.approx(392, abs=2)
    assert distances_km(paris, paris)[0] == pytest.approx(0, abs=0.01)
    assert distances_km(paris, np.empty((0, 2)))[0] == np.inf


def test_each_commune_has_a_point_but_saint_martin(referentiel: Referentiel):
    points = load_points(referentiel)
    assert referentiel.codes[np.isnan(points[:, 0])].tolist() == [SAINT_MARTIN]
    quimper = points[referentiel.codes.tolist().index(QUIMPER)]
    layer = load_contours("communes-29")
    shape = layer.formes[layer.codes.tolist().index(QUIMPER)]
    assert shapely.distance(shape, shapely.points(quimper)) < 0.01


@pytest.mark.parametrize("code", [QUIMPER, OUESSANT, QBO, EST_ENSEMBLE, "29", "973"])
def test_the_map_shows_a_place_and_its_outline(couverture: Couverture, code: str):
    place = territoire(couverture.moteur.referentiel, code)
    carte = build_carte(couverture, place)
    assert carte.dessine == place
    assert carte.etat.dans_la_vue.any()
    assert len(carte.etat.statuts) == len(carte.etat.contrats) == len(carte.etat.dans_la_vue)
    (feature,) = carte.geojson["features"]
    assert feature["id"] == CONTOUR
    assert shapely.contains_xy(carte.contour, *feature["properties"]["p"])


def test_the_map_of_a_commune_shows_those_around_with_their_status(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
):
    contrat = un_contrat(date_signature="2024")
    moteur = un_moteur([contrat], {contrat.id: [f"commune {PLUGUFFAN}"]})
    quimper = territoire(moteur.referentiel, QUIMPER)
    carte = build_carte(moteur.couverture(date(2025, 6, 30)), quimper)
    codes = moteur.referentiel.niveaux["commune"].codes[carte.etat.positions]
    shown = set(codes[carte.etat.dans_la_vue].tolist())
    around = communes_limitrophes(moteur.referentiel, quimper)
    assert shown >= {QUIMPER, *around}
    statuts = dict(zip(codes.tolist(), carte.etat.statuts.tolist(), strict=True))
    assert (statuts[PLUGUFFAN], statuts[QUIMPER]) == ("signe_a_confirmer", "aucun_recense")


def test_an_arrondissement_is_shown_among_those_of_its_commune(couverture: Couverture):
    place = territoire(couverture.moteur.referentiel, PARIS_1)
    carte = build_carte(couverture, place)
    assert (carte.dessine, carte.niveau) == (place, "arrondissement_municipal")
    shown = np.array(carte.codes)[carte.etat.dans_la_vue].tolist()
    assert shown == [str(code) for code in range(75101, 75121)]
    (inside,) = np.flatnonzero(np.array(carte.codes) == PARIS_1)
    point = load_contours("arrondissement_municipal").points[inside]
    assert carte.contour.contains(shapely.Point(point))


def test_saint_martin_has_no_map(couverture: Couverture):
    place = territoire(couverture.moteur.referentiel, SAINT_MARTIN)
    assert build_carte(couverture, place) is None


@pytest.mark.parametrize("code", [QUIMPER, OUESSANT, QBO, FREMECOURT])
def test_no_land_is_missing_around_the_map_on_paper(couverture: Couverture, code: str):
    carte = build_carte(couverture, territoire(couverture.moteur.referentiel, code))
    held = {*carte.etat.couches, *couches_autour(couverture, carte, 1.2)}
    layer = load_plusieurs(carte.etat.couches)
    view = np.append(layer.formes[carte.etat.dans_la_vue], carte.contour)
    west, south, east, north = shapely.total_bounds(view)
    stretch = np.cos(np.radians((south + north) / 2))
    wide, tall = (east - west) * stretch, north - south
    across, upwards = max(1.2 * tall - wide, 0) / stretch / 2, max(wide / 1.2 - tall, 0) / 2
    frame = shapely.box(west - across, south - upwards, east + across, north + upwards)
    departements = load_contours("departement")
    seen = departements.codes[shapely.intersects(departements.formes, frame)]
    assert {f"communes-{one}" for one in seen.tolist()} <= held


def test_the_land_around_is_that_of_other_departements(couverture: Couverture):
    carte = build_carte(couverture, territoire(couverture.moteur.referentiel, FREMECOURT))
    around = couches_autour(couverture, carte, 1.2)
    assert "communes-60" in around
    assert not set(around) & set(carte.etat.couches)


def test_nothing_is_missing_around_a_region(couverture: Couverture):
    region = territoire(couverture.moteur.referentiel, "53", "region")
    assert couches_autour(couverture, build_carte(couverture, region), 1.2) == ()


def test_a_place_has_the_status_that_the_map_gives_it(couverture: Couverture):
    referentiel = couverture.moteur.referentiel
    for niveau in ("departement", "region", "epci"):
        level = referentiel.niveaux[niveau]
        statuts = statuts_des_territoires(couverture, niveau)
        for code, statut in zip(level.codes.tolist(), statuts.tolist(), strict=True):
            within = mask_of(referentiel, niveau, code)
            assert statut_du_lieu(couverture, within) == statut, (niveau, code)
