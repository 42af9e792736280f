"""Pages that stay open from test to test: to go on costs a third of an opening.

A page is opened once for each set of options, then goes from address to address as the Back button
of the browser does: the address changes, the server runs, and the page is drawn again in place.
What a test says of the very first opening of an address needs a page of its own (``page_of``).
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, expect

from tests.browser.contextes import Context, Contexts
from tests.browser.repos import answered

CHEZ_NOUS = {"127.0.0.1", "localhost", None, ""}  # none: data: and blob: addresses
GARDEES = 3  # pages kept open; each holds a process
PASSAGES = 40  # addresses that a page goes to, then another takes its place: it holds more and more
DELAI = 60_000  # milliseconds: the first page of a cold server, on a busy machine
LARGEUR_DU_PANNEAU = 768  # pixels: a narrower page opens with its side panel folded
VIERGE = "about:blank"
TELEPHONE = {
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36",
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
"""The options of the one phone of the tests."""
LEGERES = {"mentions": "Mentions légales", "accessibilite": "Accessibilité"}  # and their titles

# Opened below the root, Streamlit asks there whether a server answers, before it asks at the root.
SONDE = re.compile(r"console: Failed to load resource: .* 404 .*/_stcore/(health|host-config)\)")

# Go to an address as Back does, the keyboard and the scroll at the start.
VA = """(adresse) => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  document.querySelector("[data-testid=stMain]").scrollTop = 0;
  history.pushState(null, "", adresse);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


def is_local(address: str) -> bool:
    """Tell whether an address is of this machine."""
    return urlsplit(address).hostname in CHEZ_NOUS


def watch(page: Page, tell: Any) -> None:
    """Call ``tell`` with each error of a page's console or scripts, and each link to elsewhere."""

    def on_console(message: Any) -> None:
        if message.type == "error":
            tell(f"console: {message.text} ({message.location.get('url', '')})")

    def on_websocket(websocket: Any) -> None:
        if not is_local(websocket.url):
            tell(f"outside websocket: {websocket.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: tell(f"page error: {error}"))
    page.on("websocket", on_websocket)


def _set_panel(page: Page, unfolded: bool) -> None:
    """Fold or unfold the side panel, if there is one: a wide page opens with it, not a phone."""
    panel = page.get_by_test_id("stSidebar")
    if "mode=projection" in page.url or not panel.count():
        return
    if unfolded and panel.get_attribute("data-collapsed") == "true":
        page.get_by_test_id("stExpandSidebarButton").click()
    elif not unfolded and panel.get_attribute("data-collapsed") == "false":
        page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    expect(panel).to_have_attribute("data-collapsed", str(not unfolded).lower())


@dataclass(eq=False)
class Gardee:
    """A page that is kept, the options of its context, and how many addresses it was sent to."""

    options: dict[str, Any]
    context: Context
    page: Page
    passages: int = 0


class Visites:
    """The pages kept, by the options of their context; ``faults`` is that of the test."""

    def __init__(self, contexts: Contexts, home: str) -> None:
        self.contexts = contexts
        self.home = home
        self.faults: list[str] = []
        self.open: list[Gardee] = []

    def __call__(self, address: str, width: int = 1400, height: int = 1000, **options: Any) -> Page:
        """Return the page of these options at an address of the atlas ("methode"), at rest."""
        page = self.page(width, height, **options)
        self.open[-1].passages += 1
        title = page.get_by_role("heading", level=1).first
        if page.url == VIERGE:
            page.goto(f"{self.home}/{address}")
        else:
            page.mouse.move(0, 0)
            # By a page without widgets nor map: nothing of before is kept, and the end is seen.
            light = next(one for one in LEGERES if not address.startswith(one))
            page.evaluate(VA, f"/{light}")
            expect(title).to_have_text(LEGERES[light])
            page.evaluate(VA, f"/{address}")
            expect(title).not_to_have_text(LEGERES[light])
        expect(title).to_be_visible()
        answered(page)
        _set_panel(page, unfolded=width >= LARGEUR_DU_PANNEAU)
        return page

    def page(self, width: int = 1400, height: int = 1000, **options: Any) -> Page:
        """Return the page of these options, of that size, where it was left."""
        kept = next((one for one in self.open if one.options == options), None)
        if kept is None:
            self._close(self.open[: 1 - GARDEES])
            kept = self._open(options)
        else:
            self.open.remove(kept)
        self.open.append(kept)  # the last to be closed
        kept.page.set_viewport_size({"width": width, "height": height})
        return kept.page

    def forget_probes(self) -> None:
        """Forget the probes of Streamlit, and nothing else."""
        self.faults[:] = [fault for fault in self.faults if not SONDE.fullmatch(fault)]

    def tidy(self) -> None:
        """Close the windows that a page opened, and the pages that went to many addresses."""
        for kept in self.open:
            for one in kept.context.inner.pages:
                if one not in (kept.context.anchor, kept.page):
                    one.close()
        self._close([kept for kept in self.open if kept.passages > PASSAGES])

    def leave(self) -> None:
        """Close the pages; their contexts may serve again."""
        self._close(self.open)

    def _close(self, some: list[Gardee]) -> None:
        for kept in list(some):
            self.open.remove(kept)
            self.contexts.give_back(kept.context, self._on_request)

    def _open(self, options: dict[str, Any]) -> Gardee:
        context = self.contexts.take(self._on_request, **options)
        page = context.inner.new_page()
        page.set_default_timeout(DELAI)
        watch(page, lambda fault: self.faults.append(fault))
        return Gardee(options, context, page)

    def _on_request(self, request: Request) -> None:
        if not is_local(request.url):
            self.faults.append(f"outside request: {request.url}")
