"""The monthly history of all the regions and departements, against geopandas by month.

The plain way is timed on a sample of months and extrapolated to all of them: each month, the
perimeters of the contracts signed and in project are dissolved, the communes inside are joined,
and their populations added up by level (see bench/taux.py).
"""

import statistics
import time
from datetime import date

import numpy as np

from bench.cibles import Ligne
from bench.taux import STATUTS, communes_of_contracts, load_communes, plain_way
from geo.couverture.historique import (
    DERNIER_MOIS,
    PREMIER_MOIS,
    Historique,
    build_historiques,
    mois_entre,
)
from geo.couverture.moteur import Moteur, load_moteur

NIVEAUX = ("region", "departement")
REPETITIONS = 20
MOIS_PAR_ECHANTILLON = 17  # months between two of the sample: every season, every year or so
LIGNES = (
    Ligne(
        "Monthly history of the 18 régions and 101 départements ({mois} months)",
        "{atlas_ms:.0f} ms; geopandas {geopandas_s:,.0f} s (from {echantillon} months): "
        "{rapport:,} times faster",
        "under 1 s, 500 times faster",
        (("atlas_ms", "<=", 1000), ("rapport", ">=", 500)),
    ),
)


def our_way(moteur: Moteur, months: tuple[date, ...]) -> dict[str, Historique]:
    """Statuses, coverage and figures of every month, and the tables of rates."""
    histories = build_historiques(moteur, NIVEAUX, months)
    for history in histories.values():
        history.table()
    return histories


def _plain_months(
    moteur: Moteur, months: tuple[date, ...], ours: dict[str, Historique]
) -> tuple[float, float]:
    """Seconds of a month the plain way, and the largest difference of a rate, in points."""
    communes = load_communes(moteur)
    durations, differences = [], []
    for rank in range(0, len(months), MOIS_PAR_ECHANTILLON):
        couverture = moteur.couverture(months[rank])
        perimetres = {
            statut: communes.merge(communes_of_contracts(moteur, couverture, statut), on="code")
            for statut in STATUTS
        }
        start = time.perf_counter()
        plain = plain_way(communes, perimetres)
        durations.append(time.perf_counter() - start)
        for niveau, history in ours.items():
            rates = 100 * history.signe[rank] / history.population
            found = plain[niveau]["signe"].sort_index().to_numpy()
            differences.append(float(np.abs(found - rates).max()))
    return statistics.mean(durations), max(differences)


def measure() -> dict[str, float]:
    """Time both ways on the same contracts: milliseconds, seconds, and the ratio."""
    moteur = load_moteur()
    months = mois_entre(PREMIER_MOIS, DERNIER_MOIS)
    ours = our_way(moteur, months)
    durations = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        our_way(moteur, months)
        durations.append(time.perf_counter() - start)
    seconds = statistics.median(durations)
    by_month, difference = _plain_months(moteur, months, ours)
    return {
        "mois": len(months),
        "atlas_ms": round(seconds * 1000, 1),
        "geopandas_s": round(by_month * len(months), 1),
        "echantillon": len(range(0, len(months), MOIS_PAR_ECHANTILLON)),
        "rapport": round(by_month * len(months) / seconds),
        "ecart_max_points": round(difference, 3),
    }
