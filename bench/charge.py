"""(i) A room of readers at once: how long they wait, what a run costs, what the process weighs.

Scene 1: 50 people open one link, then ask for another day (2019 to 2026) or another région every
15 s on average, for 60 s. Scene 2: 300 people open the same link within 60 s, and half of them
then change the territory once: the telephones of a seminar. One process, the client on the same
two cores, loopback only.

``python -m bench.charge [--scene 1] [--arbre DOSSIER]`` plays the scenes, or one, against the
present tree or another one, and prints the figures of each as soon as it ends: four minutes at
most. With ``--reference``, the commit REFERENCE is then played too, as the bench does: nine
minutes at most.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from bench.arbre import REFERENCE, arbre_de_reference
from bench.cibles import Ligne
from bench.navigateur import RACINE, Serveur, entree_de, serve
from bench.seance import DELAI, Seance

LIEN = {"region": "75", "date": "2026-11-21"}
REGIONS = ("11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94")
PREMIER_JOUR, DERNIER_JOUR = date(2019, 1, 1), date(2026, 11, 21)
GRAINE = 20261121
LECTEURS_1, LECTEURS_2 = 50, 300
DUREE_S = 60.0  # of a scene; nobody asks for anything afterwards
PAUSE_S = 15.0  # on average, between two changes of one reader
ARRIVEE_S = 2.0  # the fifty open the link within these seconds
ECHAUFFEMENT_S = 20.0  # bound on what is waited for before the first reader
FIN_S = DUREE_S + 60.0  # bound on a scene: who still waits then never had an answer


class Releve:
    """What the readers of a scene met."""

    def __init__(self) -> None:
        self.ouvertures: list[float] = []
        self.changements: list[float] = []
        self.fautes: list[str] = []
        self.vues: set[tuple[tuple[str, str], ...]] = set()
        self.runs = 0

    async def watch(self, where: list[float], asked: Awaitable[float]) -> bool:
        """Note the seconds of an answer, or why there is none; tell whether it came.

        An answer that never came counts as DELAI seconds: it is not left out of the figures.
        """
        try:
            where.append(await asked)
        except asyncio.CancelledError:  # the scene ended first
            where.append(DELAI)
            self.fautes.append("no answer before the end of the scene")
            return False
        except Exception as error:
            where.append(DELAI)
            self.fautes.append(f"{type(error).__name__}: {error}")
            return False
        return True

    def note(self, params: dict[str, str]) -> dict[str, str]:
        """Note a view that is asked for."""
        self.vues.add(tuple(sorted(params.items())))
        return params


def autre_vue(params: dict[str, str], hasard: random.Random) -> dict[str, str]:
    """Return the same view another day, or of another région."""
    if hasard.random() < 0.5:
        jours = (DERNIER_JOUR - PREMIER_JOUR).days
        return params | {"date": (PREMIER_JOUR + timedelta(hasard.randint(0, jours))).isoformat()}
    others = [region for region in REGIONS if region != params["region"]]
    return params | {"region": hasard.choice(others)}


async def _lecteur_1(port: int, numero: int, releve: Releve, fin: float) -> None:
    """Open the link, then change the view now and then until the end of the scene."""
    hasard = random.Random(GRAINE + numero)
    params = releve.note(LIEN)
    await asyncio.sleep(hasard.uniform(0, ARRIVEE_S))
    async with Seance(port) as seance:
        going = await releve.watch(releve.ouvertures, seance.open(params))
        while going:
            pause = hasard.expovariate(1 / PAUSE_S)
            await asyncio.sleep(min(pause, max(0.0, fin - time.monotonic())))
            if time.monotonic() >= fin:
                break
            params = releve.note(autre_vue(params, hasard))
            going = await releve.watch(releve.changements, seance.change(params))
        releve.runs += seance.runs


async def _lecteur_2(port: int, numero: int, releve: Releve, fin: float) -> None:
    """Open the link within the minute; one reader in two then changes the territory once."""
    hasard = random.Random(GRAINE + numero)
    await asyncio.sleep(hasard.uniform(0, DUREE_S))
    async with Seance(port) as seance:
        going = await releve.watch(releve.ouvertures, seance.open(releve.note(LIEN)))
        if going and numero % 2:
            await asyncio.sleep(hasard.uniform(2, PAUSE_S))
            other = hasard.choice([region for region in REGIONS if region != LIEN["region"]])
            params = releve.note(LIEN | {"region": other})
            await releve.watch(releve.changements, seance.change(params))
        await asyncio.sleep(max(0.0, fin - time.monotonic()))  # a telephone stays connected
        releve.runs += seance.runs


SCENES: dict[int, tuple[Callable[..., Awaitable[None]], int]] = {
    1: (_lecteur_1, LECTEURS_1),
    2: (_lecteur_2, LECTEURS_2),
}


async def _play(scene: int, port: int) -> Releve:
    reader, number = SCENES[scene]
    releve, fin = Releve(), time.monotonic() + DUREE_S
    readers = [asyncio.create_task(reader(port, one, releve, fin)) for one in range(number)]
    _, late = await asyncio.wait(readers, timeout=FIN_S)
    for one in late:
        one.cancel()
    for ended in await asyncio.gather(*readers, return_exceptions=True):
        if isinstance(ended, Exception):
            releve.fautes.append(f"{type(ended).__name__}: {ended}")
    return releve


async def _warm_up(port: int) -> None:
    """Open the link once, as whoever prepares the seminar does, and leave the server some time."""
    async with Seance(port) as seance:
        await seance.open(LIEN)
    await asyncio.sleep(ECHAUFFEMENT_S)


def centile(values: list[float], share: float) -> float:
    """Return the value under which a share of the values lie; 0 without a value."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def play(scene: int, server: Serveur) -> dict[str, Any]:
    """Play a scene against a running server, and return its figures."""
    before = server.busy()
    releve = asyncio.run(_play(scene, server.port))
    spent = server.busy() - before
    return {
        "ouverture_mediane_s": round(median(releve.ouvertures or [0.0]), 2),
        "ouverture_p95_s": round(centile(releve.ouvertures, 0.95), 2),
        "changement_mediane_s": round(median(releve.changements or [0.0]), 2),
        "changement_p95_s": round(centile(releve.changements, 0.95), 2),
        "passages": releve.runs,
        "vues_distinctes": len(releve.vues),
        "processeur_par_passage_s": round(spent / max(releve.runs, 1), 3),
        "fautes": len(releve.fautes),
        "premieres_fautes": sorted(set(releve.fautes))[:5],
        "memoire_mo": round(server.memory("VmRSS")),
        "memoire_pic_mo": round(server.memory("VmHWM")),
    }


