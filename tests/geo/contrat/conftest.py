"""Sheets of real contracts."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.contrat.fiche import Fiche, build_fiche
from geo.couverture.moteur import Moteur

JOUR = date(2026, 6, 15)


@pytest.fixture(scope="module")
def une_fiche(moteur: Moteur) -> Callable[..., Fiche]:
    """Builds the sheet of a real contract: ``une_fiche(CORNOUAILLE, date(2025, 1, 1))``."""
    return lambda contrat_id, jour=JOUR: build_fiche(moteur.couverture(jour), contrat_id)
