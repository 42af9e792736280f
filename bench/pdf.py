"""Time and size of the one-page PDF of a territory, from the click to the bytes."""

import statistics
import time
from datetime import date

from components.commun.sources import source_lines
from components.territoire.pdf_territoire import RAPPORT_DE_LA_CARTE, pdf_territoire
from data.lecture.referentiel import load_provenance
from geo.couverture.moteur import Moteur, load_moteur
from geo.territoire.carte import build_carte, build_fond
from geo.territoire.situation import build_situation
from geo.territoires.lieux import find_lieux

JOUR = date(2026, 11, 21)
REPETITIONS = 5
# A commune, an EPCI, a département, the widest région, a place without a map.
TERRITOIRES = {"commune": "29232", "epci": "200054781", "departement": "29", "region": "75"}
SANS_CARTE = "97801"


def _make(moteur: Moteur, code: str, niveau: str) -> bytes:
    """Do what the page does when the button is pressed, situation and map included."""
    couverture = moteur.couverture(JOUR)
    found = find_lieux(moteur.referentiel, code)
    lieu = next((one for one in found if one.territoire.niveau == niveau), found[0])
    situation = build_situation(couverture, lieu)
    carte = build_carte(couverture, lieu.territoire)
    fond = build_fond(couverture, carte, RAPPORT_DE_LA_CARTE) if carte else None
    lines = source_lines(
        load_provenance(), moteur.registre.date_releve, JOUR, situation.annee_population
    )
    return pdf_territoire(situation, fond, lines, f"http://localhost:8501/territoire?code={code}")


def measure() -> dict[str, float]:
    """Time each kind of territory: first time (layers read), then median; sizes in kilobytes."""
    moteur = load_moteur()
    result: dict[str, float] = {}
    for niveau, code in {**TERRITOIRES, "sans_carte": SANS_CARTE}.items():
        durations = []
        for _ in range(REPETITIONS):
            start = time.perf_counter()
            content = _make(moteur, code, niveau)
            durations.append(time.perf_counter() - start)
        result[f"{niveau}_premier_s"] = round(durations[0], 2)
        result[f"{niveau}_mediane_s"] = round(statistics.median(durations), 2)
        result[f"{niveau}_ko"] = round(len(content) / 1000)
    return result
