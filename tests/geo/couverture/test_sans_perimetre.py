"""A contract without a known perimeter is listed where it is led, and counted nowhere."""

from collections.abc import Callable

import pytest

from geo.couverture.synthese import Synthese
from tests.geo.couverture.contrat_essai import essai

SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}
QUIMPER = "29232"
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
SyntheseDe = Callable[..., Synthese]


def test_a_contract_without_perimeter_is_listed_where_it_is_led_and_counted_nowhere(
    synthese_de: SyntheseDe,
):
    decrits = ((SIGNE, []), (PROJET, []), (ECHU, []))
    for territoire in ("france FR", "region 53", "departement 29"):
        found = synthese_de(territoire, *decrits)
        assert found.sans_perimetre == (essai(1), essai(2))
        assert found.contrats_signes == (essai(1),)
        assert found.contrats == (essai(1), essai(2), essai(3))
        assert found.population_signe == found.population_projet == 0
        assert found.taux_signe_ou_projet == 0


@pytest.mark.parametrize(
    "territoire",
    ["region 28", "departement 56", f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}", f"commune {QUIMPER}"],
)
def test_a_contract_without_perimeter_is_not_listed_elsewhere(
    synthese_de: SyntheseDe, territoire: str
):
    found = synthese_de(territoire, (SIGNE, []))
    assert found.contrats == found.sans_perimetre == ()


def test_a_contract_led_elsewhere_is_listed_by_its_perimeter_and_not_by_its_ars(
    synthese_de: SyntheseDe,
):
    normand = (SIGNE | {"region": "28", "departements": ("76", "80")}, ["departement 80"])
    assert synthese_de("region 32", normand).contrats == (essai(1),)
    assert synthese_de("region 28", normand).contrats == ()
    assert synthese_de("departement 76", normand).contrats == ()


def test_a_contract_without_perimeter_is_listed_in_each_of_its_departements(
    synthese_de: SyntheseDe,
):
    astride = (SIGNE | {"departements": ("29", "56")}, [])
    for code in ("29", "56"):
        assert synthese_de(f"departement {code}", astride).sans_perimetre == (essai(1),)


def test_a_partial_perimeter_is_not_an_unknown_one(synthese_de: SyntheseDe):
    found = synthese_de("departement 29", (SIGNE, [f"quartier {QUIMPER}"]))
    assert found.sans_perimetre == ()
    assert found.contrats_signes == (essai(1),)
