"""The layers of the map: their features, and which one was clicked."""

import gzip
import json
import re
from functools import cache

import numpy as np
import pytest

from data.paths import DOSSIER_COUCHES
from geo.territoires.couches import couches_for, feature_at, feature_codes
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire, find_territoire, territoire_of_feature

QUIMPER = "29232"
DIEPPE = "76217"
VILLES_SOEURS = "247600588"
FEATURE = re.compile(r'"type":"Feature","id":"([^"]+)","properties":(\{[^{}]*\})')
COUCHES = sorted(path.name.removesuffix(".json.gz") for path in DOSSIER_COUCHES.glob("*.json.gz"))


@cache
def features(couche: str) -> list[tuple[str, float, float]]:
    """Identifier, latitude and longitude of the point of each feature, in the file's order."""
    with gzip.open(DOSSIER_COUCHES / f"{couche}.json.gz", "rt", encoding="utf-8") as file:
        found = FEATURE.findall(file.read())
    points = [json.loads(properties)["p"] for _, properties in found]
    return [
        (code, latitude, longitude)
        for (code, _), (longitude, latitude) in zip(found, points, strict=True)
    ]


def point_of(couche: str, wanted: str) -> tuple[float, float]:
    """Latitude and longitude of the point of a feature."""
    return next(tuple(point) for code, *point in features(couche) if code == wanted)


# Features of the layers


def test_every_departement_has_its_layer_of_communes(referentiel: Referentiel):
    departements = referentiel.niveaux["departement"].codes.tolist()
    expected = {"region", "departement", "epci", "communes", "ept", "arrondissement_municipal"}
    assert set(COUCHES) == expected | {f"communes-{code}" for code in departements}


@pytest.mark.parametrize("couche", COUCHES)
def test_the_features_of_a_layer_are_in_the_order_that_the_server_counts_on(
    referentiel: Referentiel, couche: str
):
    in_the_file = [code for code, _, _ in features(couche)]
    assert in_the_file == feature_codes(referentiel, couche).tolist()


@pytest.mark.parametrize("couche", COUCHES)
def test_no_two_features_of_a_layer_share_the_point_that_tells_a_click(couche: str):
    points = [(latitude, longitude) for _, latitude, longitude in features(couche)]
    assert len(set(points)) == len(points)


def test_an_epci_astride_two_departements_is_drawn_in_two_parts(referentiel: Referentiel):
    drawn = feature_codes(referentiel, "epci").tolist()
    parts = [code for code in drawn if code.startswith(VILLES_SOEURS)]
    assert parts == [f"{VILLES_SOEURS}-76", f"{VILLES_SOEURS}-80"]
    found = {territoire_of_feature(referentiel, "epci", part) for part in parts}
    assert found == {find_territoire(referentiel, "epci", VILLES_SOEURS)}
    names = [referentiel.nom("partie", part) for part in parts]
    assert ["Seine-Maritime" in names[0], "Somme" in names[1]] == [True, True]


def test_each_part_of_an_epci_is_in_one_departement(referentiel: Referentiel):
    parts, departements = (referentiel.niveaux[name] for name in ("partie", "departement"))
    inside = parts.appartenance >= 0
    pairs = np.unique(
        np.stack([parts.appartenance[inside], departements.appartenance[inside]]), axis=1
    )
    assert pairs.shape[1] == len(parts.codes)


def test_a_commune_in_no_epci_is_drawn_as_itself(referentiel: Referentiel):
    assert "29155" in feature_codes(referentiel, "epci").tolist()
    found = territoire_of_feature(referentiel, "epci", "29155")
    assert found == Territoire("commune", "29155", "Ouessant")


# A click


@pytest.mark.parametrize("couche", ["region", "departement", "epci", "communes-29", "communes"])
def test_the_point_of_a_feature_tells_the_feature(couche: str):
    for code, latitude, longitude in features(couche)[::13]:
        assert feature_at((couche,), latitude, longitude) == code


def test_a_point_is_told_despite_the_noise_of_floating_numbers():
    latitude, longitude = point_of("communes-29", QUIMPER)
    found = feature_at(("communes-29",), latitude + 1e-9, longitude - 1e-9)
    assert found == QUIMPER


def test_a_point_is_looked_for_in_every_layer_in_view():
    latitude, longitude = point_of("communes-76", DIEPPE)
    assert feature_at(("communes-80", "communes-76"), latitude, longitude) == DIEPPE
    assert feature_at(("communes-80",), latitude, longitude) is None


def test_a_point_of_no_feature_tells_nothing():
    assert feature_at(("region", "departement"), 0.0, 0.0) is None
    assert feature_at((), 48.0, -4.1) is None


# Layers of a view


@pytest.mark.parametrize(
    ("territoire", "niveau", "attendu"),
    [
        ("france FR", "region", ("region",)),
        ("france FR", "epci", ("epci",)),
        ("france FR", "commune", ("communes",)),
        ("region 94", "commune", ("communes-2A", "communes-2B")),
        ("departement 29", "commune", ("communes-29",)),
        (f"epci {VILLES_SOEURS}", "commune", ("communes-76", "communes-80")),
        ("commune 97801", "commune", ()),
    ],
)
def test_communes_are_drawn_departement_by_departement_except_for_the_country(
    referentiel: Referentiel, territoire: str, niveau: str, attendu: tuple[str, ...]
):
    looked_at = find_territoire(referentiel, *territoire.split())
    assert couches_for(referentiel, looked_at, niveau) == attendu
