"""What the page Évolution is told of a territory."""

from collections.abc import Callable
from datetime import date

import pytest

from data.dates import DatePartielle
from data.model import AnnonceRegion, Contrat
from geo.couverture.moteur import Moteur
from geo.evolution.evolution import (
    annees_de,
    build_evolution,
    has_step,
    jour_de_l_annee,
    points_publies,
    years_before,
)
from geo.territoires.territoire import FRANCE, Territoire

JOUR = date(2026, 6, 15)  # the day on which the invented contracts are gathered
FINISTERE = Territoire("departement", "29", "Finistère")
NOUVELLE_AQUITAINE = Territoire("region", "75", "Nouvelle-Aquitaine")


@pytest.fixture
def essai(un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]) -> Moteur:
    """Quimper signs for 2015-2020, its neighbour without any date, Ouessant until 2027."""
    return un_moteur(
        [
            un_contrat("cls-29-date-1", date_signature="2015-03-10", date_fin="2020-03-09"),
            un_contrat("cls-29-sans-date-1"),
            un_contrat("cls-29-fin-1", date_fin="2027-12-31", duree_ans=3),
            un_contrat("cls-35-ailleurs-1", date_signature="2020", region="53"),
        ],
        {
            "cls-29-date-1": ["commune 29232"],
            "cls-29-sans-date-1": ["commune 29103"],
            "cls-29-fin-1": ["commune 29155"],
            "cls-35-ailleurs-1": ["departement 35"],
        },
    )


def test_contracts_without_any_date_enter_on_the_day_of_the_survey_and_it_is_said(
    essai: Moteur, habitants: Callable[..., int]
):
    evolution = build_evolution(essai.couverture(JOUR), FINISTERE, JOUR)
    step = evolution.releve
    assert (step.jour, step.contrats) == (JOUR, ("cls-29-sans-date-1",))
    assert step.apres - step.avant == habitants("commune 29103")
    assert has_step(evolution)
    assert evolution.sans_fin == ("cls-29-sans-date-1",)
    assert evolution.signature_inconnue == ("cls-29-sans-date-1", "cls-29-fin-1")
    assert evolution.population_signature_inconnue == habitants("commune 29103", "commune 29155")
    assert evolution.present["population_date_connue"] == 0


def test_the_present_is_compared_with_the_same_day_five_years_before(
    essai: Moteur, habitants: Callable[..., int]
):
    jour = date(2020, 3, 1)
    evolution = build_evolution(essai.couverture(jour), FINISTERE, JOUR)
    assert evolution.present["date"] == jour
    assert evolution.present["population_signe"] == habitants("commune 29232")
    assert evolution.avant is not None
    assert (evolution.avant["date"], evolution.avant["population_signe"]) == (date(2015, 3, 1), 0)
    early = date(2014, 12, 31)
    assert build_evolution(essai.couverture(early), FINISTERE, JOUR).avant is None


def test_what_follows_the_survey_is_a_projection_even_for_a_reader_of_later(essai: Moteur):
    for today in (JOUR, date(2027, 2, 1)):
        evolution = build_evolution(essai.couverture(today), FINISTERE, today)
        assert evolution.connu_jusqu_au == JOUR
        ahead = evolution.mois["projection"]
        assert (ahead == [day > JOUR for day in evolution.mois["date"]]).all()
    before = date(2025, 1, 1)
    assert build_evolution(essai.couverture(before), FINISTERE, before).connu_jusqu_au == before


def test_signatures_and_ends_are_those_of_the_contracts_that_touch_the_territory(essai: Moteur):
    found = build_evolution(essai.couverture(JOUR), FINISTERE, JOUR).evenements
    told = [(one.jour.isoformat(), one.genre, one.contrat_id, one.incertain) for one in found]
    assert told == [
        ("2015-03-10", "signature", "cls-29-date-1", False),
        ("2020-03-09", "fin", "cls-29-date-1", False),
        ("2024-12-31", "signature", "cls-29-fin-1", True),
        ("2026-06-15", "signature", "cls-29-sans-date-1", True),
        ("2027-12-31", "fin", "cls-29-fin-1", False),
    ]


def test_only_the_contracts_retained_make_the_curve(essai: Moteur):
    kept = {"cls-29-date-1"}
    evolution = build_evolution(essai.couverture(JOUR, kept), FINISTERE, JOUR, kept)
    assert {one.contrat_id for one in evolution.evenements} == kept
    assert evolution.present["population_signe"] == 0
    assert not has_step(evolution)


def test_a_year_is_looked_at_on_its_last_day_and_the_present_one_on_the_day_itself(essai: Moteur):
    years = annees_de(JOUR, JOUR)
    assert (years[0], years[-1]) == (2010, 2029)
    assert annees_de(date(2015, 1, 1), JOUR) == years
    assert jour_de_l_annee(2019, JOUR) == date(2019, 12, 31)
    assert jour_de_l_annee(2026, JOUR) == JOUR
    rows = build_evolution(essai.couverture(JOUR), FRANCE, JOUR).annees
    assert rows["date"].tolist() == [jour_de_l_annee(year, JOUR) for year in years]
    assert years_before(date(2024, 2, 29), 5) == date(2019, 2, 28)


def test_the_months_of_the_table_are_first_days(essai: Moteur):
    months = build_evolution(essai.couverture(JOUR), FINISTERE, JOUR).table_mensuelle["date"]
    assert {day.day for day in months} == {1}
    assert len(months) == 20 * 12


def test_the_rates_published_for_a_region_are_found_once_with_their_date(moteur: Moteur):
    points = points_publies(moteur.registre, NOUVELLE_AQUITAINE)
    found = {(str(point.publie_le), point.taux, point.valeur) for point in points}
    assert found >= {("2025", "taux_signe", 78.6), ("2025", "taux_signe_ou_projet", 82.0)}
    assert len(points) == len(found)
    assert all(point.source_url for point in points)


def test_a_rate_published_as_more_than_keeps_its_words(un_registre: Callable[..., object]):
    annonce = AnnonceRegion("28", "ARS", "21", DatePartielle(2025, 3), ">50", "beaucoup", "", "")
    registre = un_registre([], {}, regions={"28": annonce})
    (point,) = points_publies(registre, Territoire("region", "28", "Normandie"))
    assert (point.taux, point.valeur, point.au_moins) == ("taux_signe", 50.0, True)
    assert point.jour == date(2025, 3, 1)
    assert points_publies(registre, FRANCE) == ()
