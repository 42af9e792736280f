"""What every browser test stands on: a server, a Chromium, and a page that cannot leave home.

``serve``    starts the application or a script, and gives its address; one server per script.
``chromium`` is the browser, started once.
``page``     is a fresh page at 1400 x 1000; the test fails if it asks anything of another machine
             than this one, or if its console shows an error. ``page_of`` makes one of another
             size, or a phone.
``faults``   is the list of what went wrong so far; a test that expects a fault empties it.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.browser.contextes import ARGUMENTS as ARGUMENTS_DES_CONTEXTES
from tests.browser.contextes import Contexts
from tests.browser.serveurs import Servers
from tests.programmes import chromium_du_systeme

CHEZ_NOUS = {"127.0.0.1", "localhost", None, ""}  # none: data: and blob: addresses
ARGUMENTS = [
    *ARGUMENTS_DES_CONTEXTES,
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def _is_local(address: str) -> bool:
    return urlsplit(address).hostname in CHEZ_NOUS


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Return ``serve(script, base_path="")``: run a script from the root, give its address.

    ``script`` is relative to the root ("dashboard.py"). A script already served, even by another
    worker, is not started again; all servers stop at the end of the session.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder of its own below
        folder = folder.parent
    servers = Servers(folder)
    yield servers.address_of
    servers.leave()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the Chromium of the system, or else the one playwright installed."""
    executable = chromium_du_systeme()
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        except Exception as error:
            pytest.fail(
                "The browser tests need Chromium: install the package of your system, "
                f"or run 'python -m playwright install chromium'.\n{error}"
            )
        yield browser
        browser.close()


@pytest.fixture
def faults() -> list[str]:
    """List what went wrong in the pages of the test; it must be empty when the test ends."""
    return []


def _watch(page: Page, faults: list[str]) -> None:
    def on_console(message: Any) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def on_websocket(websocket: Any) -> None:
        if not _is_local(websocket.url):
            faults.append(f"outside websocket: {websocket.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
    page.on("websocket", on_websocket)


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Contexts:
    """The contexts that pages are opened in, each cleaned between two tests."""
    return Contexts(chromium)


@pytest.fixture
def page_of(contexts: Contexts, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Return ``page_of(width, height, **options)``: a page of that size, watched and confined.

    The options are those of playwright's ``new_context`` (``has_touch=True`` for a phone). Two
    pages of a test are two readers: they share nothing. No name leads outside (ARGUMENTS), and
    what is asked of another machine all the same is a fault.
    """

    def watch(request: Request) -> None:
        if not _is_local(request.url):
            faults.append(f"outside request: {request.url}")

    taken = []

    def open_page(width: int = 1400, height: int = 1000, **options: Any) -> Page:
        context = contexts.take(watch, **options)
        taken.append(context)
        page = context.inner.new_page()
        page.set_viewport_size({"width": width, "height": height})
        _watch(page, faults)
        return page

    yield open_page
    for context in taken:
        contexts.give_back(context, watch)
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(page_of: Callable[..., Page]) -> Page:
    """Open a page at 1400 x 1000, watched and confined."""
    return page_of()
