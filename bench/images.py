"""Time and size of the pictures and of the perimeters, from the click to the bytes."""

import statistics
import time
from collections.abc import Callable
from datetime import date

from bench.cibles import Ligne
from components.carte.couverture import etat_carte
from components.commun.adresse.vue import EtatVue
from components.figures.carte_a_imprimer import carte_a_imprimer, titre_de_carte
from components.figures.figure import Carte
from components.figures.image.carte import carte_image
from geo.couverture.carte import build_etat
from geo.couverture.moteur import load_moteur
from geo.documents.formats_geographiques import perimetres_gpkg
from geo.documents.perimetres import contrats_a_exporter
from geo.territoires.fond_image import load_fond
from geo.territoires.territoire import FRANCE, find_territoire

JOUR = date(2026, 11, 21)
REPETITIONS = 5
LIGNES = (
    Ligne(
        "Map of every EPCI of France as a picture of 260 by 184 mm (1,357 shapes)",
        "PNG {png_s} s, {png_ko} KB; SVG {svg_s} s, {svg_ko} KB; PDF {pdf_s} s, {pdf_ko} KB",
        "PNG under 1.5 s",
        (("png_s", "<=", 1.5),),
    ),
    Ligne(
        "Perimeters of the contracts of Bretagne as a GeoPackage",
        "{gpkg_s} s, {gpkg_ko} KB",
    ),
)


def _map() -> Carte:
    vue = EtatVue(FRANCE, JOUR, "epci", "statut")
    couches = build_etat(load_moteur().couverture(JOUR), FRANCE, "epci", False)
    etat = etat_carte(vue, couches)
    fond = load_fond(couches.couches, etat.contours)
    return carte_a_imprimer(titre_de_carte(vue), etat, fond, "EPCI")


def _perimeters() -> bytes:
    moteur = load_moteur()
    couverture = moteur.couverture(JOUR)
    region = find_territoire(moteur.referentiel, "region", "53")
    contrats = contrats_a_exporter(couverture, region)
    return perimetres_gpkg(couverture, contrats, {}, lambda part, what: None)


def _timed(make: Callable[[], bytes]) -> tuple[float, int]:
    """Return the median duration in seconds, and the size in kilobytes."""
    durations = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        content = make()
        durations.append(time.perf_counter() - start)
    return round(statistics.median(durations), 2), round(len(content) / 1000)


def measure() -> dict[str, float]:
    """Time each file, the layers being read already."""
    result: dict[str, float] = {}
    for format_ in ("png", "svg", "pdf"):
        seconds, size = _timed(lambda one=format_: carte_image(_map(), one, 260, 184, dpi=250))
        result[f"{format_}_s"], result[f"{format_}_ko"] = seconds, size
    result["gpkg_s"], result["gpkg_ko"] = _timed(_perimeters)
    return result
