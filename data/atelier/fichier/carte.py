"""A drawn perimeter: GeoJSON or GeoPackage as a table of attributes and one outline per row.

Runs in the reading process, as workbooks do (``data.atelier.fichier.enfant``).
"""

import json
from typing import Any

import pyogrio
import pyogrio.errors
import shapely

from data.atelier.fautes import Fautes, FichierRefuse
from data.textes import propre

OBJETS_MAX = 5_000
WGS84 = "EPSG:4326"
_SURFACES = ("Polygon", "MultiPolygon")


def read_geojson(octets: bytes) -> dict[str, Any]:
    """Return ``crs``, ``entetes``, ``lignes`` (texts) and ``contours`` (WKB in hexadecimal).

    Raises FichierRefuse when it is not GeoJSON or draws no area.
    """
    try:
        content = json.loads(octets.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise FichierRefuse(Fautes.ABIME, "ce n'est pas du GeoJSON lisible") from None
    features = content.get("features") if content.get("type") == "FeatureCollection" else [content]
    if not isinstance(features, list) or not features:
        raise FichierRefuse(Fautes.VIDE)
    _check_number(len(features))
    shapes, properties = [], []
    for feature in features:
        if not isinstance(feature, dict):
            continue
        shape = feature.get("geometry") if feature.get("type") == "Feature" else feature
        shapes.append(_shape(shape))
        own = feature.get("properties")
        properties.append(own if isinstance(own, dict) else {})
    return _answer(_crs(content), properties, shapes)


def _shape(content: Any) -> Any:
    try:
        return shapely.from_geojson(json.dumps(content))
    except (shapely.GEOSException, ValueError, TypeError, RecursionError):
        return None


def _crs(content: dict[str, Any]) -> str:
    """Return the reference system that older files name; the standard says WGS 84."""
    named = content.get("crs")
    properties = named.get("properties") if isinstance(named, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    code = name.rsplit(":", 1)[-1]
    return f"EPSG:{code}" if code.isdigit() else WGS84


def read_geopackage(octets: bytes) -> dict[str, Any]:
    """Return the same of the first layer of areas of a GeoPackage.

    Raises FichierRefuse when it cannot be read or draws no area.
    """
    try:
        layers = pyogrio.list_layers(octets)
        drawn = [name for name, kind in layers if kind and any(one in kind for one in _SURFACES)]
        if not drawn:
            raise FichierRefuse(Fautes.PAS_UN_TABLEAU, "aucune couche de surfaces n'y est dessinée")
        info = pyogrio.read_info(octets, layer=drawn[0])
        _check_number(int(info["features"]))
        meta, _, shapes, fields = pyogrio.raw.read(octets, layer=drawn[0])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, OSError):
        raise FichierRefuse(Fautes.ABIME, "ce GeoPackage ne peut pas être lu") from None
    names = [str(name) for name in meta["fields"]]
    columns = [column.tolist() for column in fields]
    properties = [
        dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)
    ] or [{} for _ in shapes]
    return _answer(str(meta["crs"] or WGS84), properties, list(shapely.from_wkb(shapes)))


def _check_number(number: int) -> None:
    if number > OBJETS_MAX:
        raise FichierRefuse(Fautes.TROP_ETENDU, f"la carte a plus de {OBJETS_MAX} contours")


def _answer(crs: str, properties: list[dict[str, Any]], shapes: list[Any]) -> dict[str, Any]:
    areas = [
        (own, shape)
        for own, shape in zip(properties, shapes, strict=True)
        if shape is not None and shape.geom_type in _SURFACES and not shape.is_empty
    ]
    if not areas:
        raise FichierRefuse(
            Fautes.PAS_UN_TABLEAU, "la carte ne dessine aucune surface (des points ou des lignes)"
        )
    headers = list(dict.fromkeys(str(name) for own, _ in areas for name in own))
    return {
        "crs": crs,
        "entetes": headers,
        "lignes": [[_text(own.get(name)) for name in headers] for own, _ in areas],
        "contours": [shapely.to_wkb(shape, hex=True) for _, shape in areas],
    }


def _text(value: Any) -> str:
    if value is None or value != value:  # NaN, in a column of numbers with a hole
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return propre(str(value)).strip()
