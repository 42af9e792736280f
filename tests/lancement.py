"""A real server for the tests: the process that an operator starts, on a port of this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
DELAI_S = 60
OPTIONS = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
}


@dataclass(frozen=True)
class Lance:
    """A server that answers: its process, its address, and what it wrote."""

    process: subprocess.Popen[bytes]
    port: int
    adresse: str
    journal: Path

    def ecrit(self) -> str:
        """Return what the server wrote so far."""
        return self.journal.read_text(encoding="utf-8", errors="replace")

    def stop(self, delai: float = 20) -> int:
        """Ask the server to stop; return its exit status."""
        self.process.terminate()
        return self.process.wait(timeout=delai)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    script: str | Path,
    journal: Path,
    *,
    base: str = "",
    racine: Path = RACINE,
    port: int | None = None,
    options: Mapping[str, str] | None = None,
    environnement: Mapping[str, str] | None = None,
) -> Lance:
    """Start a script of a copy of the project, and return once it answers.

    Raises AssertionError with what it wrote when it does not.
    """
    port = port or free_port()
    asked = OPTIONS | {"server.port": str(port), "server.baseUrlPath": base} | dict(options or {})
    command = [sys.executable, "-m", "streamlit", "run", str(racine / script)]
    command += [f"--{name}={value}" for name, value in asked.items()]
    environment = os.environ | {"PYTHONPATH": str(racine)} | dict(environnement or {})
    with journal.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=racine, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
    lance = Lance(process, port, address, journal)
    _wait_until_healthy(lance)
    return lance


def _wait_until_healthy(lance: Lance) -> None:
    deadline = time.monotonic() + DELAI_S
    while time.monotonic() < deadline and lance.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{lance.adresse}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{lance.ecrit()}")


@contextmanager
def running(script: str | Path, journal: Path, **choices: object) -> Iterator[Lance]:
    """Start a server as ``start`` does, and stop it at the end if the test has not."""
    lance = start(script, journal, **choices)  # type: ignore[arg-type]
    try:
        yield lance
    finally:
        if lance.process.poll() is None:
            lance.process.kill()
            lance.process.wait(timeout=20)
