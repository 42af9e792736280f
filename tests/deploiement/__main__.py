"""``make deploiement-essai``: raise the scene of a deployment on this machine and check it.

``--tenir`` leaves it standing until Ctrl-C, to be visited.
"""

import argparse
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from data.console import prepare
from tests.deploiement.essai import verify
from tests.deploiement.scene import scene


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 when every check is good, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.deploiement", description=__doc__)
    parser.add_argument("--tenir", action="store_true", help="laisser la scène debout")
    asked = parser.parse_args(arguments)
    prepare()
    print("PostgreSQL, deux instances et nginx démarrent sur cette machine…", flush=True)
    with tempfile.TemporaryDirectory(prefix="atlas-essai-") as folder, scene(Path(folder)) as here:
        bad = 0
        for found in verify(here):
            print(f"{'bon    ' if found.bon else 'MAUVAIS'} {found.quoi}", flush=True)
            bad += not found.bon
        if asked.tenir:
            _hold(here.adresse)
    print("La scène est démontée.")
    return 1 if bad else 0


def _hold(address: str) -> None:
    print(f"L'atlas est à l'adresse {address}/ ; Ctrl-C pour démonter la scène.", flush=True)
    try:
        signal.pause()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    sys.exit(main())
