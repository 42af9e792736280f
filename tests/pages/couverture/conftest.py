"""The coverage page, opened."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from geo.couverture.moteur import Moteur, load_moteur_de
from geo.territoires.millesimes import Reference
from tests.pages.lecture import assert_nothing_wrong

JOUR = date(2025, 1, 31)


@pytest.fixture
def open_page(run_page) -> Callable[..., AppTest]:
    """Return ``open_page(**parameters)``: the application at an address, run once."""
    return partial(run_page, "")


@pytest.fixture(scope="module")
def moteur() -> Moteur:
    return load_moteur_de(Reference.au(JOUR))


@pytest.fixture
def page_at(open_page) -> Callable[..., AppTest]:
    """Return ``page_at(**parameters)``: the same on JOUR, where nothing must go wrong."""

    def run(**parameters: str) -> AppTest:
        page = open_page(**({"date": JOUR.isoformat()} | parameters))
        assert_nothing_wrong(page)
        assert not page.warning
        return page

    return run
