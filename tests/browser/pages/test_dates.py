"""The field of the day, on every page that has one: what is typed is taken, or refused in words."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visites import Visites

JOUR = "2025-01-31"
CORNOUAILLE = "cls-29-cornouaille-1"
# Address of each page, and the button behind which its field is, if any.
PAGES = {
    "couverture?region=53&": "",
    "evolution?region=53&": "",
    "territoire?code=29232&": "Au 31 janvier 2025",
    f"contrat?id={CORNOUAILLE}&": "Autre contrat, autre date",
    "contrats?": "",
    "actions?": "",
    "simulation?region=53&": "",
    "presentation?region=53&": "",
}

pytestmark = pytest.mark.browser


@pytest.fixture
def open_at(visite: Visites) -> Callable[[str], Page]:
    return lambda address: visite(f"{address}date={JOUR}")


@pytest.mark.parametrize(("address", "button"), PAGES.items())
def test_a_day_that_does_not_exist_is_refused_under_the_field_until_it_is_mended(
    open_at, address, button
):
    page = open_at(address)
    if button:
        page.get_by_role("button", name=button).click()
    field = page.get_by_role("textbox", name=re.compile("^Situation (de départ )?au"))
    expect(field).to_have_value("31/01/2025")
    field.fill("31/02/2025")
    field.press("Enter")
    told = page.get_by_role("alert").filter(has_text="ce jour n'existe pas")
    expect(told).to_be_visible()
    expect(field).to_have_value("31/02/2025")
    assert f"date={JOUR}" in page.url
    below = told.bounding_box()["y"] - field.bounding_box()["y"]
    assert 0 < below < 120

    field.fill("28/02/2025")
    field.press("Enter")
    page.wait_for_url(re.compile("date=2025-02-28"))
    expect(told).to_have_count(0)
    expect(field).to_have_value("28/02/2025")


def test_the_way_back_gives_the_day_before_and_forgets_what_was_refused(open_at):
    page = open_at("couverture?region=53&")
    field = page.get_by_role("textbox", name="Situation au")
    field.fill("juin 2024")
    field.press("Enter")
    page.wait_for_url(re.compile("date=2024-06-01"))
    expect(page.get_by_text("1er juin 2024 montré")).to_be_visible()
    field.fill("1er janvier 1950")
    field.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="1950")).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile(f"date={JOUR}"))
    expect(field).to_have_value("31/01/2025")
    expect(page.get_by_role("alert").filter(has_text="1950")).to_have_count(0)
