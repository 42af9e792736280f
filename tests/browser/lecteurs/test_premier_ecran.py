"""What is on the first screen of the coverage page, by the geometry of what is painted."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.carte_affichee import CADRE, frame_of
from tests.browser.repos import answered
from tests.browser.visites import TELEPHONE, Visites

FORMES = ".leaflet-atlas-formes-pane path"
DELAI = 60_000
# The top of the map at each frame, from the first one in which it has a place.
PLACES = """() => {
  window.places = [];
  const suivre = () => {
    if (!window.places) return;
    const cadre = document.querySelector(".st-key-couverture-cadre");
    if (cadre) window.places.push(Math.round(cadre.getBoundingClientRect().top));
    requestAnimationFrame(suivre);
  };
  suivre();
}"""

pytestmark = pytest.mark.browser


@pytest.fixture
def open_at(visite: Visites) -> Callable[..., Page]:
    def go(width: int, height: int, address: str = "", **options: Any) -> Page:
        page = visite(address, width, height, **options)
        page.frame_locator(CADRE).locator("#map_div[data-version]").wait_for()
        expect(page.get_by_text("Méthode, définitions et sources").last).to_be_attached()
        answered(page)
        return page

    return go


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return found | {"right": found["x"] + found["width"], "bottom": found["y"] + found["height"]}


def shapes(page: Page) -> list[dict[str, float]]:
    """Boxes of the shapes painted, on the page."""
    frame = frame_of(page)
    found: list[dict[str, float]] = frame.evaluate(
        """(formes) => [...document.querySelectorAll(formes)].map((forme) => {
            const { x, y, right, bottom } = forme.getBoundingClientRect();
            return { x, y, right, bottom };
        })""",
        FORMES,
    )
    origin = box(page, CADRE)
    moves = {"x": "x", "right": "x", "y": "y", "bottom": "y"}
    return [{key: one[key] + origin[axis] for key, axis in moves.items()} for one in found]


@pytest.mark.parametrize("query", ["", "?niveau=departement", "?affichage=statut&niveau=epci"])
def test_a_laptop_shows_the_answer_the_whole_map_and_its_legend(open_at, query):
    page = open_at(1366, 768, query)
    answer = page.get_by_role("main").get_by_text(re.compile(r"^Au \d+")).first.bounding_box()
    assert answer["y"] + answer["height"] < 768
    painted = shapes(page)
    assert len(painted) >= 18
    frame, legend = box(page, CADRE), box(page, ".st-key-couverture-cadre-legende")
    for one in painted:
        assert frame["x"] <= one["x"] <= one["right"] <= frame["right"]
        assert frame["y"] <= one["y"] <= one["bottom"] <= min(frame["bottom"], 768)
        told = (query, one, frame, legend)
        beside = one["right"] <= legend["x"] or one["bottom"] <= legend["y"]
        assert beside or one["y"] >= legend["bottom"], told  # the legend hides no shape
    assert legend["bottom"] <= min(frame["bottom"], 768)
    assert legend["y"] > 0


def test_a_telephone_shows_the_menu_the_search_the_rate_and_the_top_of_the_map(open_at):
    page = open_at(390, 844, **TELEPHONE)
    page.get_by_role("button", name="Toutes les pages").click()  # nothing lies over it
    expect(page.get_by_role("link", name="Mon territoire").last).to_be_visible()
    page.keyboard.press("Escape")
    search = page.get_by_role("textbox", name="Rechercher un territoire").bounding_box()
    rate = page.get_by_role("main").get_by_text(re.compile(r"^Au \d+")).first.bounding_box()
    assert 0 < search["y"] < rate["y"] < rate["y"] + rate["height"] < 844
    top = min(one["y"] for one in shapes(page))
    assert top < 844 - 150
    cut = page.locator(".st-key-fiabilite button p").first
    assert cut.evaluate("one => one.scrollWidth <= one.clientWidth")  # the caveat is whole


def test_the_place_of_the_map_is_kept_and_says_that_it_is_loading(serve, page_of):
    """Nothing above it jumps meanwhile."""
    page = page_of(1366, 768)
    page.add_init_script(f"({PLACES})()")
    page.set_default_timeout(DELAI)
    held: list[Any] = []
    holding = True
    layers = re.compile(r"\.json\.gz")
    page.route(layers, lambda route: held.append(route) if holding else route.continue_())
    page.goto(serve("dashboard.py"))
    said = page.frame_locator(CADRE).get_by_role("status")
    expect(said).to_have_text("Chargement de la carte…", timeout=DELAI)
    place = box(page, ".st-key-couverture-cadre")
    assert place["height"] >= 420
    holding = False
    for route in held:
        route.continue_()
    page.frame_locator(CADRE).locator("#map_div[data-version]").wait_for()
    expect(page.get_by_text("Méthode, définitions et sources").last).to_be_attached(timeout=DELAI)
    assert box(page, ".st-key-couverture-cadre")["y"] == place["y"]
    answered(page)
    places = page.evaluate("() => { const vues = places; window.places = null; return vues; }")
    assert max(places) - min(places) <= 2, sorted(set(places))
