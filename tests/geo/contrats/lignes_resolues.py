"""Lines of a perimeter, resolved."""

import csv

import numpy as np

from data.paths import DOSSIER_REFERENTIEL
from geo.territoires.referentiel import Referentiel


def rows(name: str) -> list[dict[str, str]]:
    with (DOSSIER_REFERENTIEL / "2026" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(referentiel: Referentiel, cells: np.ndarray) -> set[str]:
    """Codes of cells; a merged commune goes by its own code when all its pieces are there."""
    codes = set(referentiel.codes[cells].tolist())
    for commune in set(referentiel.tables.cellules["2026"]):
        pieces = set(referentiel.codes[referentiel.cellules("commune", commune)].tolist())
        if pieces <= codes:
            codes = (codes - pieces) | {commune}
    return codes
