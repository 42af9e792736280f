"""(l) The room of readers of ``bench.charge`` (scene 1) while programs ask the API.

Twenty requests a second, of addresses that vary as those of programs do, on the same process and
the same two cores: pages have to keep their targets meanwhile.
"""

import asyncio
import http.client
import random
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench import charge
from bench.charge import DERNIER_JOUR, GRAINE, PREMIER_JOUR, REGIONS, Releve, centile
from bench.cibles import Ligne
from bench.navigateur import RACINE, Serveur, entree_de, serve
from bench.seance import DELAI, HOTE

PAR_SECONDE = 20
MOTS = ("quimper", "saint-denis", "pays de brest", "29232", "lyon", "cornouaille")
LIGNES = (
    Ligne(
        "50 readers of one link while the API answers 20 requests a second: wait for a change",
        "p95 {changement_p95_s:.2f} s; first page p95 {ouverture_p95_s:.2f} s",
        "p95 0.5 s and 2 s",
        (("changement_p95_s", "<=", 0.5), ("ouverture_p95_s", "<=", 2)),
    ),
    Ligne(
        "The same: an answer of the API",
        "median {api_mediane_ms:.0f} ms, p95 {api_p95_ms:.0f} ms, {reponses} answers, {fautes} "
        "faults",
    ),
)


def adresses() -> Iterator[str]:
    """Yield the addresses that programs ask for, without end, the same at each run."""
    hasard = random.Random(GRAINE)
    while True:
        day = PREMIER_JOUR + timedelta(hasard.randint(0, (DERNIER_JOUR - PREMIER_JOUR).days))
        region = hasard.choice(REGIONS)
        yield hasard.choice(
            (
                f"/taux?niveau=region&date={day}",
                f"/taux?niveau=epci&date={day}",
                f"/territoires/region/{region}?date={day}",
                f"/contrats?region={region}&date={day}",
                f"/territoires?q={hasard.choice(MOTS).replace(' ', '+')}",
                f"/historique?niveau=region&code={region}",
            )
        )


def _ask(port: int, adresse: str) -> float:
    """Return the seconds of an answer; raise RuntimeError when it is not one."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection(HOTE, port, timeout=DELAI)
    try:
        connection.request("GET", f"/api/v1{adresse}", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} at {adresse}")
    finally:
        connection.close()
    return time.perf_counter() - start


async def _programmes(port: int, fin: float, releve: Releve, durees: list[float]) -> None:
    """Ask PAR_SECONDE times a second until the end, without waiting for the answers."""
    asked: list[asyncio.Task[bool]] = []
    for adresse in adresses():
        if time.monotonic() >= fin:
            break
        answer = asyncio.to_thread(_ask, port, adresse)
        asked.append(asyncio.create_task(releve.watch(durees, answer)))
        await asyncio.sleep(1 / PAR_SECONDE)
    await asyncio.gather(*asked)


async def _play(server: Serveur) -> tuple[Releve, list[float]]:
    releve, durees = Releve(), list[float]()
    fin = time.monotonic() + charge.DUREE_S
    readers = (charge._lecteur_1(server.port, one, releve, fin) for one in range(charge.LECTEURS_1))
    async with asyncio.timeout(charge.FIN_S):
        await asyncio.gather(_programmes(server.port, fin, releve, durees), *readers)
    return releve, durees


def measure() -> dict[str, Any]:
    """Play the scene on this tree."""
    with serve(entree_de(RACINE)) as server:
        server.wait_for_port()
        asyncio.run(charge._warm_up(server.port))
        releve, durees = asyncio.run(_play(server))
        memory = round(server.memory("VmRSS"))
    return {
        "ouverture_p95_s": round(centile(releve.ouvertures, 0.95), 2),
        "changement_p95_s": round(centile(releve.changements, 0.95), 2),
        "api_mediane_ms": round(1000 * centile(durees, 0.5), 1),
        "api_p95_ms": round(1000 * centile(durees, 0.95), 1),
        "reponses": len(durees),
        "fautes": len(releve.fautes),
        "premieres_fautes": sorted(set(releve.fautes))[:5],
        "memoire_mo": memory,
    }
