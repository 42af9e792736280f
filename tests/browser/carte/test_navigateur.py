"""What the browser tests stand on: readers share nothing, and nothing leaves this machine."""

import pytest

DEMO = "tests/browser/carte/demo.py"
LEAVE = "() => { localStorage.vu = 'oui'; sessionStorage.vu = 'oui'; document.cookie = 'vu=oui'; }"
FOUND = "[localStorage.length, sessionStorage.length, document.cookie.includes('vu=')]"
NOTHING = [0, 0, False]  # the server leaves a cookie of its own

pytestmark = pytest.mark.browser


@pytest.fixture
def address(serve) -> str:
    """A page without any script, of the origin that tests visit."""
    return f"{serve(DEMO)}/_stcore/health"


def test_a_context_that_has_served_keeps_nothing_of_its_reader(contexts, address):
    asked: list[str] = []

    def watch(request) -> None:
        asked.append(request.url)

    options = {"timezone_id": "Pacific/Noumea"}  # nobody else's
    first = contexts.take(watch, **options)
    page = first.inner.new_page()
    page.goto(address)
    page.evaluate(LEAVE)
    contexts.give_back(first, watch)
    assert page.is_closed()

    second = contexts.take(watch, **options)
    assert second is first
    page = second.inner.new_page()
    page.goto(address)
    assert page.evaluate(FOUND) == NOTHING
    contexts.give_back(second, watch)
    assert asked.count(address) == 2


def test_two_pages_of_a_test_are_two_readers(page_of, address):
    first, second = page_of(), page_of()
    for page in (first, second):
        page.goto(address)
    first.evaluate(LEAVE)
    assert second.evaluate(FOUND) == NOTHING


@pytest.mark.parametrize("outside", ["https://www.example.org/", "http://192.0.2.1/"])
def test_what_is_asked_of_another_machine_is_a_fault_and_is_not_answered(
    page, faults, address, outside
):
    page.goto(address)
    answered = page.evaluate("address => fetch(address).then(() => true, () => false)", outside)
    assert not answered
    assert f"outside request: {outside}" in faults
    faults.clear()
