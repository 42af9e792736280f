"""Attested, recorded, highest possible: who is counted in each, at every level."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from geo.certitude.encadrement import Encadrement, calcule_encadrement
from geo.couverture.moteur import Couverture, Moteur, calcule_taux, mask_of
from tests.deux_regions import (
    BREST,
    BRETAGNE,
    DIEPPE,
    DOUARNENEZ,
    ELBEUF,
    LE_HAVRE,
    NORMANDIE,
    QUIMPER,
    ROUEN,
    YVETOT,
)

Habitants = Callable[..., int]
JOURS = [date(2013, 1, 1), date(2019, 6, 30), date(2025, 1, 31), date(2026, 11, 30)]
NIVEAUX = ["france", "region", "departement", "epci", "commune", "ept"]


def communes(*codes: str) -> list[str]:
    return [f"commune {code}" for code in codes]


def residents(situation: Couverture, mask: np.ndarray, region: str) -> int:
    return situation.population(mask, mask_of(situation.moteur.referentiel, "region", region))


@pytest.mark.parametrize(
    ("region", "attestes", "recenses", "possibles"),
    [
        (BRETAGNE, [QUIMPER], [BREST], [DOUARNENEZ]),
        (NORMANDIE, [LE_HAVRE, YVETOT], [ROUEN], [DIEPPE, ELBEUF]),
    ],
)
def test_each_bound_adds_what_is_known_less_surely(
    situation: Couverture,
    habitants: Habitants,
    region: str,
    attestes: list[str],
    recenses: list[str],
    possibles: list[str],
):
    """Dates read; then undated; then over without a known follow-up, or lost sight of."""
    bounds = Encadrement(situation)
    assert residents(situation, bounds.atteste, region) == habitants(*communes(*attestes))
    found = [*attestes, *recenses]
    assert residents(situation, bounds.recense, region) == habitants(*communes(*found))
    highest = [*found, *possibles]
    assert residents(situation, bounds.plafond, region) == habitants(*communes(*highest))


def test_a_wish_and_a_project_are_under_no_bound(situation: Couverture):
    bounds = Encadrement(situation)
    for code in ("76259", "29103"):
        assert not bounds.plafond[mask_of(situation.moteur.referentiel, "commune", code)].any()


def test_a_resident_under_two_contracts_counts_once_in_each_bound(
    un_contrat, un_moteur, habitants: Habitants
):
    dates = {"date_signature": "2024", "date_fin": "2028"}
    both = [un_contrat(f"cls-29-essai-{n}", **dates) for n in (1, 2)]
    engine = un_moteur(both, {one.id: ["commune 29232"] for one in both})
    found = calcule_encadrement(Encadrement(engine.couverture(date(2026, 1, 1))), "region")
    people = habitants("commune 29232")
    assert (found["population_atteste"].sum(), found["population_plafond"].sum()) == (people,) * 2


def test_before_its_news_an_undated_contract_may_have_been_in_force(un_contrat, un_moteur):
    """Read in 2025, it was signed some day of the five years before, or earlier still not."""
    engine = un_moteur([un_contrat(source_date="2025")], {"cls-29-essai-1": ["commune 29232"]})

    def possible(jour: date) -> bool:
        return bool(Encadrement(engine.couverture(jour)).plafond.any())

    years = [2019, 2020, 2024, 2026, 2035]
    assert [possible(date(year, 6, 1)) for year in years] == [False, True, True, True, True]


@pytest.mark.parametrize("jour", JOURS, ids=str)
@pytest.mark.parametrize("niveau", NIVEAUX)
def test_the_bounds_are_in_order_everywhere(moteur: Moteur, niveau: str, jour: date):
    situation = moteur.couverture(jour)
    found = calcule_encadrement(Encadrement(situation), niveau)
    recense = calcule_taux(situation, niveau)["population_signe"]
    assert (found["population_atteste"] <= recense).all()
    assert (recense <= found["population_plafond"]).all()
    lived_in = calcule_taux(situation, niveau)["population"] > 0
    assert (np.isnan(found["taux_plafond"]) == ~lived_in).all()
    assert (found["taux_plafond"][lived_in] <= 100).all()


def test_a_territory_cut_by_a_border_counts_for_its_part_inside(
    moteur: Moteur, habitants: Habitants
):
    """The bounds of a région are those of its EPCI, each for its part inside."""
    situation = moteur.couverture(date(2026, 11, 30))
    bounds = Encadrement(situation)
    within = mask_of(moteur.referentiel, "region", "28")
    whole = calcule_encadrement(bounds, "region")
    parts = calcule_encadrement(bounds, "epci", within)
    here = moteur.referentiel.niveaux["region"].position("28")
    for name in ("population_atteste", "population_plafond"):
        assert parts[name].sum() == whole[name][here]


def test_contracts_left_out_of_the_count_are_in_no_bound(deux_regions: Moteur):
    kept = deux_regions.couverture(date(2026, 9, 30), ["cls-29-quimper-1"])
    assert Encadrement(kept).plafond.sum() == Encadrement(kept).atteste.sum()
