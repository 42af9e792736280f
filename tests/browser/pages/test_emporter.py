"""Files taken away in a real Chromium: pressed, made, downloaded, and as the page says."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.visites import Visites

DELAI = 60_000  # milliseconds: the first page of a cold server, on a busy machine
JOUR = "2025-01-31"
PAGES = {
    "couverture": f"couverture?region=94&date={JOUR}",
    "territoire": f"territoire?code=29232&date={JOUR}",
    "contrat": f"contrat?id=cls-29-cornouaille-1&date={JOUR}",
}

pytestmark = pytest.mark.browser


@pytest.fixture
def open_list(visite: Visites) -> Callable[..., tuple[Page, Locator]]:
    """Return ``open_list(nom, **size)``: a page and its list of files, opened."""

    def open_at(nom: str, **options: object) -> tuple[Page, Locator]:
        page = visite(PAGES[nom], **options)
        page.get_by_role("button", name=re.compile("Emporter|Autres formats")).first.click()
        files = page.get_by_test_id("stPopoverBody").filter(has_text="Registre")
        expect(files).to_be_visible()
        return page, files

    return open_at


def download(page: Page, files: Locator, label: str) -> tuple[str, bytes]:
    with page.expect_download(timeout=DELAI) as awaited:
        files.get_by_role("button", name=label, exact=True).first.click()
    return awaited.value.suggested_filename, Path(awaited.value.path()).read_bytes()


@pytest.mark.parametrize("nom", PAGES)
def test_the_map_and_the_perimeters_of_a_page_are_taken_away(open_list, nom: str):
    page, files = open_list(nom)
    name, content = download(page, files, "PNG")
    assert re.fullmatch(rf"cls-carte_[a-z0-9_-]+_{JOUR}\.png", name)
    assert min(Image.open(BytesIO(content)).size) > 1500
    name, content = download(page, files, "GeoJSON")
    assert re.fullmatch(rf"cls-perimetres?_[a-z0-9_-]+_{JOUR}\.geojson", name)
    situations = {one["properties"]["situation"] for one in json.loads(content)["features"]}
    assert situations == {JOUR}


def test_the_perimeters_of_a_contract_have_the_residents_that_its_sheet_says(open_list):
    page, files = open_list("contrat")
    _, content = download(page, files, "GeoJSON")
    (feature,) = json.loads(content)["features"]
    population = feature["properties"]["population"]
    assert population == 222_453  # population 2022, in force on that day
    page.keyboard.press("Escape")
    shown = re.sub(r"\s", "", page.get_by_test_id("stMain").inner_text())
    assert str(population) in shown


def test_the_list_is_opened_and_read_on_a_phone(open_list):
    page, files = open_list("couverture", width=390, height=844)
    box = files.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
