"""The addresses that exist: the pages, what Streamlit needs, what is closed."""

from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.types import Scope
from streamlit.path_security import is_unsafe_path_pattern

from data.paths import DOSSIER_PROJET

PAGES = frozenset({"", *(path.stem for path in (DOSSIER_PROJET / "pages").glob("*.py"))})
"""Addresses of the pages, without the slash: those of ``dashboard.py`` (a test compares them)."""

LIAISON = "_stcore/stream"
METRIQUES = "_stcore/metrics"
FICHIERS_DE_STREAMLIT = "static/"
SEULES = frozenset(
    {"_stcore/health", "_stcore/host-config", LIAISON, "favicon.png", "manifest.json"}
)
"""Accounts are not among them: nobody signs in, and each attempt would write a fault in the log."""
DEPOTS = "_stcore/upload_file/"
ECRITURES = frozenset({"PUT", "DELETE", "OPTIONS"})
PREFIXES = ("_stcore/bidi-components/", "component/", "media/")


def chemin_de(scope: Scope, base: str) -> str | None:
    """Return the path of a request below the sub-path, without its first slash; None outside."""
    path = str(scope.get("path", ""))
    if path == base:
        return ""
    return path[len(base) + 1 :] if path.startswith(f"{base}/") else None


def est_refuse_par_streamlit(path: str) -> bool:
    """Tell whether Streamlit refuses a whole path by itself, before it looks for who answers."""
    return path.startswith(("//", "\\\\")) or is_unsafe_path_pattern(path.lstrip("/"))


@lru_cache(maxsize=1)
def fichiers_de_streamlit() -> frozenset[str]:
    """Return the paths of the scripts, styles and fonts of Streamlit's own pages."""
    root = Path(streamlit.__file__).parent / "static"
    found = (root / FICHIERS_DE_STREAMLIT).rglob("*")
    return frozenset(path.relative_to(root).as_posix() for path in found if path.is_file())


def est_a_streamlit(chemin: str, methode: str, *, metriques: bool) -> bool:
    """Tell whether Streamlit answers at a path; what describes it to programs is closed.

    A file is sent and taken back, never read again: there, Streamlit would answer its own page.
    """
    if is_unsafe_path_pattern(chemin):
        return False  # Streamlit refuses it too, in English
    if chemin.startswith(DEPOTS):
        return methode in ECRITURES
    if chemin == METRIQUES:
        return metriques
    if chemin.startswith(FICHIERS_DE_STREAMLIT):
        return chemin in fichiers_de_streamlit()
    return chemin in SEULES or chemin.startswith(PREFIXES)
