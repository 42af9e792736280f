"""Time and size of a deck of twelve slides for one région, as PPTX and as PDF, from the click."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bench.cibles import Ligne
from components.diaporama.contenu import build_diaporama
from components.documents.pdf.diaporama import diaporama_pdf
from components.documents.pptx.diaporama import diaporama_pptx
from components.gabarit.diapositive import Diaporama
from geo.couverture.moteur import Moteur, load_moteur
from geo.presentation.seminaire import Seminaire, build_seminaire
from geo.territoires.territoire import find_territoire

REGION = "75"  # the widest one
JOUR = date(2026, 11, 21)
DIAPOSITIVES = 12
REPETITIONS = 5
MO = 1_000_000

LIGNES = (
    Ligne(
        "A deck of {diapositives} slides for a région, as PPTX",
        "{pptx_premier_s} s the first time (contents and layers read), {pptx_mediane_s} s after; "
        "{pptx_mo} MB",
        "under 5 s and 10 MB",
        (("pptx_premier_s", "<=", 5), ("pptx_mo", "<=", 10)),
    ),
    Ligne(
        "The same as PDF, tagged (PDF/UA-1), vectors only",
        "{pdf_premier_s} s the first time, {pdf_mediane_s} s after; {pdf_mo} MB",
        "at most 2.5 s after the first",
        (("pdf_mediane_s", "<=", 2.5),),
    ),
)


def _seminaire(moteur: Moteur, contrat: str = "") -> Seminaire:
    place = find_territoire(moteur.referentiel, "region", REGION)
    return build_seminaire(moteur, place, JOUR, contrat)


def _deck(moteur: Moteur) -> Diaporama:
    """Return the deck of the région, with as many contracts in focus as twelve slides need."""
    whole = _seminaire(moteur)
    deck = build_diaporama(whole)
    slides = list(deck.diapositives)
    shown = whole.fiche.contrat.id if whole.fiche else ""
    others = (name for name in whole.synthese.contrats_signes if name != shown)
    place = next(rank for rank, one in enumerate(slides) if one.cle == "contrat") + 1
    while len(slides) < DIAPOSITIVES:
        focus = build_diaporama(_seminaire(moteur, next(others)), ("contrat",))
        slides.insert(place, focus.diapositives[0])
    return replace(deck, diapositives=tuple(slides[:DIAPOSITIVES]))


def _times(write: Callable[[Diaporama], bytes], moteur: Moteur) -> tuple[float, float, int]:
    """Return the first time, contents included, the median of the writing alone, and the size."""
    build_seminaire.cache_clear()
    start = time.perf_counter()
    content = write(_deck(moteur))
    first = time.perf_counter() - start
    deck = _deck(moteur)
    assert len(deck.diapositives) == DIAPOSITIVES
    durations = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        write(deck)
        durations.append(time.perf_counter() - start)
    return first, statistics.median(durations), len(content)


def measure() -> dict[str, float]:
    """Time both files: the first time with the contents, then the writing alone."""
    moteur = load_moteur()
    result: dict[str, float] = {"diapositives": DIAPOSITIVES}
    for name, write in (("pptx", diaporama_pptx), ("pdf", diaporama_pdf)):
        first, median, size = _times(write, moteur)
        result[f"{name}_premier_s"] = round(first, 2)
        result[f"{name}_mediane_s"] = round(median, 2)
        result[f"{name}_mo"] = round(size / MO, 2)
    return result
