"""Durations, ranks and numbers in people's own words."""

import pytest

from data.atelier.fautes import Fautes
from data.atelier.valeurs.durees import lire_duree
from data.atelier.valeurs.generations import lire_generation
from data.atelier.valeurs.lecture import A_CONFIRMER, REFUSEE, SURE
from data.atelier.valeurs.nombres import lire_nombre, nombre, pourcentage


@pytest.mark.parametrize(
    ("ecrit", "ans"),
    [
        ("5 ans", "5"),
        ("5", "5"),
        ("cinq ans", "5"),
        ("60 mois", "5"),
        ("Durée de 5 ans", "5"),
        ("5 ans renouvelable", "5"),
        ("5.0", "5"),
        ("3 ans (reconduit 1 an)", "3"),
    ],
)
def test_a_duration_is_in_whole_years(ecrit: str, ans: str):
    assert lire_duree(ecrit).valeur == ans


def test_an_extension_is_told_and_a_right_to_extend_is_not():
    assert lire_duree("3 ans + 2 ans").avertissements == (Fautes.DUREE_RECONDUITE,)
    assert lire_duree("5 ans renouvelables").avertissements == ()


def test_a_period_stands_for_a_duration():
    expected = {"periode_debut": "2023", "date_fin": "2028"}
    assert dict(lire_duree("2023-2028").champs) == expected
    assert dict(lire_duree("5 ans (2023-2028)").champs) == {"": "5", **expected}


@pytest.mark.parametrize("ecrit", ["3 à 5 ans", "18 mois", "pluriannuel", "3+2"])
def test_a_duration_that_is_not_one_is_asked(ecrit: str):
    assert lire_duree(ecrit).certitude == A_CONFIRMER


def test_fifteen_years_is_no_duration_of_a_contract():
    assert lire_duree("15 ans").certitude == REFUSEE


@pytest.mark.parametrize(
    ("ecrit", "rang"),
    [
        ("2ème", "2"),
        ("CLS 3", "3"),
        ("1ère génération", "1"),
        ("CLS3", "3"),
        ("II", "2"),
        ("deuxième", "2"),
        ("Seconde", "2"),
        ("n°2", "2"),
        ("CLS2 (2023-2027)", "2"),
        ("G2", "2"),
        ("CLS de 3e génération", "3"),
        ("V1", "1"),
        ("premier contrat", "1"),
        ("2", "2"),
    ],
)
def test_a_rank_in_any_words_is_a_number(ecrit: str, rang: str):
    found = lire_generation(ecrit)
    assert (found.certitude, found.valeur) == (SURE, rang)


@pytest.mark.parametrize("ecrit", ["renouvellement", "1 ou 2", "ancien"])
def test_a_rank_that_is_not_said_is_asked(ecrit: str):
    assert lire_generation(ecrit).certitude == A_CONFIRMER


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("48\xa0512", 48512),
        ("21 004 hab.", 21004),
        ("41.527", 41527),
        ("76 320,0", 76320),
        ("33\u202f120", 33120),
        ("9500 habitants (2020)", 9500),
        ("1,234,567.0", 1234567),
        ("2,1E+05", 210000),
        ("env. 9 500", 9500),
        ("~10 000", 10000),
        ("12,5 k", 12500),
    ],
)
def test_a_number_of_residents_is_read_whatever_its_spaces(ecrit: str, lu: int):
    found = nombre(ecrit)
    assert found is not None
    assert found.valeur == lu


def test_an_approximate_number_says_so():
    assert lire_nombre("env. 9 500").avertissements == (Fautes.NOMBRE_APPROCHE,)
    assert lire_nombre("9 500").avertissements == ()


@pytest.mark.parametrize("ecrit", ["beaucoup", "1,5", "12 à 15", "12 communes et 3 villes"])
def test_what_is_not_one_whole_number_is_none(ecrit: str):
    assert nombre(ecrit) is None


@pytest.mark.parametrize(
    ("ecrit", "typed", "attendu"),
    [
        ("50 %", False, 50.0),
        ("0,75", False, 75.0),
        ("100%", False, 100.0),
        ("0", False, 0.0),
        ("1", True, 100.0),
        ("1", False, 1.0),
        ("50-75", False, None),
        ("120 %", False, None),
    ],
)
def test_a_progress_is_in_percent(ecrit: str, typed: bool, attendu: float | None):
    assert pourcentage(ecrit, typed) == attendu


def test_a_duration_says_the_day_that_it_runs_from():
    expected = {"": "5", "periode_debut": "2024-04-01"}
    assert dict(lire_duree("5 ans à compter du 01/04/2024").champs) == expected
    assert lire_duree("5 ans à compter de la signature").valeur == "5"
    assert lire_duree("5 ans renouvelable 1 fois").valeur == "5"
    assert lire_duree("5 ans à compter de la notification").certitude == A_CONFIRMER
