"""What each page gives to take away: every map and every chart it draws, and its data."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from geo.couverture.moteur import load_moteur

JOUR = "2026-11-21"
IMAGES = ("png", "svg")
PAGES = {
    "presentation": (
        {"region": "53"},
        {
            f"cls-images_bretagne_{JOUR}_png.zip",
            f"cls-images_bretagne_{JOUR}_svg.zip",
            f"cls-contrats_bretagne_{JOUR}.csv",
            f"cls-contrats_bretagne_{JOUR}.xlsx",
            f"cls-perimetres_bretagne_{JOUR}.geojson",
            f"cls-perimetres_bretagne_{JOUR}.gpkg",
            "cls-registre_2026-11-21.zip",
        },
    ),
    "evolution": (
        {"region": "53"},
        {
            f"{stem}_bretagne_{JOUR}.{suffix}"
            for suffix in IMAGES
            for stem in (
                "cls-evolution",
                "cls-evolution-carte-2026-epci",
                "cls-echeances-taux",
                "cls-echeances-epci",
                "cls-generations",
            )
        },
    ),
    "simulation": (
        {"region": "53"},
        {
            f"simulation-cls_bretagne_scenario-a_{JOUR}_{what}.{suffix}"
            for suffix in IMAGES
            for what in ("carte-epci", "taux", "classement")
        },
    ),
    "actions": ({}, {f"cls-actions-par-statut_france_{JOUR}.{suffix}" for suffix in IMAGES}),
    "territoire": (
        {"code": "29"},
        {
            f"{stem}_finistere_29_{JOUR}.{suffix}"
            for suffix in IMAGES
            for stem in ("cls-carte", "cls-comparaison", "cls-evolution")
        },
    ),
}


@pytest.fixture
def files_at(run_sound_page) -> Callable[..., set[str]]:
    """Return ``files_at(page, **parameters)``: the names of the files that a page offers."""
    return lambda page, **parameters: files(run_sound_page(page, **({"date": JOUR} | parameters)))


def files(page: AppTest) -> set[str]:
    """The names of the files offered, however they are made."""
    keys = [one.proto.id for one in page.get("download_button")]
    keys += [one.key or "" for one in page.button]
    pattern = r"(?:simulation-)?cls[-_][\w-]+\.[a-z]+"
    return {found[0] for key in keys if (found := re.search(pattern, key))}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_its_pictures_and_its_data(files_at, name: str):
    parameters, expected = PAGES[name]
    assert expected <= files_at(name, **parameters)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, {"cls-themes_france"}),
        ({"region": "53"}, {"cls-themes-contrats_bretagne", "cls-priorites_bretagne"}),
    ],
)
def test_heat_maps_are_pictures_too(files_at, parameters: dict[str, str], expected: set[str]):
    offered = files_at("actions", volet="themes", **parameters)
    assert {f"{stem}_{JOUR}.{suffix}" for stem in expected for suffix in IMAGES} <= offered


def test_a_place_that_no_contract_ever_covered_has_no_curve_to_take_away(files_at):
    moteur = load_moteur()
    level = moteur.referentiel.niveaux["commune"]
    bare = np.setdiff1d(np.arange(len(level.appartenance)), moteur.perimetres.touchees[0])
    code = str(level.codes[level.appartenance[bare[0]]])
    offered = files_at("territoire", code=code, niveau="commune")
    assert any(one.startswith("cls-comparaison") for one in offered)
    assert not [one for one in offered if one.startswith("cls-evolution")]


def test_a_day_without_any_end_offers_no_picture_of_ends(files_at):
    offered = files_at("evolution", region="53", date="2010-01-01")
    assert not [one for one in offered if "echeances" in one]
