"""Every task of the README without a mouse: only keys are pressed, in a real Chromium."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clavier import invisibles, ou, va
from tests.browser.repos import answered
from tests.browser.visites import Visites

DELAI = 60_000  # milliseconds: the first page of a cold server, on a busy machine
JOUR = "2025-01-31"
PAGES = (
    f"?region=53&date={JOUR}",
    f"territoire?code=29232&date={JOUR}",
    f"contrats?departement=29&date={JOUR}",
    f"contrat?id=cls-29-cornouaille-1&date={JOUR}",
    f"simulation?region=53&date={JOUR}",
    f"presentation?region=53&date={JOUR}",
    "accessibilite",
)
DEBUTS_VUS = 45  # stops looked at on each page

pytestmark = pytest.mark.browser


@pytest.fixture
def ouvre(visite: Visites) -> Callable[..., Page]:
    """Return ``ouvre(adresse, **size)``: a page of the atlas, whole, the keyboard at its start."""

    def open_page(address: str, **options: int) -> Page:
        page = visite(address, **options)
        rest(page)
        return page

    return open_page


def rest(page: Page) -> None:
    """Wait until the page has all that the server sends."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    answered(page)
    expect(page.locator("[class*='st-key-pied-legal'] a").first).to_be_attached()


def arrives_at(page: Page, address: str) -> None:
    page.wait_for_url(re.compile(address), timeout=DELAI)
    rest(page)


def test_the_first_stop_leads_to_the_content(ouvre):
    page = ouvre("methode")
    page.keyboard.press("Tab")
    assert ou(page)["nom"] == "Aller au contenu"
    page.keyboard.press("Enter")
    inside = "document.activeElement.matches('[data-testid=stMain], [data-testid=stMain] *')"
    assert page.evaluate(inside)


def test_a_region_is_opened_from_the_coverage_page(ouvre):
    page = ouvre(f"?date={JOUR}")
    va(page, "Région")
    page.keyboard.type("Bretagne")
    page.keyboard.press("Enter")
    arrives_at(page, "region=53")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bretagne")


def test_a_territory_of_the_table_is_opened(ouvre):
    page = ouvre(f"?region=53&niveau=departement&date={JOUR}")
    va(page, "", "canvas")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    arrives_at(page, r"departement=\d\d|code=\d+")


def test_a_commune_is_searched_and_opened(ouvre):
    page = ouvre(f"?date={JOUR}")
    va(page, "Rechercher un territoire")
    page.keyboard.type("Quimper")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Quimper", exact=True)).to_be_visible()
    rest(page)
    va(page, "^Quimper$", "button")
    page.keyboard.press("Enter")
    arrives_at(page, "territoire.*code=29232")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quimper")


def test_the_sheet_of_a_contract_is_opened(ouvre):
    page = ouvre(f"contrats?departement=29&date={JOUR}")
    va(page, "", "canvas")
    page.keyboard.press("Shift+Space")
    arrives_at(page, "contrat\\?.*id=cls-29-cornouaille")


def test_a_file_is_taken_away(ouvre):
    page = ouvre(f"?region=53&date={JOUR}")
    va(page, "Emporter", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody").filter(has_text="Registre")).to_be_visible()
    va(page, "^CSV$", "button")
    with page.expect_download(timeout=DELAI) as awaited:
        page.keyboard.press("Enter")
    assert awaited.value.suggested_filename.endswith(".csv")
    assert Path(awaited.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_date_is_changed(ouvre):
    page = ouvre(f"?region=53&date={JOUR}")
    va(page, "^Situation au")
    page.keyboard.press("Control+A")
    page.keyboard.type("1er juin 2023")
    page.keyboard.press("Enter")
    arrives_at(page, "date=2023-06-01")


def test_a_territory_is_added_to_a_simulation(ouvre):
    page = ouvre(f"simulation?region=53&date={JOUR}")
    va(page, "[Aa]jouter|[Rr]echercher|[Cc]hercher", "input")
    page.keyboard.type("Brest Métropole")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Brest Métropole")).first).to_be_visible()
    rest(page)
    va(page, "Brest Métropole", "button")
    page.keyboard.press("Enter")
    arrives_at(page, "ajouts=242900314")


def test_a_presentation_is_shown_step_by_step_and_left(ouvre):
    page = ouvre(f"presentation?region=53&date={JOUR}")
    va(page, "Lancer la présentation", "button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("mode=projection"), timeout=DELAI)
    expect(page.locator("[data-role=compte]")).to_have_text(re.compile(r"1 / \d+"))
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("diapo=2"), timeout=DELAI)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda address: "diapo=2" not in address, timeout=DELAI)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("Présentation")


def test_the_menu_of_a_phone_is_closed_once_a_page_is_chosen(ouvre):
    page = ouvre("methode", width=390, height=844)
    va(page, "^Toutes les pages", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    va(page, "^Contrats$", "a")
    page.keyboard.press("Enter")
    arrives_at(page, "/contrats")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


@pytest.mark.parametrize("address", PAGES)
def test_where_the_keyboard_stops_is_seen(ouvre, address):
    assert "\n".join(invisibles(ouvre(address), DEBUTS_VUS)) == ""
