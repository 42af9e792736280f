"""SIREN of the communes, and the communes of the collectivités that the atlas leaves out."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from data.construction.attributs import SAINT_MARTIN, ZONES_DES_REGIONS, read_records


def build_sirens(archives: Iterable[Path]) -> pd.DataFrame:
    """Return the SIREN of each commune, columns siren and commune (its code in its last vintage).

    ``archives``: packages, oldest first. Those before 2021 have no SIREN; a commune that merged
    since keeps its own.
    """
    communes: dict[str, str] = {}
    for archive in archives:
        for record in read_records(archive, "communes"):
            if record["type"] == "commune-actuelle" and "siren" in record:
                communes[record["siren"]] = record["code"]
    rows = sorted(communes.items())
    return pd.DataFrame(rows, columns=["siren", "commune"])


def build_communes_hors_atlas(archive: Path) -> pd.DataFrame:
    """Return the communes of the overseas collectivités that the atlas leaves out.

    Columns code, nom, collectivite (its name). Saint-Martin is in the atlas.
    """
    names = {record["code"]: record["nom"] for record in read_records(archive, "departements")}
    rows = [
        {"code": record["code"], "nom": record["nom"], "collectivite": names[record["code"][:3]]}
        for record in read_records(archive, "communes")
        if record["zone"] not in ZONES_DES_REGIONS and record["code"] != SAINT_MARTIN
    ]
    return pd.DataFrame(rows).sort_values("code")
