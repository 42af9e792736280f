"""Browser contexts that serve again: what a page downloads and compiles is done once, not per test.

Opening a page of Streamlit in a new context costs two seconds of processor, of which more than
half goes into reading and compiling scripts that are always the same. A context that has served
keeps them, in a process that an idle page holds; nothing else of the test before is left in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Request

ARGUMENTS = ["--process-per-site"]  # a new page runs where the idle one keeps the scripts
IDLE = 3  # contexts kept ready; each holds a process
ANCHOR = "http://127.0.0.1/"


@dataclass(eq=False)
class Context:
    """A context, the page that keeps its process, and the origins visited since it was cleaned."""

    options: Mapping[str, Any]
    inner: BrowserContext
    anchor: Page
    cleaner: CDPSession
    origins: set[str] = field(default_factory=set)

    def note(self, request: Request) -> None:
        """Remember where a document came from: it may have kept something there."""
        if request.is_navigation_request():
            parts = urlsplit(request.url)
            self.origins.add(f"{parts.scheme}://{parts.netloc}")

    def clean(self) -> None:
        """Close the pages and forget all that they kept: cookies, local storage, databases."""
        for page in self.inner.pages:
            if page is not self.anchor:
                page.close()
        self.inner.clear_cookies()
        self.inner.clear_permissions()
        for origin in self.origins:
            what = {"origin": origin, "storageTypes": "all"}
            self.cleaner.send("Storage.clearDataForOrigin", what)
        self.origins.clear()


class Contexts:
    """Contexts of a browser, by their options; one serves one page at a time."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.idle: list[Context] = []

    def take(self, watch: Callable[[Request], None], **options: Any) -> Context:
        """Return a context of these options that nobody uses; ``watch`` sees its requests."""
        found = next((one for one in self.idle if one.options == options), None)
        if found is None:
            found = self._open(options)
        else:
            self.idle.remove(found)
        found.inner.on("request", found.note)
        found.inner.on("request", watch)
        return found

    def give_back(self, context: Context, watch: Callable[[Request], None]) -> None:
        """Clean a context and keep it; the one that has waited longest gives it its place."""
        context.clean()
        context.inner.remove_listener("request", context.note)
        context.inner.remove_listener("request", watch)
        self.idle.append(context)
        if len(self.idle) > IDLE:
            self.idle.pop(0).inner.close()

    def _open(self, options: Mapping[str, Any]) -> Context:
        inner = self.browser.new_context(**{"locale": "fr-FR", **options})
        anchor = inner.new_page()
        anchor.route("**/*", lambda route: route.fulfill(body=""))
        anchor.goto(ANCHOR)
        return Context(dict(options), inner, anchor, inner.new_cdp_session(anchor))
