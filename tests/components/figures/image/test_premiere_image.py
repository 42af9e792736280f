"""The map is drawn before what follows it: once per session, and only where there is a browser."""

import pytest
import streamlit as st

from components.carte import carte
from components.carte.carte import PREMIERE_IMAGE_S, leave_browser_to_carte


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr(carte, "sleep", found.append)
    monkeypatch.setattr(st, "session_state", {})
    return found


class Contexte:
    """What Streamlit knows of the browser."""

    def __init__(self, **headers: str) -> None:
        self.headers = headers


def test_the_first_run_of_a_session_waits_and_the_next_ones_do_not(pauses, monkeypatch):
    monkeypatch.setattr(st, "context", Contexte(Host="localhost"))
    leave_browser_to_carte("carte")
    leave_browser_to_carte("carte")
    assert pauses == [PREMIERE_IMAGE_S]


def test_nobody_waits_where_there_is_no_browser(pauses, monkeypatch):
    monkeypatch.setattr(st, "context", Contexte())
    leave_browser_to_carte("carte")
    assert pauses == []
