"""Status of a contract at a date: the rules of coverage, one by one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model import Contrat
from geo.contrats.statuts import STATUTS, Periodes, periodes, statut

ETAPES_DE_PROJET = ["lettre_intention", "cadrage", "diagnostic", "elaboration"]
ETAPES_APRES_SIGNATURE = ["signe", "evaluation", "renouvellement"]
ETAPES = [*ETAPES_DE_PROJET, *ETAPES_APRES_SIGNATURE, "echu", "inconnue"]

StatutLe = Callable[..., str]
PeriodesDe = Callable[..., Periodes]


@pytest.fixture(scope="session")
def periodes_de(un_contrat: Callable[..., Contrat], releve: date) -> PeriodesDe:
    """Periods of a contract described by its fields; the registre is gathered on 2026-06-15."""
    return lambda **champs: periodes(un_contrat(**champs), releve)


@pytest.fixture(scope="session")
def statut_le(periodes_de: PeriodesDe) -> StatutLe:
    """Status at a day of a contract described by its fields."""

    def at(jour: str, remplace_depuis: str = "", **champs: object) -> str:
        replaced = date.fromisoformat(remplace_depuis) if remplace_depuis else None
        return statut(periodes_de(**champs), date.fromisoformat(jour), replaced)

    return at


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


# Wishes


def test_a_wish_is_not_a_project(statut_le: StatutLe, periodes_de: PeriodesDe):
    champs = {"etape": "lettre_intention", "source_date": "2026-01"}
    wish = "souhait de rejoindre la démarche, faisabilité en cours d'évaluation"
    assert statut_le("2026-06-15", **champs) == "projet"
    assert statut_le("2026-06-15", **champs, notes=wish) == "inconnu"
    assert periodes_de(**champs, notes=wish).souhait


def test_a_diagnosis_under_way_is_a_project_whatever_is_wished(statut_le: StatutLe):
    champs = {"etape": "diagnostic", "source_date": "2026-01", "notes": "l'ARS souhaite aller vite"}
    assert statut_le("2026-06-15", **champs) == "projet"


@pytest.mark.parametrize("champs", [{"date_fin": "2025"}, {"source_date": "2021"}, {}])
def test_an_undated_contract_is_marked_as_having_no_known_signature(
    periodes_de: PeriodesDe, champs: dict[str, str]
):
    assert periodes_de(**champs).date_signature_inconnue


def test_the_end_of_an_undated_contract_is_not_marked_estimated(periodes_de: PeriodesDe):
    assert not periodes_de(date_fin="2025", duree_ans=3).echeance_estimee


# In project


@pytest.mark.parametrize("etape", ETAPES_DE_PROJET)
@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ("2018-05-09", "a_venir"),
        ("2018-05-10", "projet"),
        ("2020-05-10", "projet"),
        ("2024-05-10", "projet"),
        ("2024-05-11", "inconnu"),
    ],
)
def test_a_project_counts_from_two_years_before_its_news_to_four_years_after(
    statut_le: StatutLe, etape: str, jour: str, attendu: str
):
    assert statut_le(jour, etape=etape, source_date="2020-05-10") == attendu


@pytest.mark.parametrize(
    ("source_date", "premier_jour", "dernier_jour"),
    [
        ("2020", "2018-01-01", "2024-12-31"),
        ("2020-04", "2018-04-01", "2024-04-30"),
        ("2020-02", "2018-02-01", "2024-02-29"),
        ("2020-02-29", "2018-02-28", "2024-02-29"),
    ],
)
def test_partial_news_are_taken_as_widely_as_they_allow(
    statut_le: StatutLe, source_date: str, premier_jour: str, dernier_jour: str
):
    debut, fin = date.fromisoformat(premier_jour), date.fromisoformat(dernier_jour)
    days = [debut - timedelta(1), debut, fin, fin + timedelta(1)]
    found = [statut_le(str(day), etape="diagnostic", source_date=source_date) for day in days]
    assert found == ["a_venir", "projet", "projet", "inconnu"]


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ("2024-06-14", "a_venir"),
        ("2024-06-15", "projet"),
        ("2030-06-15", "projet"),
        ("2030-06-16", "inconnu"),
    ],
)
def test_a_project_without_a_dated_source_counts_around_the_gathering(
    statut_le: StatutLe, jour: str, attendu: str
):
    assert statut_le(jour, etape="cadrage") == attendu


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ("2022-01-09", "a_venir"),
        ("2022-01-10", "projet"),
        ("2025-02-28", "projet"),
        ("2025-03-01", "signe"),
        ("2030-03-31", "signe"),
        ("2030-04-01", "echu"),
    ],
)
def test_a_project_with_a_date_of_signature_is_in_project_until_that_day(
    statut_le: StatutLe, jour: str, attendu: str
):
    champs = {"etape": "elaboration", "source_date": "2024-01-10", "date_signature": "2025-03"}
    assert statut_le(jour, **champs) == attendu


def test_a_project_awaiting_its_known_signature_has_news_that_do_not_age(statut_le: StatutLe):
    champs = {"etape": "elaboration", "source_date": "2020", "date_signature": "2030-06-01"}
    assert statut_le("2030-05-31", **champs) == "projet"
    assert statut_le("2030-06-01", **champs) == "signe"


def test_a_project_signed_before_any_news_was_never_in_project(statut_le: StatutLe):
    champs = {"etape": "elaboration", "source_date": "2024-01-10", "date_signature": "2020"}
    assert statut_le("2019-12-31", **champs) == "a_venir"
    assert statut_le("2020-01-01", **champs) == "signe"


def test_a_project_not_signed_rests_on_no_estimated_date(periodes_de: PeriodesDe):
    found = periodes_de(etape="elaboration", source_date="2024", date_fin="2029")
    assert found.signe is None
    assert not found.date_signature_inconnue
    assert not found.echeance_estimee


# Renewal


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ("2017-12-31", "a_venir"),
        ("2018-01-01", "signe"),
        ("2020-06-30", "signe"),
        ("2020-07-01", "projet"),
        ("2024-06-30", "projet"),
        ("2024-07-01", "echu"),
    ],
)
def test_a_renewal_is_in_project_for_four_years_after_the_end(
    statut_le: StatutLe, jour: str, attendu: str
):
    champs = {"date_signature": "2018-01-01", "date_fin": "2020-06-30"}
    assert statut_le(jour, etape="renouvellement", **champs) == attendu


@pytest.mark.parametrize(
    ("champs", "dernier_jour_signe", "dernier_jour_projet"),
    [
        ({"date_signature": "2015", "date_fin": "2020"}, "2020-12-31", "2024-12-31"),
        ({"date_signature": "2015", "date_fin": "2020-02"}, "2020-02-29", "2024-02-29"),
        ({"date_signature": "2015-03-10", "duree_ans": 3}, "2018-03-10", "2022-03-10"),
        ({"date_signature": "2015-03-10"}, "2020-03-10", "2024-03-10"),
        ({"date_fin": "2020"}, "2020-12-31", "2024-12-31"),
    ],
)
def test_a_renewal_follows_the_end_however_it_is_known(
    statut_le: StatutLe,
    champs: dict[str, object],
    dernier_jour_signe: str,
    dernier_jour_projet: str,
):
    signe, projet = date.fromisoformat(dernier_jour_signe), date.fromisoformat(dernier_jour_projet)
    days = [signe, signe + timedelta(1), projet, projet + timedelta(1)]
    found = [statut_le(str(day), etape="renouvellement", **champs) for day in days]
    assert found == ["signe", "projet", "projet", "echu"]


def test_a_renewal_in_project_stops_when_a_later_generation_takes_over(statut_le: StatutLe):
    champs = {"date_signature": "2018-01-01", "date_fin": "2020-06-30"}
    replaced = {"etape": "renouvellement", "remplace_depuis": "2022-09-01", **champs}
    assert statut_le("2022-08-31", **replaced) == "projet"
    assert statut_le("2022-09-01", **replaced) == "renouvele"
    assert statut_le("2030-01-01", **replaced) == "renouvele"


def test_a_contract_signed_or_evaluated_is_not_in_project_after_its_end(statut_le: StatutLe):
    champs = {"date_signature": "2018-01-01", "date_fin": "2020-06-30"}
    assert statut_le("2020-07-01", etape="signe", **champs) == "echu"
    assert statut_le("2020-07-01", etape="evaluation", **champs) == "echu"


@pytest.mark.parametrize("champs", [{}, {"date_fin": "2027"}, {"date_fin": "2026-06-15"}])
def test_a_renewal_of_which_nothing_past_is_known_is_a_project_by_its_news(
    statut_le: StatutLe, champs: dict[str, str]
):
    renewal = {"etape": "renouvellement", "source_date": "2025-03-01", **champs}
    days = ["2023-02-28", "2023-03-01", "2029-03-01", "2029-03-02"]
    assert [statut_le(day, **renewal) for day in days] == [
        "a_venir",
        "projet",
        "projet",
        "inconnu",
    ]


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


# Whatever the source says

ANNEES = st.integers(2010, 2035)
DATES = st.one_of(
    st.just(""),
    ANNEES.map(str),
    st.dates(date(2010, 1, 1), date(2035, 12, 31)).map(str),
    st.dates(date(2010, 1, 1), date(2035, 12, 31)).map(lambda day: f"{day:%Y-%m}"),
)
CONTRATS = st.fixed_dictionaries(
    {
        "etape": st.sampled_from(ETAPES),
        "date_signature": DATES,
        "date_fin": DATES,
        "duree_ans": st.one_of(st.none(), st.integers(1, 10)),
        "source_date": DATES,
    }
)
JOURS = st.lists(st.dates(date(2005, 1, 1), date(2050, 12, 31)), min_size=2, max_size=12)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(champs=CONTRATS, jours=JOURS)
def test_a_contract_lives_one_way_and_never_twice(
    periodes_de: PeriodesDe, champs: dict[str, object], jours: list[date]
):
    life = [statut(periodes_de(**champs), day) for day in sorted(jours)]
    assert set(life) <= set(STATUTS)
    assert "renouvele" not in life  # no later generation here
    changes = [now for now, before in zip(life, [None, *life], strict=False) if now != before]
    assert changes.count("signe") <= 1
    assert "a_venir" not in changes[1:]
    assert "echu" not in changes[:-1]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(champs=CONTRATS, jours=JOURS)
def test_no_contract_is_signed_outside_its_known_dates(
    periodes_de: PeriodesDe, champs: dict[str, object], jours: list[date]
):
    times = periodes_de(**champs)
    signed = [str(day) for day in jours if statut(times, day) == "signe"]
    known = {name: str(champs[name]) for name in ("date_signature", "date_fin")}
    for day in signed:
        assert champs["etape"] != "inconnue"
        # Dates are compared at the precision of the source: 2023-07-12 is not before 2023-07.
        assert day[: len(known["date_signature"])] >= known["date_signature"]
        if known["date_fin"]:
            assert day[: len(known["date_fin"])] <= known["date_fin"]
