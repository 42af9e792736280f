"""The layers of the project hold: who may import whom, and who may touch files or the network."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from data.paths import DOSSIER_PROJET, DOSSIER_REGISTRE

COUCHES = ("serveur", "service", "api", "dashboard", "pages", "components", "geo", "data")
# dashboard -> pages -> components, and pages -> geo -> data; components know the types of both.
# serveur.py puts the process together; service is what the process does around the pages; api
# gives other programs what the pages show.
# dashboard hands to the frame of the pages what looks at the store: components load nothing.
PERMIS = {
    "serveur": {"service", "api"},
    "service": {"components", "geo", "data"},
    "api": {"geo", "data"},
    "dashboard": {"pages", "components", "data"},
    "pages": {"components", "geo", "data"},
    "components": {"geo", "data"},
    "geo": {"data"},
    "data": set(),
}
# Rooms of each layer, lowest first: a room knows the rooms before it, never one after it nor one
# beside it. ``commun/mots`` is a room of its own; the files of ``commun`` itself are one too.
ETAGES: dict[str, tuple[tuple[str, ...], ...]] = {
    "api": (("protocole",), ("contenus",), ("ressources",), ("ogc",), ("description",), ("",)),
    "data": (
        ("",),
        ("lecture",),
        ("atelier",),
        ("depot",),
        ("commandes",),
        ("construction", "entree"),
    ),
    "geo": (
        ("territoires",),
        ("recherche",),
        ("contrats",),
        ("couverture",),
        ("certitude",),
        ("atelier",),
        ("documents",),
        ("actions", "annuaire", "contrat", "evolution", "saisie", "simulation", "territoire"),
        ("presentation",),
        ("emporter",),
        ("donnees",),
        ("commandes",),
        ("entree",),
    ),
    "components": (
        ("assets",),
        ("commun/mots",),
        ("commun/adresse",),
        ("commun",),
        ("",),
        ("carte",),
        ("figures",),
        ("gabarit",),
        ("documents",),
        ("tableaux",),
        ("diaporama",),
        (
            "actions",
            "annuaire",
            "atelier",
            "contrat",
            "couverture",
            "donnees",
            "evolution",
            "legal",
            "methode",
            "presentation",
            "saisie",
            "simulation",
            "territoire",
        ),
    ),
}
# Files that are commands stand above every room.
ENTREES = {
    "api": set(),
    "data": {"validation", "__main__"},
    "geo": {"__main__"},
    "components": set(),
}
PIECES_DANS_UNE_PIECE = ("commun/mots", "commun/adresse")
FICHIERS_SEULS = ("serveur", "dashboard")
FICHIERS_PAR_DOSSIER = 20
LIGNES_PAR_FICHIER = 300
LIGNES_PAR_PAGE = 120
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


def calls(path: Path) -> Iterator[str]:
    """Names of the functions and methods that a file calls."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def relative(path: Path) -> str:
    return path.relative_to(DOSSIER_PROJET).as_posix()


@pytest.mark.parametrize("couche", COUCHES)
def test_arrows_between_the_layers_go_one_way(couche: str):
    assert files(couche)
    forbidden = set(COUCHES) - PERMIS[couche] - {couche}
    wrong = {relative(path): sorted(packages(path) & forbidden) for path in files(couche)}
    assert {path: found for path, found in wrong.items() if found} == {}


def room(path: str, couche: str) -> str:
    """Room of a file or module given as a path inside its layer: ``contrats/statuts``."""
    if path in ENTREES[couche]:
        return "entree"
    inner = "/".join(path.split("/")[:2])
    if inner in PIECES_DANS_UNE_PIECE:
        return inner
    return path.split("/")[0] if "/" in path else ""


def rooms_known(path: Path, couche: str) -> set[str]:
    """Rooms of its own layer that a file imports, wherever in the file it does."""
    found = set()
    for module, name in imports(path):
        if module.split(".")[0] != couche:
            continue
        inner = module.removeprefix(couche).lstrip(".").replace(".", "/")
        folder = DOSSIER_PROJET / couche / inner
        target = f"{inner}/{name}".lstrip("/") if folder.is_dir() else inner
        is_folder = (DOSSIER_PROJET / couche / target).is_dir()
        found.add(room(f"{target}/__init__" if is_folder else target, couche))
    return found


@pytest.mark.parametrize("couche", ETAGES)
def test_a_room_knows_only_the_rooms_below_it(couche: str):
    floor_of = {name: floor for floor, names in enumerate(ETAGES[couche]) for name in names}
    wrong = []
    for path in files(couche):
        mine = room(str(path.relative_to(DOSSIER_PROJET / couche).with_suffix("")), couche)
        wrong += [
            f"{relative(path)} knows {other}"
            for other in rooms_known(path, couche) - {mine}
            if floor_of[other] >= floor_of[mine]
        ]
    assert wrong == []


@pytest.mark.parametrize("couche", ["components", "geo"])
def test_every_file_of_a_layer_is_in_a_room(couche: str):
    direct = {path.name for path in (DOSSIER_PROJET / couche).iterdir() if path.is_file()}
    assert direct <= {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("couche", COUCHES)
def test_a_room_can_be_seen_at_a_glance(couche: str):
    crowded = {
        relative(folder): number
        for folder in {path.parent for path in files(couche)}
        if (number := len([one for one in folder.iterdir() if one.is_file()]))
        > FICHIERS_PAR_DOSSIER
    }
    assert crowded == {}


@pytest.mark.parametrize("couche", COUCHES)
def test_a_file_holds_in_the_eye(couche: str):
    endings = {".py", ".typ", ".js", ".css"}
    paths = [path for path in (DOSSIER_PROJET / couche).rglob("*") if path.suffix in endings]
    most = LIGNES_PAR_PAGE if couche == "pages" else LIGNES_PAR_FICHIER
    long = {
        relative(path): number
        for path in [*paths, *files(couche)]
        if (number := len(path.read_text(encoding="utf-8").splitlines())) > most
    }
    assert long == {}


@pytest.mark.parametrize("couche", SANS_STREAMLIT)
def test_what_computes_and_what_is_known_do_without_the_interface(couche: str):
    wrong = {relative(path): sorted(packages(path) & INTERFACE) for path in files(couche)}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize("couche", [*COUCHES])
def test_the_application_does_not_import_its_tests_or_its_benchmarks(couche: str):
    wrong = [relative(path) for path in files(couche) if packages(path) & {"tests", "bench"}]
    assert wrong == []


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


def test_every_module_says_what_it_is_for():
    undocumented = [
        relative(path)
        for couche in COUCHES
        for path in files(couche)
        if not ast.get_docstring(tree(path)) and path.name != "__init__.py"
    ]
    assert undocumented == []


@pytest.mark.parametrize("couche", ETAGES)
def test_the_map_of_the_house_names_every_room(couche: str):
    readme = (DOSSIER_PROJET / "README.md").read_text(encoding="utf-8")
    rooms = {relative(path.parent) for path in files(couche)}
    assert rooms >= {couche}
    assert {one for one in rooms - {"components", "geo"} if f"`{one}/`" not in readme} == set()
