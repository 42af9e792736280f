"""What a press on the map does: one opens, two zoom, and the text says what the map shows."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_couverture import JOUR, Atlas, computed, point_of

DASHBOARD = "dashboard.py"

pytestmark = pytest.mark.browser


@pytest.fixture
def atlas(serve, page) -> Atlas:
    expect.set_options(timeout=60_000)
    yield Atlas(page, serve(DASHBOARD))
    expect.set_options(timeout=5_000)


def pixel(atlas: Atlas, couche: str, identifiant: str) -> tuple[float, float]:
    longitude, latitude = point_of(couche, identifiant)
    at = atlas.frame.evaluate(
        "([latitude, longitude]) => map.latLngToContainerPoint([latitude, longitude])",
        [latitude, longitude],
    )
    box = atlas.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    return box["x"] + at["x"], box["y"] + at["y"]


def test_a_double_click_zooms_and_opens_nothing(atlas):
    atlas.open()
    address, zoom = atlas.page.url, atlas.view()[0]
    atlas.page.mouse.dblclick(*pixel(atlas, "region", "53"))
    atlas.page.wait_for_timeout(1_500)
    assert atlas.view()[0] == pytest.approx(zoom + 1, abs=0.15)
    assert atlas.page.url == address
    atlas.wait_for_sentence(computed("france", ""))


def test_a_second_press_before_the_answer_never_parts_the_text_from_the_map(atlas):
    atlas.open()
    first, second = pixel(atlas, "region", "53"), pixel(atlas, "region", "75")
    atlas.page.mouse.click(*first)
    atlas.page.wait_for_timeout(400)  # sent, and the page not drawn again yet
    atlas.page.mouse.click(*second)
    atlas.page.wait_for_timeout(4_000)
    atlas.wait_for_rest()
    title = atlas.page.get_by_role("heading", level=1).inner_text()
    code = re.search(r"region=(\d+)", atlas.page.url)
    assert code, atlas.page.url
    name = {"53": "Bretagne", "75": "Nouvelle-Aquitaine"}[code[1]]
    assert name in title
    atlas.wait_for_sentence(computed("region", code[1]))
    centre = atlas.view()[1:]
    expected = {"53": (48.1, -2.9), "75": (45.2, 0.2)}[code[1]]
    assert centre == pytest.approx(list(expected), abs=0.8)


def test_a_name_in_a_table_is_a_link_and_the_box_of_its_row_too(atlas):
    atlas.open(f"region=53&date={JOUR.isoformat()}", path="couverture")
    table = atlas.page.locator("[class*=st-key-table-53] [data-testid=stDataFrame]").first
    table.scroll_into_view_if_needed()
    atlas.page.wait_for_timeout(500)  # the rows are painted
    table.click(position={"x": 110, "y": 35 + 17})
    atlas.wait_for_title(re.compile("Rennes Métropole"))
    atlas.wait_for_address(r"epci=243500139")
    atlas.page.go_back()
    atlas.wait_for_title(re.compile("Bretagne"))
    expect(atlas.page.get_by_role("button", name="Télécharger en CSV")).to_have_count(0)
