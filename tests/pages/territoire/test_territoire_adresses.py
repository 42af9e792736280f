"""The ways into the territory page: its search, its addresses, and those that are wrong."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lecture import assert_nothing_wrong

JOUR = date(2026, 11, 21)
HOSTILE = "<img src=x onerror=alert(1)>"
RECHERCHE = "territoire-recherche"


@pytest.fixture
def open_page(run_page) -> Callable[..., AppTest]:
    """Return ``open_page(**parameters)``: the page at an address, run once."""
    return partial(run_page, "territoire")


def plain(markdown: str) -> str:
    """Return a text without the marks of Markdown."""
    return re.sub(r"\\(.)", r"\1", markdown.replace("**", ""))


def title(page: AppTest) -> str:
    return plain(page.title[0].value)


def button(page: AppTest, label: str):
    return next(one for one in page.button if label in plain(one.label))


def address(page: AppTest) -> dict[str, object]:
    """Return the parameters of the address."""
    return dict(page.query_params)


def test_a_code_of_a_departement_and_a_region_opens_both(open_page):
    page = open_page(code="53", date=JOUR.isoformat())
    assert title(page) == "Mayenne"
    page = button(page, "53 est aussi le code de la région Bretagne").click().run()
    assert title(page) == "Bretagne"
    assert address(page) == {"code": "53", "niveau": "region", "date": JOUR.isoformat()}


def test_the_address_of_the_coverage_page_reads_here_too(open_page):
    page = open_page(region="53")
    assert title(page) == "Bretagne"
    assert_nothing_wrong(page)


def test_the_landing_page_puts_the_search_in_evidence_and_gives_examples(open_page):
    page = open_page()
    assert_nothing_wrong(page)
    assert title(page) == "Mon territoire"
    assert page.text_input(key=RECHERCHE).label.startswith("Votre commune")
    page = button(page, "Quimper").click().run()
    assert title(page) == "Quimper"
    assert address(page) == {"code": "29232"}


def test_homonyms_are_told_apart_by_departement_and_population(open_page):
    page = open_page()
    page = page.text_input(key=RECHERCHE).set_value("saint denis").run()
    labels = [plain(one.label) for one in page.button if one.key.startswith(RECHERCHE)]
    assert labels[0].startswith("Saint-Denis – Commune, La Réunion (974), 155\u202f634\u00a0hab.")
    assert labels[1].startswith("Saint-Denis – Commune, Seine-Saint-Denis (93), 149\u202f077")
    assert len(set(labels)) == len(labels)


def test_a_suggestion_opens_the_place_and_empties_the_search(open_page):
    page = open_page(date="2025-01-31")
    page = page.text_input(key=RECHERCHE).set_value("29000").run()
    page = button(page, "Quimper").click().run()
    assert title(page) == "Quimper"
    assert page.text_input(key=RECHERCHE).value == ""
    assert address(page) == {"code": "29232", "date": "2025-01-31"}


def test_a_search_without_result_says_so(open_page):
    page = open_page()
    page = page.text_input(key=RECHERCHE).set_value("zzzzqqqq").run()
    assert any("Aucun territoire trouvé" in one.value for one in page.info)


@pytest.mark.parametrize(
    ("texte", "message"),
    [
        ("Nouméa", "Nouvelle-Calédonie, collectivité d'outre-mer hors de l'atlas"),
        ("2,00068E+13", "nombre abîmé par un tableur"),
        ("99999", "aucun territoire de l'atlas ne porte ce code"),
    ],
)
def test_a_search_that_can_have_no_result_says_why(open_page, texte: str, message: str):
    page = open_page().text_input(key=RECHERCHE).set_value(texte).run()
    assert_nothing_wrong(page)
    assert message in plain(page.info[0].value)
    assert not [one for one in page.button if one.key.startswith(RECHERCHE)]


def test_a_former_name_opens_the_territory_of_today_and_says_why(open_page):
    page = open_page().text_input(key=RECHERCHE).set_value("Pierre-Bénite").run()
    first = next(one for one in page.button if one.key.startswith(RECHERCHE))
    assert "ancienne commune, fusionnée au plus tard le 1er\u00a0janvier 2024" in plain(first.label)
    assert title(first.click().run()) == "Oullins-Pierre-Bénite"


def test_the_territory_of_a_contract_leads_to_its_sheet_and_to_its_perimeter(open_page):
    page = open_page().text_input(key=RECHERCHE).set_value("Pays de Brest").run()
    assert_nothing_wrong(page)
    (link,) = page.get("page_link")
    assert "CLS du Pays de Brest" in plain(link.proto.label)
    assert "id=cls-29-pays-de-brest-1" in link.proto.query_string
    assert title(button(page, "Brest Métropole").click().run()) == "Brest Métropole"


@pytest.mark.parametrize(
    ("code", "nom", "message"),
    [
        ("1053", "Bourg-en-Bresse", "zéro initial rétabli"),
        ("20006812000019", "CA Quimper Bretagne Occidentale", "SIRET"),
        ("245900410", "Métropole Européenne de Lille", "ancien code 245900410"),
        ("200071157", "CC des Hautes Vosges", "partagée au plus tard"),
    ],
)
def test_an_address_says_how_its_code_was_read(open_page, code: str, nom: str, message: str):
    page = open_page(code=code)
    assert_nothing_wrong(page)
    assert title(page) == nom
    assert message in plain(page.warning[0].value)


def test_a_former_commune_in_the_address_is_told_with_the_answer(open_page):
    page = open_page(code="02077")
    assert title(page) == "Bernoy-le-Château"
    assert not page.warning
    assert any("Berzy-le-Sec est une ancienne commune" in plain(one.value) for one in page.markdown)


def test_a_shared_territory_leads_to_each_of_its_parts(open_page):
    page = open_page(code="200071157")
    part = button(page, "Une autre partie est devenue CC Gérardmer Hautes Vosges")
    assert title(part.click().run()) == "CC Gérardmer Hautes Vosges"


def test_the_wider_territories_are_one_click_away(open_page):
    page = open_page(code="93048")
    assert title(button(page, "Est Ensemble").click().run()) == "Est Ensemble"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("00000", "aucun territoire de l'atlas ne porte ce code"),
        ("97701", "Saint-Barthélemy est une collectivité d'outre-mer où aucun contrat"),
        ("98735", "Polynésie française est une collectivité d'outre-mer où aucun contrat"),
        ("FR", "aucun territoire de l'atlas ne porte ce code"),
        ("29232,35238", "aucun territoire de l'atlas ne porte ce code"),
        ("é" * 3000, "aucun territoire de l'atlas ne porte ce code"),
        ("29232' OR 1=1 --", "aucun territoire de l'atlas ne porte ce code"),
    ],
)
def test_a_wrong_code_gets_a_message_and_the_search(open_page, code: str, message: str):
    page = open_page(code=code)
    assert_nothing_wrong(page)
    assert title(page) == "Mon territoire"
    (warning,) = page.warning
    assert message in plain(warning.value)
    assert len(warning.value) < 400
    assert button(page, "Quimper")


@pytest.mark.parametrize("code", ["29000", "quimper", "Quimpr"])
def test_a_name_or_a_postcode_given_as_a_code_gets_suggestions(open_page, code: str):
    page = open_page(code=code)
    assert page.warning
    suggested = [one for one in page.button if one.key.startswith("suggestion")]
    assert title(suggested[0].click().run()) == "Quimper"


def test_markup_in_the_address_stays_text(open_page):
    page = open_page(code=HOSTILE, niveau=HOSTILE, date=HOSTILE)
    assert_nothing_wrong(page)
    assert len(page.warning) == 2
    for warning in page.warning:
        assert r"\<img src=x" in warning.value  # escaped: Markdown shows it as it is
        assert HOSTILE in plain(warning.value)


def test_a_level_that_the_code_does_not_have_is_ignored_and_said(open_page):
    page = open_page(code="29232", niveau=HOSTILE)
    assert title(page) == "Quimper"
    assert r"\<img src=x" in page.warning[0].value


def test_two_codes_are_said_to_be_one_too_many(open_page):
    page = open_page(code=["29232", "35238"])
    assert_nothing_wrong(page)
    assert "plusieurs codes" in page.warning[0].value
    assert title(page) == "Quimper"


def test_a_wrong_date_is_said_and_today_is_shown(open_page):
    page = open_page(code="29232", date="2025-02-30")
    assert "ce n'est pas une date" in page.warning[0].value
    assert title(page) == "Quimper"


@pytest.mark.parametrize("code", [" 29232 ", "2A004", "2a004", "200 068 120"])
def test_codes_are_read_whatever_their_spaces_and_letters(open_page, code: str):
    page = open_page(code=code)
    assert not page.warning
    assert title(page) in ("Quimper", "Ajaccio", "CA Quimper Bretagne Occidentale")
