"""The menu follows the reader, whatever the address that is opened and opened next."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest


def test_an_address_then_another_in_the_same_window_show_their_pages(
    run_sound_page: Callable[..., AppTest],
):
    page = run_sound_page("", commune="29232", date="2025-01-31")
    for name, code in (("region", "53"), ("commune", "14118"), ("departement", "76")):
        page.query_params.clear()
        page.query_params[name] = code
        page.run()
        assert not page.exception
        assert not page.error
