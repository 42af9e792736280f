"""What the figures are counted with: words, choices, and the address."""

from datetime import date

import pytest

from components.commun.adresse.parametres import write_params
from components.commun.adresse.reference import filtre_reference, phrase_reference
from components.commun.adresse.vue import (
    ANNEES_POPULATION,
    MILLESIMES,
    PERIMETRES,
    read_etat,
    read_reference,
)
from data.lecture.referentiel import annees_population_disponibles, millesimes_disponibles
from geo.couverture import moteur as couverture
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import FRANCE

JOUR = date(2025, 1, 31)


def test_the_address_takes_the_years_that_are_held():
    assert list(MILLESIMES) == millesimes_disponibles()
    assert list(ANNEES_POPULATION) == annees_population_disponibles()
    assert couverture.PERIMETRES == PERIMETRES


def test_the_choices_of_the_reader_go_through_the_address():
    params = {"date": "2025-01-31", "population": "2018", "millesime": "2021"}
    etat, messages = read_etat(params | {"perimetre": "signature"}, lambda *_: FRANCE, JOUR)
    assert messages == []
    assert (etat.population, etat.millesime, etat.perimetre) == (2018, 2021, "signature")
    assert etat.reference_choisie
    written = write_params(etat)
    assert (written["population"], written["millesime"]) == ("2018", "2021")
    assert read_etat(written, lambda *_: FRANCE, JOUR)[0] == etat
    assert read_reference(written, JOUR) == Reference(2021, 2018, "signature")


@pytest.mark.parametrize(
    ("name", "value"), [("population", "2017"), ("millesime", "2018"), ("perimetre", "futur")]
)
def test_a_year_that_is_not_held_is_told_and_what_is_in_force_is_kept(name: str, value: str):
    etat, messages = read_etat({name: value}, lambda *_: FRANCE, JOUR)
    assert (etat.millesime, etat.population, etat.perimetre) == (None, None, "courant")
    assert read_reference({name: value}, JOUR) == Reference.au(JOUR)
    (message,) = messages
    assert name in message
    assert value in message
    assert "Valeurs possibles" in message


def test_the_sentence_says_the_year_the_members_and_why():
    assert "Population municipale 2022" in phrase_reference(Reference.au(JOUR))
    assert "COG\u00a02025" in phrase_reference(Reference.au(JOUR))
    assert "en vigueur à cette date" in phrase_reference(Reference.au(JOUR))
    chosen = phrase_reference(Reference(2021, 2018, "signature"), voulue=True)
    assert "2018" in chosen
    assert "à sa signature" in chosen
    assert "choix de cette page" in chosen


def test_the_choices_name_what_is_in_force(draw):
    etat, _ = read_etat({"date": "2025-01-31"}, lambda *_: FRANCE, JOUR)
    shown = draw(filtre_reference, etat, Reference.au(JOUR))
    population, members = shown.selectbox
    assert population.options[0] == "En vigueur à la date (2022)"
    assert members.options[0] == "En vigueur à la date (2025)"
    assert population.options[1:] == [str(year) for year in reversed(ANNEES_POPULATION)]
