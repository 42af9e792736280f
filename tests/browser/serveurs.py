"""The servers that browser tests ask: one per script and base path, for all workers of a session.

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
from pathlib import Path
from typing import TextIO

from tests.lancement import start

# The pages are served by the process that an operator starts (``make run``).
ENTREES = {"dashboard.py": "serveur.py"}
DELAI_S = 20  # seconds, to stop


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
        name = hashlib.sha256(f"{script} {base_path}".encode()).hexdigest()[:12]
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

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Let one worker at a time start or stop a server."""
        with (self.folder / f"{name}.verrou").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self, script: str | Path, base_path: str, name: str) -> dict[str, object]:
        journal = self.folder / f"{name}.journal.txt"
        lance = start(ENTREES.get(str(script), script), journal, base=base_path)
        self.started[name] = lance.process
        return {"pid": lance.process.pid, "address": lance.adresse}


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
