"""The figures of a deck."""

from datetime import date

import pytest

from geo.presentation.seminaire import build_seminaire
from geo.territoires.territoire import find_territoire
from tests.components.diaporama.diapositives import LIEUX

JOUR = date(2026, 6, 15)


@pytest.fixture(params=LIEUX, ids=lambda lieu: f"{lieu[0]}-{lieu[1]}")
def seminaire(request, moteur):
    niveau, code = request.param
    return build_seminaire(moteur, find_territoire(moteur.referentiel, niveau, code), JOUR)
