"""(a) All rates at the five levels for one date, against geopandas on the same perimeters."""

import gzip
import json
import statistics
import time
from datetime import date

import geopandas
import numpy as np
import pandas as pd
from shapely.geometry import shape

from bench.cibles import Ligne
from data.paths import DOSSIER_COUCHES
from geo.couverture.moteur import Couverture, Moteur, calcule_taux, load_moteur
from geo.territoires.referentiel import NIVEAUX

JOUR = date(2026, 11, 21)
REPETITIONS = 30
STATUTS = ("signe", "projet")
LIGNES = (
    Ligne(
        "All rates at the five levels for one date",
        "{atlas_ms:.1f} ms; geopandas {geopandas_ms:,.0f} ms: {rapport:,} times faster",
        "under 10 ms, 500 times faster",
        (("atlas_ms", "<=", 10), ("rapport", ">=", 500)),
    ),
)


def load_communes(moteur: Moteur) -> geopandas.GeoDataFrame:
    """Contours and attributes of the communes, as the plain way has them in memory."""
    features = []
    for path in sorted(DOSSIER_COUCHES.glob("communes-*.json.gz")):
        features += json.loads(gzip.decompress(path.read_bytes()))["features"]
    frame = geopandas.GeoDataFrame(
        {"code": [feature["id"] for feature in features]},
        geometry=[shape(feature["geometry"]) for feature in features],
        crs="EPSG:4326",
    )
    levels = moteur.referentiel.niveaux
    commune = levels["commune"]
    first_cell = {}
    for cell, owner in enumerate(commune.appartenance.tolist()):
        first_cell.setdefault(str(commune.codes[owner]), cell)
    cells = np.array([first_cell[code] for code in frame["code"]])
    population = moteur.referentiel.population_totale["commune"]
    frame["population"] = population[commune.appartenance[cells]]
    for name in NIVEAUX:
        frame[name] = levels[name].codes[levels[name].appartenance[cells]]
    return frame


def communes_of_contracts(moteur: Moteur, couverture: Couverture, statut: str) -> pd.DataFrame:
    """Return one row (contrat, code of commune) per commune of the contracts of a status."""
    commune = moteur.referentiel.niveaux["commune"]
    rows = [
        (contrat, str(code))
        for contrat in couverture.contrats(statut)
        for code in np.unique(
            commune.codes[commune.appartenance[moteur.perimetres.par_contrat[contrat]]]
        )
    ]
    return pd.DataFrame(rows, columns=["contrat", "code"])


def plain_way(
    communes: geopandas.GeoDataFrame, perimetres: dict[str, geopandas.GeoDataFrame]
) -> dict[str, pd.DataFrame]:
    """Dissolve the perimeters, join the communes inside, add up and count by level."""
    points = communes.set_geometry(communes.representative_point())
    covered, touched = {}, {}
    for statut, parts in perimetres.items():
        dissolved = parts.dissolve(by="contrat").reset_index()
        joined = geopandas.sjoin(points, dissolved[["contrat", "geometry"]], predicate="within")
        covered[statut] = communes["code"].isin(joined["code"])
        touched[statut] = joined
    covered["signe_ou_projet"] = covered["signe"] | covered["projet"]
    tables = {}
    for niveau in NIVEAUX:
        total = communes.groupby(niveau)["population"].sum()
        rates = {
            statut: communes["population"].where(chosen, 0).groupby(communes[niveau]).sum() / total
            for statut, chosen in covered.items()
        }
        counts = {
            f"nb_{statut}": joined.groupby(niveau)["contrat"].nunique()
            for statut, joined in touched.items()
        }
        tables[niveau] = (pd.DataFrame(rates) * 100).join(pd.DataFrame(counts))
    return tables


def our_way(moteur: Moteur) -> dict[str, dict[str, np.ndarray]]:
    """Statuses of every contract at the date, then the rates at the five levels."""
    couverture = moteur.couverture(JOUR)
    return {niveau: calcule_taux(couverture, niveau) for niveau in NIVEAUX}


def _check_same(ours: dict[str, dict[str, np.ndarray]], plain: dict[str, pd.DataFrame]) -> float:
    """Return the largest difference of the rate signed of a region, in points."""
    regions = plain["region"]["signe"].sort_index()
    return float(np.abs(regions.to_numpy() - ours["region"]["taux_signe"]).max())


def measure() -> dict[str, float]:
    """Time both ways on the same contracts; seconds, and the ratio."""
    moteur = load_moteur()
    communes = load_communes(moteur)
    couverture = moteur.couverture(JOUR)
    perimetres = {
        statut: communes.merge(communes_of_contracts(moteur, couverture, statut), on="code")
        for statut in STATUTS
    }
    start = time.perf_counter()
    plain = plain_way(communes, perimetres)
    plain_seconds = time.perf_counter() - start

    our_way(moteur)
    durations = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        ours = our_way(moteur)
        durations.append(time.perf_counter() - start)
    our_seconds = statistics.median(durations)
    return {
        "atlas_ms": round(our_seconds * 1000, 2),
        "geopandas_ms": round(plain_seconds * 1000, 1),
        "rapport": round(plain_seconds / our_seconds),
        "ecart_max_points": round(_check_same(ours, plain), 3),
    }
