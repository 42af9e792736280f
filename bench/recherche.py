"""Time of the first suggestions of the territory search, for each kind of territory."""

import statistics
import time

import numpy as np
import pandas as pd

from geo.recherche.entrees import NIVEAUX_DE_RECHERCHE, build_entrees
from geo.recherche.recherche import chercher
from geo.territoires.referentiel import Referentiel, load_referentiel

PAR_NIVEAU = 60
SUGGESTIONS = 6
GRAINE = 29232


def _typed(name: str, code: str, generator: np.random.Generator) -> list[str]:
    """What a reader types of a territory: its name, its beginning, its code, with a slip."""
    place = int(generator.integers(1, max(len(name) - 1, 2)))
    slip = name[:place] + name[place + 1 :]
    return [name, name[: max(len(name) // 2, 3)], code, slip]


def _sample(referentiel: Referentiel) -> dict[str, list[str]]:
    """Texts to search for, by level; communes déléguées are entries of their own."""
    entries = build_entrees(referentiel)
    is_part = entries["precision"] != ""
    groups: dict[str, pd.DataFrame] = {
        level: entries[(entries["niveau"] == level) & ~is_part] for level in NIVEAUX_DE_RECHERCHE
    }
    groups["commune_deleguee"] = entries[is_part]
    generator = np.random.default_rng(GRAINE)
    texts: dict[str, list[str]] = {}
    for level, rows in groups.items():
        chosen = rows.sample(min(PAR_NIVEAU, len(rows)), random_state=GRAINE)
        typed = zip(chosen["ecrit"], chosen["cle"], strict=True)
        texts[level] = [text for nom, code in typed for text in _typed(nom, code, generator)]
        postcodes = " ".join(chosen["codes_postaux"]).split()
        texts[level] += postcodes[:PAR_NIVEAU]
    return texts


def measure() -> dict[str, float]:
    """Time each text; milliseconds, median and slowest, by level and over all of them."""
    referentiel = load_referentiel()
    chercher("Quimper", SUGGESTIONS, referentiel=referentiel)  # builds the index
    everything: list[float] = []
    result: dict[str, float] = {}
    for level, texts in _sample(referentiel).items():
        durations = []
        for text in texts:
            start = time.perf_counter()
            chercher(text, SUGGESTIONS, referentiel=referentiel)
            durations.append(1000 * (time.perf_counter() - start))
        result[f"{level}_mediane_ms"] = round(statistics.median(durations), 2)
        result[f"{level}_max_ms"] = round(max(durations), 1)
        everything += durations
    return {
        "mediane_ms": round(statistics.median(everything), 2),
        "max_ms": round(max(everything), 1),
        "recherches": len(everything),
        **result,
    }
