"""A drawn perimeter becomes communes, by the share of the area of each."""

import json

import geopandas
import pytest
import shapely
from shapely.affinity import translate

from data.atelier.decisions import Decisions
from data.atelier.fautes import FichierRefuse
from data.atelier.valeurs.lecture import A_CONFIRMER
from geo.atelier.territoires.dessin import read_dessin
from geo.territoires.contours import load_contours
from geo.territoires.referentiel import Referentiel
from tests.geo.atelier.lecture_essai import perimetre

QBO = "200068120"


@pytest.fixture(scope="module")
def contour() -> shapely.Geometry:
    """The outline of Quimper Bretagne Occidentale, as another service would draw it."""
    layer = load_contours("epci")
    return layer.formes[layer.codes.tolist().index(f"{QBO}-29")].simplify(0.001)


def geojson(forme: shapely.Geometry, **proprietes: object) -> bytes:
    feature = {
        "type": "Feature",
        "properties": proprietes,
        "geometry": json.loads(shapely.to_geojson(forme)),
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def test_an_outline_of_an_epci_is_that_epci(importer, contour: shapely.Geometry):
    lue = importer("cls.geojson", geojson(contour, nom="CLS de l'Odet", statut="Signé"))
    assert perimetre(lue, 2) == [("inclut", "epci", QBO)]
    assert [one for one in lue.valeurs if one.a_decider] == []


def test_a_geopackage_in_another_projection_is_read_alike(
    importer, contour: shapely.Geometry, tmp_path
):
    path = tmp_path / "cls.gpkg"
    frame = geopandas.GeoDataFrame(
        {"nom": ["CLS de l'Odet"], "statut": ["Signé"]}, geometry=[contour], crs="EPSG:4326"
    )
    frame.to_crs("EPSG:2154").to_file(path, driver="GPKG")
    lue = importer("cls.gpkg", path.read_bytes())
    assert perimetre(lue, 2) == [("inclut", "epci", QBO)]


def test_lambert_93_without_saying_so_is_recognised(importer, contour: shapely.Geometry):
    moved = geopandas.GeoSeries([contour], crs="EPSG:4326").to_crs("EPSG:2154").iloc[0]
    lue = importer("cls.geojson", geojson(moved, nom="CLS de l'Odet"))
    assert perimetre(lue, 2) == [("inclut", "epci", QBO)]


def test_a_commune_that_the_outline_cuts_is_asked(importer, contour: shapely.Geometry):
    moved = translate(contour, xoff=0.06)
    content = geojson(moved, nom="CLS de l'Odet")
    lue = importer("cls.geojson", content)
    asked = [one for one in lue.valeurs if one.a_decider]
    assert asked
    assert {one.lecture.certitude for one in asked} == {A_CONFIRMER}
    assert all(0.05 <= one.details["part"] < 0.9 for one in asked)
    assert perimetre(lue, 2) == []
    decisions = Decisions()
    for rank, one in enumerate(asked):
        taken = one.lecture.choix[0] if rank == 0 else "ignorer"
        decisions = decisions.avec_valeur((one.colonne, one.ecrit, one.dans), taken)
    done = importer("cls.geojson", content, decisions=decisions)
    codes = [code for _, _, code in perimetre(done, 2)]
    assert asked[0].lecture.choix[0] in codes
    assert not {one.lecture.choix[0] for one in asked[1:]} & set(codes)


@pytest.mark.parametrize(
    "octets",
    [
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "Feature", "geometry": {"type": "Point", "coordinates": [2, 48]}}',
        b'{"type": "FeatureCollection", "features": [{"type": "Feature"',
        b'{"type": "Feature", "properties": {"n": "x"}, "geometry": {"type": "Polygon", '
        b'"coordinates": [[[-40, 10], [-39, 10], [-39, 11], [-40, 10]]]}}',
    ],
)
def test_a_map_that_draws_no_area_of_france_is_refused(importer, octets: bytes):
    with pytest.raises(FichierRefuse):
        importer("cls.geojson", octets)


def test_a_shape_that_crosses_itself_is_mended(referentiel: Referentiel):
    bow = shapely.Polygon([(-4.3, 47.9), (-3.9, 48.1), (-3.9, 47.9), (-4.3, 48.1)])
    found = read_dessin(shapely.to_wkb(bow, hex=True), "EPSG:4326", referentiel)
    assert found.lignes or found.douteuses
