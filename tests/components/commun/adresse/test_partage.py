"""A link to give: short enough for a mail, or said not to be, and whole in its short form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.commun.adresse.partage import (
    DEPLIE_AU_PLUS,
    ILLISIBLE,
    LONGUEUR_SURE,
    AbregeIllisible,
    abrege,
    deplie,
)
from tests.page_essayee import AppTest

LONGUE = {"base": "france", "ajouts": ",".join(f"2000{one:05d}" for one in range(300))}


@given(st.dictionaries(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=300)))
def test_a_short_link_gives_back_what_it_was_made_of(params: dict[str, str]):
    assert deplie(abrege(params).partition("=")[2]) == params


def test_a_scenario_of_three_hundred_territories_fits_a_mail():
    assert len(str(LONGUE)) > LONGUEUR_SURE
    assert len(abrege(LONGUE)) < LONGUEUR_SURE


@pytest.mark.parametrize("abime", ["", "é", "abc", abrege(LONGUE)[7:60], "a" * 5_000])
def test_a_short_link_cut_on_its_way_is_refused(abime: str):
    with pytest.raises(AbregeIllisible):
        deplie(abime)


def test_a_short_link_larger_than_any_address_is_refused():
    huge = abrege({"nom": "a" * DEPLIE_AU_PLUS}).partition("=")[2]
    assert len(huge) < 1_000
    with pytest.raises(AbregeIllisible):
        deplie(huge)


def _page() -> None:
    import streamlit as st

    from components.commun.adresse.partage import deplie_l_adresse

    for message in deplie_l_adresse():
        st.text(message)
    for name, value in st.query_params.to_dict().items():
        st.text(f"{name} = {value}")


def shown(query: str) -> list[str]:
    page = AppTest.from_function(_page)
    page.query_params["abrege"] = query
    return [text.value for text in page.run().text]


def test_the_page_opened_by_a_short_link_reads_the_whole_address():
    query = abrege({"base": "region-53", "nom": "Été"}).partition("=")[2]
    assert shown(query) == ["base = region-53", "nom = Été"]


def test_a_damaged_short_link_is_said_and_leaves_the_address():
    assert shown("abime") == [ILLISIBLE]
