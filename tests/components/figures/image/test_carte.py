"""Maps as pictures: what the page shows is on the paper, at the size asked for, for everybody."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image

from components.commun.statuts import HORS_VUE, STATUTS
from components.figures.figure import Carte
from components.figures.image.carte import carte_image
from components.figures.image.encarts import ECART, METROPOLE, OUTRE_MER, projette
from components.figures.image.formes import cadrage, pose
from geo.territoires.contours import Contours
from tests.components.figures.image.images_lues import carres, pixels, texts

JOUR = date(2025, 1, 31)


def rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])


def painted(image: np.ndarray, colour: str) -> int:
    return int((np.abs(image.astype(int) - rgb(colour)).max(axis=2) <= 2).sum())


def nearer(image: np.ndarray, colour: str, other: str) -> int:
    distances = [np.abs(image.astype(int) - rgb(one)).sum(axis=2) for one in (colour, other)]
    return int((distances[0] < distances[1]).sum())


def test_the_png_has_the_size_asked_for(bretagne: Carte):
    image = Image.open(BytesIO(carte_image(bretagne, "png", 127, 101.6, dpi=100)))
    assert image.size == (500, 400)
    assert image.info["Title"] == bretagne.titre
    assert image.info["Description"] == bretagne.alternative


def test_each_status_has_on_paper_the_share_of_the_land_that_it_has_on_the_map(bretagne: Carte):
    image = pixels(carte_image(bretagne, "png", 200, 150, dpi=150, avec_titre=False))
    image = image[: int(0.85 * len(image))]  # without the legend
    classes = np.array(list(bretagne.etat.classes))
    flat = shapely.transform(bretagne.formes.formes, projette)
    land = {
        status: shapely.area(flat[classes == aspect.code]).sum()
        for status, aspect in STATUTS.items()
    }
    assert land["signe"] > 0
    assert land["projet"] > 0
    assert land["partielle"] == 0  # its dots have the colour of the signed ones
    plain = {status: painted(image, STATUTS[status].couleur) for status in land}
    assert plain["partielle"] == 0
    # Borders, and strokes of the patterns, take some of the colour.
    signed, bare = plain["signe"] / land["signe"], plain["aucun_recense"] / land["aucun_recense"]
    assert signed == pytest.approx(bare, rel=0.12)
    for status in ("projet", "echu"):
        assert 0.4 * signed < plain[status] / land[status] < signed, status


@pytest.mark.parametrize("status", STATUTS)
def test_a_status_is_told_by_its_pattern_as_on_screen(status: str):
    aspect = STATUTS[status]
    image = pixels(carte_image(carres(aspect.code), "png", 60, 60, dpi=200))
    side = image[170:290, 170:300]  # inside the square
    assert painted(side, aspect.couleur) > 0.3 * side[..., 0].size
    if aspect.motif:
        strokes = nearer(side, aspect.couleur_motif, aspect.couleur)
        assert 0.02 < strokes / side[..., 0].size < 0.5
    else:
        assert painted(side, aspect.couleur) == side[..., 0].size


def test_what_is_out_of_view_is_a_faint_context_and_not_in_the_legend():
    carte = carres("s", HORS_VUE)
    assert [aspect.libelle for aspect in carte.legende] == ["Signé"]
    image = pixels(carte_image(carte, "png", 80, 60, dpi=100))
    assert painted(image, "#e4e8eb") > 0
    assert painted(image, STATUTS["aucun_recense"].couleur) == 0


def test_a_hole_in_a_shape_is_not_painted():
    whole = painted(pixels(carte_image(carres("s"), "png", 60, 60)), STATUTS["signe"].couleur)
    holed = carte_image(carres("s", trous=True), "png", 60, 60)
    assert painted(pixels(holed), STATUTS["signe"].couleur) == pytest.approx(0.84 * whole, rel=0.05)


def test_the_map_is_fitted_to_the_territory_and_keeps_its_proportions(bretagne: Carte):
    place = (4.0, 10.0, 172.0, 120.0)
    classes = np.array(list(bretagne.etat.classes))
    frame = cadrage(bretagne.formes, classes != HORS_VUE, place, False)
    laid = pose(bretagne.formes, frame, place)
    left, top, right, bottom = shapely.total_bounds(laid[classes != HORS_VUE])
    assert left >= 4
    assert right <= 176
    assert top >= 10
    assert bottom <= 130
    assert max((right - left) / 172, (bottom - top) / 120) > 0.9
    # As wide as the land is, in the metres of the projection of the screen.
    metres = projette(
        shapely.total_bounds(bretagne.formes.formes[classes != HORS_VUE]).reshape(2, 2)
    )
    width, height = metres[1] - metres[0]
    assert (right - left) / (bottom - top) == pytest.approx(width / height, rel=1e-6)


@pytest.mark.parametrize(("largeur", "hauteur"), [(260, 184), (150, 190), (100, 200)])
def test_the_overseas_regions_are_in_their_frames_whatever_the_shape_of_the_paper(
    france: Carte, largeur: float, hauteur: float
):
    written = texts(carte_image(france, "svg", largeur, hauteur))
    assert [name for name in written if name in OUTRE_MER] == list(OUTRE_MER)
    place = (0.0, 0.0, float(largeur), float(hauteur))
    frame = cadrage(france.formes, np.ones(len(france.formes.codes), bool), place, True)
    laid = pose(france.formes, frame, place)
    for encart in frame.encarts:
        inside = encart.contient(france.formes.points)
        assert inside.any()
        left, top, width, height = frame.rectangle(encart.cadre)
        box = shapely.box(left, top, left + width, top + height)
        assert shapely.covers(box, laid[inside]).all()
        assert left >= -1e-6
        assert left + width <= largeur + 1e-6


def test_the_insets_are_those_of_the_screen():
    script = (Path(__file__).parents[4] / "components/carte/assets/encarts.js").read_text("utf-8")
    found = dict(re.findall(r'nom: "([^"]+)", etendue: \[([^\]]+)\]', script))
    numbers = {name: tuple(map(float, values.split(","))) for name, values in found.items()}
    assert numbers == OUTRE_MER
    mainland = re.search(r"METROPOLE = \[([^\]]+)\]", script)
    assert mainland is not None
    assert tuple(map(float, mainland[1].split(","))) == METROPOLE
    assert f"ECART = {ECART / 1000:.0f}e3" in script


def test_the_land_around_is_painted_as_a_faint_context():
    carte = carres("s")
    alone = painted(pixels(carte_image(carte, "png", 120, 60, dpi=60)), "#e4e8eb")
    codes = np.array(["x"])
    land = np.array([shapely.box(1, 0, 5, 1)], dtype=object)
    around = Contours(codes, codes.astype(object), land, np.array([[2.0, 0.5]]))
    shown = carte_image(replace(carte, autour=around), "png", 120, 60, dpi=60)
    assert painted(pixels(shown), "#e4e8eb") > alone + 1000
