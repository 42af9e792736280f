"""The page Évolution run without a browser: for each address, the figures that geo computes."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from components.commun.mots.formats import nombre, pourcentage
from geo.couverture.moteur import Moteur
from geo.evolution.evolution import build_evolution
from geo.territoires.territoire import find_territoire
from tests.pages.lecture import sentence

JOUR = date(2026, 11, 21)


@pytest.fixture
def open_page(run_page) -> Callable[..., AppTest]:
    """Return ``open_page(**parameters)``: the page at an address, run once."""
    return partial(run_page, "evolution", date=JOUR.isoformat())


def year_told(page: AppTest) -> str:
    texts = [one.value for one in page.markdown if one.value.startswith("**Au ")]
    return texts[0].replace("*", "")


@pytest.mark.parametrize(
    ("niveau", "code"),
    [
        ("france", ""),
        ("region", "75"),
        ("departement", "29"),
        ("epci", "200068120"),
        ("commune", "29232"),
        ("commune", "97801"),
        ("commune", "55189"),
    ],
)
def test_the_page_says_what_geo_computes(open_page, moteur: Moteur, niveau: str, code: str):
    page = open_page(**({niveau: code} if code else {}))
    assert not page.exception
    assert not page.error
    territoire = find_territoire(moteur.referentiel, niveau, code)
    evolution = build_evolution(moteur.couverture(JOUR), territoire, date.today())
    assert page.title[0].value == f"Évolution\u00a0: {territoire.nom}"
    text = sentence(page)
    if not evolution.present["population"]:
        assert "ne peut pas être calculé" in text
        return
    assert pourcentage(evolution.present["taux_signe"]) in text
    # What compares is attested: a contract read at the survey is no growth.
    before = pourcentage(evolution.avant["taux_atteste"])
    moved = before != pourcentage(evolution.present["taux_atteste"])
    assert (f"contre {before} cinq ans plus tôt" if moved else "comme cinq ans plus tôt") in text


def test_what_rests_on_unknown_dates_is_told_with_contracts_and_inhabitants(
    open_page, moteur: Moteur
):
    page = open_page(region="75")
    territoire = find_territoire(moteur.referentiel, "region", "75")
    evolution = build_evolution(moteur.couverture(JOUR), territoire, date.today())
    (warning,) = page.warning
    assert warning.value.startswith(f"**{len(evolution.signature_inconnue)} des ")
    assert nombre(evolution.population_signature_inconnue) in warning.value
    assert pourcentage(evolution.present["taux_atteste"]) in warning.value


def test_the_year_of_the_address_is_the_one_of_the_map_and_the_slider_writes_it(
    open_page, moteur: Moteur
):
    page = open_page(region="53", annee="2019")
    territoire = find_territoire(moteur.referentiel, "region", "53")
    evolution = build_evolution(moteur.couverture(JOUR), territoire, date.today())
    by_year = {row["date"].year: row for _, row in evolution.annees.iterrows()}
    assert pourcentage(by_year[2019]["taux_signe"]) in year_told(page)
    page.slider(key="evolution-curseur").set_value(2014).run()
    assert "31\u00a0décembre\u00a02014" in year_told(page)
    assert pourcentage(by_year[2014]["taux_signe"]) in year_told(page)
    assert "2014" in page.query_params["annee"]
    assert "53" in page.query_params["region"]


def test_a_year_to_come_says_on_what_it_rests(open_page):
    page = open_page(annee="2028")
    assert "(projection)" in year_told(page)
    assert any("Si aucun contrat n'est renouvelé ni signé" in one.value for one in page.caption)


def test_the_populations_of_the_whole_curve_are_of_one_year_and_it_is_said(open_page):
    captions = " ".join(one.value for one in open_page().caption)
    assert "À toutes les dates\u00a0: population municipale 2023" in captions
    assert "COG 2026" in captions


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"annee": "1999"}, "1999"),
        ({"region": "99"}, "99"),
        ({"date": "demain"}, "demain"),
        ({"niveau": "canton"}, "canton"),
    ],
)
def test_what_is_wrong_in_the_address_is_said_on_a_page_that_works(
    open_page, parameters: dict[str, str], expected: str
):
    page = open_page(**parameters)
    assert not page.exception
    assert any(expected in warning.value for warning in page.warning)
    assert "de la population est couverte" in sentence(page)


def test_years_left_playing_give_way_to_the_year_of_the_address_come_back_to(run_framed_page):
    page = run_framed_page("evolution", date=JOUR.isoformat(), annee="2015")
    [play] = [one for one in page.button if one.label == "Lecture"]
    play.click().run()
    assert [one.label for one in page.button if one.key == play.key] == ["Pause"]
    page.switch_page("pages/mentions.py").run()
    page.switch_page("pages/evolution.py")
    page.query_params.update({"date": JOUR.isoformat(), "annee": "2012"})
    page.run()
    assert "2012" in year_told(page)
    assert [one.label for one in page.button if one.key == play.key] == ["Lecture"]
