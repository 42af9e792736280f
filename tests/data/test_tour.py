"""Runs under way at once: no more than the places, in the order they came, and none for ever."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from data.tour import Tour

DELAI = 20.0  # seconds, after which a thread that waits is lost


@pytest.fixture
def lance() -> Callable[[Callable[[], None]], Thread]:
    """Return ``lance(action)``: runs it in a thread."""

    def start(action: Callable[[], None]) -> Thread:
        thread = Thread(target=action, daemon=True)
        thread.start()
        return thread

    return start


def test_a_run_waits_until_another_ends(lance):
    tour, seen, inside = Tour(places=1, patience=DELAI), [], Event()

    def second() -> None:
        inside.set()
        with tour.pris():
            seen.append("second")

    with tour.pris():
        thread = lance(second)
        assert inside.wait(DELAI)
        seen.append("first")
    thread.join(DELAI)
    assert seen == ["first", "second"]


def test_a_place_is_given_back_whatever_the_run_ends_by():
    tour = Tour(places=1, patience=0.0)
    with pytest.raises(ZeroDivisionError), tour.pris():
        raise ZeroDivisionError
    with tour.pris():
        assert tour.tient
    assert not tour.tient


def test_a_run_that_waited_long_enough_goes_on_and_gives_no_place_that_it_has_not(lance):
    tour, seen = Tour(places=1, patience=0.0), []

    def late() -> None:
        with tour.pris():
            seen.append(tour.tient)

    with tour.pris():
        lance(late).join(DELAI)
        assert seen == [False]
        assert tour.tient
    with tour.pris():
        assert tour.tient


def test_a_pause_lends_the_place_to_who_comes_meanwhile(lance):
    tour, came, lent = Tour(places=1, patience=DELAI), Event(), []

    def other() -> None:
        with tour.pris():
            came.set()

    with tour.pris():
        tour.laisser(lambda: (lance(other), lent.append(came.wait(DELAI))))
        assert tour.tient
    assert lent == [True]


def test_nobody_pauses_while_another_runs(lance):
    tour, here, over, paused = Tour(places=2, patience=DELAI), Event(), Event(), []

    def other() -> None:
        with tour.pris():
            here.set()
            over.wait(DELAI)

    thread = lance(other)
    assert here.wait(DELAI)
    with tour.pris():
        tour.laisser(lambda: paused.append(True))
    over.set()
    thread.join(DELAI)
    assert not paused


def test_nobody_pauses_while_another_waits(lance):
    tour, paused = Tour(places=1, patience=DELAI), []

    def other() -> None:
        with tour.pris():
            pass

    with tour.pris():
        thread = lance(other)
        while not tour.attendu:
            thread.join(0.001)
        tour.laisser(lambda: paused.append(True))
    thread.join(DELAI)
    assert not paused
