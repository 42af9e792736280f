"""How a test opens a page of the application without a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager
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


class _Declarees(PagesManager):
    """The pages are those that the entry point declares, not the files of the folder ``pages``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        PagesManager.uses_pages_directory = False


@pytest.fixture
def run_framed_page(
    run_sound_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., AppTest]:
    """Return ``run_framed_page(name, **parameters)``: a page with its menu and its bands.

    The test runner of Streamlit takes a file of ``pages`` for a page of its own, run alone; here
    the entry point runs it, as in a browser, now and at the next runs of the test.
    """
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", _Declarees)
    return run_sound_page
