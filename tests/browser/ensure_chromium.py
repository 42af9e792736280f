"""Make sure that a Chromium is there for the browser tests; install one otherwise.

Run by ``make test``: the system's Chromium when present, else the distribution's package, else
the one that Playwright brings.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def system_chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def playwright_chromium() -> str | None:
    """Return the path of the Chromium that Playwright installed, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find_chromium() -> str | None:
    """Return the path of the Chromium that tests drive, or None when there is none."""
    return system_chromium() or playwright_chromium()


def _run(command: Sequence[str]) -> bool:
    print("+", " ".join(command), flush=True)
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError as error:
        print(error)
        return False


def _install_from_distribution() -> bool:
    if shutil.which("apt-get") is None:
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    updated = _run([*prefix, "apt-get", "update", "--quiet=2"])
    packages = ["chromium", "fonts-liberation"]
    install = [*environment, "apt-get", "install", "--yes", "--quiet=2", *packages]
    return updated and _run([*prefix, *install])


def main() -> int:
    """Install a Chromium when there is none; return 1 when that can't be done."""
    if find_chromium():
        return 0
    print("No Chromium found: installing one for the browser tests.")
    installed = _install_from_distribution() and system_chromium() is not None
    if not installed:
        _run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])
    path = find_chromium()
    print(f"Chromium: {path}" if path else "No Chromium could be installed: see above.")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
