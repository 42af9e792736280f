"""The source files of the project, as trees: what each imports and calls."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from data.paths import DOSSIER_PROJET

COUCHES = ("serveur", "service", "api", "dashboard", "pages", "components", "geo", "data")
FICHIERS_SEULS = ("serveur", "dashboard")


def files(couche: str) -> list[Path]:
    if couche in FICHIERS_SEULS:
        return [DOSSIER_PROJET / f"{couche}.py"]
    return sorted((DOSSIER_PROJET / couche).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Modules that a file imports, each with the name taken from it ('' for the module)."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ""
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                yield node.module or "", alias.name


def packages(path: Path) -> set[str]:
    return {module.split(".")[0] for module, _ in imports(path)}


def relative(path: Path) -> str:
    return path.relative_to(DOSSIER_PROJET).as_posix()
