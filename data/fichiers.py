"""Reading a file that somebody named: it may be no file, or have no end."""

import stat
from pathlib import Path


def read_file(chemin: Path, au_plus: int | None = None) -> bytes:
    """Return the content of a file, its first ``au_plus`` bytes when it says so.

    Raises OSError when it cannot be read, or is no file: a pipe would be waited for, a device
    read for ever.
    """
    if not stat.S_ISREG(chemin.stat().st_mode):
        raise OSError("no regular file")
    with chemin.open("rb") as entree:
        return entree.read(-1 if au_plus is None else au_plus)
