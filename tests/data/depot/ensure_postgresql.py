"""Make sure that a PostgreSQL is there for the tests of the store; install one otherwise.

Run by ``make test``: the one of the system when present, else the distribution's package.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PAQUET = "postgresql"
NEEDED = ("initdb", "postgres")
DEBIAN = Path("/usr/lib/postgresql")


def find_postgresql() -> Path | None:
    """Return the folder of the programs of PostgreSQL, the newest first, None without any."""
    folders = sorted(DEBIAN.glob("*/bin"), key=_version, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((one for one in folders if all((one / name).exists() for name in NEEDED)), None)


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


def _run(command: Sequence[str]) -> bool:
    print("+", " ".join(command), flush=True)
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError as error:
        print(error)
        return False


def _install_from_distribution() -> bool:
    """Install the package without starting the server that it comes with."""
    if shutil.which("apt-get") is None:
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"]
    updated = _run([*prefix, "apt-get", "update", "--quiet=2"])
    install = ["apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", PAQUET]
    return updated and _run([*prefix, *environment, *install])


def main() -> int:
    """Install a PostgreSQL when there is none; return 1 when that can't be done."""
    if find_postgresql():
        return 0
    print("No PostgreSQL found: installing one for the tests of the store.")
    _install_from_distribution()
    found = find_postgresql()
    told = "No PostgreSQL could be installed: install the package of your system (postgresql)."
    print(f"PostgreSQL: {found}" if found else told)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
