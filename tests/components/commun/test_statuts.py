"""Colours are told apart by everybody, and each has its word (WCAG 2.2 formulas)."""

import tomllib
from datetime import date
from html import escape
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from components.commun.legende import fond, legende
from components.commun.statuts import CLASSES_TAUX, HORS_VUE, PERIODES, SIMULATION, STATUTS, Aspect
from components.figures.image.formes import hachures
from geo.couverture.carte import build_etat
from geo.couverture.moteur import load_moteur
from geo.territoires.territoire import FRANCE

RACINE = Path(__file__).resolve().parents[3]
THEME = tomllib.loads((RACINE / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
BORDURE_DE_LEGENDE = "#6b7280"

TOLD_APART = 1.5  # contrast between two colours seen side by side in black and white
STEP = 1.15  # the same between two steps of a scale, which are also in order
GRAPHICS = 3.0  # WCAG 1.4.11
TEXT = 4.5  # WCAG 1.4.3

every_aspect = pytest.mark.parametrize(
    "aspect", [*STATUTS.values(), *CLASSES_TAUX], ids=lambda aspect: aspect.libelle
)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 (black) to 1 (white)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("un", "autre"),
    list(combinations(STATUTS.values(), 2)),
    ids=lambda aspect: aspect.libelle,
)
def test_two_statuses_differ_by_luminance_or_by_pattern(un: Aspect, autre: Aspect):
    assert contrast(un.couleur, autre.couleur) >= TOLD_APART or un.motif != autre.motif


def test_two_statuses_with_the_same_pattern_or_none_differ_by_luminance():
    plain = [aspect for aspect in STATUTS.values() if not aspect.motif]
    for un, autre in combinations(plain, 2):
        assert contrast(un.couleur, autre.couleur) >= GRAPHICS
    patterns = [aspect.motif for aspect in STATUTS.values() if aspect.motif]
    assert len(patterns) == len(set(patterns))


def test_rates_go_from_light_to_dark_by_steps_that_can_be_seen():
    luminances = [luminance(aspect.couleur) for aspect in CLASSES_TAUX]
    assert luminances == sorted(luminances, reverse=True)
    assert all(contrast(a.couleur, b.couleur) >= STEP for a, b in pairwise(CLASSES_TAUX))


def test_nobody_and_everybody_are_the_two_ends_of_the_scale():
    assert CLASSES_TAUX[0].libelle == "0\u00a0%"
    assert CLASSES_TAUX[-1].libelle == "100\u00a0%"
    assert contrast(CLASSES_TAUX[0].couleur, CLASSES_TAUX[-1].couleur) >= 7


@every_aspect
def test_a_pattern_is_seen_on_its_colour(aspect: Aspect):
    assert bool(aspect.motif) == bool(aspect.couleur_motif)
    if aspect.motif:
        assert contrast(aspect.couleur, aspect.couleur_motif) >= GRAPHICS


@every_aspect
def test_a_colour_has_its_word_and_its_definition(aspect: Aspect):
    assert aspect.libelle.strip()
    assert len(aspect.definition) > len("définition")
    assert not aspect.definition.endswith(".")  # the sentence around it ends it


@pytest.mark.parametrize("table", [list(STATUTS.values()), list(CLASSES_TAUX)])
def test_a_class_is_one_character_that_no_other_has(table: list[Aspect]):
    codes = [aspect.code for aspect in table]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 1 and code != HORS_VUE for code in codes)
    assert len({aspect.libelle for aspect in table}) == len(table)
    assert len({aspect.couleur for aspect in table}) == len(table)


def test_every_status_computed_for_a_territory_has_its_colour():
    moteur = load_moteur()
    couverture = moteur.couverture(date(2022, 1, 1), None)
    assert set(build_etat(couverture, FRANCE, "epci", False).statuts) <= set(STATUTS)


def test_the_legend_is_text_that_can_be_read_with_its_definition(draw):
    assert contrast(THEME["textColor"], THEME["backgroundColor"]) >= TEXT
    assert contrast(BORDURE_DE_LEGENDE, THEME["backgroundColor"]) >= GRAPHICS
    for table in (STATUTS.values(), CLASSES_TAUX):
        shown = draw(legende, table, "sx", "EPCI").get("html")[0].proto.body
        assert BORDURE_DE_LEGENDE in shown  # light swatches are seen by their border
        assert 'aria-label="Légende, EPCI par couleur"' in shown
        for aspect in table:
            assert aspect.libelle in shown
            assert escape(aspect.definition) in shown
            assert aspect.couleur in shown
            assert aspect.couleur_motif in shown


def test_links_and_buttons_can_be_read():
    assert contrast(THEME["linkColor"], THEME["backgroundColor"]) >= TEXT
    assert contrast(THEME["primaryColor"], THEME["secondaryBackgroundColor"]) >= TEXT
    assert contrast(THEME["textColor"], THEME["secondaryBackgroundColor"]) >= TEXT


def test_every_pattern_is_drawn_in_a_picture_and_in_a_legend():
    """What a simulation takes away is on the map to take away too."""
    for aspect in (*STATUTS.values(), *SIMULATION.values(), *PERIODES.values()):
        assert hachures(aspect) or not aspect.motif
        assert aspect.couleur in fond(aspect)
