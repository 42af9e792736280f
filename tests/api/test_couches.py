"""Layers for a geographic information system: the shape of OGC API Features, and a real client."""

import json
from pathlib import Path

import geopandas
import pyogrio
import pytest
import shapely

from tests.api.client import RACINE
from tests.serveurs import Servers, Serveur

BRETAGNE = (-5.2, 47.2, -1.0, 48.9)
CORNOUAILLE = "cls-29-cornouaille-1"
COUCHES = ["perimetres", "regions", "departements", "epci", "communes"]


@pytest.fixture(scope="module")
def lance(serveurs: Servers) -> Serveur:
    """The process that an operator starts: pages and API."""
    return serveurs.serveur("serveur.py")


@pytest.fixture(scope="module")
def racine(lance: Serveur) -> str:
    """Address of the API of the process, as a client is given it."""
    return f"OAPIF:{lance.adresse}/api/v1"


def links(told: dict) -> dict[str, str]:
    return {one["rel"]: one["href"] for one in told["links"]}


def test_the_landing_page_leads_to_everything(api):
    told = api("").json
    ways = links(told)
    assert ways["data"] == f"{RACINE}/collections"
    assert ways["conformance"] == f"{RACINE}/conformance"
    assert ways["service-doc"] == f"{RACINE}/documentation"
    assert all(api(ways[rel]).statut == 200 for rel in ("self", "data", "conformance"))
    assert api("/").json["title"] == told["title"]
    kinds = {one["rel"]: one["type"] for one in told["links"]}
    described = api(ways["service-desc"])
    assert described.entetes["content-type"] == kinds["service-desc"]


def test_the_conformance_is_that_of_the_core_and_of_geojson(api):
    classes = api("/conformance").json["conformsTo"]
    assert [one.rpartition("/")[2] for one in classes] == ["core", "geojson"]


