"""Time and size of the one-page PDF of a territory, from the click to the bytes."""

import statistics
import time
from datetime import date

from bench.cibles import Ligne
from components.commun.sources import source_lines
from components.territoire.emporter import RAPPORT_DE_LA_CARTE
from components.territoire.fichiers import carte_sur_papier
from components.territoire.pdf import pdf_territoire
from data.lecture.referentiel import load_provenance
from geo.couverture.moteur import Moteur, load_moteur
from geo.territoire.vue import build_vue
from geo.territoires.lieux import find_lieux

JOUR = date(2026, 11, 21)
REPETITIONS = 5
# A commune, an EPCI, a département, the widest région, a place without a map.
TERRITOIRES = {"commune": "29232", "epci": "200054781", "departement": "29", "region": "75"}
SANS_CARTE = "97801"

LIGNES = (
    Ligne(
        "One-page PDF of a territory, tagged (PDF/UA-1), from the click to the bytes",
        "commune {commune_mediane_s} s, EPCI of 130 communes {epci_mediane_s} s, département "
        "{departement_mediane_s} s, widest région {region_mediane_s} s ({region_ko} KB), no map "
        "{sans_carte_mediane_s} s; the first one {commune_premier_s} s",
        "at most 0.5 s after the first",
        tuple(
            (f"{niveau}_mediane_s", "<=", 0.5)
            for niveau in ("commune", "epci", "departement", "region", "sans_carte")
        ),
    ),
)


def _make(moteur: Moteur, code: str, niveau: str) -> bytes:
    """Do what the page does when the button is pressed, situation and map included."""
    couverture = moteur.couverture(JOUR)
    found = find_lieux(moteur.referentiel, code)
    lieu = next((one for one in found if one.territoire.niveau == niveau), found[0])
    vue = build_vue(couverture, lieu)
    situation = vue.situation
    carte = carte_sur_papier(vue, vue.carte, RAPPORT_DE_LA_CARTE) if vue.carte else None
    lines = source_lines(
        load_provenance(), moteur.registre.date_releve, JOUR, situation.annee_population
    )
    return pdf_territoire(situation, carte, lines, f"http://localhost:8501/territoire?code={code}")


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
