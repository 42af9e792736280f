"""Map layers: GeoJSON files simplified with shared borders kept, gzip-compressed.

One file per level of display. Every feature carries ``id``, its name, its population and a
point inside it (``p``: longitude, latitude), which is how a click is told to the server.
"""

import gzip
import json
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from data.construction.geometries import check_geometries

# Tolerances are the square root of the area (in degrees) under which a vertex is dropped.
TOLERANCE_PARTIES = 0.005
TOLERANCE_COMMUNES_FRANCE = 0.02
GRID_DEGREES = 0.0001
DECIMALS = 4


@dataclass(frozen=True)
class Decoupe:
    """One level of the map: the identifier of each feature and its contour, in order."""

    identifiants: np.ndarray
    contours: np.ndarray


def part_identifiers(communes: pd.DataFrame) -> np.ndarray:
    """Return, for each commune, the map feature it belongs to at the EPCI level.

    An EPCI astride two départements is drawn in two parts, ``SIREN-departement``, so that the
    map of a region shows its own part only; a commune in no EPCI is its own feature.
    """
    epci, departement = communes["epci"], communes["departement"]
    return np.where(epci == "", communes["code"], epci + "-" + departement).astype(str)


def dissolve(keys: np.ndarray, contours: np.ndarray) -> Decoupe:
    """Unite the contours that share a key; keys come out sorted."""
    order = np.argsort(keys, kind="stable")
    names, starts = np.unique(keys[order], return_index=True)
    groups = np.split(contours[order], starts[1:])
    return Decoupe(names, np.array([shapely.coverage_union_all(group) for group in groups]))


def simplify(decoupe: Decoupe, tolerance: float) -> Decoupe:
    """Drop vertices with shared borders kept, and round to the grid; nothing gets empty."""
    contours = decoupe.contours
    if tolerance:
        contours = shapely.coverage_simplify(contours, tolerance)
    rounded = shapely.set_precision(contours, GRID_DEGREES, mode="pointwise")
    crossed = ~shapely.is_valid(rounded)
    rounded[crossed] = shapely.set_precision(contours[crossed], GRID_DEGREES)
    check_geometries(list(decoupe.identifiants), rounded)
    return Decoupe(decoupe.identifiants, rounded)


def _rounded(coordinates: list) -> list:
    if isinstance(coordinates[0], float | int):
        return [round(value, DECIMALS) for value in coordinates]
    return [_rounded(inner) for inner in coordinates]


def layer_bytes(decoupe: Decoupe, properties: pd.DataFrame) -> bytes:
    """Return the compressed GeoJSON of a layer.

    ``properties`` is indexed by identifier; its columns become the properties of the feature.
    """
    points = shapely.get_coordinates(shapely.point_on_surface(decoupe.contours))
    rows = properties.loc[decoupe.identifiants].to_dict("records")
    features = []
    for identifier, contour, point, row in zip(
        decoupe.identifiants, decoupe.contours, points, rows, strict=True
    ):
        geometry = json.loads(shapely.to_geojson(contour))
        geometry["coordinates"] = _rounded(geometry["coordinates"])
        row["p"] = _rounded(point.tolist())
        features.append(
            {"type": "Feature", "id": str(identifier), "properties": row, "geometry": geometry}
        )
    collection = {"type": "FeatureCollection", "features": features}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


