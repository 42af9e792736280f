"""The layers of the project hold: who may import whom, and who may touch files or the network."""

import ast
from pathlib import Path

import pytest

from data.paths import DOSSIER_PROJET
from tests.arbre import COUCHES, files, imports, packages, relative, tree

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


@pytest.mark.parametrize("couche", [*COUCHES, "tests"])
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


@pytest.mark.parametrize("couche", [*COUCHES])
def test_the_application_does_not_import_its_tests_or_its_benchmarks(couche: str):
    wrong = [relative(path) for path in files(couche) if packages(path) & {"tests", "bench"}]
    assert wrong == []


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
