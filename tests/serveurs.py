"""The servers that tests only ask: one per script and base path, for all workers of a session.

A server takes five seconds of processor to start and loads each vintage once; workers share it.
Files in the folder of the session say where each one is and who still uses it.
"""

import fcntl
import hashlib
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from tests.depots import depot_neuf
from tests.lancement import start

# The pages are served by the process that an operator starts (``make run``).
ENTREES = {"dashboard.py": "serveur.py"}
DELAI_S = 20  # seconds, to stop
# Kept to the end of the process: whoever asks a server last stops it, in another worker perhaps.
NES_ICI: list[subprocess.Popen] = []


@dataclass(frozen=True)
class Serveur:
    """A server that others ask too: its address, and what it writes."""

    adresse: str
    journal: Path

    @property
    def port(self) -> int:
        """The port of this machine that it listens on."""
        return urlsplit(self.adresse).port or 0

    def ecrit(self) -> str:
        """Return what the server wrote so far."""
        return self.journal.read_text(encoding="utf-8", errors="replace")


class Servers:
    """The servers of a session, as one worker sees them; ``folder`` is common to its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: dict[str, tuple[str, TextIO]] = {}
        self.started: dict[str, subprocess.Popen] = {}

    def address_of(self, script: str | Path, base_path: str = "") -> str:
        """Return the address of a script, served by the first worker that asks for it.

        Raises AssertionError when it does not start, RuntimeError when it has stopped since.
        """
        name = _name_of(script, base_path)
        if name not in self.used:
            with self._alone(name):
                record = self._record(name)
                if not record.exists():
                    record.write_text(json.dumps(self._start(script, base_path, name)))
                usage = (self.folder / f"{name}.usage").open("w")
                fcntl.flock(usage, fcntl.LOCK_SH)
                self.used[name] = json.loads(record.read_text())["address"], usage
        address = self.used[name][0]
        if not _answers(address):
            raise RuntimeError(f"the server of {script} has stopped")
        return address

    def serveur(self, script: str | Path, base_path: str = "") -> Serveur:
        """Return the server of a script, as ``address_of`` does."""
        address = self.address_of(script, base_path)
        return Serveur(address, self._journal(_name_of(script, base_path)))

    def leave(self) -> None:
        """Use the servers no longer; those that nobody else uses are stopped."""
        for name, (_, usage) in self.used.items():
            with self._alone(name), usage:
                try:
                    fcntl.flock(usage, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                _stop(**json.loads(self._record(name).read_text()))
                self._record(name).unlink()
                if name in self.started:
                    self.started[name].wait()
        self.used.clear()

    def _record(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _journal(self, name: str) -> Path:
        return self.folder / f"{name}.journal.txt"

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Let one worker at a time start or stop a server."""
        with (self.folder / f"{name}.verrou").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self, script: str | Path, base_path: str, name: str) -> dict[str, object]:
        var = self.folder / f"{name}.var"  # outlives its worker
        depot_neuf(var)
        lance = start(
            ENTREES.get(str(script), script),
            self._journal(name),
            base=base_path,
            environnement={"ATLAS_DATA": str(var)},
        )
        self.started[name] = lance.process
        NES_ICI.append(lance.process)
        return {"pid": lance.process.pid, "address": lance.adresse}


def _name_of(script: str | Path, base_path: str) -> str:
    return hashlib.sha256(f"{script} {base_path}".encode()).hexdigest()[:12]


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=10):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _stop(pid: int, address: str) -> None:
    """Stop a server, whichever worker started it, and wait until it answers no more."""
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + DELAI_S
    while _answers(address) and time.monotonic() < deadline:
        time.sleep(0.05)
