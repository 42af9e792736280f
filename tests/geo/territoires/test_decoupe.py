"""A level cut to a territory: the same sums as cell by cell, and nothing of what lies outside."""

import numpy as np
import pytest

from geo.couverture.moteur import mask_of
from geo.territoires.decoupe import Decoupe, decoupe
from geo.territoires.referentiel import Referentiel, load_referentiel

VILLES_SOEURS = "247600588"  # an EPCI astride Seine-Maritime and Somme
SEINE_MARITIME = ("departement", "76")
SAINT_MARTIN = ("commune", "97801")


@pytest.fixture
def seine_maritime(referentiel: Referentiel) -> Decoupe:
    return decoupe(referentiel, "epci", mask_of(referentiel, *SEINE_MARITIME))


def test_an_epci_astride_counts_for_its_part_inside(
    referentiel: Referentiel, seine_maritime: Decoupe
):
    rank = seine_maritime.cadre["code"].tolist().index(VILLES_SOEURS)
    inside = mask_of(referentiel, "epci", VILLES_SOEURS) & mask_of(referentiel, *SEINE_MARITIME)
    expected = int(referentiel.population[inside].sum())
    assert seine_maritime.habitants[rank] == expected
    assert expected < referentiel.population[mask_of(referentiel, "epci", VILLES_SOEURS)].sum()


@pytest.mark.parametrize("niveau", ["departement", "epci", "commune", "ept"])
@pytest.mark.parametrize("territoire", [("region", "11"), SEINE_MARITIME, ("france", "FR"), None])
def test_the_residents_under_a_mask_are_those_of_each_cell(
    referentiel: Referentiel, niveau: str, territoire: tuple[str, str] | None
):
    within = None if territoire is None else mask_of(referentiel, *territoire)
    cut = decoupe(referentiel, niveau, within)
    level = referentiel.niveaux[niveau]
    every_third = np.arange(len(referentiel.codes)) % 3 == 0
    inside = every_third if within is None else every_third & within
    assert (
        cut.etale(cut.habitants_sous(every_third)) == level.somme(referentiel.population, inside)
    ).all()
    cells = level.somme(np.ones(len(inside), dtype=np.int64), inside)
    assert (cut.etale(cut.touche(every_third)) == (cells > 0)).all()


@pytest.mark.parametrize("millesime", [2019, 2026])
def test_a_level_that_nothing_cuts_has_all_its_territories_in_order(millesime: int):
    referentiel = load_referentiel(millesime)
    for niveau, level in referentiel.niveaux.items():
        assert decoupe(referentiel, niveau).codes == level.codes.tolist(), niveau


def test_where_nobody_lives_the_cells_decide(referentiel: Referentiel):
    cut = decoupe(referentiel, "commune")
    deserted = np.flatnonzero(cut.habitants == 0)
    assert deserted.size  # the villages destroyed in 1916, in Meuse
    everywhere = np.ones(len(referentiel.codes), dtype=bool)
    assert (cut.poids_sous(everywhere) == cut.poids).all()
    assert (cut.poids[deserted] == 1).all()
    assert (np.delete(cut.poids, deserted) == np.delete(cut.habitants, deserted)).all()


def test_values_of_a_cut_stand_at_their_place_in_the_level(seine_maritime: Decoupe):
    rates = seine_maritime.etale(np.full(len(seine_maritime.positions), 50.0))
    words = seine_maritime.etale(np.array(["signe"] * len(seine_maritime.positions)), "rien")
    assert (np.flatnonzero(rates == 50.0) == seine_maritime.positions).all()
    assert np.isnan(np.delete(rates, seine_maritime.positions)).all()
    assert (np.flatnonzero(words == "signe") == seine_maritime.positions).all()
    assert set(np.delete(words, seine_maritime.positions)) == {"rien"}


def test_a_place_outside_every_epci_is_cut_into_none(referentiel: Referentiel):
    cut = decoupe(referentiel, "epci", mask_of(referentiel, *SAINT_MARTIN))
    assert not len(cut.positions)
    assert not len(cut.habitants_sous(mask_of(referentiel, *SAINT_MARTIN)))
    assert not len(cut.touche(mask_of(referentiel, *SAINT_MARTIN)))


def test_the_same_territory_is_cut_once_and_its_mask_cannot_be_written_in(
    referentiel: Referentiel, seine_maritime: Decoupe
):
    mask = mask_of(referentiel, *SEINE_MARITIME)
    assert decoupe(referentiel, "epci", mask) is seine_maritime
    with pytest.raises(ValueError, match="read-only"):
        mask[0] = True


def test_a_mask_that_may_change_is_read_each_time(referentiel: Referentiel):
    mask = mask_of(referentiel, *SEINE_MARITIME).copy()
    before = decoupe(referentiel, "departement", mask).habitants
    mask[:] = False
    assert before.sum() > 0
    assert not len(decoupe(referentiel, "departement", mask).positions)
