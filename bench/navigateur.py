"""A server and a Chromium to measure with."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from bench.arbre import environnement
from tests.programmes import chromium_du_systeme

RACINE = Path(__file__).resolve().parents[1]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
FENETRE = {"width": 1400, "height": 1000}
CADRE = "iframe[src*='streamlit_folium']"
DELAI = 120  # seconds
ATTENTE = 0.005  # seconds, between two looks at a port


@dataclass(frozen=True)
class Serveur:
    """A running ``streamlit run``: its address, and its process to look at."""

    process: subprocess.Popen[bytes]
    port: int
    depart: float  # time.monotonic() when it was started

    @property
    def adresse(self) -> str:
        """Return the address of the application."""
        return f"http://localhost:{self.port}"

    def wait_for_port(self) -> None:
        """Return as soon as the server accepts connections."""
        while time.monotonic() < self.depart + DELAI:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped: {self.process.returncode}")
            with socket.socket() as probe:
                if probe.connect_ex(("localhost", self.port)) == 0:
                    return
            time.sleep(ATTENTE)
        raise RuntimeError("the server did not start")

    def memory(self, champ: str) -> float:
        """Return VmRSS or VmHWM (the peak) of the server, in MB of a million bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith(f"{champ}:"))
        return int(line.split()[1]) * 1024 / 1e6

    def busy(self) -> float:
        """Return the seconds of processor that the server has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        user, system = fields.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def entree_de(arbre: Path) -> str:
    """Return the script that a tree of the project is started by."""
    return "serveur.py" if (arbre / "serveur.py").exists() else "dashboard.py"


@contextmanager
def serve(
    script: str, *options: str, arbre: Path = RACINE, paquets: Path | None = None
) -> Iterator[Serveur]:
    """Run a script (relative to the root of a tree) with the configuration of that tree."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", *options]
    environment = environnement(arbre, paquets)
    depart = time.monotonic()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=arbre, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield Serveur(process, port, depart)
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium of the system, or the one that Playwright installed."""
    with sync_playwright() as playwright:
        executable = chromium_du_systeme()
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def new_page(browser: Browser) -> Iterator[Page]:
    """Open a page that knows nothing of the pages before it."""
    context = browser.new_context(viewport=FENETRE, locale="fr-FR")
    yield context.new_page()
    context.close()


def go(page: Page, address: str) -> None:
    """Open an address; again when the server, just started, still refuses."""
    deadline = time.monotonic() + DELAI
    while True:
        try:
            page.goto(address, wait_until="commit")
            return
        except PlaywrightError:
            if time.monotonic() > deadline:
                raise
            time.sleep(ATTENTE)


def wait_for_map(page: Page) -> None:
    """Return when the map of the atlas has painted its first state."""
    painted = page.frame_locator(CADRE).locator("#map_div[data-version]")
    painted.wait_for(state="attached", timeout=1000 * DELAI)


def wait_for_script(page: Page) -> None:
    """Return when the page has nothing left to receive."""
    done = page.locator("[data-testid='stApp'][data-test-script-state='notRunning']")
    done.wait_for(state="attached", timeout=1000 * DELAI)
    page.wait_for_timeout(300)
