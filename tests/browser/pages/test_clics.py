"""What a press on the map does: one opens, two zoom, and the text says what the map shows."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.carte_affichee import CADRE, point_of
from tests.browser.pages.test_couverture import JOUR, Atlas, computed
from tests.browser.points import pixel_of
from tests.browser.visites import Visites

CENTRES = {"53": ["Bretagne", 48.1, -2.9], "75": ["Nouvelle-Aquitaine", 45.2, 0.2]}
# The address, the title and the map are of one region.
D_ACCORD = """(centres) => {
  const code = new URLSearchParams(parent.location.search).get("region");
  if (!(code in centres)) return false;
  const [nom, latitude, longitude] = centres[code];
  const { lat, lng } = map.getCenter();
  return parent.document.querySelector("h1").innerText.includes(nom)
    && Math.abs(lat - latitude) <= 0.8 && Math.abs(lng - longitude) <= 0.8;
}"""

pytestmark = pytest.mark.browser


@pytest.fixture
def atlas(visite: Visites) -> Atlas:
    return Atlas(visite.page(), go=visite)


def pixel(atlas: Atlas, couche: str, identifiant: str) -> tuple[float, float]:
    at = pixel_of(atlas.frame, point_of(couche, identifiant))
    box = atlas.page.locator(CADRE).bounding_box()
    return box["x"] + at["x"], box["y"] + at["y"]


def test_a_double_click_zooms_and_opens_nothing(atlas):
    atlas.open()
    address, zoom = atlas.page.url, atlas.view()[0]
    atlas.page.mouse.dblclick(*pixel(atlas, "region", "53"))
    atlas.frame.wait_for_function("(zoom) => Math.abs(map.getZoom() - zoom) < 0.15", arg=zoom + 1)
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
    atlas.frame.wait_for_function(D_ACCORD, arg=CENTRES)
    code = re.search(r"region=(\d+)", atlas.page.url)
    assert code, atlas.page.url
    atlas.wait_for_sentence(computed("region", code[1]))
    assert atlas.frame.evaluate(D_ACCORD, CENTRES)


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
