"""The page Évolution in a real browser: the years play on one map, and a link gives them back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.carte_affichee import CADRE, frame_of
from tests.browser.repos import answered
from tests.browser.visites import Visites

LE_JOUR = "date=2026-11-21"
COULEURS = """() => [...document.querySelectorAll('.leaflet-atlas-formes-pane path')]
    .map((shape) => shape.getAttribute('fill')).join()"""

pytestmark = pytest.mark.browser


@pytest.fixture
def open_page(visite: Visites) -> Callable[..., Page]:
    """Return ``open_page(query, width, height)``: the page at an address, its map painted."""

    def run(query: str, width: int = 1400, height: int = 1000) -> Page:
        page = visite(f"evolution?{query}", width, height)
        page.locator(CADRE).scroll_into_view_if_needed()
        page.frame_locator(CADRE).locator("#map_div[data-version]").wait_for()
        answered(page)
        return page

    return run


def year_told(page: Page) -> Any:
    return page.get_by_role("main").get_by_text(re.compile(r"^Au 31\sdécembre\s\d{4}")).first


def test_the_years_play_on_the_map_without_another_frame_and_stop_at_a_link(open_page):
    page = open_page(f"{LE_JOUR}&annee=2011&niveau=departement")
    frame = frame_of(page)
    frame.evaluate("() => { window.repere = 'toujours là'; }")
    pictures = [frame.evaluate(COULEURS)]
    page.get_by_role("button", name="Lecture").click()
    for _ in range(3):
        frame.wait_for_function(f"(before) => ({COULEURS})() !== before", arg=pictures[-1])
        pictures.append(frame.evaluate(COULEURS))
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Lecture")).to_be_visible()
    page.wait_for_url(re.compile(r"annee=20\d\d"))
    assert len(set(pictures)) == len(pictures)
    expect(year_told(page)).not_to_contain_text("2011")
    assert frame.evaluate("window.repere") == "toujours là"

    told = year_told(page).inner_text()
    page.reload()
    expect(year_told(page)).to_have_text(told)


def test_the_keyboard_moves_the_year_and_the_address_follows(open_page):
    page = open_page(f"region=53&{LE_JOUR}&annee=2016")
    frame = frame_of(page)
    frame.evaluate("() => { window.repere = 'toujours là'; }")
    page.get_by_role("slider", name="Année de la carte").press("ArrowRight")
    expect(year_told(page)).to_contain_text(re.compile(r"décembre\s2017"))
    page.wait_for_url(re.compile("region=53.*annee=2017"))
    assert frame.evaluate("window.repere") == "toujours là"


def test_a_bad_address_is_told_as_text_on_a_page_that_works(open_page):
    page = open_page(f"region=<b>99</b>&annee=1515&{LE_JOUR}")
    warnings = page.get_by_test_id("stAlertContentWarning")
    expect(warnings.filter(has_text="<b>99</b>")).to_have_count(1)
    expect(warnings.filter(has_text="1515")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text("Évolution : France (18 régions)")
    assert page.locator(".js-plotly-plot").count() >= 1


def test_the_coverage_page_leads_here_with_its_state(visite):
    page = visite(f"?region=53&{LE_JOUR}&niveau=commune")
    page.get_by_role("link", name="Voir l'évolution").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Évolution : Bretagne")
    page.wait_for_url(re.compile(r"/evolution\?region=53&date=2026-11-21&niveau=commune"))


def test_nothing_overflows_on_a_phone(open_page):
    page = open_page(f"departement=29&{LE_JOUR}", 390, 844)
    wide = "element => element.scrollWidth > element.clientWidth"
    assert not page.get_by_role("main").evaluate(wide)
