"""The page of data and an earlier registre, in a real Chromium."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.repos import answered
from tests.browser.visites import Visites

pytestmark = pytest.mark.browser


@pytest.fixture
def ouvre(visite: Visites) -> Callable[..., Page]:
    """Return ``ouvre(path, width, height)``: a page opened there, once it is drawn."""

    def opened(path: str, width: int = 1366, height: int = 768) -> Page:
        page = visite(path, width, height)
        expect(page.get_by_text("Méthode, définitions et sources").last).to_be_visible()
        answered(page)
        return page

    return opened


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_what_is_known_is_a_grid_with_its_table(
    ouvre: Callable[..., Page], width: int, height: int
) -> None:
    page = ouvre("donnees?region=53", width, height)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Ce que l'on sait"))
    expect(page.locator(".st-key-actions-chaleur-connaissance .js-plotly-plot")).to_be_visible()
    expect(page.get_by_role("heading", name="Ce qui changerait le plus le taux")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_publication_of_the_journal_opens_and_the_atlas_as_of_then_says_so(
    ouvre: Callable[..., Page],
) -> None:
    page = ouvre("donnees?volet=journal")
    page.get_by_role("button", name=re.compile("Publication 1")).click()
    page.wait_for_url(re.compile("publication=1"))
    link = page.get_by_role("link", name=re.compile("tel qu'il était connu"))
    whole = link.evaluate("link => link.href")  # what another tab is given
    assert whole.endswith("/couverture?registre=1")
    link.click()
    page.wait_for_url(whole)
    band = page.locator(".st-key-bandeau-registre")
    expect(band).to_contain_text("à la publication 1 du")
    page.get_by_role("link", name="Contrats", exact=True).click()
    page.wait_for_url(re.compile(r"/contrats\?.*registre=1"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Annuaire des contrats")
    page.get_by_role("button", name="Revenir au registre le plus récent").click()
    expect(band).to_have_count(0)
    assert "registre" not in page.url
