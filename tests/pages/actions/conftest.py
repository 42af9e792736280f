"""The page of actions, opened."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lecture import assert_nothing_wrong

JOUR = date(2026, 6, 15)


@pytest.fixture
def open_page(run_page) -> Callable[..., AppTest]:
    """Return ``open_page(**parameters)``: the page at an address, run once."""
    return partial(run_page, "actions", date=JOUR.isoformat())


@pytest.fixture
def page_at(open_page) -> Callable[..., AppTest]:
    """Return ``page_at(**parameters)``: the same, where nothing must go wrong."""

    def run(**parameters: str) -> AppTest:
        page = open_page(**parameters)
        assert_nothing_wrong(page)
        assert not [one for one in page.warning if "Paramètre" in one.value]
        return page

    return run
