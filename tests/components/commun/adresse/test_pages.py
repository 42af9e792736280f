"""The pages that links lead to, as Streamlit knows them."""

from components.commun.adresse.pages import page_du_run
from tests.page_essayee import AppTest


def _script() -> None:
    from pathlib import Path

    import streamlit as st

    import components
    from components.commun.adresse.pages import note_pages, page_de
    from components.commun.adresse.registre import lien_page

    folder = Path(components.__file__).parents[1] / "pages"
    mine, again = (page_de(folder / "methode.py", "Méthode") for _ in range(2))
    first = page_de(folder / "couverture.py", "Couverture", "accueil")
    note_pages({"methode": mine})
    st.navigation([mine, first], position="hidden")
    st.text(f"{mine is again} {first.url_path!r}")
    st.page_link(str(folder / "methode.py"), label="Méthode")
    lien_page("pages/methode.py", {}, label="Méthode")


def test_a_link_to_a_page_of_the_run_is_the_one_that_its_file_gives() -> None:
    page = AppTest.from_function(_script, default_timeout=60).run()
    assert not page.exception
    assert page.text[0].value == "False ''"  # a run marks the page it shows: it has its own
    by_file, by_page = (one.proto for one in page.get("page_link"))
    assert by_page == by_file
    assert by_page.page == "methode"


def test_without_pages_a_link_names_the_file() -> None:
    assert page_du_run("pages/methode.py") == "pages/methode.py"
