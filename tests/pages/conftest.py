"""How a test opens a page of the application without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"
DELAI = 120  # seconds: the first run loads everything


@pytest.fixture(scope="session")
def run_page() -> Callable[..., AppTest]:
    """Return ``run_page(name, **parameters)``: a page of the application at an address, run once.

    ``name``: that of its file in pages/, or "" for the page of the bare address. A parameter that
    the address gives several times is a list.
    """

    def run(name: str, **parameters: str | list[str]) -> AppTest:
        page = AppTest.from_file(str(DASHBOARD), default_timeout=DELAI)
        if name:
            page.switch_page(f"pages/{name}.py")
        for key, value in parameters.items():
            page.query_params[key] = value
        return page.run()

    return run


@pytest.fixture(scope="session")
def run_sound_page(run_page: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """Return ``run_sound_page(name, **parameters)``: the same, where nothing must go wrong."""

    def run(name: str, **parameters: str | list[str]) -> AppTest:
        page = run_page(name, **parameters)
        assert not page.exception
        assert not page.error
        return page

    return run
