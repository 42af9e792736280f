"""What is installed is what was chosen: pinned, with hashes, and each package for a reason."""

import ast
import re
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from data.paths import DOSSIER_PROJET

CHOISIS = {"requirements.lock": "requirements.txt", "requirements-dev.lock": "requirements-dev.txt"}
EPINGLE = re.compile(r"^(?P<nom>[\w.-]+)(?:\[[^]]*\])?==(?P<version>[\w.!+]+)(?P<suite>.*)$", re.M)
EMPREINTE = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# Not imported by our code: another package takes them when they are there.
PAR_UN_AUTRE = {
    "defusedxml": "openpyxl",
    "psycopg": "SQLAlchemy",
    "pyarrow": "pyogrio",
    "uvloop": "streamlit",
}
CODE = ("serveur.py", "dashboard.py", "service", "api", "pages", "components", "geo", "data")


def read(name: str) -> str:
    return (DOSSIER_PROJET / name).read_text(encoding="utf-8")


def chosen(name: str) -> dict[str, str]:
    """Packages and versions that a file of requirements names, by canonical name."""
    return {canonicalize_name(pin["nom"]): pin["version"] for pin in EPINGLE.finditer(read(name))}


def locked(name: str) -> dict[str, str]:
    """What the lock says of each package: its lines, by canonical name."""
    entries = re.split(r"^(?=[A-Za-z0-9])", read(name), flags=re.M)
    pins = {EPINGLE.match(entry): entry for entry in entries if entry.strip()}
    assert None not in pins, f"{name}: a line that is not a package and its version"
    return {canonicalize_name(pin["nom"]): entry for pin, entry in pins.items() if pin}


@pytest.mark.parametrize("lock", CHOISIS)
def test_every_package_is_locked_with_its_hashes_and_nothing_else_is_said(lock: str):
    for name, entry in locked(lock).items():
        first, *rest = (line.strip().rstrip("\\").strip() for line in entry.strip().splitlines())
        assert "://" not in first, name
        assert "@" not in first, name
        assert rest, f"{name}: no hash"
        assert all(EMPREINTE.fullmatch(line) for line in rest), name


@pytest.mark.parametrize(("lock", "requirements"), CHOISIS.items())
def test_the_lock_is_the_one_of_what_was_chosen(lock: str, requirements: str):
    """``make verrou`` brings it up to date."""
    versions = chosen(lock)
    wanted = chosen(requirements)
    assert wanted
    assert {name: versions.get(name) for name in wanted} == wanted


def test_developers_run_the_versions_that_operators_run():
    runtime, development = chosen("requirements.lock"), chosen("requirements-dev.lock")
    assert {name: development.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("lock", CHOISIS)
def test_the_lock_holds_all_that_its_packages_need(lock: str):
    """Else ``pip install --require-hashes`` refuses it."""
    versions = chosen(lock)
    missing = [
        f"{name} needs {need}"
        for name, entry in locked(lock).items()
        if not _is_for_another_system(entry)
        for need in map(Requirement, requires(name) or ())
        if (need.marker is None or need.marker.evaluate({"extra": ""}))
        and not need.specifier.contains(versions.get(canonicalize_name(need.name), ""))
    ]
    assert missing == []


def _is_for_another_system(entry: str) -> bool:
    marker = Requirement(entry.splitlines()[0].rstrip("\\").strip()).marker
    return marker is not None and not marker.evaluate()


def test_every_chosen_package_has_its_reason_in_the_readme():
    table = read("README.md").split("## Dependencies")[1]
    rows = re.findall(r"^\| ([^|]+) \|", table, re.M)
    names = [name for row in rows for name in re.sub(r"\(.*\)", "", row).split(",")]
    said = {canonicalize_name(name.strip()) for name in names} - {"package", "---"}
    assert said == set(chosen("requirements.txt")) | set(chosen("requirements-dev.txt"))


def test_what_is_imported_was_chosen_and_nothing_is_installed_for_nobody():
    distributions = packages_distributions()
    used = {
        canonicalize_name(distribution)
        for module in _modules_imported()
        for distribution in distributions.get(module, ())
    }
    assert used | set(PAR_UN_AUTRE) == set(chosen("requirements.txt"))


def _modules_imported() -> set[str]:
    found = set()
    for name in CODE:
        root = DOSSIER_PROJET / name
        for path in [root] if root.is_file() else root.rglob("*.py"):
            found |= _modules_of(path)
    return found


def _modules_of(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for one in nodes if isinstance(one, ast.Import) for alias in one.names}
    taken = {one.module or "" for one in nodes if isinstance(one, ast.ImportFrom)}
    return {module.partition(".")[0] for module in plain | taken}
