"""A day typed by a reader: what is taken, what is refused, never another day than the one meant."""

from datetime import date

import pytest

from components.commun.adresse.jour_ecrit import ecrire_jour, lire_jour

AUJOURD_HUI = date(2026, 11, 30)


@pytest.mark.parametrize(
    "texte",
    [
        "31/01/2025",
        " 31 / 1 / 2025 ",
        "31-01-2025",
        "31.01.25",
        "2025-01-31",
        "31 janvier 2025",
        "vendredi 31 janvier 2025",
    ],
)
def test_a_day_is_read_as_people_write_it(texte):
    assert lire_jour(texte, AUJOURD_HUI) == lire_jour("31/01/2025", AUJOURD_HUI)
    assert lire_jour(texte, AUJOURD_HUI).jour == date(2025, 1, 31)
    assert lire_jour(texte, AUJOURD_HUI).message == ""


@pytest.mark.parametrize("texte", ["31/02/2025", "29/02/2025", "2025-02-30", "32/01/2025"])
def test_a_day_that_does_not_exist_is_never_another_one(texte):
    lu = lire_jour(texte, AUJOURD_HUI)
    assert lu.jour is None
    assert "ce jour n'existe pas" in lu.message


@pytest.mark.parametrize("texte", ["demain", "12/25/2024", "", "2023-2028", "*gras*"])
def test_what_is_not_a_date_is_refused_with_an_example(texte):
    lu = lire_jour(texte, AUJOURD_HUI)
    assert lu.jour is None
    assert "ce n'est pas une date" in lu.message
    assert "31/01/2025" in lu.message
    assert "*gras*" not in lu.message


@pytest.mark.parametrize("texte", ["31/12/2009", "1er janvier 2032", "1850"])
def test_a_day_out_of_the_period_is_refused_with_the_period(texte):
    lu = lire_jour(texte, AUJOURD_HUI)
    assert lu.jour is None
    if texte != "1850":  # not a likely year: it is not said to be a date
        assert "du 1er\u00a0janvier\u00a02010 au 31\u00a0décembre\u00a02031" in lu.message


@pytest.mark.parametrize(
    ("texte", "jour"), [("janvier 2025", date(2025, 1, 1)), ("2024", date(2024, 1, 1))]
)
def test_a_month_or_a_year_is_its_first_day_and_that_is_said(texte, jour):
    lu = lire_jour(texte, AUJOURD_HUI)
    assert lu.jour == jour
    assert "1er\u00a0janvier" in lu.message


def test_today_can_be_named():
    assert lire_jour("Aujourd'hui", AUJOURD_HUI).jour == AUJOURD_HUI


def test_what_the_field_shows_is_read_back():
    assert lire_jour(ecrire_jour(date(2024, 2, 29)), AUJOURD_HUI).jour == date(2024, 2, 29)
