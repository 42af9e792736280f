"""Published rates: the newest not after the day, with its date, told first for eighteen months."""

from datetime import date

import numpy as np
import pytest

from data.dates import DatePartielle
from geo.certitude.publie import (
    PointPublie,
    colonnes_publiees,
    est_recent,
    points_publies,
    publie_apres,
    publie_au,
)
from geo.couverture.moteur import Moteur
from geo.territoires.territoire import Territoire
from tests.deux_regions import build_deux_regions

SEINE_MARITIME = Territoire("departement", "76", "Seine-Maritime")
NORMANDIE = Territoire("region", "28", "Normandie")


def point(when: str, value: float = 60, taux: str = "taux_signe") -> PointPublie:
    return PointPublie(DatePartielle.parse(when), taux, value, False, "")


def test_the_newest_figure_not_after_the_day_is_the_one():
    points = [point("2019", 40), point("2023", 60), point("2025-03-26", 65)]

    def found(jour: date) -> float | None:
        chosen = publie_au(points, jour)
        return chosen and chosen.valeur

    days = [date(2018, 1, 1), date(2020, 1, 1), date(2025, 3, 25), date(2025, 3, 26)]
    assert [found(day) for day in days] == [None, 40, 60, 65]


@pytest.mark.parametrize(
    ("when", "avant", "des"),
    [
        ("2025", date(2025, 12, 30), date(2025, 12, 31)),
        ("2025-02", date(2025, 2, 27), date(2025, 2, 28)),
        ("2025-03-26", date(2025, 3, 25), date(2025, 3, 26)),
    ],
)
def test_a_partial_date_is_taken_at_its_latest_end(when: str, avant: date, des: date):
    assert publie_au([point(when)], avant) is None
    assert publie_au([point(when)], des) is not None
    assert publie_apres([point(when)], avant) is not None
    assert publie_apres([point(when)], des) is None


def test_a_figure_is_told_first_for_eighteen_months_and_found_whatever_its_age():
    old = point("2023")
    assert est_recent(old, date(2025, 6, 30))
    assert not est_recent(old, date(2025, 7, 1))
    assert publie_au([old], date(2040, 1, 1)) is old


def test_of_two_figures_of_the_same_end_the_more_precise_is_kept():
    assert publie_au([point("2023", 60), point("2023-12-31", 61)], date(2024, 1, 1)).valeur == 61


def test_figures_come_from_the_announcements_and_from_the_published_figures():
    registre = build_deux_regions()
    assert [one.valeur for one in points_publies(registre, SEINE_MARITIME)] == [70, 75.5, 90]
    (announced,) = points_publies(registre, NORMANDIE)
    assert (announced.valeur, announced.au_moins, announced.nombre) == (50, True, None)
    assert announced.par_l_ars


def test_the_columns_have_a_number_only_where_one_was_published():
    places = [
        ("region", "28", date(2026, 9, 30)),
        ("departement", "76", date(2026, 9, 30)),
        ("departement", "76", date(2026, 3, 30)),
        ("epci", "200068120", date(2026, 9, 30)),
    ]
    found = colonnes_publiees(build_deux_regions(), places)
    np.testing.assert_array_equal(found["taux_publie"], [np.nan, 70, np.nan, np.nan])
    assert found["date_publie"].tolist() == ["2025-03-26", "2026-03", None, None]
    np.testing.assert_array_equal(
        found["taux_publie_signe_ou_projet"], [np.nan, 75.5, np.nan, np.nan]
    )


def test_the_figures_of_the_real_registre_that_its_readers_know(moteur: Moteur):
    def found(niveau: str, code: str, jour: date) -> tuple[float, str] | None:
        chosen = publie_au(points_publies(moteur.registre, Territoire(niveau, code, "")), jour)
        return None if chosen is None else (chosen.valeur, chosen.publie_le.texte)

    today = date(2026, 11, 30)
    assert found("region", "53", today) == (60, "2023")
    assert found("region", "75", today) == (78.6, "2025")
    assert found("departement", "29", today) == (100, "2023-07-12")
