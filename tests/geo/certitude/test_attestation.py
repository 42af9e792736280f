"""Who answers for a list, at which date, and how far it reaches."""

from datetime import date

import pytest

from geo.certitude.attestation import (
    attestation_de,
    attestations,
    cellules_attestees,
)
from geo.couverture.moteur import Moteur, mask_of
from tests.deux_regions import BRETAGNE, JOUR, NORMANDIE

VILLES_SOEURS = "247600588"  # in two régions
CAP_ATLANTIQUE = "244400610"  # in Pays de la Loire and in Bretagne


@pytest.mark.parametrize(
    ("jour", "attestee"),
    [
        (date(2026, 6, 29), False),  # attested in June: at its latest end
        (date(2026, 6, 30), True),
        (JOUR, True),
        (date(2027, 12, 30), True),
        (date(2027, 12, 31), False),  # eighteen months later, others may have been signed
    ],
)
def test_an_attestation_holds_from_its_day_for_eighteen_months(
    deux_regions: Moteur, jour: date, attestee: bool
):
    assert (attestation_de(deux_regions.registre, BRETAGNE, jour) is not None) is attestee


def test_an_attestation_says_who_and_when(deux_regions: Moteur):
    found = attestation_de(deux_regions.registre, BRETAGNE, JOUR)
    assert (found.region, found.date.texte, found.auteur) == ("53", "2026-06", "ARS Bretagne")
    assert attestation_de(deux_regions.registre, NORMANDIE, JOUR) is None


@pytest.mark.parametrize(
    ("niveau", "code", "attestee"),
    [
        ("region", BRETAGNE, True),
        ("departement", "29", True),
        ("commune", "29232", True),
        ("region", NORMANDIE, False),
        ("epci", CAP_ATLANTIQUE, False),  # astride a région that attests and one that does not
        ("france", "FR", False),
        ("commune", "97801", False),  # outside the régions
    ],
)
def test_a_place_is_attested_when_all_its_regions_are(
    deux_regions: Moteur, niveau: str, code: str, attestee: bool
):
    within = mask_of(deux_regions.referentiel, niveau, code)
    assert bool(attestations(deux_regions, within, JOUR)) is attestee


def test_the_cells_attested_are_those_of_the_region(deux_regions: Moteur):
    expected = mask_of(deux_regions.referentiel, "region", BRETAGNE)
    assert (cellules_attestees(deux_regions, JOUR) == expected).all()


def test_nobody_attests_any_real_list_today(moteur: Moteur):
    assert not cellules_attestees(moteur, date(2026, 11, 30)).any()
