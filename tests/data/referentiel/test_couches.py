"""The layers of the référentiel: a valid contour for each territory, without hole nor overlap."""

import gzip
import json
import re

import numpy as np
import pytest
import shapely

from data.paths import DOSSIER_COUCHES
from tests.data.referentiel.tables import communes, of_the_regions, populations, rows

POPULATION = 68_350_798

COMMUNES_SANS_CONTOUR_A_LA_SOURCE = {
    "12218",
    "14581",
    "49126",
    "69114",
    "15031",
    "15035",
    "15047",
    "15171",
}

# Rounding to a grid of 0.0001 degree (11 m) moves a few shared borders of the communes by a step
# of the grid. Those borders: 7 communes of 34,875 and 0.05 degree of 7,400 in the detailed layers,
# 5 communes and 0.21 degree in the coarse one of the whole country.
BORDS_DECALES = {"detailed": (7, 0.05), "communes": (5, 0.21)}
FEATURE = re.compile(r'"type":"Feature","id":"([^"]+)","properties":(\{[^{}]*\})')
LLIVIA = shapely.Point(1.98, 42.46)  # a Spanish town, all around which is France
HECTARES = 1e-5  # square degrees, about ten hectares


class Couche:
    """A layer: codes, properties and contours of its features, in the file's order."""

    def __init__(self, name: str) -> None:
        with gzip.open(DOSSIER_COUCHES / f"{name}.json.gz", "rt", encoding="utf-8") as file:
            text = file.read()
        features = FEATURE.findall(text)  # ten times as quick as the whole of it in objects
        self.codes = [code for code, _ in features]
        self.properties = [json.loads(properties) for _, properties in features]
        self.contours = shapely.get_parts(shapely.from_geojson(text))

    def shifted_borders(self) -> tuple[int, float]:
        """Features whose borders are not those of their neighbours, and the length of those."""
        if shapely.coverage_is_valid(self.contours):
            return 0, 0.0
        edges = shapely.coverage_invalid_edges(self.contours)
        return int((~shapely.is_empty(edges)).sum()), float(shapely.length(edges).sum())


@pytest.fixture(scope="module")
def detaillees() -> dict[str, Couche]:
    """The detailed layers of communes, by département."""
    return {row["code"]: Couche(f"communes-{row['code']}") for row in rows("departements")}


@pytest.fixture(scope="module")
def couches() -> dict[str, Couche]:
    """The layers of the whole country, by name."""
    return {name: Couche(name) for name in ("region", "departement", "epci", "communes")}


def test_every_commune_of_the_regions_has_one_contour_in_the_layer_of_its_departement(
    detaillees: dict[str, Couche],
):
    expected: dict[str, list[str]] = {}
    for code in sorted(of_the_regions()):
        expected.setdefault(communes()[code]["departement"], []).append(code)
    assert {departement: couche.codes for departement, couche in detaillees.items()} == expected
    drawn = [code for couche in detaillees.values() for code in couche.codes]
    assert len(drawn) == len(set(drawn)) == 34_875
    assert set(drawn) == of_the_regions()


def test_every_commune_of_the_regions_is_in_the_layer_of_the_country(couches: dict[str, Couche]):
    assert couches["communes"].codes == sorted(of_the_regions())


def test_the_arrondissements_fill_their_cities_and_the_ept_their_communes(
    detaillees: dict[str, Couche],
):
    arrondissements, ept = Couche("arrondissement_municipal"), Couche("ept")
    assert arrondissements.codes == [row["code"] for row in rows("arrondissements_municipaux")]
    assert ept.codes == [row["code"] for row in rows("ept")]
    owners = np.array([row["commune"] for row in rows("arrondissements_municipaux")])
    for commune in ("13055", "69123", "75056"):
        layer = detaillees[communes()[commune]["departement"]]
        city = layer.contours[layer.codes.index(commune)]
        parts = shapely.union_all(arrondissements.contours[owners == commune])
        assert parts.symmetric_difference(city).area < HECTARES * 10
    for code, contour in zip(ept.codes, ept.contours, strict=True):
        members = [row for row in communes().values() if row["ept"] == code]
        shapes = [
            layer.contours[layer.codes.index(row["code"])]
            for row in members
            for layer in [detaillees[row["departement"]]]
        ]
        assert shapely.union_all(shapes).symmetric_difference(contour).area < HECTARES
    for layer in (arrondissements, ept):
        assert shapely.is_valid(layer.contours).all()
        assert layer.shifted_borders() == (0, 0.0)


