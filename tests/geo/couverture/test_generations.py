"""A later generation takes over from an earlier one, on most of its residents or not at all."""

from collections.abc import Callable
from datetime import date

import pytest

from data.model import Contrat
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel
from tests.geo.couverture.contrat_essai import essai
from tests.geo.couverture.lignes import figures

JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}
QUIMPER = "29232"
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
UnMoteur = Callable[..., Moteur]
UnContrat = Callable[..., Contrat]
Habitants = Callable[..., int]


def lives(moteur: Moteur, *jours: str) -> list[dict[str, str]]:
    return [moteur.couverture(date.fromisoformat(jour)).statuts for jour in jours]


def test_a_later_generation_on_the_same_territory_takes_over(
    un_moteur: UnMoteur, un_contrat: UnContrat
):
    contrats = [
        un_contrat(essai(1), date_signature="2015", date_fin="2019", generation=1),
        un_contrat(essai(2), date_signature="2022", date_fin="2026", generation=2),
    ]
    line = [f"commune {QUIMPER}"]
    engine = un_moteur(contrats, {essai(1): line, essai(2): line})
    first = [statuts[essai(1)] for statuts in lives(engine, "2019-12-31", "2021-12-31")]
    assert first == ["signe", "echu"]
    (after,) = lives(engine, "2022-01-01")
    assert after == {essai(1): "renouvele", essai(2): "signe"}
    (last,) = lives(engine, "2027-01-01")
    assert last == {essai(1): "renouvele", essai(2): "echu"}


def test_each_generation_is_taken_over_by_the_next_one(un_moteur: UnMoteur, un_contrat: UnContrat):
    contrats = [
        un_contrat(essai(1), date_signature="2012", date_fin="2015"),
        un_contrat(essai(2), date_signature="2016", date_fin="2018"),
        un_contrat(essai(3), date_signature="2021", date_fin="2024"),
    ]
    engine = un_moteur(contrats, {contrat.id: [f"commune {QUIMPER}"] for contrat in contrats})
    assert engine.successeurs == {essai(1): essai(2), essai(2): essai(3)}
    (between,) = lives(engine, "2019-06-30")
    assert between == {essai(1): "renouvele", essai(2): "echu", essai(3): "a_venir"}


@pytest.mark.parametrize(
    ("second", "attendu"),
    [
        ("departement 29", "renouvele"),
        (f"commune {QUIMPER}", "renouvele"),  # most residents of the first
        ("commune 29020", "echu"),  # a small part of them
        ("commune 29155", "echu"),  # elsewhere
    ],
)
def test_a_contract_is_taken_over_on_most_of_its_residents_or_not_at_all(
    un_moteur: UnMoteur,
    un_contrat: UnContrat,
    referentiel: Referentiel,
    second: str,
    attendu: str,
):
    contrats = [un_contrat(essai(1), **ECHU), un_contrat(essai(2), **SIGNE)]
    lines = {essai(1): [f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}"], essai(2): [second]}
    (found,) = lives(un_moteur(contrats, lines), str(JOUR))
    assert found == {essai(1): attendu, essai(2): "signe"}


def test_an_earlier_generation_does_not_take_over(un_moteur: UnMoteur, un_contrat: UnContrat):
    contrats = [
        un_contrat(essai(2), date_signature="2015", date_fin="2019", generation=2),
        un_contrat(essai(1), date_signature="2016", date_fin="2018", generation=1),
    ]
    line = [f"commune {QUIMPER}"]
    (found,) = lives(un_moteur(contrats, {essai(1): line, essai(2): line}), "2020-01-01")
    assert found[essai(2)] == "echu"


def test_two_contracts_signed_together_do_not_take_over_from_each_other(
    un_moteur: UnMoteur, un_contrat: UnContrat
):
    line = [f"commune {QUIMPER}"]
    contrats = [un_contrat(essai(1), **ECHU), un_contrat(essai(2), **ECHU)]
    (found,) = lives(un_moteur(contrats, {essai(1): line, essai(2): line}), str(JOUR))
    assert found == {essai(1): "echu", essai(2): "echu"}


def test_without_perimeter_the_porteur_tells_the_generations(
    un_moteur: UnMoteur, un_contrat: UnContrat
):
    quimper = {"porteur": "Ville de Quimper"}
    contrats = [
        un_contrat(essai(1), **ECHU, **quimper),
        un_contrat(essai(2), **SIGNE, **quimper),
        un_contrat(essai(3), **ECHU, porteur="Ville de Brest"),
        un_contrat(essai(4), **ECHU),
        un_contrat(essai(5), **SIGNE),
    ]
    (found,) = lives(un_moteur(contrats, {}), str(JOUR))
    over = {name: status for name, status in found.items() if status != "signe"}
    assert over == {essai(1): "renouvele", essai(3): "echu", essai(4): "echu"}


def test_a_renewal_in_project_gives_way_to_the_next_generation(
    un_moteur: UnMoteur, un_contrat: UnContrat, habitants: Habitants
):
    contrats = [
        un_contrat(essai(1), etape="renouvellement", date_signature="2018", date_fin="2022"),
        un_contrat(essai(2), date_signature="2024-09-01"),
    ]
    line = [f"commune {QUIMPER}"]
    engine = un_moteur(contrats, {essai(1): line, essai(2): line})
    before, after = (
        figures(engine.couverture(jour), "commune", QUIMPER)
        for jour in (date(2024, 8, 31), date(2024, 9, 1))
    )
    assert (before["nb_contrats_signes"], before["nb_contrats_projet"]) == (0, 1)
    assert before["population_projet"] == habitants(f"commune {QUIMPER}")
    assert (after["nb_contrats_signes"], after["nb_contrats_projet"]) == (1, 0)


def test_a_project_that_was_never_signed_has_no_later_generation(
    un_moteur: UnMoteur, un_contrat: UnContrat
):
    contrats = [
        un_contrat(essai(1), **ECHU),
        un_contrat(essai(2), **PROJET),
        un_contrat(essai(3), etape="inconnue"),
        un_contrat(essai(4), **SIGNE),
    ]
    line = [f"commune {QUIMPER}"]
    engine = un_moteur(contrats, {essai(rang): line for rang in (1, 2, 3, 4)})
    assert engine.successeurs == {essai(1): essai(4)}
