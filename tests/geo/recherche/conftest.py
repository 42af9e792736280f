"""The search, as a reader uses it."""

import pytest

from data.lecture.registre import load_registre
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.recherche import rechercher
from geo.territoires.referentiel import Referentiel


@pytest.fixture(scope="module")
def cherche(referentiel: Referentiel):
    """Returns ``cherche(texte)``: what is found with the names of the real contracts."""
    noms = build_noms_de_contrats(load_registre())
    return lambda texte, **options: rechercher(
        texte, referentiel=referentiel, contrats=noms, **options
    )
