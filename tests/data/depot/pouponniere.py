"""Processes that publish on a store, to be killed or to write at once; the test's side."""

import json
import mmap
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from data.depot.base.connexion import Depot
from data.paths import DOSSIER_PROJET
from tests.data.depot.note import ATTEND, DEHORS, LIBRE, PLACES, PRET, TAILLE, Note

DELAI = 60  # seconds


@dataclass(frozen=True)
class Enfant:
    """A process that publishes again and again."""

    pid: int
    note: Note

    def is_writing(self) -> bool:
        """Tell whether it is inside a transaction that writes."""
        return bool(self.note.etat != DEHORS)

    def waits(self) -> bool:
        """Tell whether it is there, what it will change being read, and waits before it writes."""
        return bool(self.note.attente == PRET)

    def freeze(self) -> None:
        """Stop it where it is, so that what it says of itself stays true."""
        os.kill(self.pid, signal.SIGSTOP)
        until(lambda: _state(self.pid) == "T")

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self.pid, signal.SIGCONT)


class Pouponniere:
    """What starts and ends the processes that publish."""

    def __init__(self, folder: Path) -> None:
        fichier = folder / "notes"
        fichier.write_bytes(bytes(TAILLE * PLACES))
        with fichier.open("r+b") as ouvert:
            self._partage = mmap.mmap(ouvert.fileno(), 0)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.data.depot.pepiniere", str(fichier)],
            cwd=DOSSIER_PROJET,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def publish(
        self, depot: Depot, graine: int, nombre: int, place: int = 0, *, attend: bool = False
    ) -> Enfant:
        """Start a process that publishes; ``attend``: having read, it waits to be LIBRE."""
        note = Note(self._partage, place)
        note.clear()
        note.attente = ATTEND if attend else LIBRE
        adresse = depot.adresse.render_as_string(hide_password=False)
        return Enfant(self.ask("publish", place, adresse, graine, nombre), note)

    def start(self, adresse: URL, livraison: Path, place: int) -> Enfant:
        """Start a process that opens a store once its note says LIBRE."""
        note = Note(self._partage, place)
        note.clear()
        texte = adresse.render_as_string(hide_password=False)
        return Enfant(self.ask("start", place, texte, str(livraison)), note)

    def kill(self, enfant: Enfant) -> None:
        """Kill a process as a cut of the power would, and wait until it is no more."""
        os.kill(enfant.pid, signal.SIGKILL)
        assert self.wait(enfant) == -signal.SIGKILL

    def wait(self, enfant: Enfant) -> int:
        """Wait until a process ends; return how it did."""
        ended: int = self.ask("wait", enfant.pid)
        return ended

    def ask(self, *ordre: Any) -> Any:
        """Give an order and return the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(ordre) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process that starts the others."""
        self._process.communicate(timeout=DELAI)
        self._partage.close()


def until(holds: Callable[[], bool], pas: float = 0.0005) -> None:
    """Wait until something holds; ``pas``: seconds between two looks, more when one costs."""
    deadline = time.monotonic() + DELAI
    while not holds():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(pas)


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
