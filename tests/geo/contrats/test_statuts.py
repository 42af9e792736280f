"""A contract signed, over or unknown at a date: the rules of coverage, one by one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from geo.contrats.statuts import Periodes

StatutLe = Callable[..., str]
PeriodesDe = Callable[..., Periodes]


# Signed, with known dates


@pytest.mark.parametrize("etape", ["signe", "evaluation"])
@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ("2023-07-11", "a_venir"),
        ("2023-07-12", "signe"),
        ("2026-03-31", "signe"),
        ("2026-04-01", "echu"),
    ],
)
def test_a_contract_is_signed_from_its_signature_to_its_end_both_included(
    statut_le: StatutLe, etape: str, jour: str, attendu: str
):
    dates = {"date_signature": "2023-07-12", "date_fin": "2026-03-31"}
    assert statut_le(jour, etape=etape, **dates) == attendu


@pytest.mark.parametrize(
    ("date_signature", "date_fin", "premier_jour", "dernier_jour"),
    [
        ("2021", "2023", "2021-01-01", "2023-12-31"),
        ("2021-04", "2023-04", "2021-04-01", "2023-04-30"),
        ("2021-03", "2023-02", "2021-03-01", "2023-02-28"),
        ("2021-03", "2024-02", "2021-03-01", "2024-02-29"),
        ("2021-12-31", "2022", "2021-12-31", "2022-12-31"),
        ("2020-02-29", "2024-02-29", "2020-02-29", "2024-02-29"),
    ],
)
def test_a_partial_date_counts_from_its_first_day_and_to_its_last(
    statut_le: StatutLe,
    date_signature: str,
    date_fin: str,
    premier_jour: str,
    dernier_jour: str,
):
    debut, fin = date.fromisoformat(premier_jour), date.fromisoformat(dernier_jour)
    days = [debut - timedelta(1), debut, fin, fin + timedelta(1)]
    found = [statut_le(str(day), date_signature=date_signature, date_fin=date_fin) for day in days]
    assert found == ["a_venir", "signe", "signe", "echu"]


def test_a_contract_signed_and_ended_in_the_same_year_is_signed_that_year(statut_le: StatutLe):
    days = ["2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01"]
    found = [statut_le(day, date_signature="2022", date_fin="2022") for day in days]
    assert found == ["a_venir", "signe", "signe", "echu"]


# Signed, with an estimated end


@pytest.mark.parametrize(
    ("date_signature", "duree_ans", "dernier_jour"),
    [
        ("2020-05-10", 3, "2023-05-10"),
        ("2020-05-10", None, "2025-05-10"),
        ("2020-05", 4, "2024-05-31"),
        ("2020-02", 4, "2024-02-29"),
        ("2020-02", 3, "2023-02-28"),
        ("2019", None, "2024-12-31"),
        ("2020-02-29", 4, "2024-02-29"),
        ("2020-02-29", None, "2025-02-28"),
    ],
)
def test_an_unknown_end_is_the_signature_plus_the_duration_or_five_years(
    statut_le: StatutLe, date_signature: str, duree_ans: int | None, dernier_jour: str
):
    fin = date.fromisoformat(dernier_jour)
    champs = {"date_signature": date_signature, "duree_ans": duree_ans}
    assert statut_le(str(fin), **champs) == "signe"
    assert statut_le(str(fin + timedelta(1)), **champs) == "echu"


def test_an_estimated_end_is_marked_and_a_known_one_is_not(periodes_de: PeriodesDe):
    assert periodes_de(date_signature="2020", duree_ans=3).echeance_estimee
    assert periodes_de(date_signature="2020").echeance_estimee
    assert not periodes_de(date_signature="2020", date_fin="2023").echeance_estimee


def test_a_known_end_prevails_over_the_duration(statut_le: StatutLe):
    champs = {"date_signature": "2020-01-01", "date_fin": "2021-06-30", "duree_ans": 5}
    assert statut_le("2021-06-30", **champs) == "signe"
    assert statut_le("2021-07-01", **champs) == "echu"


def test_a_known_signature_is_not_marked_unknown(periodes_de: PeriodesDe):
    assert not periodes_de(date_signature="2020").date_signature_inconnue


# Signed, without a date of signature


@pytest.mark.parametrize(
    ("date_fin", "duree_ans", "premier_jour", "dernier_jour"),
    [
        ("2025-06-30", 3, "2022-06-30", "2025-06-30"),
        ("2025-06-30", None, "2020-06-30", "2025-06-30"),
        ("2025-06", 3, "2022-06-01", "2025-06-30"),
        ("2025", None, "2020-01-01", "2025-12-31"),
        ("2024-02-29", 3, "2021-02-28", "2024-02-29"),
        ("2024-02-29", 4, "2020-02-29", "2024-02-29"),
    ],
)
def test_an_undated_contract_starts_its_duration_before_its_end(
    statut_le: StatutLe,
    date_fin: str,
    duree_ans: int | None,
    premier_jour: str,
    dernier_jour: str,
):
    debut, fin = date.fromisoformat(premier_jour), date.fromisoformat(dernier_jour)
    days = [debut - timedelta(1), debut, fin, fin + timedelta(1)]
    champs = {"date_fin": date_fin, "duree_ans": duree_ans, "source_date": "2023-03-03"}
    found = [statut_le(str(day), **champs) for day in days]
    assert found == ["a_venir", "signe", "signe", "echu"]


def test_an_undated_contract_starts_with_the_period_that_its_source_gives(statut_le: StatutLe):
    champs = {"periode_debut": "2013", "date_fin": "2015", "duree_ans": 3}
    days = ["2012-12-31", "2013-01-01", "2015-12-31", "2016-01-01"]
    assert [statut_le(day, **champs) for day in days] == ["a_venir", "signe", "signe", "echu"]


def test_a_date_of_signature_goes_before_the_period(periodes_de: PeriodesDe):
    times = periodes_de(date_signature="2014-03-02", periode_debut="2013", date_fin="2015")
    assert times.signe.debut == date(2014, 3, 2)
    assert not times.date_signature_inconnue
    assert periodes_de(periode_debut="2013", date_fin="2015").date_signature_inconnue


@pytest.mark.parametrize(
    ("source_date", "duree_ans", "premier_jour", "dernier_jour"),
    [
        ("2021-09-14", None, "2021-09-14", "2026-09-14"),
        ("2021-09-14", 3, "2021-09-14", "2024-09-14"),
        ("2021-09", None, "2021-09-01", "2026-09-30"),
        ("2021", 4, "2021-01-01", "2025-12-31"),
    ],
)
def test_an_undated_contract_without_end_is_signed_from_its_source_for_its_duration(
    statut_le: StatutLe,
    source_date: str,
    duree_ans: int | None,
    premier_jour: str,
    dernier_jour: str,
):
    """Not for ever: a page of 2012 would keep its contract signed today."""
    debut, fin = date.fromisoformat(premier_jour), date.fromisoformat(dernier_jour)
    days = [debut - timedelta(1), debut, fin, fin + timedelta(1), date(2060, 1, 1)]
    champs = {"source_date": source_date, "duree_ans": duree_ans}
    found = [statut_le(str(day), **champs) for day in days]
    assert found == ["a_venir", "signe", "signe", "inconnu", "inconnu"]


def test_an_undated_contract_of_an_undated_source_is_signed_from_the_gathering_on(
    statut_le: StatutLe,
):
    days = ["2026-06-14", "2026-06-15", "2031-06-15", "2031-06-16"]
    assert [statut_le(day) for day in days] == ["a_venir", "signe", "signe", "inconnu"]


def test_an_undated_contract_lost_sight_of_may_have_been_renewed(statut_le: StatutLe):
    champs = {"source_date": "2015", "remplace_depuis": "2019-01-01"}
    assert statut_le("2020-06-30", **champs) == "signe"
    assert statut_le("2021-01-01", **champs) == "renouvele"


def test_a_period_begun_without_an_end_runs_as_a_signature_would(periodes_de: PeriodesDe):
    times = periodes_de(periode_debut="2020", duree_ans=3)
    assert (times.signe.debut, times.signe.fin) == (date(2020, 1, 1), date(2023, 12, 31))
    assert times.echeance_estimee
    assert times.inconnu_depuis is None


@pytest.mark.parametrize("duree_ans", [None, 3, 5])
def test_less_information_never_gives_a_longer_life(statut_le: StatutLe, duree_ans: int | None):
    """A contract of 2021 to 2026 is not signed longer when neither date is known."""
    known = {"date_signature": "2021", "date_fin": "2026"}
    poor = {"source_date": "2021", "duree_ans": duree_ans}
    days = [date(2021, 1, 1) + timedelta(90 * step) for step in range(40)]
    known_days = {day for day in days if statut_le(str(day), **known) == "signe"}
    poor_days = {day for day in days if statut_le(str(day), **poor) == "signe"}
    assert poor_days <= known_days


# Over


@pytest.mark.parametrize("etape", ["signe", "evaluation", "echu"])
def test_a_contract_is_over_for_good_after_its_end(statut_le: StatutLe, etape: str):
    champs = {"etape": etape, "date_signature": "2018", "date_fin": "2020"}
    assert [statut_le(day, **champs) for day in ("2021-01-01", "2040-01-01")] == ["echu", "echu"]


def test_a_contract_is_renewed_once_a_later_generation_took_over(statut_le: StatutLe):
    champs = {"date_signature": "2018", "date_fin": "2020", "remplace_depuis": "2021-05-01"}
    days = ["2020-12-31", "2021-01-01", "2021-04-30", "2021-05-01", "2040-01-01"]
    found = [statut_le(day, **champs) for day in days]
    assert found == ["signe", "echu", "echu", "renouvele", "renouvele"]


def test_a_contract_replaced_before_its_end_stays_signed_to_its_end(statut_le: StatutLe):
    champs = {"date_signature": "2018", "date_fin": "2020", "remplace_depuis": "2020-05-01"}
    assert statut_le("2020-12-31", **champs) == "signe"
    assert statut_le("2021-01-01", **champs) == "renouvele"


@pytest.mark.parametrize(
    "champs",
    [
        {"date_signature": "2024"},
        {"date_signature": "2024", "date_fin": "2029"},
        {"date_fin": "2027"},
    ],
)
def test_a_contract_said_over_is_not_signed_when_the_registre_is_gathered(
    statut_le: StatutLe, champs: dict[str, str]
):
    assert statut_le("2026-06-14", etape="echu", **champs) == "signe"
    assert statut_le("2026-06-15", etape="echu", **champs) == "echu"
    assert statut_le("2028-01-01", etape="echu", **champs) == "echu"


@pytest.mark.parametrize(
    ("source_date", "premier_jour"), [("2019", "2019-01-01"), ("", "2026-06-15")]
)
def test_a_contract_said_over_without_any_date_is_over_at_the_news_and_unknown_before(
    statut_le: StatutLe, source_date: str, premier_jour: str
):
    debut = date.fromisoformat(premier_jour)
    champs = {"etape": "echu", "source_date": source_date}
    assert statut_le(str(debut - timedelta(1)), **champs) == "inconnu"
    assert statut_le(str(debut), **champs) == "echu"
    assert statut_le("2000-01-01", **champs) == "inconnu"


# Not started, unknown


def test_a_contract_not_yet_signed_and_without_news_is_to_come(statut_le: StatutLe):
    assert statut_le("2010-01-01", date_signature="2030") == "a_venir"
    assert statut_le("2029-12-31", date_signature="2030") == "a_venir"


@pytest.mark.parametrize("jour", ["2010-01-01", "2022-06-30", "2026-06-15", "2040-01-01"])
def test_a_contract_whose_step_is_unknown_is_unknown_at_any_date(statut_le: StatutLe, jour: str):
    champs = {"date_signature": "2020", "date_fin": "2024", "source_date": "2023"}
    assert statut_le(jour, etape="inconnue") == "inconnu"
    assert statut_le(jour, etape="inconnue", **champs) == "inconnu"
