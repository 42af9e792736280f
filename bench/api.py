"""(k) The API on a running server: the rates of every EPCI at a date, asked again and again.

Served warm: the engine is loaded, the answer is computed for the first who asks and kept for the
next ones. What a date never asked costs is told beside.
"""

import http.client
import statistics
import time
from datetime import date, timedelta
from typing import Any

from bench.cibles import Ligne
from bench.navigateur import RACINE, Serveur, entree_de, serve

JOUR = date(2025, 1, 31)
REPETITIONS = 60
DATES_NEUVES = 30
ENTETES = {"Accept-Encoding": "gzip"}
LIGNES = (
    Ligne(
        "API: rates of every EPCI at a date, served warm",
        "{garde_ms:.1f} ms (median), {garde_p95_ms:.1f} ms (p95), {octets_ko} KB",
        "30 ms",
        (("garde_ms", "<=", 30),),
    ),
    Ligne(
        "The same, a date that nobody asked before",
        "{date_neuve_ms:.1f} ms; what the reader holds already: {inchange_ms:.1f} ms",
    ),
)


def _ask(connection: http.client.HTTPConnection, jour: date, **entetes: str) -> tuple[float, Any]:
    """Return the seconds of an answer, and the answer with its content."""
    start = time.perf_counter()
    connection.request("GET", f"/api/v1/taux?niveau=epci&date={jour}", headers=ENTETES | entetes)
    answer = connection.getresponse()
    content = answer.read()
    return time.perf_counter() - start, (answer.status, answer.headers, content)


def _milliseconds(durations: list[float], share: float = 0.5) -> float:
    ordered = sorted(durations)
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)


def _wait_until_ready(server: Serveur) -> None:
    server.wait_for_port()
    connection = http.client.HTTPConnection("localhost", server.port, timeout=60)
    for _ in range(600):
        connection.request("GET", "/pret")
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            return
        time.sleep(0.1)
    raise RuntimeError("the server is not ready")


def measure() -> dict[str, Any]:
    """Ask a running server; milliseconds, on one connection."""
    with serve(entree_de(RACINE)) as server:
        _wait_until_ready(server)
        time.sleep(15)  # vintages are loaded beside the first requests
        connection = http.client.HTTPConnection("localhost", server.port, timeout=60)
        _, (status, headers, content) = _ask(connection, JOUR)
        if status != 200:
            raise RuntimeError(f"the API answered {status}")
        kept = [_ask(connection, JOUR)[0] for _ in range(REPETITIONS)]
        held = {"If-None-Match": headers["ETag"]}
        same = [_ask(connection, JOUR, **held)[0] for _ in range(REPETITIONS)]
        days = [JOUR + timedelta(days=7 * rank) for rank in range(1, DATES_NEUVES + 1)]
        fresh = [_ask(connection, day)[0] for day in days]
    return {
        "garde_ms": _milliseconds(kept),
        "garde_p95_ms": _milliseconds(kept, 0.95),
        "inchange_ms": round(1000 * statistics.median(same), 2),
        "date_neuve_ms": _milliseconds(fresh),
        "octets_ko": round(len(content) / 1000),
    }