def run(scenes: tuple[int, ...], arbre: Path = RACINE, paquets: Path | None = None) -> dict:
    """Start one server on a tree and play scenes against it, one after the other."""
    with serve(entree_de(arbre), arbre=arbre, paquets=paquets) as server:
        server.wait_for_port()
        asyncio.run(_warm_up(server.port))
        figures = {}
        for scene in scenes:
            figures[f"scene_{scene}"] = play(scene, server)
            print(json.dumps({f"scene_{scene}": figures[f"scene_{scene}"]}), flush=True)
        return figures


def _ratios(now: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Return how many times less each figure is than it was; None where it was nothing."""
    return {
        scene: {
            key: round(before[scene][key] / value, 1) if value else None
            for key, value in figures.items()
            if key.endswith(("_s", "_mo"))
        }
        for scene, figures in now.items()
    }


def _run_reference(scenes: tuple[int, ...]) -> dict[str, Any]:
    with arbre_de_reference() as (arbre, paquets):
        print(f"reference {REFERENCE:.7}", flush=True)
        return run(scenes, arbre, paquets)


def measure() -> dict[str, Any]:
    """Play both scenes on this tree, then on the reference; figures of both, and their ratios."""
    now = run((1, 2))
    before = _run_reference((1, 2))
    return {
        **{f"{key}_{scene[-1]}": value for scene, one in now.items() for key, value in one.items()},
        "fautes": sum(one["fautes"] for one in now.values()),
        "memoire_mo": now["scene_2"]["memoire_mo"],
        "processeur_s": max(one["processeur_par_passage_s"] for one in now.values()),
        "reference": {"commit": REFERENCE, **before},
        "rapports": _ratios(now, before),
    }


LIGNES = (
    Ligne(
        "50 readers of one link who change the view every 15 s: wait for a change",
        "median {changement_mediane_s_1:.2f} s, p95 {changement_p95_s_1:.2f} s "
        "({rapports[scene_1][changement_p95_s]} times less than {reference[commit]:.7})",
        "p95 0.5 s",
        (("changement_p95_s_1", "<=", 0.5),),
    ),
    Ligne(
        "The same: first page",
        "p95 {ouverture_p95_s_1:.2f} s ({rapports[scene_1][ouverture_p95_s]} times less)",
        "p95 2 s",
        (("ouverture_p95_s_1", "<=", 2),),
    ),
    Ligne(
        "300 telephones open one link within a minute: first page",
        "p95 {ouverture_p95_s_2:.2f} s ({rapports[scene_2][ouverture_p95_s]} times less)",
        "p95 4 s",
        (("ouverture_p95_s_2", "<=", 4),),
    ),
    Ligne(
        "Processor per run of the script in these scenes",
        "{processeur_s:.3f} s ({rapports[scene_1][processeur_par_passage_s]} times less)",
        "0.06 s",
        (("processeur_s", "<=", 0.06),),
    ),
    Ligne(
        "Memory of the server after both, and faults met",
        "{memoire_mo} MB ({rapports[scene_2][memoire_mo]} times less), {fautes} faults",
        "700 MB, none",
        (("memoire_mo", "<=", 700), ("fautes", "<=", 0)),
    ),
)


def main(arguments: list[str]) -> int:
    """Play the scenes asked for against a tree, and print their figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.charge", description=__doc__)
    parser.add_argument("--scene", type=int, choices=sorted(SCENES), action="append")
    parser.add_argument("--arbre", "--tree", type=Path, default=RACINE, metavar="DOSSIER")
    parser.add_argument("--reference", action="store_true", help="then play the reference too")
    asked = parser.parse_args(arguments)
    scenes = tuple(asked.scene or SCENES)
    figures = run(scenes, asked.arbre.resolve())
    if asked.reference:
        ratios = _ratios(figures, _run_reference(scenes))
        print(json.dumps({"rapports": ratios}), flush=True)
    return 1 if any(one["fautes"] for one in figures.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
