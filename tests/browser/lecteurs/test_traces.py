"""What the atlas leaves in a browser is what its page on personal data says, and nothing else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from components.legal.donnees import TEMOINS
from tests.browser.repos import at_rest
from tests.browser.visites import VA

DELAI = 60_000
PAGES = ("", "territoire?code=29232", "presentation?region=53&mode=projection", "mentions")
D_UN_PROXY = {"atlas_affinite"}  # given by nginx

pytestmark = pytest.mark.browser


def _is_told(name: str) -> bool:
    told = {one["Nom"] for one in TEMOINS}
    return name in told or any(one[-1] == "…" and name.startswith(one[:-1]) for one in told)


def test_a_browser_keeps_what_the_page_says(
    serve: Callable[..., str], page_of: Callable[..., Page], faults: list[str]
):
    page = page_of()
    cookies, stores = set(), set()
    title = page.get_by_role("heading", level=1).first
    before = ""
    for address in PAGES:
        if before:
            page.evaluate(VA, f"/{address}")
        else:
            page.goto(f"{serve('dashboard.py')}/{address}")
        expect(title).to_be_visible(timeout=DELAI)
        expect(title).not_to_have_text(before, timeout=DELAI)
        before = title.inner_text()
        at_rest(page)
        found = page.context.cookies()
        assert {one["expires"] for one in found} <= {-1}  # until the browser is closed
        cookies |= {one["name"] for one in found}
        stores |= set(
            page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        )
    named = {one["Nom"] for one in TEMOINS if "cookie" in one["Où"]}
    assert cookies == named - D_UN_PROXY
    assert stores
    assert {name for name in stores if not _is_told(name)} == set()
    faults[:] = [fault for fault in faults if "_stcore/" not in fault]