def test_each_layer_tells_its_extent_and_its_reference_system(api):
    told = api("/collections").json["collections"]
    assert [one["id"] for one in told] == COUCHES
    for layer in told:
        assert layer["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
        west, south, east, north = layer["extent"]["spatial"]["bbox"][0]
        assert west < -61
        assert east > 55
        assert south < -21
        assert north > 51
        assert api(links(layer)["self"]).json == layer
        assert api(f"{links(layer)['items']}?limit=1").json["numberReturned"] == 1


@pytest.mark.parametrize("couche", COUCHES)
def test_features_are_valid_shapes_with_an_identifier_that_finds_them_again(api, couche):
    page = api(f"/collections/{couche}/items?limit=4&date=2025-01-31").json
    assert (page["type"], page["numberReturned"]) == ("FeatureCollection", 4)
    assert page["timeStamp"].endswith("Z")
    assert set(links(page)) >= {"self", "next", "alternate", "collection"}
    for feature in page["features"]:
        alone = api(f"/collections/{couche}/items/{feature['id']}?date=2025-01-31").json
        assert alone["properties"] == feature["properties"]
        assert alone["geometry"] == feature["geometry"]
        if feature["geometry"] is not None:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            assert shape.is_valid
            assert shape.geom_type == "MultiPolygon"


def test_territories_bear_the_rates_of_the_table(api):
    features = api("/collections/regions/items?limit=100&date=2025-01-31").json["features"]
    rows = api("/taux?niveau=region&date=2025-01-31").json["resultats"]
    assert [one["properties"] for one in features] == rows


def test_an_epci_astride_two_departements_is_one_feature(api):
    """Redon Agglomération lies in three départements, of two régions."""
    told = api("/collections/epci/items/243500741").json
    assert told["properties"]["nom"].endswith("Redon Agglomération")
    assert shapely.from_geojson(json.dumps(told["geometry"])).is_valid


def test_a_box_keeps_what_it_touches(api):
    sea = api("/collections/communes/items?bbox=-8,46,-7,47").json
    assert sea["numberMatched"] == 0
    quimper = api("/collections/communes/items?bbox=-4.11,47.99,-4.10,48.0").json
    assert [one["properties"]["nom"] for one in quimper["features"]] == ["Quimper"]
    here = api("/collections/perimetres/items?bbox=-4.11,47.99,-4.10,48.0&limit=200").json
    assert CORNOUAILLE in [one["id"] for one in here["features"]]
    regions = api("/collections/regions/items?bbox=-4.11,47.99,-4.10,48.0").json
    assert [one["id"] for one in regions["features"]] == ["53"]


def test_a_box_may_go_round_the_other_side_of_the_earth(api):
    """From La Réunion eastwards to the Antilles: neither Europe nor Africa."""
    told = api("/collections/regions/items?bbox=50,-25,-50,20&limit=50").json
    assert {one["id"] for one in told["features"]} == {"01", "02", "03", "04"}


def test_a_limit_beyond_the_greatest_is_the_greatest(api):
    told = api("/collections/regions/items?limit=100000").json
    assert told["numberReturned"] == told["numberMatched"] == 18


def test_perimeters_are_those_of_a_status_a_territory_and_a_period(api):
    def asked(query: str) -> list[dict]:
        address = f"/collections/perimetres/items?{query}&limit=200&date=2025-01-31"
        return api(address).json["features"]

    signed = asked("region=53&statut=signe")
    assert signed
    assert {one["properties"]["statut"] for one in signed} == {"signe"}
    assert all("53" in one["properties"]["regions"] for one in signed)
    found = api("/contrats?region=53&statut=signe&date=2025-01-31").json
    assert {one["id"] for one in signed} == {one["id"] for one in found["resultats"]}
    assert CORNOUAILLE not in [
        one["id"] for one in asked("region=53&datetime=2019-01-01/2020-01-01")
    ]
    assert CORNOUAILLE in [one["id"] for one in asked("region=53&datetime=2024-06-01")]


def test_a_contract_of_unknown_perimeter_has_no_geometry(api):
    unknown = 0
    for offset in (0, 200, 400, 600):
        page = api(f"/collections/perimetres/items?limit=200&offset={offset}").json
        for one in page["features"]:
            known = one["properties"]["perimetre_connu"]
            unknown += not known
            is_saint_martin = "978" in one["id"]  # no layer draws it
            assert (one["geometry"] is not None) == (known and not is_saint_martin), one["id"]
    assert unknown > 0


def test_the_layers_are_those_that_a_client_lists(racine):
    assert pyogrio.list_layers(racine).tolist() == [[name, "MultiPolygon"] for name in COUCHES]


def test_a_client_reads_the_perimeters_of_a_box(racine, api):
    """The driver of GDAL names the reference system, and follows the pages."""
    frame = geopandas.read_file(racine, layer="perimetres", bbox=BRETAGNE)
    box = ",".join(map(str, BRETAGNE))
    expected = api(f"/collections/perimetres/items?bbox={box}&limit=200").json
    assert set(frame["id"]) == {one["id"] for one in expected["features"]}
    assert len(frame) == expected["numberMatched"]
    assert frame.geometry.is_valid.all()
    cornouaille = frame.set_index("id").loc[CORNOUAILLE]
    assert cornouaille["population"] == 223_251


def test_a_client_reads_a_whole_layer_page_after_page(racine):
    frame = geopandas.read_file(racine, layer="departements")
    assert len(frame) == 101
    assert frame["taux_signe"].between(0, 100).all()


def test_a_file_of_features_is_opened_without_a_driver_of_its_own(lance):
    frame = geopandas.read_file(f"{lance.adresse}/api/v1/collections/regions/items?limit=18")
    assert len(frame) == 18


def test_the_process_serves_the_api_beside_its_pages(lance, tmp_path: Path):
    frame = geopandas.read_file(f"{lance.adresse}/api/v1/perimetres/{CORNOUAILLE}")
    assert frame.crs.to_epsg() == 4326
    assert "réponse impossible" not in lance.ecrit()
    assert "Traceback" not in lance.ecrit()
