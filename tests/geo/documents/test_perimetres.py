"""Perimeters to take away: every contract, its status at the date, its land, its residents."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import geopandas
import numpy as np
import pyogrio
import pytest
import shapely

from geo.contrat.fiche import build_fiche
from geo.couverture.moteur import Couverture, Moteur, load_moteur
from geo.couverture.synthese import build_synthese
from geo.documents.attributs import ATTRIBUTS
from geo.documents.formats_geographiques import (
    geojson_bytes,
    gpkg_bytes,
    perimetres_geojson,
    perimetres_gpkg,
)
from geo.documents.perimetres import Entites, build_entites, build_lignes, contrats_a_exporter
from geo.territoires.contours import load_contours
from geo.territoires.territoire import FRANCE, find_territoire

JOUR = date(2025, 1, 31)
SOURCES = {"Population": "population municipale 2023 (INSEE)", "Contrats": "=registre"}
EST, QUIMPER, BREST, PARIS_13 = "200057875", "29232", "29019", "75113"


def silent(part: float, what: str) -> None:
    pass


def features(content: bytes) -> dict[str, dict]:
    return {one["id"]: one for one in json.loads(content)["features"]}


def reopened(content: bytes, tmp_path: Path, suffix: str = "gpkg") -> geopandas.GeoDataFrame:
    path = tmp_path / f"export.{suffix}"
    path.write_bytes(content)
    return geopandas.read_file(path, layer="perimetres")


@pytest.fixture(scope="module")
def essais(un_moteur, un_contrat) -> Couverture:
    """A signed city, a project on part of Paris, a contract without a perimeter."""
    contrats = [
        un_contrat("cls-signe", date_signature="2023-07", duree_ans=5, porteur='Ville "A" & B'),
        un_contrat("cls-projet", etape="cadrage", source_date="2024-05-02", region="11"),
        un_contrat("cls-sans-perimetre", date_signature="2024"),
    ]
    perimetres = {
        "cls-signe": [f"commune {QUIMPER}", f"commune {BREST}"],
        "cls-projet": [f"arrondissement_municipal {PARIS_13}"],
    }
    return un_moteur(contrats, perimetres).couverture(JOUR)


@pytest.fixture(scope="module")
def entites(essais: Couverture) -> Entites:
    return build_entites(essais, list(essais.statuts))


@pytest.fixture(scope="module")
def reelle(moteur: Moteur) -> Couverture:
    return moteur.couverture(JOUR)


def test_each_contract_has_its_status_its_residents_and_the_year_they_were_counted(
    entites: Entites, habitants: Callable[..., int]
):
    signed, project, unlocated = entites.lignes
    assert [one["statut"] for one in entites.lignes] == ["signe", "projet", "signe"]
    assert {one["situation"] for one in entites.lignes} == {"2025-01-31"}
    assert signed["population"] == habitants(f"commune {QUIMPER}", f"commune {BREST}")
    assert project["population"] == habitants(f"arrondissement_municipal {PARIS_13}")
    assert unlocated["population"] is None
    assert not unlocated["perimetre_connu"]
    assert {one["population_annee"] for one in entites.lignes} == {2023}


def test_a_date_keeps_the_precision_of_its_source(entites: Entites):
    signed, project, year_only = entites.lignes
    assert (signed["date_signature"], signed["date_signature_precision"]) == ("2023-07", "mois")
    assert (signed["debut"], signed["debut_estime"]) == ("2023-07-01", False)
    assert (signed["fin"], signed["fin_estimee"]) == ("2028-07-31", True)
    assert (signed["date_fin"], signed["date_fin_precision"]) == (None, None)
    assert year_only["date_signature_precision"] == "annee"
    assert (project["debut"], project["fin"], project["fin_estimee"]) == (None, None, None)


def test_the_shape_is_the_land_of_the_communes_and_nothing_else(entites: Entites):
    layer = load_contours("communes-29")
    points = shapely.points(layer.points)
    inside = shapely.contains(entites.formes[0], points)
    assert sorted(layer.codes[inside].tolist()) == [BREST, QUIMPER]
    expected = shapely.area(layer.formes[np.isin(layer.codes, [BREST, QUIMPER])]).sum()
    assert entites.formes[0].area == pytest.approx(expected)


def test_a_commune_covered_in_part_is_drawn_whole_and_said_to_be_so(entites: Entites):
    assert entites.lignes[0]["nb_communes_en_partie"] == 0
    assert entites.lignes[1]["nb_communes"] == 0
    assert entites.lignes[1]["nb_communes_en_partie"] == 1
    assert entites.formes[1] is not None


def test_a_contract_whose_perimeter_is_unknown_has_no_shape(entites: Entites):
    assert entites.formes[2] is None
    assert features(geojson_bytes(entites, SOURCES))["cls-sans-perimetre"]["geometry"] is None


def test_the_geojson_follows_the_standard(entites: Entites):
    collection = json.loads(geojson_bytes(entites, SOURCES))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection  # RFC 7946: always WGS 84
    assert collection["sources"] == SOURCES
    for feature in collection["features"]:
        assert list(feature["properties"]) == [name for name, _, _ in ATTRIBUTS]
        if feature["geometry"] is None:
            continue
        shape = shapely.geometry.shape(feature["geometry"])
        for polygon in shape.geoms:
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)
        west, south, east, north = shape.bounds
        assert -6 < west < east < 3
        assert 47 < south < north < 49


def test_the_geopackage_holds_the_same_with_its_types_and_its_sources(
    entites: Entites, tmp_path: Path
):
    frame = reopened(gpkg_bytes(entites, SOURCES), tmp_path)
    assert frame.crs.to_epsg() == 4326
    path = tmp_path / "export.gpkg"
    assert {name for name, _ in pyogrio.list_layers(path)} == {
        "perimetres",
        "sources",
        "attributs",
    }
    about = pyogrio.read_info(path, layer="perimetres")
    types = dict(zip(about["fields"].tolist(), about["ogr_types"], strict=True))
    wanted = {"texte": "OFTString", "entier": "OFTInteger", "booleen": "OFTInteger"}
    wanted["jour"] = "OFTDate"
    assert types == {name: wanted[kind] for name, kind, _ in ATTRIBUTS}
    assert frame["porteur"].iloc[0] == 'Ville "A" & B'
    assert frame["population"].iloc[0] == entites.lignes[0]["population"]
    assert frame.geometry.iloc[0].equals(entites.formes[0])
    sources = pyogrio.read_dataframe(path, layer="sources", read_geometry=False)
    written = dict(zip(sources["rubrique"], sources["texte"], strict=True))
    assert written == {**SOURCES, "Licence": "Licence Ouverte 2.0 (Etalab)"}


@pytest.mark.parametrize(("niveau", "code"), [("region", "53"), ("departement", "976")])
def test_the_export_of_a_territory_agrees_with_its_page(
    reelle: Couverture, niveau: str, code: str, tmp_path: Path
):
    place = find_territoire(reelle.moteur.referentiel, niveau, code)
    synthese = build_synthese(reelle, place)
    names = contrats_a_exporter(reelle, place)
    assert set(synthese.contrats) <= set(names)
    content = perimetres_gpkg(reelle, names, SOURCES, silent)
    frame = reopened(content, tmp_path).set_index("id")
    same = reopened(perimetres_geojson(reelle, names, SOURCES, silent), tmp_path, "geojson")
    assert len(frame) == len(same) == len(names)
    assert frame["statut"].to_dict() == {name: reelle.statuts[name] for name in names}
    assert same.set_index("id")["statut"].to_dict() == frame["statut"].to_dict()
    located = frame[~frame.geometry.isna()]
    assert located.is_valid.all()
    assert same[~same.geometry.isna()].is_valid.all()
    signed = set(frame.index[frame["statut"] == "signe"]) & set(synthese.contrats)
    assert signed == set(synthese.contrats_signes)
    for name in located.index:
        fiche = build_fiche(reelle, str(name))
        assert located.loc[name, "population"] == fiche.perimetre.population
        assert located.loc[name, "nb_communes"] <= fiche.perimetre.nb_communes


def test_the_country_holds_every_contract_of_the_registre(reelle: Couverture, moteur: Moteur):
    assert contrats_a_exporter(reelle, FRANCE) == list(moteur.registre.contrats)


def test_progress_goes_forward_and_says_what_is_done(reelle: Couverture):
    told: list[tuple[float, str]] = []
    place = find_territoire(reelle.moteur.referentiel, "region", "94")
    build_entites(reelle, contrats_a_exporter(reelle, place), lambda *one: told.append(one))
    parts = [part for part, _ in told]
    assert parts == sorted(parts)
    assert 0 <= parts[0] <= parts[-1] <= 1
    assert all(what for _, what in told)


def test_no_contract_gives_an_empty_file(essais: Couverture, tmp_path: Path):
    nothing = build_entites(essais, [])
    assert json.loads(geojson_bytes(nothing, SOURCES))["features"] == []
    assert reopened(gpkg_bytes(nothing, SOURCES), tmp_path).empty


def test_several_people_exporting_at_once_get_the_same_files_as_alone(entites: Entites):
    alone = gpkg_bytes(entites, SOURCES), geojson_bytes(entites, SOURCES)
    with ThreadPoolExecutor(4) as people:
        packages = people.map(lambda _: gpkg_bytes(entites, SOURCES), range(6))
        texts = people.map(lambda _: geojson_bytes(entites, SOURCES), range(6))
    assert set(packages) == {alone[0]}
    assert set(texts) == {alone[1]}


@pytest.mark.parametrize("jour", [date(2019, 1, 1), date(2023, 6, 30), date(2026, 11, 30)])
def test_each_value_is_one_that_the_definition_of_its_attribute_names(jour: date):
    """Of an attribute that has a list of values, on every contract of the registre."""
    couverture = load_moteur().couverture(jour)
    lignes = build_lignes(couverture, [*couverture.statuts])
    listed = {
        name: meaning.partition(" : ")[2].split(", ")
        for name, _, meaning in ATTRIBUTS
        if name in ("statut", "classe", "etape", "porteur_type", "fiabilite")
    }
    for name, values in listed.items():
        assert {ligne[name] for ligne in lignes} - {None} <= set(values), name
