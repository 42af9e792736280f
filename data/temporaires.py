"""Working folders that a killed process leaves behind are swept by the next one.

Each holds a file that its process keeps locked: the system gives the lock back when the process
ends, however it ends, and whoever gets it knows that nobody uses the folder any more.
"""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

VERROU = ".en-usage"
PREFIXE = "atlas-cls-"


@contextmanager
def dossier_de_travail(prefixe: str = PREFIXE, parent: Path | None = None) -> Iterator[Path]:
    """Make a folder, gone at the end, or at the next one made beside it if the process is killed.

    ``parent``: where; the temporary folder of the system by default. Raises OSError when nothing
    can be written there.
    """
    folder, verrou = make_dossier(prefixe, parent)
    try:
        yield folder
    finally:
        remove(folder, verrou)


def make_dossier(prefixe: str = PREFIXE, parent: Path | None = None) -> tuple[Path, IO[bytes]]:
    """Make a folder and sweep those that nobody uses; return it with what keeps it."""
    sweep(prefixe, parent)
    folder = Path(tempfile.mkdtemp(prefix=prefixe, dir=parent))
    verrou = (folder / VERROU).open("wb")
    fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return folder, verrou


def remove(folder: Path, verrou: IO[bytes]) -> None:
    """Remove a folder, then give its lock back."""
    shutil.rmtree(folder, ignore_errors=True)
    verrou.close()


def sweep(prefixe: str = PREFIXE, parent: Path | None = None) -> list[Path]:
    """Remove the folders that a process killed left, and return them; others are let be."""
    swept = []
    try:
        places = sorted(Path(parent or tempfile.gettempdir()).glob(f"{prefixe}*/{VERROU}"))
    except OSError:
        return []
    for place in places:
        with suppress(OSError), place.open("rb") as verrou:
            fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)  # BlockingIOError: it is in use
            shutil.rmtree(place.parent, ignore_errors=True)
            swept.append(place.parent)
    return swept
