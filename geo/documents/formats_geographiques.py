"""Perimeters written for a geographic information system: GeoJSON (RFC 7946) and GeoPackage."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import shapely

from data.temporaires import dossier_de_travail
from data.textes import propre
from geo.couverture.moteur import Couverture
from geo.documents.attributs import ATTRIBUTS
from geo.documents.perimetres import Avance, Entites, build_entites

COUCHE = "perimetres"
DECIMALES = 5  # of a degree: a metre
LICENCE = "Licence Ouverte 2.0 (Etalab)"
# A GeoPackage holds the day it was written: one for all, so that the same data is the same file.
INSTANT = {"OGR_CURRENT_DATE": "2026-11-21T00:00:00.000Z"}


def perimetres_geojson(
    couverture: Couverture, contrats: Sequence[str], sources: Mapping[str, str], avance: Avance
) -> bytes:
    """Return the perimeters of contracts as GeoJSON; ``avance`` as in ``build_entites``."""
    return geojson_bytes(build_entites(couverture, contrats, avance), sources)


def perimetres_gpkg(
    couverture: Couverture, contrats: Sequence[str], sources: Mapping[str, str], avance: Avance
) -> bytes:
    """Return the perimeters of contracts as a GeoPackage; ``avance`` as in ``build_entites``."""
    return gpkg_bytes(build_entites(couverture, contrats, avance), sources)


def geojson_bytes(entites: Entites, sources: Mapping[str, str]) -> bytes:
    """Return features as GeoJSON: longitudes and latitudes in WGS 84, exterior rings first.

    ``sources``: where the figures come from, by label; written beside the features, with the
    meaning of each attribute. A contract whose perimeter is unknown has a null geometry.
    """
    features = [
        {
            "type": "Feature",
            "id": ligne["id"],
            "geometry": None if forme is None else geometrie(forme),
            "properties": ligne,
        }
        for ligne, forme in zip(entites.lignes, entites.formes.tolist(), strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "name": COUCHE,
        "licence": LICENCE,
        "sources": dict(sources),
        "attributs": {nom: sens for nom, _, sens in ATTRIBUTS},
        "features": features,
    }
    text = json.dumps(_clean(collection), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def _clean(contenu: Any) -> Any:
    """Return the same data, every text such as any file can hold it."""
    if isinstance(contenu, str):
        return propre(contenu)
    if isinstance(contenu, dict):
        return {_clean(name): _clean(value) for name, value in contenu.items()}
    return [_clean(one) for one in contenu] if isinstance(contenu, list) else contenu


def geometrie(forme: shapely.Geometry) -> dict[str, Any]:
    """Return a shape as GeoJSON writes it, to a metre."""
    rounded = shapely.transform(forme, lambda points: points.round(DECIMALES))
    geometry: dict[str, Any] = shapely.geometry.mapping(rounded)
    return geometry


def gpkg_bytes(entites: Entites, sources: Mapping[str, str]) -> bytes:
    """Return features as a GeoPackage in EPSG:4326, with a layer of sources and one of attributes.

    It is built in a directory of its own, which is removed: nothing is shared between two exports.
    """
    # Imported when asked for: they would slow the start and weigh on the memory of the server.
    import geopandas
    import pyogrio

    pyogrio.set_gdal_config_options(INSTANT)  # the same for all: two exports agree
    with dossier_de_travail() as folder:
        path = folder / f"{COUCHE}.gpkg"
        frame = geopandas.GeoDataFrame(
            _table(entites), geometry=list(entites.formes), crs="EPSG:4326"
        )
        pyogrio.write_dataframe(
            frame, path, layer=COUCHE, driver="GPKG", geometry_type="MultiPolygon", use_arrow=True
        )
        about = [*_clean(dict(sources)).items(), ("Licence", LICENCE)]
        sources_table = pd.DataFrame(about, columns=["rubrique", "texte"])
        pyogrio.write_dataframe(sources_table, path, layer="sources", driver="GPKG")
        meaning = pd.DataFrame(ATTRIBUTS, columns=["attribut", "type", "definition"])
        pyogrio.write_dataframe(meaning, path, layer="attributs", driver="GPKG")
        return path.read_bytes()


def _table(entites: Entites) -> pd.DataFrame:
    """Return the attributes as typed columns: an unknown is empty whatever the type."""
    columns: dict[str, pd.Series[Any]] = {}
    for nom, kind, _ in ATTRIBUTS:
        values = [_clean(ligne[nom]) for ligne in entites.lignes]
        if kind == "entier":
            columns[nom] = pd.Series(values, dtype="Int32")
        elif kind == "booleen":
            columns[nom] = pd.Series(values, dtype="boolean")
        elif kind == "jour":
            days = [None if one is None else date.fromisoformat(str(one)) for one in values]
            columns[nom] = pd.Series(days, dtype="object")
        else:
            columns[nom] = pd.Series(values, dtype="str")
    return pd.DataFrame(columns)
