"""Simulations on real territories."""

from datetime import date

import pytest

from geo.couverture.moteur import load_moteur
from geo.simulation.scenario import Scenario, find_ajoutable
from geo.simulation.simulation import simule
from geo.territoires.territoire import find_territoire

JOUR = date(2026, 11, 21)


@pytest.fixture(scope="module")
def simulate(referentiel):
    couverture = load_moteur().couverture(JOUR)

    def run(*codes, base=("region", "53"), **changes):
        ajouts = tuple(find_ajoutable(referentiel, code) for code in codes)
        place = find_territoire(referentiel, *base)
        return simule(couverture, place, Scenario(ajouts=ajouts, **changes))

    return run
