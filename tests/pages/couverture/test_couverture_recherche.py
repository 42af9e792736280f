"""What is looked for on the coverage page opens, or is told how to be found."""

import pytest

from tests.pages.couverture.page_lue import assert_says, computed
from tests.pages.lecture import assert_nothing_wrong


def test_a_commune_searched_for_opens_its_own_page_on_the_same_day(page_at):
    page = page_at(region="53", niveau="commune", date="2025-03-01")
    page.text_input(key="recherche").set_value("29000 quimper").run()
    first = page.button(key="recherche-1")
    assert first.label == "Quimper"
    first.click().run()
    assert_nothing_wrong(page)
    assert not page.warning
    assert page.title[0].value == "Quimper"
    assert page.query_params["code"] == "29232"
    assert page.query_params["date"] == "2025-03-01"


def test_a_departement_searched_for_opens_its_map_and_empties_the_box(page_at):
    page = page_at()
    page.text_input(key="recherche").set_value("finistère").run()
    found = next(one for one in page.button if one.label == "Finistère")
    found.click().run()
    assert_says(page, computed("departement", "29"))
    assert page.text_input(key="recherche").value == ""


@pytest.mark.parametrize("text", ["zzzzzzzz", "<script>alert(1)</script>", "a" * 500, "'; --"])
def test_a_search_that_finds_nothing_says_what_to_try(page_at, text):
    page = page_at(region="53")
    page.text_input(key="recherche").set_value(text).run()
    assert_nothing_wrong(page)
    assert any("Aucun territoire trouvé" in caption.value for caption in page.caption)
