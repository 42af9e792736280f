"""Contracts and communes around a place: the nearest first, each counted once."""

from collections.abc import Callable

import pytest

from geo.territoire.situation import Situation

SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}
QUIMPER, BRIEC, PLUGUFFAN, BREST = "29232", "29020", "29216", "29019"
RENNES = "35238"
QBO = "200068120"  # Quimper Bretagne Occidentale
SituationDe = Callable[..., Situation]
DISTANCE_QUIMPER_BREST_KM = 52


def test_projects_of_the_epci_and_of_the_departement_are_told_apart(situation_de: SituationDe):
    situation = situation_de(
        QUIMPER, (PROJET, [f"commune {BRIEC}"]), (PROJET, [f"commune {BREST}"])
    )
    around = {
        niveau: [c.id[-1] for c in found] for niveau, found in situation.projets_autour.items()
    }
    assert around == {"epci": ["1"], "departement": ["2"]}


def test_the_project_of_a_place_is_not_told_again_as_one_around(situation_de: SituationDe):
    situation = situation_de(QUIMPER, (PROJET, [f"commune {QUIMPER}"]))
    assert not any(situation.projets_autour.values())


def test_a_contract_next_door_comes_before_a_distant_one(situation_de: SituationDe):
    situation = situation_de(
        QUIMPER, (SIGNE, [f"commune {RENNES}"]), (PROJET, [f"commune {PLUGUFFAN}"])
    )
    near, far = (one for one, _ in situation.proches)
    assert (near.contrat_id[-1], near.limitrophe, near.statut) == ("2", True, "projet")
    assert (far.contrat_id[-1], far.limitrophe) == ("1", False)
    assert near.distance_km < 10 < far.distance_km


def test_a_distance_is_that_of_the_nearest_commune_of_the_contract(situation_de: SituationDe):
    lines = [f"commune {RENNES}", f"commune {BREST}"]
    ((near, one),) = situation_de(QUIMPER, (SIGNE, lines)).proches
    assert near.distance_km == pytest.approx(DISTANCE_QUIMPER_BREST_KM, abs=3)
    assert one.communes == 2


def test_contracts_over_are_not_proposed_as_neighbours(situation_de: SituationDe):
    assert situation_de(QUIMPER, (ECHU, [f"commune {PLUGUFFAN}"])).proches == ()


def test_the_contract_of_a_place_is_not_one_of_its_neighbours(situation_de: SituationDe):
    assert situation_de(QUIMPER, (SIGNE, [f"epci {QBO}"])).proches == ()


def test_communes_around_are_counted_once_by_their_best_status(situation_de: SituationDe):
    situation = situation_de(
        QUIMPER,
        (SIGNE, [f"commune {PLUGUFFAN}"]),
        (PROJET, [f"epci {QBO}"]),
    )
    around = situation.voisinage
    assert PLUGUFFAN in around.communes
    assert QUIMPER not in around.communes
    assert around.nb_signe == 1
    assert 0 < around.nb_projet < len(around.communes)
