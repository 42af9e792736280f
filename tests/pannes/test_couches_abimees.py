"""A layer of the map that is missing or altered: said on every page, and the rest goes on."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.errors import CouchesInvalides
from data.lecture.integrite import find_couches_abimees, read_couche
from data.paths import DOSSIER_REFERENTIEL
from tests.pannes.copie import Copie

JOUR = {"date": "2026-11-01"}
PAGES = (
    ("", JOUR),
    ("territoire", {"code": "29232", **JOUR}),
    ("territoire", {"code": "29", **JOUR}),
    ("contrats", JOUR),
    ("contrat", {"id": "cls-29-cornouaille-1", **JOUR}),
    ("evolution", JOUR),
    ("actions", JOUR),
    ("simulation", JOUR),
    ("methode", {}),
    ("presentation", {"region": "53", **JOUR}),
)
COUCHES = "data/referentiel/couches"
SANS_ELLES = "presentation"
VOISINS = {"contrat": 1}
"""Tables of what lies around, that shapes alone tell."""


@pytest.fixture(scope="module")
def entieres(copie: Copie) -> list[dict[str, Any]]:
    """What the pages show of the whole référentiel."""
    return copie.pages(*PAGES)


def told(dit: dict[str, Any]) -> str:
    [text] = [text for text in dit["warning"] if "contours de carte" in text]
    return text


def test_every_page_names_a_missing_layer_and_goes_on_with_its_tables(
    copie: Copie, entieres: list[dict[str, Any]]
) -> None:
    nom = f"{COUCHES}/communes-29.json.gz"
    with copie.abime(nom, None):
        shown = copie.pages(*PAGES)
    for (page, _), whole, dit in zip(PAGES, entieres, shown, strict=True):
        assert not any("contours de carte" in text for text in whole["warning"]), page
        assert f"{nom}\u00a0: le fichier est absent." in told(dit), page
        assert (dit["exception"], dit["error"]) == ([], []), page
        assert dit["tableaux"] == whole["tableaux"] - VOISINS.get(page, 0), page


def test_without_any_layer_every_page_but_the_deck_keeps_its_tables(
    copie: Copie, entieres: list[dict[str, Any]]
) -> None:
    aside = copie.racine.parent / "couches"
    shutil.move(copie.fichier(COUCHES), aside)
    try:
        shown = copie.pages(*PAGES)
    finally:
        shutil.move(aside, copie.fichier(COUCHES))
    for (page, _), whole, dit in zip(PAGES, entieres, shown, strict=True):
        assert "autres fichiers" in told(dit), page
        assert dit["exception"] == [], page
        if page == SANS_ELLES:
            assert "sans ces contours" in dit["error"][0]
        else:
            assert dit["error"] == [], page
            assert dit["tableaux"] == whole["tableaux"] - VOISINS.get(page, 0), page


@pytest.mark.parametrize(
    ("couche", "edit", "why"),
    [
        ("ept", lambda contenu: contenu[: len(contenu) // 3], "tronqué"),
        ("region", lambda contenu: contenu[:-100] + bytes(100), "abîmé"),
        ("region", lambda contenu: contenu.replace(b"1", b"x"), "abîmé"),
        ("epci", lambda contenu: contenu + b"\0", "modifié"),
    ],
)
def test_an_altered_layer_is_named_and_is_not_read(
    tmp_path: Path, couche: str, edit: Callable[[bytes], bytes], why: str
) -> None:
    folder = tmp_path / "referentiel"
    shutil.copytree(DOSSIER_REFERENTIEL / "couches", folder / "couches")
    shutil.copyfile(DOSSIER_REFERENTIEL / "provenance.json", folder / "provenance.json")
    assert find_couches_abimees(folder) == ()
    assert find_couches_abimees(tmp_path) == ()  # without a provenance: no word on the figures
    chemin = folder / "couches" / f"{couche}.json.gz"
    chemin.write_bytes(edit(chemin.read_bytes()))
    with pytest.raises(CouchesInvalides, match=why):
        read_couche(couche, folder)
