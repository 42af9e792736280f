"""A proxy that forgets the headers of WebSockets: the page says what is wrong, and to whom."""

import re
import socket
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.deploiement.serveur_nginx import ServeurNginx, without_websockets
from tests.service.demandes import ask

DASHBOARD = "dashboard.py"
DELAI = 60_000  # milliseconds
PATIENCE_MS = 12_000

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sans_liaison(serve: Callable[..., str]) -> Iterator[ServeurNginx]:
    """An nginx that passes neither Upgrade nor Connection."""
    port = urlsplit(serve(DASHBOARD)).port
    assert port
    nginx = ServeurNginx((port, port), base="", change=without_websockets)
    yield nginx
    nginx.stop()


def test_the_page_says_which_headers_are_lost(sans_liaison, page: Page, faults):
    page.goto(f"{sans_liaison.adresse}/?region=53")
    told = page.get_by_role("alert").filter(has_text="WebSockets")
    expect(told).to_have_text(
        re.compile("il doit transmettre les en-têtes Upgrade, Connection et Host"), timeout=DELAI
    )
    expect(told).to_be_in_viewport()
    skeleton = page.get_by_test_id("stAppSkeleton").first
    assert _hides(told.bounding_box(), skeleton.bounding_box())
    assert faults  # the browser says too that the link was refused
    faults.clear()


def _hides(cover: Any, hidden: Any) -> bool:
    """Tell whether a box lies over another one."""
    return (
        cover["x"] <= hidden["x"]
        and cover["y"] <= hidden["y"]
        and cover["x"] + cover["width"] >= hidden["x"] + hidden["width"]
        and cover["y"] + cover["height"] >= hidden["y"] + hidden["height"]
    )


@pytest.fixture
def liaison_muette(serve: Callable[..., str]) -> Iterator[ServeurNginx]:
    """An nginx that passes the links to a server that takes them and says nothing yet."""
    port = urlsplit(serve(DASHBOARD)).port
    assert port
    with socket.create_server(("127.0.0.1", 0)) as silent:
        there = f"http://127.0.0.1:{silent.getsockname()[1]}"
        link = f"location = /_stcore/stream {{ proxy_pass {there}; }}\n    location / {{"
        nginx = ServeurNginx(
            (port, port), base="", change=lambda site: site.replace("location / {", link, 1)
        )
        yield nginx
        nginx.stop()


def test_a_link_that_is_slow_to_open_is_not_said_to_be_refused(liaison_muette, page: Page, faults):
    page.goto(liaison_muette.adresse + "/")
    page.wait_for_timeout(PATIENCE_MS)
    expect(page.get_by_test_id("stAppSkeleton").first).to_be_visible()
    expect(page.locator("#atlas-liaison")).to_have_count(0)
    faults.clear()  # the link is cut when the test ends


def test_who_asks_the_link_itself_is_told_the_same(sans_liaison):
    answer = ask(sans_liaison.adresse, "/_stcore/stream")
    assert answer.statut == 426
    assert "deploiement/README.md" in answer.contenu.decode()
