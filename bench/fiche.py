"""(d) Server time of the sheet of a contract, for those that are the longest to draw.

The whole script of the page is run as the server runs it (dashboard, navigation, page, every
element built), without a browser; the first run, which loads the registre, the referentiel and
the layers, is left out. The view model alone is timed too.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from streamlit.testing.v1 import AppTest

from bench.cibles import Ligne
from data.paths import DOSSIER_PROJET
from geo.contrat.carte import build_carte
from geo.contrat.fiche import build_fiche
from geo.couverture.moteur import Moteur, load_moteur

JOUR = date(2026, 11, 21)
REPETITIONS = 9
CIBLE_MS = 300
DELAI = 120  # seconds, for the first run

LIGNES = (
    Ligne(
        "Sheet of the longest contract ({contrat}), server time of the page",
        "{page_ms} ms (view model and map: {modele_ms} ms)",
        f"{CIBLE_MS} ms",
        (("page_ms", "<=", CIBLE_MS),),
    ),
)


def _longest(moteur: Moteur) -> dict[str, str]:
    """Return the contracts with most of what makes a sheet long, by what it is."""
    registre, perimetres = moteur.registre, moteur.perimetres
    sizes: dict[str, Callable[[str], int]] = {
        "communes": lambda name: len(perimetres.par_contrat[name]),
        "axes et actions": lambda name: (
            len(registre.axes_du_contrat(name)) + len(registre.actions_du_contrat(name))
        ),
        "signataires": lambda name: len(registre.signataires_du_contrat(name)),
        "lignes de perimetre": lambda name: len(registre.perimetre_du_contrat(name)),
    }
    return {what: max(registre.contrats, key=size) for what, size in sizes.items()}


def _median_ms(action: Callable[[date], object]) -> float:
    """Time an action on several days, so that nothing kept for one day is used again."""
    action(JOUR)
    durations = []
    for days in range(1, REPETITIONS + 1):
        start = time.perf_counter()
        action(JOUR - timedelta(days=days))
        durations.append(time.perf_counter() - start)
    return round(1000 * statistics.median(durations), 1)


def _time_page(page: AppTest, contrat_id: str) -> float:
    def run(jour: date) -> None:
        page.query_params["id"] = contrat_id
        page.query_params["date"] = jour.isoformat()
        page.run()
        if page.exception or page.error:
            raise RuntimeError(f"the sheet of {contrat_id} could not be drawn")

    return _median_ms(run)


def _time_model(moteur: Moteur, contrat_id: str) -> float:
    def run(jour: date) -> None:
        couverture = moteur.couverture(jour)
        build_fiche(couverture, contrat_id)
        build_carte(couverture, contrat_id)

    return _median_ms(run)


def measure() -> dict[str, object]:
    """Time the sheets, in milliseconds; ``page_ms`` is that of the slowest one."""
    moteur = load_moteur()
    page = AppTest.from_file(str(DOSSIER_PROJET / "dashboard.py"), default_timeout=DELAI).run()
    page.switch_page("pages/contrat.py")
    times = {
        contrat_id: (_time_page(page, contrat_id), _time_model(moteur, contrat_id))
        for contrat_id in sorted(set(_longest(moteur).values()))
    }
    slowest = max(times, key=lambda contrat_id: times[contrat_id][0])
    return {
        "contrat": slowest,
        "page_ms": times[slowest][0],
        "modele_ms": times[slowest][1],
        "detail": {contrat_id: page_ms for contrat_id, (page_ms, _) in times.items()},
    }
