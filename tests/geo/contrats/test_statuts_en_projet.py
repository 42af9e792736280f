"""A contract in project, or in renewal, at a date: the rules of coverage."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from geo.contrats.statuts import Periodes

ETAPES_DE_PROJET = ["lettre_intention", "cadrage", "diagnostic", "elaboration"]
StatutLe = Callable[..., str]
PeriodesDe = Callable[..., Periodes]


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
