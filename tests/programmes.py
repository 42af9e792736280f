"""The programs that the tests drive: found on this machine, installed when they are not there.

``make test`` runs ``python -m tests.programmes chromium postgresql nginx``: the one of the system
when present, else the distribution's package, else, for Chromium, the one that Playwright brings.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

SANS_FENETRE = "chromium-headless-shell"
"""Chromium without its windows, which no test looks at: a page costs a fifth less to draw."""
CHROMIUMS = (
    SANS_FENETRE,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
DEBIAN = Path("/usr/lib/postgresql")
DE_POSTGRESQL = ("initdb", "postgres")
DE_NGINX = ("/usr/sbin", "/usr/local/sbin", "/usr/local/nginx/sbin", "/opt/homebrew/bin")
"""Where nginx is when only root finds it."""


def chromium_du_systeme() -> Path | None:
    """Return the Chromium of the system; None leaves Playwright to start the one it brought."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    return Path(found) if found else None


def find_chromium() -> Path | None:
    """Return the Chromium that tests drive, None without any."""
    return chromium_du_systeme() or _playwright_chromium()


def _playwright_chromium() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def find_postgresql() -> Path | None:
    """Return the folder of the programs of PostgreSQL, the newest first, None without any."""
    folders = sorted(DEBIAN.glob("*/bin"), key=_version, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((one for one in folders if all((one / n).exists() for n in DE_POSTGRESQL)), None)


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


def find_nginx() -> Path | None:
    """Return the program of nginx, None without any."""
    search = os.pathsep.join([os.environ.get("PATH", ""), *DE_NGINX])
    found = shutil.which("nginx", path=search)
    return Path(found) if found else None


@dataclass(frozen=True)
class Programme:
    """A program, how it is found, and the packages of Debian that bring it: the best ones first."""

    nom: str
    find: Callable[[], Path | None]
    paquets: tuple[tuple[str, ...], ...]


PROGRAMMES = {
    "chromium": Programme(
        "Chromium",
        find_chromium,
        ((SANS_FENETRE, "fonts-liberation"), ("chromium", "fonts-liberation")),
    ),
    "postgresql": Programme("PostgreSQL", find_postgresql, (("postgresql",),)),
    "nginx": Programme("nginx", find_nginx, (("nginx",),)),
}


def _run(command: Sequence[str]) -> bool:
    print("+", " ".join(command), flush=True)
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError as error:
        print(error)
        return False


def _install_from_distribution(paquets: Sequence[str]) -> None:
    """Install packages without starting the servers that they come with."""
    if shutil.which("apt-get") is None:
        return
    prefix = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"]
    install = ["apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", *paquets]
    if _run([*prefix, "apt-get", "update", "--quiet=2"]):
        _run([*prefix, *environment, *install])


def _ensure(programme: Programme) -> bool:
    """Install a program when it is not there; return False when that can't be done."""
    if programme.find():
        return True
    print(f"No {programme.nom} found: installing one for the tests.")
    for paquets in programme.paquets:
        if programme.find() is None:
            _install_from_distribution(paquets)
    if programme.find is find_chromium and programme.find() is None:
        _run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])
    found = programme.find()
    asked = " ".join(programme.paquets[-1])
    told = f"none could be installed: install the package of your system ({asked})."
    print(f"{programme.nom}: {found or told}")
    return found is not None


def main(noms: Sequence[str]) -> int:
    """Make sure that the named programs are there; return 1 when one can't be installed."""
    return 0 if all(_ensure(PROGRAMMES[nom]) for nom in noms) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
