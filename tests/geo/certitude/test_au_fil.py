"""The bounds through time, and the jumps that are neither signatures nor ends."""

from datetime import date

import numpy as np
import pytest

from geo.certitude.au_fil import (
    Saut,
    build_au_fil,
    find_sauts,
    mois_touches,
    sont_comparables,
)
from geo.certitude.encadrement import Encadrement, calcule_encadrement
from geo.couverture.historique import build_historique, build_historiques, mois_entre
from geo.couverture.moteur import Moteur
from geo.territoires.territoire import FRANCE, find_territoire
from tests.deux_regions import BREST, BRETAGNE, NORMANDIE


def test_the_bounds_of_a_month_are_those_of_its_first_day(moteur: Moteur):
    months = [date(2013, 5, 1), date(2021, 1, 1), date(2025, 2, 1), date(2026, 12, 1)]
    history = build_historiques(moteur, ["departement"], months)["departement"]
    through = build_au_fil(history)
    for rank, day in enumerate(months):
        direct = calcule_encadrement(Encadrement(moteur.couverture(day)), "departement")
        np.testing.assert_array_equal(through.atteste[rank], direct["population_atteste"])
        np.testing.assert_array_equal(through.plafond[rank], direct["population_plafond"])
        np.testing.assert_allclose(through.taux_plafond[rank], direct["taux_plafond"])


def test_contracts_left_out_of_a_history_are_in_no_bound(deux_regions: Moteur):
    months = [date(2025, 1, 1), date(2026, 1, 1)]
    kept = ["cls-29-quimper-1"]
    history = build_historique(deux_regions, "region", BRETAGNE, months, kept)
    through = build_au_fil(history, kept)
    np.testing.assert_array_equal(through.atteste, history.signe)
    np.testing.assert_array_equal(through.plafond, history.signe)


def test_the_curve_jumps_where_an_undated_contract_begins_and_ceases_to_count(
    deux_regions: Moteur, habitants
):
    place = find_territoire(deux_regions.referentiel, "region", BRETAGNE)
    signed, brest = habitants("commune 29232"), habitants(f"commune {BREST}")
    assert find_sauts(deux_regions, place) == (
        Saut(date(2025, 1, 1), "source", ("cls-29-brest-1",), signed, signed + brest),
        Saut(date(2031, 1, 1), "perdus_de_vue", ("cls-29-brest-1",), brest, 0),
    )


def test_a_contract_known_by_the_survey_alone_begins_on_its_day(un_contrat, un_moteur, releve):
    engine = un_moteur([un_contrat()], {"cls-29-essai-1": ["commune 29232"]})
    first = find_sauts(engine, FRANCE)[0]
    assert (first.jour, first.genre) == (releve, "releve")


def test_a_signature_and_an_end_are_no_jumps(deux_regions: Moteur):
    place = find_territoire(deux_regions.referentiel, "commune", "76351")
    assert find_sauts(deux_regions, place) == ()


def test_months_are_marked_where_a_jump_falls_since_the_one_before(deux_regions: Moteur):
    place = find_territoire(deux_regions.referentiel, "region", NORMANDIE)
    jumps = find_sauts(deux_regions, place)
    assert {jump.contrats for jump in jumps} == {("cls-76-rouen-1",), ("cls-76-elbeuf-1",)}
    months = mois_entre(date(2014, 11, 1), date(2015, 3, 1))
    assert mois_touches(months, jumps).tolist() == [False, False, True, False, False]
    assert mois_touches([date(2016, 1, 1)], jumps).tolist() == [False]
    assert mois_touches(months, ()).tolist() == [False] * 5


@pytest.mark.parametrize(
    ("avant", "apres", "comparables"),
    [
        (date(2024, 12, 31), date(2025, 1, 1), False),
        (date(2025, 1, 1), date(2030, 12, 31), True),
        (date(2025, 6, 1), date(2032, 1, 1), False),
        (date(2019, 1, 1), date(2024, 1, 1), True),
    ],
)
def test_two_dates_compare_when_no_jump_lies_between(
    deux_regions: Moteur, avant: date, apres: date, comparables: bool
):
    place = find_territoire(deux_regions.referentiel, "region", BRETAGNE)
    assert sont_comparables(find_sauts(deux_regions, place), avant, apres) is comparables


def test_without_its_jumps_the_rate_moves_only_by_signatures_and_ends(moteur: Moteur):
    """Around the day of the survey, the jump alone tells how much of the move is not growth."""
    survey = moteur.registre.date_releve
    place = find_territoire(moteur.referentiel, "region", "53")
    jump = next(one for one in find_sauts(moteur, place) if one.genre == "releve")
    assert jump.jour == survey
    history = build_historique(moteur, "region", "53", [survey])
    assert history.signe[0, 0] == jump.apres
