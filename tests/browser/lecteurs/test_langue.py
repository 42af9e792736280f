"""No English word in what Streamlit itself shows; the pages are read in ``test_acces``.

What it says of a server that stopped is read in ``test_atelier``, whose server is killed.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.anglais import mots_anglais
from tests.browser.repos import at_rest
from tests.browser.visites import Visites


@pytest.fixture
def lecteur(visite: Visites) -> Callable[[str], Page]:
    """Return ``lecteur(adresse)``: a page of the atlas, whole, in a browser set in English."""

    def open_page(address: str) -> Page:
        page = visite(address, locale="en-US")
        wait_for_script(page)
        return page

    return open_page


def wait_for_script(page: Page) -> None:
    """Wait until the page has everything."""
    expect(page.locator("[data-testid='stMain'] h1").first).to_be_visible()
    at_rest(page)


def test_a_list_without_a_match_says_so_in_french(lecteur):
    page = lecteur("")
    box = page.get_by_test_id("stSelectbox").first.locator("input")
    box.click()
    box.fill("zzzz")
    expect(page.get_by_text("Aucun résultat").first).to_be_visible()
    assert mots_anglais(page) == []


def test_a_text_field_says_in_french_how_to_validate(lecteur):
    page = lecteur("contrats")
    box = page.get_by_test_id("stTextInput").first.locator("input")
    box.click()
    page.keyboard.type("zzzz")
    expect(page.get_by_text("Entrée pour valider").first).to_be_visible()
    assert mots_anglais(page) == []
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    wait_for_script(page)
    assert mots_anglais(page) == []


def test_the_tools_of_a_table_are_in_french(lecteur):
    page = lecteur("methode")
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.hover()
    tools = table.get_by_test_id("stElementToolbar").locator("button:visible")
    assert tools.count() >= 2  # to search and to enlarge: files have their buttons below
    for tool in tools.all():
        tool.hover()
        page.wait_for_timeout(300)  # its tip comes after a while
        assert mots_anglais(page) == []
    table.get_by_role("button", name="Rechercher").click()
    expect(page.get_by_text("Écrivez pour chercher")).to_be_visible()
    assert mots_anglais(page) == []


def _open_column_menu(page: Page) -> None:
    """Press the three dots at the right end of the first column, just before its edge."""
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    canvas = table.locator("canvas").first
    for across in range(30, int(box["width"]), 3):
        page.mouse.move(box["x"] + across, box["y"] + 18)
        if canvas.evaluate("one => getComputedStyle(one).cursor") == "col-resize":
            page.mouse.move(box["x"] + across - 18, box["y"] + 18)
            page.mouse.click(box["x"] + across - 18, box["y"] + 18)
            return
    raise AssertionError("no edge of a column was found")


def test_the_menu_of_a_column_is_in_french(lecteur):
    page = lecteur("methode")
    _open_column_menu(page)
    expect(page.get_by_text("Trier en ordre croissant")).to_be_visible()
    at_rest(page)
    assert mots_anglais(page) == []


def test_an_address_that_does_not_exist_says_so_in_french(page_of, serve, faults):
    page = page_of(locale="en-US")
    answer = page.goto(f"{serve('dashboard.py')}/page-inconnue")
    assert answer.status == 404
    expect(page.get_by_role("heading")).to_have_text("Cette adresse n'existe pas dans l'atlas")
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert mots_anglais(page) == []
    page.get_by_role("link").click()
    expect(page.get_by_test_id("stMain").locator("h1")).to_be_visible(timeout=60_000)
    assert [fault for fault in faults if "404" not in fault] == []
    faults.clear()


def test_words_of_the_data_are_left_alone(lecteur):
    """A contract may be named like a word of the interface: the page says it as it is written."""
    page = lecteur("methode")
    page.evaluate(
        """() => {
            const zone = document.createElement("div");
            zone.dataset.testid = "stMarkdownContainer";
            zone.innerHTML = "<p>Search</p><p>Open</p>";
            zone.id = "de-plus";
            document.querySelector("[data-testid='stMain']").appendChild(zone);
        }"""
    )
    at_rest(page)
    assert page.get_by_text("Search", exact=True).count() == 1
    page.evaluate("() => document.getElementById('de-plus').remove()")
