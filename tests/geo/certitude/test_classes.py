"""The classes shown: a contract's, a territory's; "non couvert" only where a list is attested."""

from datetime import date

import pytest

from geo.certitude.classes import (
    CLASSES_DE_CONTRAT,
    CLASSES_DE_TERRITOIRE,
    classe_du_contrat,
    classes_de_certitude,
    classes_des_contrats,
)
from geo.contrats.statuts import STATUTS
from geo.couverture.moteur import Couverture, Moteur
from tests.deux_regions import (
    BREST,
    DIEPPE,
    DOUARNENEZ,
    ELBEUF,
    FECAMP,
    LANDERNEAU,
    LE_HAVRE,
    QUIMPER,
    ROUEN,
    YVETOT,
)

CAEN = "14118"  # nothing is recorded there
VANNES = "56260"


def test_every_status_has_a_class():
    for statut in STATUTS:
        for lues in (True, False):
            assert classe_du_contrat(statut, lues) in CLASSES_DE_CONTRAT


@pytest.mark.parametrize(
    ("statut", "lues", "attestee", "classe"),
    [
        ("signe", True, False, "signe_atteste"),
        ("signe", False, False, "signe_a_confirmer"),
        ("signe", False, True, "signe_a_confirmer"),
        ("projet", False, False, "projet"),
        ("echu", True, False, "echeance_passee"),
        ("echu", True, True, "termine"),  # nothing follows it in a list that is whole
        ("renouvele", True, False, "termine"),
        ("inconnu", False, True, "inconnu"),
        ("a_venir", True, False, "a_venir"),
    ],
)
def test_the_class_of_a_contract(statut: str, lues: bool, attestee: bool, classe: str):
    assert classe_du_contrat(statut, lues, attestee) == classe


def test_the_contracts_of_two_regions_that_do_not_know_as_much(situation: Couverture):
    found = classes_des_contrats(situation)
    assert {name.removeprefix("cls-"): classe for name, classe in found.items()} == {
        "29-quimper-1": "signe_atteste",
        "29-brest-1": "signe_a_confirmer",
        "29-douarnenez-1": "termine",
        "29-landerneau-1": "projet",
        "76-le-havre-1": "signe_atteste",
        "76-rouen-1": "signe_a_confirmer",
        "76-dieppe-1": "echeance_passee",
        "76-elbeuf-1": "inconnu",
        "76-fecamp-1": "inconnu",
        "76-yvetot-1": "termine",
        "76-yvetot-2": "signe_atteste",
        "76-sans-lieu-1": "signe_a_confirmer",
    }


@pytest.mark.parametrize(
    ("commune", "classe"),
    [
        (QUIMPER, "signe_atteste"),
        (BREST, "signe_a_confirmer"),
        (DOUARNENEZ, "termine"),
        (LANDERNEAU, "projet"),
        (VANNES, "non_couvert"),
        (LE_HAVRE, "signe_atteste"),
        (YVETOT, "signe_atteste"),
        (ROUEN, "signe_a_confirmer"),
        (DIEPPE, "echeance_passee"),
        (ELBEUF, "inconnu"),
        (FECAMP, "inconnu"),
        (CAEN, "aucun_recense"),
    ],
)
def test_the_class_of_a_commune(situation: Couverture, commune: str, classe: str):
    level = situation.moteur.referentiel.niveaux["commune"]
    assert classes_de_certitude(situation, "commune")[level.position(commune)] == classe


def test_before_the_attestation_nothing_is_said_not_to_be_covered(deux_regions: Moteur):
    found = classes_de_certitude(deux_regions.couverture(date(2026, 6, 1)), "commune")
    assert "non_couvert" not in found
    assert "aucun_recense" in found


def test_no_real_territory_is_said_not_to_be_covered(moteur: Moteur):
    situation = moteur.couverture(date(2026, 11, 30))
    for niveau in ("region", "departement", "epci", "commune"):
        found = set(classes_de_certitude(situation, niveau).tolist())
        assert found <= set(CLASSES_DE_TERRITOIRE) - {"non_couvert"}


def test_what_a_replaced_contract_left_out_is_over(un_contrat, un_moteur):
    """Its follow-up is known, and does not reach this commune."""
    engine = un_moteur(
        [
            un_contrat("cls-29-a-1", date_signature="2015", date_fin="2019"),
            un_contrat("cls-29-a-2", date_signature="2024", date_fin="2028"),
        ],
        {
            "cls-29-a-1": ["commune 29232", "commune 29020"],
            "cls-29-a-2": ["commune 29232"],
        },
    )
    found = classes_de_certitude(engine.couverture(date(2026, 1, 1)), "commune")
    level = engine.referentiel.niveaux["commune"]
    assert found[level.position("29020")] == "termine"
    assert found[level.position("29232")] == "signe_atteste"


def test_a_territory_is_attested_when_all_its_residents_are(un_contrat, un_moteur):
    engine = un_moteur(
        [
            un_contrat("cls-29-a-1", date_signature="2024", date_fin="2028"),
            un_contrat("cls-29-b-1", source_date="2025"),
        ],
        {
            "cls-29-a-1": ["epci 200068120", "sauf commune 29232"],
            "cls-29-b-1": ["commune 29232"],
        },
    )
    level = engine.referentiel.niveaux["epci"]
    found = classes_de_certitude(engine.couverture(date(2026, 1, 1)), "epci")
    assert found[level.position("200068120")] == "signe_a_confirmer"


def test_a_quarter_whose_contract_is_over_is_not_said_to_have_none(un_contrat, un_moteur):
    engine = un_moteur(
        [un_contrat("cls-29-a-1", date_signature="2015", date_fin="2019")],
        {"cls-29-a-1": ["quartier 29232"]},
    )
    level = engine.referentiel.niveaux["commune"]
    found = classes_de_certitude(engine.couverture(date(2026, 1, 1)), "commune")
    assert found[level.position("29232")] == "echeance_passee"
