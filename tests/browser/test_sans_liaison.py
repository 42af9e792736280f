"""A proxy that forgets the headers of WebSockets: the page says what is wrong, and to whom."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.deploiement.serveur_nginx import ServeurNginx
from tests.service.demandes import ask

DASHBOARD = "dashboard.py"
DELAI = 60_000  # milliseconds

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sans_liaison(serve: Callable[..., str]) -> Iterator[ServeurNginx]:
    """An nginx that passes neither Upgrade nor Connection."""
    port = urlsplit(serve(DASHBOARD, base_path="atlas")).port
    assert port
    nginx = ServeurNginx((port, port), sans_liaison=True)
    yield nginx
    nginx.stop()


def test_the_page_says_which_headers_are_lost(sans_liaison, page: Page, faults):
    page.goto(f"{sans_liaison.adresse}/?region=53")
    told = page.get_by_role("alert").filter(has_text="WebSockets")
    expect(told).to_have_text(
        re.compile("il doit transmettre les en-têtes Upgrade et Connection"), timeout=DELAI
    )
    expect(told).to_be_in_viewport()
    assert faults  # the browser says too that the link was refused
    faults.clear()


def test_who_asks_the_link_itself_is_told_the_same(sans_liaison):
    answer = ask(sans_liaison.adresse, "/_stcore/stream")
    assert answer.statut == 426
    assert "deploiement/README.md" in answer.contenu.decode()