def test_no_contour_is_missing_empty_or_invalid(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    for couche in (*detaillees.values(), *couches.values()):
        assert len(couche.contours) == len(couche.codes)
        assert not shapely.is_missing(couche.contours).any()
        assert not shapely.is_empty(couche.contours).any()
        assert shapely.is_valid(couche.contours).all()
        assert (shapely.area(couche.contours) > 0).all()


def test_communes_without_a_contour_at_the_source_are_rebuilt(detaillees: dict[str, Couche]):
    rebuilt = {
        code: shapely.area(contour)
        for departement in ("12", "14", "15", "49", "69")
        for code, contour in zip(
            detaillees[departement].codes, detaillees[departement].contours, strict=True
        )
        if code in COMMUNES_SANS_CONTOUR_A_LA_SOURCE
    }
    assert set(rebuilt) == COMMUNES_SANS_CONTOUR_A_LA_SOURCE
    assert min(rebuilt.values()) > 10 * HECTARES


def test_the_communes_of_a_departement_fill_it(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    simplified = couches["departement"]
    for departement, contour in zip(simplified.codes, simplified.contours, strict=True):
        land = shapely.area(detaillees[departement].contours).sum()
        assert land == pytest.approx(shapely.area(contour), rel=0.015), departement


def test_the_country_has_no_hole_but_llivia(couches: dict[str, Couche]):
    for name in ("region", "departement", "epci"):
        country = shapely.coverage_union_all(couches[name].contours)
        holes = [
            shapely.Polygon(ring) for part in shapely.get_parts(country) for ring in part.interiors
        ]
        large = [hole for hole in holes if shapely.area(hole) > HECTARES]
        assert [shapely.contains(hole, LLIVIA) for hole in large] == [True]


@pytest.mark.parametrize("name", ["region", "departement", "epci"])
def test_neighbours_share_their_borders(couches: dict[str, Couche], name: str):
    assert shapely.coverage_is_valid(couches[name].contours)


def test_communes_share_their_borders_but_for_a_step_of_the_grid(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    shifted = [couche.shifted_borders() for couche in detaillees.values()]
    found = {
        "detailed": (sum(number for number, _ in shifted), sum(length for _, length in shifted)),
        "communes": couches["communes"].shifted_borders(),
    }
    for name, (number, length) in found.items():
        most, longest = BORDS_DECALES[name]
        assert number <= most
        assert length <= longest


def test_the_point_of_a_commune_is_inside_it(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    for couche in (*detaillees.values(), couches["epci"], couches["departement"]):
        points = shapely.points(np.array([found["p"] for found in couche.properties]))
        assert shapely.contains(couche.contours, points).all()


def test_features_tell_the_name_and_the_population_of_their_territory(
    detaillees: dict[str, Couche], couches: dict[str, Couche]
):
    for couche in (*detaillees.values(), couches["communes"]):
        for code, told in zip(couche.codes, couche.properties, strict=True):
            assert told["nom"] == communes()[code]["nom"]
            assert told["population"] == populations()[code]
            assert told["region"] == communes()[code]["region"]
    for name in ("region", "departement", "epci"):
        told = [found["population"] for found in couches[name].properties]
        assert sum(told) == POPULATION


def test_coordinates_are_those_of_france_overseas_included(couches: dict[str, Couche]):
    bounds = dict(
        zip(couches["region"].codes, shapely.bounds(couches["region"].contours), strict=True)
    )
    for code, (west, south, east, north) in bounds.items():
        if code in ("01", "02", "03"):
            assert -62 < west < east < -51
            assert 2 < south < north < 17
        elif code in ("04", "06"):
            assert 45 < west < east < 56
            assert -22 < south < north < -12
        else:
            assert -6 < west < east < 10
            assert 41 < south < north < 52
