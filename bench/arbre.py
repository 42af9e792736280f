"""Another tree of the project to measure against, as a commit left it."""

import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
REFERENCE = "a45535149d4c2fc52bb81234174bad57b89f27ad"
"""The last commit before the server was made for a room: what ratios are told against."""


def _output(*command: str) -> bytes:
    return subprocess.run(command, cwd=RACINE, check=True, capture_output=True).stdout


def _is_held(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _add_packages(arbre: Path, dossier: Path) -> None:
    """Install what the tree needs and this environment does not hold any more."""
    lines = (arbre / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.strip() for line in lines if "==" in line]
    absent = [pin for pin in pins if not _is_held(pin.partition("==")[0])]
    if absent:
        _output(
            sys.executable, "-m", "pip", "install", "--quiet", "--target", str(dossier), *absent
        )


@contextmanager
def arbre_de_reference() -> Iterator[tuple[Path, Path]]:
    """Give the tree of REFERENCE, and a folder of the packages that only it needs.

    Raises CalledProcessError when the history does not hold the commit (a shallow clone).
    """
    with tempfile.TemporaryDirectory(prefix="atlas-reference-") as parent:
        arbre, paquets = Path(parent, "arbre"), Path(parent, "paquets")
        with tarfile.open(fileobj=BytesIO(_output("git", "archive", REFERENCE))) as archive:
            archive.extractall(arbre, filter="data")
        _add_packages(arbre, paquets)
        yield arbre, paquets


def environnement(arbre: Path, paquets: Path | None = None) -> dict[str, str]:
    """Return the environment in which a tree runs on its own modules."""
    folders = [str(arbre), *([str(paquets)] if paquets else [])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(folders)}
