"""The territories in which a territory lies."""

import pytest

from geo.couverture.moteur import Moteur
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import (
    FRANCE,
    Territoire,
    find_territoire,
    parents_of,
    region_of,
    regions_of,
)

QUIMPER = "29232"
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
VILLES_SOEURS = "247600588"


def test_a_territory_lies_in_the_country_its_region_its_departement_and_its_epci(moteur: Moteur):
    quimper = find_territoire(moteur.referentiel, "commune", QUIMPER)
    found = parents_of(moteur.referentiel, quimper)
    assert [(parent.niveau, parent.code) for parent in found] == [
        ("france", "FR"),
        ("region", "53"),
        ("departement", "29"),
        ("epci", QUIMPER_BRETAGNE_OCCIDENTALE),
    ]
    assert parents_of(moteur.referentiel, FRANCE) == ()


def test_an_epci_astride_lies_where_most_of_its_residents_live(moteur: Moteur):
    villes_soeurs = find_territoire(moteur.referentiel, "epci", VILLES_SOEURS)
    found = [parent.code for parent in parents_of(moteur.referentiel, villes_soeurs)]
    assert found == ["FR", "28", "76"]


def test_an_island_in_no_epci_lies_in_none(moteur: Moteur):
    ouessant = find_territoire(moteur.referentiel, "epci", "29155")
    assert ouessant == Territoire("commune", "29155", "Ouessant")
    found = [parent.niveau for parent in parents_of(moteur.referentiel, ouessant)]
    assert found == ["france", "region", "departement"]


def test_the_region_of_a_territory_is_the_one_it_lies_in(moteur: Moteur):
    def region_code(niveau: str, code: str) -> str | None:
        found = region_of(moteur.referentiel, find_territoire(moteur.referentiel, niveau, code))
        return None if found is None else found.code

    assert region_code("commune", QUIMPER) == "53"
    assert region_code("region", "53") == "53"
    assert region_code("france", "FR") is None
    assert region_code("commune", "97801") is None


def test_the_18_regions_come_mainland_first(moteur: Moteur):
    found = regions_of(moteur.referentiel)
    assert len(found) == 18
    overseas = {"01", "02", "03", "04", "06"}
    assert [region.code in overseas for region in found] == [False] * 13 + [True] * 5


@pytest.mark.parametrize(
    ("niveau", "code"),
    [
        ("canton", "29"),
        ("region", "99"),
        ("epci", "97801"),
        ("epci", QUIMPER),
        ("commune", "75119"),
    ],
)
def test_an_unknown_territory_is_not_found(moteur: Moteur, niveau: str, code: str):
    with pytest.raises(TerritoireInconnu, match=rf"{niveau}|{code}"):
        find_territoire(moteur.referentiel, niveau, code)
