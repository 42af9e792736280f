"""Rules on actions: which are late, how far they went, what an unknown status is worth."""

from datetime import date

import pytest

from data.dates import DatePartielle
from data.model import Action
from geo.contrats.actions import (
    STATUTS_ACTION,
    avancement,
    echeance_passee,
    est_a_verifier,
    est_en_retard,
    est_terminee,
    statut_au,
)

JOUR = date(2026, 6, 15)


def une_action(statut: str = "en_cours", echeance: str = "", date_statut: str = "") -> Action:
    def lue(texte: str) -> DatePartielle | None:
        return DatePartielle.parse(texte) if texte else None

    return Action(
        contrat_id="cls-29-essai-1",
        axe_numero="1",
        numero="1.1",
        intitule="Action d'essai",
        statut=statut,
        pilote="",
        echeance=lue(echeance),
        date_statut=lue(date_statut),
        action_probante="",
        source_url="",
    )


@pytest.mark.parametrize("statut", ["en_cours", "non_demarree", "suspendue"])
def test_an_unfinished_action_past_its_deadline_is_late(statut):
    assert est_en_retard(une_action(statut, "2026-06-14"), JOUR)


@pytest.mark.parametrize("statut", ["realisee", "abandonnee"])
def test_a_finished_action_is_never_late(statut):
    action = une_action(statut, "2020")
    assert est_terminee(action, JOUR)
    assert not est_en_retard(action, JOUR)
    assert not est_a_verifier(action, JOUR)


def test_an_action_is_not_late_on_the_day_of_its_deadline():
    assert not est_en_retard(une_action(echeance="2026-06-15"), JOUR)


def test_an_action_without_a_deadline_is_not_late():
    assert not est_en_retard(une_action(), JOUR)


@pytest.mark.parametrize(
    ("echeance", "passee"),
    [("2025", True), ("2026", False), ("2026-05", True), ("2026-06", False), ("2026-07", False)],
)
def test_a_deadline_known_to_the_year_or_the_month_runs_to_its_last_day(echeance, passee):
    assert echeance_passee(une_action(echeance=echeance), JOUR) is passee


def test_an_unknown_status_past_the_deadline_is_to_check_and_not_late():
    action = une_action("non_renseigne", "2025")
    assert est_a_verifier(action, JOUR)
    assert not est_en_retard(action, JOUR)
    assert not est_terminee(action, JOUR)


def test_a_status_is_not_known_before_the_day_its_source_gives_it():
    action = une_action("realisee", "2024", date_statut="2025-05-23")
    assert statut_au(action, date(2025, 5, 23)) == "realisee"
    assert statut_au(action, date(2025, 5, 22)) == "non_renseigne"
    assert est_a_verifier(action, date(2025, 5, 22))


def test_a_status_dated_to_the_year_is_known_from_the_first_day_of_it():
    assert statut_au(une_action("realisee", date_statut="2026"), date(2026, 1, 1)) == "realisee"


def test_a_status_without_a_date_is_known_at_any_date():
    assert statut_au(une_action("realisee"), date(2012, 1, 1)) == "realisee"


def test_an_old_status_past_the_deadline_is_still_late():
    action = une_action("en_cours", "2024", date_statut="2024-02-09")
    assert est_en_retard(action, JOUR)


def progress(*statuts: str):
    return avancement([une_action(statut) for statut in statuts], JOUR)


def test_progress_is_the_share_of_the_actions_done():
    found = progress("realisee", "en_cours", "en_cours", "non_demarree")
    assert found.taux_realise == 25
    assert (found.realisees, found.retenues, found.total) == (1, 4, 4)


def test_an_action_given_up_does_not_count_in_the_denominator():
    found = progress("realisee", "en_cours", "abandonnee", "abandonnee")
    assert found.retenues == 2
    assert found.total == 4
    assert found.taux_realise == 50


def test_an_unknown_status_is_counted_as_unknown_and_not_as_not_started():
    found = progress("realisee", "non_renseigne", "non_renseigne")
    assert found.par_statut["non_demarree"] == 0
    assert found.inconnues == 2
    assert found.taux_realise == pytest.approx(100 / 3)


def test_progress_is_not_known_when_no_status_is():
    assert progress("non_renseigne", "non_renseigne").taux_realise is None
    assert progress("non_renseigne", "abandonnee").taux_realise is None


def test_progress_is_not_known_without_an_action_that_counts():
    assert progress().taux_realise is None
    assert progress("abandonnee").taux_realise is None


def test_the_shares_of_all_statuses_add_up_to_the_whole():
    found = progress(*STATUTS_ACTION, "realisee")
    assert sum(found.part(statut) for statut in STATUTS_ACTION) == pytest.approx(100)
    assert list(found.par_statut) == list(STATUTS_ACTION)


def test_there_is_no_share_without_an_action():
    assert progress().part("realisee") is None


def test_late_actions_and_those_to_check_are_counted_apart():
    actions = [
        une_action("en_cours", "2025"),
        une_action("non_renseigne", "2025"),
        une_action("realisee", "2025"),
        une_action("en_cours", "2027"),
    ]
    found = avancement(actions, JOUR)
    assert (found.en_retard, found.a_verifier) == (1, 1)
