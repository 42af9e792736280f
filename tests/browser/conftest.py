"""What every browser test stands on: a server, a Chromium, and a page that cannot leave home.

``serve``    starts the application or a script, and gives its address; one server per script.
``chromium`` is the browser, started once.
``page``     is a fresh page at 1400 x 1000; the test fails if it asks anything of another machine
             than this one, or if its console shows an error. ``page_of`` makes one of another
             size, or a phone.
``visite``   is a page kept from test to test, which goes from address to address.
``faults``   is the list of what went wrong so far; a test that expects a fault empties it.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.browser.contextes import ARGUMENTS as ARGUMENTS_DES_CONTEXTES
from tests.browser.contextes import Contexts
from tests.browser.visites import DELAI, Visites, is_local, watch
from tests.programmes import chromium_du_systeme
from tests.serveurs import Servers

ECHEC = pytest.StashKey[bool]()
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


@pytest.fixture(scope="session")
def serve(serveurs: Servers) -> Callable[..., str]:
    """Return ``serve(script, base_path="")``: run a script from the root, give its address.

    ``script`` is relative to the root ("dashboard.py"). A script already served, even by another
    worker, is not started again; all servers stop at the end of the session.
    """
    return serveurs.address_of


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


@pytest.fixture(autouse=True)
def patience() -> None:
    """Wait as long in assertions as elsewhere: a busy machine is slow, not wrong."""
    expect.set_options(timeout=DELAI)


@pytest.fixture
def faults() -> list[str]:
    """List what went wrong in the pages of the test; it must be empty when the test ends."""
    return []


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

    def on_request(request: Request) -> None:
        if not is_local(request.url):
            faults.append(f"outside request: {request.url}")

    taken = []

    def open_page(width: int = 1400, height: int = 1000, **options: Any) -> Page:
        context = contexts.take(on_request, **options)
        taken.append(context)
        page = context.inner.new_page()
        page.set_default_timeout(DELAI)
        page.set_viewport_size({"width": width, "height": height})
        watch(page, faults.append)
        return page

    yield open_page
    for context in taken:
        contexts.give_back(context, on_request)
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(page_of: Callable[..., Page]) -> Page:
    """Open a page at 1400 x 1000, watched and confined."""
    return page_of()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep whether a test failed: its page is left in a state that nobody knows."""
    report = yield
    item.stash[ECHEC] = item.stash.get(ECHEC, False) or report.failed
    return report


@pytest.fixture(scope="session")
def visites(contexts: Contexts, serve: Callable[..., str]) -> Iterator[Visites]:
    """The pages that stay open from test to test, and from file to file."""
    kept = Visites(contexts, serve("dashboard.py"))
    yield kept
    kept.leave()


@pytest.fixture
def visite(
    visites: Visites, faults: list[str], request: pytest.FixtureRequest
) -> Iterator[Visites]:
    """Return ``visite(address, width, height, **options)``: the page that is kept, gone there.

    The address is one of the atlas ("methode"); the options are those of ``page_of``. The page is
    at rest, its scroll and its keyboard at the start, without what other addresses left on it.
    """
    visites.faults = faults
    yield visites
    visites.tidy()
    visites.forget_probes()
    if faults or request.node.stash.get(ECHEC, False):
        visites.leave()
    assert not faults, "\n".join(faults)
