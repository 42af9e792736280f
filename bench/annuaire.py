"""The directory: search, filters and rows on 700 contracts, as one answer of the server."""

import statistics
import time
from dataclasses import replace
from datetime import date
from itertools import islice

from data.model import Registre
from geo.annuaire.annuaire import Annuaire, Criteres, build_annuaire
from geo.contrats.perimetres import build_perimetres
from geo.couverture.moteur import Moteur, load_moteur
from geo.territoires.territoire import Territoire

JOUR = date(2026, 11, 21)
NOMBRE_DE_CONTRATS = 700
REPETITIONS = 10
BRETAGNE = Territoire("region", "53", "Bretagne")
QUESTIONS = {
    "tout": Criteres(),
    "mot": Criteres(texte="saint"),
    "faute_de_frappe": Criteres(texte="vallee de la dordonge"),
    "commune": Criteres(texte="Plomelin"),
    "filtres": Criteres(
        territoire=BRETAGNE,
        statuts=("signe", "projet"),
        themes=("sante_mentale", "acces_soins"),
        fin_mois=24,
        axes=True,
        tri="fin",
    ),
    "recherche_et_filtres": Criteres(texte="agglomeratoin", statuts=("signe",), tri="population"),
}


def duplicate(registre: Registre, nombre: int) -> Registre:
    """Return the registre with its first contracts repeated under other names, up to ``nombre``."""
    missing = nombre - len(registre.contrats)
    copies = {name: f"{name}-bis" for name in islice(registre.contrats, max(missing, 0))}

    def repeated(lines: tuple) -> tuple:
        again = (
            replace(line, contrat_id=copies[line.contrat_id])
            for line in lines
            if line.contrat_id in copies
        )
        return (*lines, *again)

    return replace(
        registre,
        contrats=registre.contrats
        | {copy: replace(registre.contrats[name], id=copy) for name, copy in copies.items()},
        perimetres=repeated(registre.perimetres),
        axes=repeated(registre.axes),
        actions=repeated(registre.actions),
        signataires=repeated(registre.signataires),
    )


def build_large_annuaire() -> Annuaire:
    """Build the directory of NOMBRE_DE_CONTRATS contracts on the real territories."""
    real = load_moteur()
    registre = duplicate(real.registre, NOMBRE_DE_CONTRATS)
    perimetres = build_perimetres(registre, real.referentiel)
    return build_annuaire(Moteur(registre, real.referentiel, perimetres))


def _answer(annuaire: Annuaire, criteres: Criteres) -> int:
    """Search, filter, order, and build every row: more than the page shows at once."""
    return len(annuaire.chercher(criteres, JOUR).lignes())


def measure() -> dict[str, float]:
    """Time each question; milliseconds: the first time it is asked, and the median."""
    start = time.perf_counter()
    annuaire = build_large_annuaire()
    annuaire.chercher(Criteres(), JOUR)
    figures: dict[str, float] = {"contrats": len(annuaire.moteur.registre.contrats)}
    figures["index_ms"] = round((time.perf_counter() - start) * 1000)
    for name, criteres in QUESTIONS.items():
        durations = []
        for _ in range(REPETITIONS):
            start = time.perf_counter()
            _answer(annuaire, criteres)
            durations.append((time.perf_counter() - start) * 1000)
        figures[f"{name}_premiere_ms"] = round(durations[0], 1)
        figures[f"{name}_ms"] = round(statistics.median(durations), 1)
    return figures
