"""Codes in an address are read as on the command line."""

from datetime import date

import pytest

from components.commun.adresse.parametres import write_params
from components.commun.adresse.vue import read_etat
from components.commun.mots.formats import echappe_markdown
from geo.territoires.lieux import find_lieu
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import FRANCE, Territoire

AUJOURD_HUI = date(2026, 11, 21)


@pytest.fixture(scope="module")
def read_as_pages(referentiel: Referentiel):
    """Return ``read(**parameters)``, codes read as the pages do."""

    def find(niveau: str, code: str) -> Territoire:
        return find_lieu(referentiel, niveau, code).territoire

    return lambda **parameters: read_etat(parameters, find, AUJOURD_HUI)


@pytest.mark.parametrize(
    ("parameters", "niveau", "code"),
    [
        ({"commune": "2a004"}, "commune", "2A004"),
        ({"epci": "200 068 120"}, "epci", "200068120"),
        ({"ept": "200057875"}, "ept", "200057875"),
        ({"arrondissement_municipal": "75113"}, "arrondissement_municipal", "75113"),
    ],
)
def test_a_code_is_read_as_on_the_command_line(
    read_as_pages, parameters: dict[str, str], niveau: str, code: str
):
    etat, messages = read_as_pages(**parameters)
    assert (etat.territoire.niveau, etat.territoire.code) == (niveau, code)
    assert messages == []
    assert read_as_pages(**write_params(etat)) == (etat, [])


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"commune": "1053"}, "01053"),
        ({"commune": "02077"}, "02564"),
        ({"epci": "24590041000013"}, "200093201"),
    ],
)
def test_a_code_that_leads_elsewhere_is_told(read_as_pages, parameters: dict[str, str], code: str):
    etat, (message,) = read_as_pages(**parameters)
    assert etat.territoire.code == code
    assert f"il mène aujourd'hui à {echappe_markdown(etat.territoire.nom)}" in message


def test_a_damaged_code_is_refused_with_its_reason(read_as_pages):
    etat, (message,) = read_as_pages(epci="2,00068E+13")
    assert etat.territoire == FRANCE
    assert "abîmé par un tableur" in message


def test_a_city_is_cut_into_its_arrondissements(read_as_pages):
    etat, messages = read_as_pages(commune="75056", niveau="arrondissement_municipal")
    assert (etat.niveau, messages) == ("arrondissement_municipal", [])
    _, (message,) = read_as_pages(commune="29232", niveau="arrondissement_municipal")
    assert "valeur inconnue" in message
