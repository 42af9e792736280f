"""Partial dates keep what the source says, no more and no less."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import DatePartielle, mois_apres


@st.composite
def dates_partielles(draw: st.DrawFn) -> DatePartielle:
    jour = draw(st.dates())
    precision = draw(st.sampled_from(("annee", "mois", "jour")))
    return DatePartielle(
        jour.year,
        None if precision == "annee" else jour.month,
        jour.day if precision == "jour" else None,
    )


@given(dates_partielles())
def test_a_date_reads_back_as_it_was_written(date: DatePartielle) -> None:
    assert DatePartielle.parse(date.texte) == date
    assert str(date) == date.texte


@given(dates_partielles())
def test_a_date_spans_the_days_that_it_may_be(date: DatePartielle) -> None:
    assert date.premier_jour <= date.dernier_jour
    assert date.texte == date.premier_jour.isoformat()[: len(date.texte)]
    assert date.texte == date.dernier_jour.isoformat()[: len(date.texte)]
    if date.dernier_jour < datetime.date.max:
        lendemain = date.dernier_jour + datetime.timedelta(days=1)
        assert not lendemain.isoformat().startswith(date.texte)


@given(dates_partielles(), st.integers(min_value=-50, max_value=50))
def test_some_years_later_a_date_is_as_precise_and_in_the_same_month(
    date: DatePartielle, n: int
) -> None:
    if not 1 <= date.annee + n <= 9999:
        with pytest.raises(ValueError, match="calendrier"):
            date.plus_annees(n)
        return
    plus_tard = date.plus_annees(n)
    assert (plus_tard.annee, plus_tard.mois) == (date.annee + n, date.mois)
    assert len(plus_tard.texte) == len(date.texte)
    if (date.mois, date.jour) != (2, 29):
        assert plus_tard.jour == date.jour


@given(st.text() | st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}", fullmatch=True))
def test_any_text_is_a_date_or_is_refused_in_french(texte: str) -> None:
    refus = ""
    try:
        relu = DatePartielle.parse(texte).texte
    except ValueError as erreur:
        refus = str(erreur)
    if refus:
        assert f"«\u00a0{texte}\u00a0»" in refus
        assert "Attendu\u00a0: une année, un mois ou un jour" in refus
    else:
        assert relu == texte


@pytest.mark.parametrize(
    ("texte", "premier", "dernier"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-07", "2023-07-01", "2023-07-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-07-12", "2023-07-12", "2023-07-12"),
    ],
)
def test_a_partial_date_runs_from_its_first_day_to_its_last(
    texte: str, premier: str, dernier: str
) -> None:
    date = DatePartielle.parse(texte)
    assert date.premier_jour.isoformat() == premier
    assert date.dernier_jour.isoformat() == dernier


@pytest.mark.parametrize("texte", ["2023-02-30", "2023-13", "2023-00", "2023-07-00", "0000"])
def test_a_date_that_the_calendar_does_not_have_is_refused(texte: str) -> None:
    with pytest.raises(ValueError, match="n'existe pas dans le calendrier"):
        DatePartielle.parse(texte)


@pytest.mark.parametrize(
    "texte", ["", "23", "2023-7", "12/07/2023", "2023-07-12 ", "2023\n", "juillet 2023", "２０２３"]
)
def test_a_date_in_another_form_is_refused(texte: str) -> None:
    with pytest.raises(ValueError, match="n'est pas une date"):
        DatePartielle.parse(texte)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="jour sans mois"):
        DatePartielle(2023, None, 12)


def test_the_29th_of_february_becomes_the_28th_a_year_later() -> None:
    jour_bissextile = DatePartielle(2024, 2, 29)
    assert jour_bissextile.plus_annees(1) == DatePartielle(2025, 2, 28)
    assert jour_bissextile.plus_annees(4) == DatePartielle(2028, 2, 29)
    assert DatePartielle(2024, 2).plus_annees(1) == DatePartielle(2025, 2)


def test_months_later_is_the_last_day_of_a_shorter_month() -> None:
    assert mois_apres(datetime.date(2025, 1, 31), 1) == datetime.date(2025, 2, 28)
    assert mois_apres(datetime.date(2023, 8, 31), 6) == datetime.date(2024, 2, 29)
    assert mois_apres(datetime.date(2024, 12, 15), 12) == datetime.date(2025, 12, 15)
