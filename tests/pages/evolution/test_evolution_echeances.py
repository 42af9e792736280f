"""What comes to an end, on the page Évolution: what an address shows, without a browser."""

from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

QUIMPER = "29232"
CORNOUAILLE = "CLS de Cornouaille"


@pytest.fixture
def page_at(run_sound_page) -> Callable[..., AppTest]:
    return partial(run_sound_page, "evolution")


def answer(page: AppTest) -> str:
    return next(one.value for one in page.markdown if "d'ici" in one.value or "aucun" in one.value)


def tables(page: AppTest) -> list:
    return [one.value for one in page.dataframe]


def test_a_region_says_what_ends_and_where_it_would_be_felt(page_at):
    page = page_at(region="53", date="2026-11-21")
    assert "d'ici novembre\u00a02029" in answer(page)
    (contracts,) = [one for one in tables(page) if "Sortiraient de la couverture" in one]
    assert CORNOUAILLE in contracts["Contrat"].tolist()
    (territories,) = [one for one in tables(page) if "population_sortie" in one]
    assert territories["population_sortie"].is_monotonic_decreasing


def test_a_commune_has_its_answer_and_its_chain_and_no_ranking(page_at):
    page = page_at(commune=QUIMPER, date="2026-11-21")
    assert "le seul contrat en vigueur" in answer(page)
    assert not [one for one in tables(page) if "population_sortie" in one]
    (chains,) = [one for one in tables(page) if "Suite" in one]
    assert chains["Contrat"].tolist() == [CORNOUAILLE]


def test_a_day_before_any_contract_says_that_none_ends(page_at):
    page = page_at(region="53", date="2010-01-01")
    assert any("aucun contrat connu n'arrive à échéance" in one.value for one in page.markdown)


def test_a_theme_counts_its_contracts_alone_and_says_so(page_at):
    page = page_at(region="53", date="2026-11-21", theme="sante_mentale")
    assert any("Seuls comptent les contrats dont un axe" in one.value for one in page.caption)
