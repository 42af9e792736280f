"""What comes to an end, in a real Chromium: the charts are painted, a row opens a sheet."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.repos import answered

EN_TETE, LIGNE = 35, 35  # pixels: the header of a table, one of its rows

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "height"), [(1400, 1000), (390, 844)])
def test_the_section_is_painted_and_a_row_opens_the_sheet_of_its_contract(visite, width, height):
    page = visite("evolution?commune=29232&date=2026-11-21", width, height)
    expect(page.get_by_text("Méthode, définitions et sources").last).to_be_visible()
    answered(page)

    expect(page.get_by_role("heading", name="Ce qui arrive à échéance")).to_be_visible()
    expect(page.get_by_text("le seul contrat en vigueur")).to_be_visible()
    curve = page.locator(".st-key-courbe-echeances .js-plotly-plot")
    expect(curve.locator(".scatterlayer .trace")).not_to_have_count(0)
    timeline = page.locator(".st-key-frise-generations .js-plotly-plot")
    expect(timeline.locator(".barlayer .point")).to_have_count(2)  # sure, then estimated
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    table = page.locator("[class*=st-key-table-echeances] [data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    table.click(position={"x": 18, "y": EN_TETE + LIGNE // 2})
    page.wait_for_url(re.compile(r"/contrat\?.*id=cls-29-cornouaille-1"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Cornouaille"))
