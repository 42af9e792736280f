"""What each layer may touch: files, the network, other programs, the registre."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.paths import DOSSIER_PROJET, DOSSIER_REGISTRE
from tests.arbre import COUCHES, files, imports, packages, relative, tree

SANS_STREAMLIT = ("api", "geo", "data")
INTERFACE = {"streamlit", "streamlit_folium", "folium", "plotly"}

RESERVES_A_LA_CONSTRUCTION = {
    "subprocess",
    "tarfile",
    "zipfile",
    "socket",
    "urllib.request",
    "http.client",
    "requests",
    "httpx",
}

# The registre to take away is a zip, written in memory. A file that a stranger drops is unfolded
# within bounds, and what may exhaust the memory of its reader is read in a process of its own.
ARCHIVES_ET_PROCESSUS = {
    ("data/lecture/archives.py", "zipfile"),
    ("data/atelier/fichier/archive.py", "zipfile"),
    ("data/atelier/fichier/isolement.py", "subprocess"),
    ("service/envoi.py", "socket"),
}

LECTURES = {
    "open",
    "read_csv",
    "read_excel",
    "read_json",
    "read_parquet",
    "read_text",
    "urlopen",
}
# A namespace is a name, not an address; the IGN background is there when the user asks for it.
ADRESSES_PERMISES = {"www.w3.org", "schemas.microsoft.com", "data.geopf.fr"}

TABLES_DU_REGISTRE = {
    "contrats",
    "perimetres",
    "axes",
    "actions",
    "signataires",
    "regions",
    "chiffres_publies",
    "priorites_prs",
    "actions_probantes",
    "etapes",
}


def calls(path: Path) -> Iterator[str]:
    """Names of the functions and methods that a file calls."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


@pytest.mark.parametrize("couche", SANS_STREAMLIT)
def test_what_computes_and_what_is_known_do_without_the_interface(couche: str):
    wrong = {relative(path): sorted(packages(path) & INTERFACE) for path in files(couche)}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_only_the_build_of_the_referentiel_starts_programs_opens_archives_or_downloads():
    wrong = [
        (relative(path), module)
        for couche in COUCHES
        for path in files(couche)
        for module, _ in imports(path)
        if module in RESERVES_A_LA_CONSTRUCTION
        and not relative(path).startswith("data/construction/")
        and (relative(path), module) not in ARCHIVES_ET_PROCESSUS
    ]
    assert wrong == []


def test_the_build_of_the_referentiel_is_used_by_nobody_else():
    wrong = [
        relative(path)
        for couche in COUCHES
        for path in files(couche)
        if any(module.startswith("data.construction") for module, _ in imports(path))
        and not relative(path).startswith("data/construction/")
    ]
    assert wrong == []


def test_components_read_no_file():
    wrong = {relative(path): sorted(set(calls(path)) & LECTURES) for path in files("components")}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_components_load_nothing_from_geo_or_data():
    """They are given what they draw: they take types and constants, never a loader."""
    wrong = [
        (relative(path), name)
        for path in files("components")
        for module, name in imports(path)
        if module.split(".")[0] in ("geo", "data")
        and name.startswith(("load_", "read_", "build_", "fetch"))
    ]
    assert wrong == []


def test_every_way_to_another_view_keeps_the_publication_looked_at():
    """Links and changes of the address go through one module, which carries ``registre``."""
    raw = {"page_link", "switch_page", "from_dict"}
    through = {"components/commun/adresse/registre.py", "components/simulation/navigation.py"}
    wrong = {
        relative(path): sorted(set(calls(path)) & raw)
        for couche in ("dashboard", "pages", "components")
        for path in files(couche)
        if relative(path) not in through
    }
    assert {path: found for path, found in wrong.items() if found} == {}


def test_pages_and_the_entry_point_read_no_file():
    wrong = {
        relative(path): sorted(set(calls(path)) & LECTURES)
        for couche in ("dashboard", "pages")
        for path in files(couche)
    }
    assert {path: found for path, found in wrong.items() if found} == {}


def test_components_ask_nothing_of_another_server():
    """Without a network the map and the pages are whole: no asset comes from elsewhere."""
    suffixes = {".py", ".js", ".css", ".html", ".svg", ".typ"}
    paths = [path for path in (DOSSIER_PROJET / "components").rglob("*") if path.suffix in suffixes]
    assert {path.suffix for path in paths} >= {".py", ".js", ".css"}
    hosts = {
        (relative(path), host)
        for path in paths
        for host in re.findall(r"(?:https?:)?//([\w.-]+\.[a-z]{2,})", path.read_text("utf-8"))
    }
    assert {(path, host) for path, host in hosts if host not in ADRESSES_PERMISES} == set()


def test_the_folder_of_the_registre_holds_the_registre_and_nothing_else():
    """No contract of a test, no export, no copy ever stands beside the real facts."""
    tables = {f"{name}.csv" for name in TABLES_DU_REGISTRE}
    found = {path.name for path in DOSSIER_REGISTRE.iterdir()}
    assert found - {"README.md"} == tables | {"datapackage.json"}


def test_no_other_folder_holds_contracts():
    found = [
        relative(path)
        for couche in ("pages", "components", "geo", "data", "tests")
        for path in (DOSSIER_PROJET / couche).rglob("contrats*.csv")
    ]
    assert found == ["data/registre/contrats.csv"]
