"""(d) The store: first start, reading, publishing, and a rate as of any of 1,000 publications.

On SQLite, in a folder made for the measure: what a machine with nothing installed has.
"""

import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.cibles import Ligne
from data.depot.base.connexion import Depot
from data.depot.changements import ajout, correction
from data.depot.etat import cellules_de, read_tables
from data.depot.modele import Changement, Entete, Tables
from data.depot.ouverture import depot_en_usage, oublie
from data.depot.publication import publie
from data.depot.registre import Lecteur
from data.lecture.registre import load_registre
from data.paths import DOSSIER_PROJET
from geo.couverture.moteur import load_moteur
from geo.couverture.tables import ligne_du_territoire

JOUR = date(2026, 11, 30)
PUBLICATIONS = 1000
CONTRATS = 600
LUES = 60  # publications of which a rate is asked
REPETITIONS = 7
GRAINE = 29232
PREMIER_DEMARRAGE = "from data.depot.registre import load_registre; load_registre()"

LIGNES = (
    Ligne(
        "First start: the store made from the delivered registre and read, the process included",
        "{premier_demarrage_s:.1f} s",
        "under 2 s",
        (("premier_demarrage_s", "<=", 2),),
    ),
    Ligne(
        "Later start: the registre read from the store, checked and read from its CSV files",
        "{lecture_ms:.0f} ms against {lecture_csv_ms:.0f} ms",
        "no longer than the CSV",
        (("lecture_sur_csv", "<=", 1),),
    ),
    Ligne(
        "Newest publication asked for, at each rerun",
        "{numero_ms:.2f} ms",
        "under 1 ms",
        (("numero_ms", "<=", 1),),
    ),
    Ligne(
        "Publication of {contrats} contracts with their rows ({lignes} rows)",
        "{publication_s:.2f} s",
        "1 s at most",
        (("publication_s", "<=", 1),),
    ),
    Ligne(
        "Rate of the country as of any of {publications} publications, after the first",
        "{taux_ms:.0f} ms, {taux_max_ms:.0f} ms for the slowest",
        "50 ms at most",
        (("taux_max_ms", "<=", 50),),
    ),
)


def measure() -> dict[str, float]:
    """Time the store; seconds and milliseconds."""
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        figures = {"premier_demarrage_s": _first_start(Path(folder) / "premier")}
        os.environ["ATLAS_DATA"] = folder
        os.environ.pop("ATLAS_DATABASE_URL", None)
        depot = depot_en_usage()
        try:
            figures |= _reading(depot)
            figures |= _as_of(depot)
            figures |= _publication(depot)
        finally:
            oublie()
            del os.environ["ATLAS_DATA"]
    return figures


def _first_start(folder: Path) -> float:
    durations = []
    for essai in range(3):
        environment = {"ATLAS_DATA": str(folder / str(essai)), "PATH": ""}
        command = [sys.executable, "-c", PREMIER_DEMARRAGE]
        start = time.perf_counter()
        subprocess.run(command, check=True, cwd=DOSSIER_PROJET, env=environment)
        durations.append(time.perf_counter() - start)
    return round(statistics.median(durations), 2)


def _reading(depot: Depot) -> dict[str, float]:
    lecteur = Lecteur(depot)
    lecteur.numero_courant()
    lecture = _median_ms(lambda: Lecteur(depot).load_registre())
    lecture_csv = _median_ms(load_registre)
    return {
        "lecture_ms": lecture,
        "lecture_csv_ms": lecture_csv,
        "lecture_sur_csv": round(lecture / lecture_csv, 2),
        "numero_ms": round(
            _median_ms(lambda: [lecteur.numero_courant() for _ in range(100)]) / 100, 3
        ),
    }


def _median_ms(action: Callable[[], object]) -> float:
    durations = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        action()
        durations.append(time.perf_counter() - start)
    return round(1000 * statistics.median(durations), 2)


def _as_of(depot: Depot) -> dict[str, float]:
    """Correct one to ten contracts a thousand times, then ask for rates in any order."""
    tirage = random.Random(GRAINE)
    entete = Entete("saisie", "mesure", "mesure", "mesure")
    for place in range(1, PUBLICATIONS):
        publie(depot, entete, _corrections(_tables(depot), tirage, place))
    numeros = tirage.sample(range(1, PUBLICATIONS + 1), LUES)
    _rate(PUBLICATIONS)
    gc.collect()
    gc.freeze()  # as the server does once it is warm
    durations = []
    for numero in numeros:
        start = time.perf_counter()
        _rate(numero)
        durations.append(1000 * (time.perf_counter() - start))
    return {
        "publications": PUBLICATIONS,
        "taux_ms": round(statistics.median(durations), 1),
        "taux_max_ms": round(max(durations), 1),
    }


def _rate(numero: int) -> float:
    """The rate of the country as of a publication."""
    couverture = load_moteur(registre=numero).couverture(JOUR)
    return float(ligne_du_territoire(couverture, "france", "")["taux_signe"])


def _tables(depot: Depot) -> Tables:
    with depot.lecture() as connection:
        return read_tables(connection)


def _corrections(tables: Tables, tirage: random.Random, place: int) -> list[Changement]:
    choisis = tirage.sample(list(tables["contrats"].items()), tirage.randint(1, 10))
    dit = {"date_fin": f"{tirage.randint(2027, 2090)}", "notes": f"Correction {place}"}
    return [correction("contrats", cle, lue, dit) for cle, lue in choisis]


def _publication(depot: Depot) -> dict[str, float]:
    """Publish contracts with their rows: copies of those there, under other identifiers."""
    changements = _copies(_tables(depot))
    start = time.perf_counter()
    publie(depot, Entete("import", "mesure", "mesure", "mesure"), changements)
    return {
        "publication_s": round(time.perf_counter() - start, 2),
        "contrats": CONTRATS,
        "lignes": len(changements),
    }


def _copies(tables: Tables) -> list[Changement]:
    copies = {cle: f"{cle}-copie" for cle in list(tables["contrats"])[:CONTRATS]}
    changements = []
    for ressource in ("contrats", "perimetres", "axes", "actions", "signataires"):
        champ = "id" if ressource == "contrats" else "contrat_id"
        for ligne in tables[ressource].values():
            cellules = cellules_de(ressource, ligne)
            if cellules[champ] in copies:
                changements.append(ajout(ressource, {**cellules, champ: copies[cellules[champ]]}))
    return changements
