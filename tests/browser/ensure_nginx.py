"""Make sure that an nginx is there for the tests of two instances; install one otherwise.

Run by ``make test``: the one of the system when present, else the distribution's package.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PAQUET = "nginx"
DOSSIERS = ("/usr/sbin", "/usr/local/sbin", "/usr/local/nginx/sbin", "/opt/homebrew/bin")
"""Where nginx is when only root finds it."""


def find_nginx() -> Path | None:
    """Return the program of nginx, None without any."""
    search = os.pathsep.join([os.environ.get("PATH", ""), *DOSSIERS])
    found = shutil.which("nginx", path=search)
    return Path(found) if found else None


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
    """Install an nginx when there is none; return 1 when that can't be done."""
    if find_nginx():
        return 0
    print("No nginx found: installing one for the tests of two instances.")
    _install_from_distribution()
    found = find_nginx()
    told = "No nginx could be installed: install the package of your system (nginx)."
    print(f"nginx: {found}" if found else told)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
