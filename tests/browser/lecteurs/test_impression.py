"""Pages printed by the browser, read back: text and map on white paper, nothing to press."""

import io
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.carte_affichee import CADRE, frame_of
from tests.browser.repos import answered
from tests.browser.visites import Visites

CORNOUAILLE = "cls-29-cornouaille-1"
JOUR = "date=2026-11-30"
BOUTONS = ("Emporter", "Fiche PDF", "Signaler", "Toutes les pages", "Actions et priorités",
           "Filtres", "Rechercher", "Colorer", "Situation au")  # fmt: skip
PAGES = {
    f"couverture?region=53&{JOUR}": (
        "Couverture : Bretagne",
        "au moins",
        "Par territoire",
        "Rennes Métropole",
        "Registre incomplet",
        "Contrats du territoire",
        "CLS de Cornouaille",
    ),
    f"contrat?id={CORNOUAILLE}&{JOUR}": (
        "CLS de Cornouaille",
        "ce contrat est signé",
        "CA Quimper Bretagne Occidentale",
        "Signataires",
        "Sources",
    ),
    f"territoire?code=29232&{JOUR}": ("Quimper", "couverte", "À qui écrire", "ARS Bretagne"),
}

pytestmark = pytest.mark.browser


@pytest.fixture
def printed(visite: Visites) -> Iterator[Callable[[str], tuple[Page, PdfReader]]]:
    """Return ``printed(address)``: the page as it stands, and the PDF that its print gives."""

    def go(address: str) -> tuple[Page, PdfReader]:
        page = visite(address, 1366, 768)
        page.frame_locator(CADRE).locator("#map_div[data-version]").wait_for()
        expect(page.get_by_text("Méthode, définitions et sources").last).to_be_attached()
        answered(page)
        return page, PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True)))

    yield go
    visite.page().emulate_media(media="null")


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(("address", "told"), PAGES.items())
def test_the_print_of_a_page_holds_its_text_and_nothing_to_press(printed, address, told):
    _, document = printed(address)
    text = words(" ".join(page.extract_text() for page in document.pages))
    compact = text.replace(" ", "")  # the letters of a title may stand apart
    assert [one for one in told if one.replace(" ", "") not in compact] == []
    assert [one for one in BOUTONS if one.replace(" ", "") in compact] == []
    assert 1 < len(document.pages) <= 8
    assert all(page.extract_text().strip() for page in document.pages)  # no blank sheet


def test_the_map_lies_over_no_column_and_comes_back_to_the_screen(printed):
    page, _ = printed(f"couverture?{JOUR}")
    width = page.locator(CADRE).bounding_box()["width"]
    frame = frame_of(page)
    assert frame.evaluate("map.getSize().x") == pytest.approx(width, abs=2)

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})  # within the margins of an A4 sheet
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert frame.evaluate("map.getSize().x") <= 680
    box = page.locator(CADRE).bounding_box()
    assert box["x"] + frame.evaluate("map.getSize().x") <= 700
    figures = [one.bounding_box() for one in page.get_by_test_id("stMetric").all()]
    assert min(one["y"] for one in figures) >= box["y"] + box["height"]
    tables = [one.bounding_box() for one in page.locator(".a-imprimer:visible").all()]
    assert tables
    assert all(one["x"] + one["width"] <= 702 for one in tables)
    for above, below in pairwise(tables):
        assert above["y"] + above["height"] <= below["y"]
    expect(page.get_by_test_id("stDataFrame").first).to_be_hidden()