def _properties(keys: np.ndarray, communes: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Return name, population and region of each feature; ``names`` is indexed by key."""
    frame = pd.DataFrame(
        {"cle": keys, "population": communes["population"], "region": communes["region"]}
    )
    grouped = frame.groupby("cle").agg(population=("population", "sum"), region=("region", "first"))
    grouped.insert(0, "nom", names.reindex(grouped.index))
    return grouped


def _name_parts(names: pd.Series, departements: pd.Series) -> pd.Series:
    """Say which département a part is in, for the EPCI that are drawn in several."""
    pieces = names.index.to_series().str.partition("-")
    several = pieces.groupby(0)[2].transform("nunique") > 1
    return names.where(~several, names + " (partie " + pieces[2].map(departements) + ")")


def _layer_of_ept(decoupe: Decoupe, communes: pd.DataFrame, names: pd.Series) -> bytes:
    """Return the layer of the EPT: ``decoupe`` holds every commune, in the order of the table."""
    keys = communes["ept"].to_numpy(dtype=str)
    kept = keys != ""
    members = communes[kept]
    return layer_bytes(
        dissolve(keys[kept], decoupe.contours[kept]), _properties(keys[kept], members, names)
    )


def _layer_of_arrondissements(
    contours: dict[str, shapely.Geometry],
    table: pd.DataFrame,
    regions: pd.Series,
    population: dict[str, int],
) -> bytes:
    """Return the layer of the arrondissements municipaux; ``regions``: by code of commune."""
    properties = pd.DataFrame(
        {
            "nom": table["nom"],
            "population": table["code"].map(population),
            "region": table["commune"].map(regions),
        }
    ).set_axis(table["code"], axis=0)
    shapes = np.array([contours[code] for code in table["code"]], dtype=object)
    return layer_bytes(simplify(Decoupe(table["code"].to_numpy(dtype=str), shapes), 0), properties)


def build_layers(
    contours: dict[str, shapely.Geometry],
    arrondissements: dict[str, shapely.Geometry],
    tables: dict[str, pd.DataFrame],
    population: dict[str, int],
) -> dict[str, bytes]:
    """Return the content of every layer file, keyed by file name.

    Parameters
    ----------
    contours : clean coverage, commune code -> geometry in EPSG:4326.
    arrondissements : the same for the arrondissements municipaux.
    tables : the tables of ``attributs.build_tables``.
    population : inhabitants of each commune and arrondissement, in the reference year of the
        layers.
    """
    communes = tables["communes"].set_index("code", drop=False).loc[list(contours)]
    communes = communes.assign(population=communes["code"].map(population))
    shapes = np.array(list(contours.values()), dtype=object)

    keys = part_identifiers(communes)
    parts = simplify(dissolve(keys, shapes), TOLERANCE_PARTIES)
    epci_names = tables["epci"].set_index("code")["nom"]
    owner_names = communes["epci"].map(epci_names).fillna(communes["nom"])
    names = pd.Series(owner_names.to_numpy(), index=keys).groupby(level=0).first()
    names = _name_parts(names, tables["departements"].set_index("code")["nom"])
    files = {"epci.json.gz": layer_bytes(parts, _properties(keys, communes, names))}

    first = communes.assign(cle=keys).drop_duplicates("cle").set_index("cle")
    for level in ("departement", "region"):
        table = tables[f"{level}s"].set_index("code")["nom"]
        owner = first.loc[parts.identifiants, level].to_numpy(dtype=str)
        dissolved = dissolve(owner, parts.contours)
        level_keys = communes[level].to_numpy(dtype=str)
        properties = _properties(level_keys, communes, table)
        files[f"{level}.json.gz"] = layer_bytes(dissolved, properties)

    codes = np.array(list(contours), dtype=str)
    properties = _properties(codes, communes, communes["nom"])
    detailed = simplify(Decoupe(codes, shapes), 0)
    coarse = simplify(Decoupe(codes, shapes), TOLERANCE_COMMUNES_FRANCE)
    files["communes.json.gz"] = layer_bytes(coarse, properties)
    for departement in tables["departements"]["code"]:
        chosen = (communes["departement"] == departement).to_numpy()
        subset = Decoupe(codes[chosen], detailed.contours[chosen])
        files[f"communes-{departement}.json.gz"] = layer_bytes(subset, properties)
    files["ept.json.gz"] = _layer_of_ept(detailed, communes, tables["ept"].set_index("code")["nom"])
    files["arrondissement_municipal.json.gz"] = _layer_of_arrondissements(
        arrondissements,
        tables["arrondissements_municipaux"],
        communes["region"],
        population,
    )
    return files
