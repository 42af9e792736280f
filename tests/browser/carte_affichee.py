"""The map of a page in a browser: its frame, what is painted, a click on a territory."""

import gzip
import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Frame, Page

from data.paths import DOSSIER_COUCHES
from tests.browser.points import pixel_of
from tests.browser.visites import DELAI

CADRE = "iframe[src*='streamlit_folium']"


def entites(couche: str) -> list[dict]:
    """Return the features of a layer, in the order of its file."""
    content = gzip.decompress((DOSSIER_COUCHES / f"{couche}.json.gz").read_bytes())
    return json.loads(content)["features"]


def point_of(couche: str, identifiant: str) -> list[float]:
    """Return the inner point (longitude, latitude) of a feature of a layer."""
    return next(one["properties"]["p"] for one in entites(couche) if one["id"] == identifiant)


def frame_of(page: Page) -> Frame:
    """Return the frame in which a page draws its map."""
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def scrolls_sideways(page: Page) -> list[str]:
    """Return what is wider than its box: the page, its main part, or a frame."""
    wide = [
        frame.url
        for frame in page.frames
        if frame.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    ]
    main = page.get_by_role("main")
    if main.evaluate("element => element.scrollWidth > element.clientWidth"):
        wide.append("main")
    return wide


class CarteAffichee:
    """The map of a page, and what a reader does with it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.content = page.frame_locator(CADRE)
        self.container = self.content.locator("#map_div")

    @property
    def frame(self) -> Frame:
        return frame_of(self.page)

    @property
    def version(self) -> str:
        return self.container.get_attribute("data-version") or ""

    def wait_for_paint(self, after: str = "") -> None:
        """Wait until the map is painted, again when ``after`` is the version seen before."""
        painted = f'#map_div[data-version]:not([data-version="{after}"])'
        self.content.locator(painted).wait_for(timeout=DELAI)

    def change(self, action: Callable[[], Any]) -> None:
        """Do something that changes the map, and wait until it is painted again."""
        before = self.version
        action()
        self.wait_for_paint(before)

    def view(self) -> list[float]:
        return self.frame.evaluate("[map.getZoom(), map.getCenter().lat, map.getCenter().lng]")

    def click_on_map(self, couche: str, identifiant: str) -> None:
        """Click on the inner point of a feature of a layer, once the map no longer moves."""
        self.wait_for_paint()
        pixel = pixel_of(self.frame, point_of(couche, identifiant))
        self.container.click(position={"x": pixel["x"], "y": pixel["y"]})
