"""What each page gives to take away: every map and every chart it draws, and its data."""

import re
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from geo.couverture.moteur import load_moteur

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"
JOUR = "2026-11-21"
DELAI = 120  # seconds: the first run loads everything
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


def page_at(name: str, parameters: dict[str, str]) -> AppTest:
    page = AppTest.from_file(str(DASHBOARD), default_timeout=DELAI)
    page.switch_page(f"pages/{name}.py")
    for key, value in ({"date": JOUR} | parameters).items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def files(page: AppTest) -> set[str]:
    """The names of the files offered, however they are made."""
    keys = [one.proto.id for one in page.get("download_button")]
    keys += [one.key or "" for one in page.button]
    pattern = r"(?:simulation-)?cls[-_][\w-]+\.[a-z]+"
    return {found[0] for key in keys if (found := re.search(pattern, key))}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_its_pictures_and_its_data(name: str):
    parameters, expected = PAGES[name]
    assert expected <= files(page_at(name, parameters))


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, {"cls-themes_france"}),
        ({"region": "53"}, {"cls-themes-contrats_bretagne", "cls-priorites_bretagne"}),
    ],
)
def test_heat_maps_are_pictures_too(parameters: dict[str, str], expected: set[str]):
    offered = files(page_at("actions", {"volet": "themes"} | parameters))
    assert {f"{stem}_{JOUR}.{suffix}" for stem in expected for suffix in IMAGES} <= offered


def test_a_place_that_no_contract_ever_covered_has_no_curve_to_take_away():
    moteur = load_moteur()
    level = moteur.referentiel.niveaux["commune"]
    bare = np.setdiff1d(np.arange(len(level.appartenance)), moteur.perimetres.touchees[0])
    code = str(level.codes[level.appartenance[bare[0]]])
    offered = files(page_at("territoire", {"code": code, "niveau": "commune"}))
    assert any(one.startswith("cls-comparaison") for one in offered)
    assert not [one for one in offered if one.startswith("cls-evolution")]


def test_a_day_without_any_end_offers_no_picture_of_ends():
    offered = files(page_at("evolution", {"region": "53", "date": "2010-01-01"}))
    assert not [one for one in offered if "echeances" in one]
