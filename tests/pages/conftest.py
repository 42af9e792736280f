"""How a test opens a page of the application without a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager

from geo.couverture.moteur import Moteur, load_moteur
from tests.page_essayee import OUVERTS, AppTest

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"
DELAI = 120  # seconds: the first run loads everything


class PageLue(AppTest):
    """A page run once; ``reprise``: what is told when a test acts on it, which runs it again."""

    reprise: Callable[[], object] | None = None

    def _run(self, *arguments: Any, **named: Any) -> AppTest:
        if self.reprise is not None:
            self.reprise()
            self.reprise = None
        return super()._run(*arguments, **named)


@pytest.fixture(scope="session")
def moteur() -> Moteur:
    """The real contracts on the real territories, as most pages load them."""
    return load_moteur()


@pytest.fixture(scope="module")
def pages_lues() -> dict[str, PageLue]:
    """The pages that the tests of a file have opened and only read, by their address."""
    return {}


@pytest.fixture
def run_page(
    request: pytest.FixtureRequest, pages_lues: dict[str, PageLue]
) -> Callable[..., AppTest]:
    """Return ``run_page(name, **parameters)``: a page of the application at an address, run once.

    ``name``: that of its file in pages/, or "" for the page of the bare address. A parameter that
    the address gives several times is a list.

    The tests of a file that read the same address are given the same run. A page that a test acts
    on is its own; so are all those of a test that changes what the atlas stands on.
    """
    apart = "monkeypatch" in request.fixturenames

    def run(name: str, **parameters: str | list[str]) -> AppTest:
        address = repr((name, sorted(parameters.items())))
        if apart or address not in pages_lues:
            page = PageLue(DASHBOARD, default_timeout=DELAI)
            for key in OUVERTS:
                page.session_state[key] = True
            if name:
                page.switch_page(f"pages/{name}.py")
            for key, value in parameters.items():
                page.query_params[key] = value
            page.run()
            if apart:
                return page
            page.reprise = lambda: pages_lues.pop(address, None)
            pages_lues[address] = page
        return pages_lues[address]

    return run


@pytest.fixture
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
def dans_le_cadre(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the entry point run the pages, as in a browser, now and at the next runs of the test.

    The test runner of Streamlit takes a file of ``pages`` for a page of its own, run alone.
    """
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", _Declarees)


@pytest.fixture
def run_framed_page(
    run_sound_page: Callable[..., AppTest], dans_le_cadre: None
) -> Callable[..., AppTest]:
    """Return ``run_framed_page(name, **parameters)``: a page with its menu and its bands."""
    return run_sound_page
