"""Tables that already passed the checks of their schemas on this machine.

Frictionless takes most of the time of loading; the same cells against the same schemas, by the same
code, give the same answer. Only success is remembered, under a hash of everything that it depends
on, so that a changed cell, schema, rule or version is always checked. Where nothing can be
written (read-only disk, no home), nothing is remembered and everything is checked each time.
"""

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from data.lecture.tables import Table
from data.paths import DOSSIER_SCHEMAS

CODE = ("schema_checks.py", "messages.py", "schemas.py", "tables.py", "checked_tables.py")

NOTES_MAX = 20


def _folder() -> Path:
    """Return the user's cache for this project. Raises RuntimeError when the user has no home."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "atlas-cls" / "registre-verifie"


def fingerprint(tables: Mapping[str, Table]) -> str:
    """Return a hash of the cells of tables, and of all that says whether they are valid."""
    cells = {
        name: [table.entete, *([one.ligne, one.cellules] for one in table.enregistrements)]
        for name, table in tables.items()
    }
    digest = hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode())
    digest.update(f"{version('frictionless')} {sys.version}".encode())
    code = [Path(__file__).parent / name for name in CODE]
    for path in (*sorted(DOSSIER_SCHEMAS.glob("*.json")), *code):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_known(mark: str) -> bool:
    """Tell whether tables of this fingerprint passed the checks before."""
    try:
        return (_folder() / mark).is_file()
    except (OSError, RuntimeError):
        return False


def remember(mark: str) -> None:
    """Note that tables of this fingerprint passed the checks; the oldest notes are forgotten."""
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / mark).touch()
        notes = sorted(folder.iterdir(), key=lambda note: note.stat().st_mtime, reverse=True)
        for old in notes[NOTES_MAX:]:
            old.unlink()
    except (OSError, RuntimeError):
        return
