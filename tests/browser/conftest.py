"""What every browser test stands on: a server, a Chromium, and a page that cannot leave home.

``serve``    starts the application or a script, and gives its address; one server per script.
``chromium`` is the browser, started once.
``page``     is a fresh page at 1400 x 1000; the test fails if it asks anything of another machine
             than this one, or if its console shows an error. ``page_of`` makes one of another
             size, or a phone.
``faults``   is the list of what went wrong so far; a test that expects a fault empties it.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.lancement import Lance, start

CHEZ_NOUS = {"127.0.0.1", "localhost", None, ""}  # none: data: and blob: addresses
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# The pages are served by the process that an operator starts (``make run``).
ENTREES = {"dashboard.py": "serveur.py"}


def _is_local(address: str) -> bool:
    return urlsplit(address).hostname in CHEZ_NOUS


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Return ``serve(script, base_path="")``: run a script from the root, give its address.

    ``script`` is relative to the root ("dashboard.py"). A script already served is not started
    again; all servers stop at the end of the session.
    """
    servers: dict[tuple[str, str], Lance] = {}

    def serve_script(script: str | Path, base_path: str = "") -> str:
        script = ENTREES.get(str(script), script)
        key = (str(script), base_path)
        if key in servers and servers[key].process.poll() is not None:
            pytest.fail(f"the server of {script} has stopped: {servers[key].process.returncode}")
        if key not in servers:
            journal = tmp_path_factory.mktemp("serveur") / "journal.txt"
            servers[key] = start(script, journal, base=base_path)
        return servers[key].adresse

    yield serve_script
    for server in servers.values():
        server.process.terminate()
    for server in servers.values():
        server.process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the Chromium of the system, or else the one playwright installed."""
    found = (shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome"))
    executable = next((path for path in found if path), None)
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


@pytest.fixture
def page_of(chromium: Browser, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Return ``page_of(width, height, **options)``: a page of that size, watched and confined.

    The options are those of playwright's ``new_context`` (``has_touch=True`` for a phone).
    """
    contexts = []

    def open_page(width: int = 1400, height: int = 1000, **options: Any) -> Page:
        viewport = {"width": width, "height": height}
        context = chromium.new_context(viewport=viewport, **{"locale": "fr-FR", **options})
        contexts.append(context)

        def refuse(route: Any) -> None:
            faults.append(f"outside request: {route.request.url}")
            route.abort()

        context.route(lambda address: not _is_local(address), refuse)
        page = context.new_page()
        _watch(page, faults)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(page_of: Callable[..., Page]) -> Page:
    """Open a page at 1400 x 1000, watched and confined."""
    return page_of()
