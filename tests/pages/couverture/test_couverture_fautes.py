"""What is wrong in the address or in the registre is said on the coverage page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from data.depot.ouverture import depot_en_usage, oublie
from tests.pages.lecture import assert_nothing_wrong, sentence


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"region": "99"}, ["Région «\u00a099\u00a0»"]),
        ({"commune": "<script>alert(1)</script>"}, ["ce code n'existe pas"]),
        ({"epci": "a" * 500}, ["ce n'est pas un code"]),
        ({"date": "2025-02-30"}, ["ce n'est pas une date"]),
        ({"date": "1850-01-01"}, ["hors de la période couverte"]),
        ({"niveau": "[x](http://e.vil)"}, ["valeur inconnue"]),
        ({"affichage": "x", "statut": "x", "theme": "x", "fond": "x"}, ["valeur inconnue"] * 4),
        ({"region": "53", "commune": "29232"}, ["plusieurs territoires"]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_what_is_wrong_in_the_address_is_said_on_a_page_that_works(open_page, parameters, expected):
    page = open_page(**parameters)
    assert_nothing_wrong(page)
    assert len(page.warning) == len(expected)
    for warning, dit in zip(page.warning, expected, strict=True):
        assert dit in warning.value.replace("\\", "")
        assert "<script>" not in warning.value
    assert "de la population sous un contrat signé" in sentence(page)
    assert page.get("component_instance")
    assert len(page.metric) in (4, 5)  # what is past or unknown, when there is some


@pytest.fixture
def registre_casse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the application read a store in which somebody wrote two wrong cells by hand."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    with depot_en_usage().ecriture() as connection:
        connection.execute(
            text(
                "UPDATE contrats SET etape = '<b>fini</b>', date_signature = '2014-02-30'"
                " WHERE rang = (SELECT min(rang) FROM contrats)"
            )
        )
    yield
    oublie()


@pytest.mark.usefixtures("registre_casse")
def test_an_invalid_registre_is_told_in_french_and_no_figure_is_shown(open_page):
    page = open_page()
    assert not page.exception
    assert page.error[0].value.startswith("Les données de l'atlas contiennent des erreurs")
    listed = "\n".join(markdown.value for markdown in page.markdown).replace("\\", "")
    assert "contrats.csv, ligne 2, colonne «\u00a0date_signature\u00a0»" in listed
    assert "2014-02-30" in listed
    assert "contrats.csv, ligne 2, colonne «\u00a0etape\u00a0»" in listed
    assert "Traceback" not in listed
    assert not page.metric
    assert not re.search(r"\d", page.title[0].value)


@pytest.mark.usefixtures("registre_casse")
def test_the_markup_of_an_invalid_registre_is_shown_as_text(open_page):
    listed = open_page().markdown[0].value
    assert r"\<b\>fini\</b\>" in listed
