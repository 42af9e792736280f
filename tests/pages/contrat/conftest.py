"""The sheet of a contract, opened."""

from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from data.model import Registre
from geo.contrats.perimetres import build_perimetres
from geo.couverture import moteur as moteur_de_couverture
from geo.couverture.moteur import Moteur

JOUR = "2026-06-15"


@pytest.fixture
def open_sheet(run_sound_page) -> Callable[..., AppTest]:
    """Return ``open_sheet(id=…, date=…)``: the sheet at an address, run once."""
    return partial(run_sound_page, "contrat")


@pytest.fixture
def sheet_of(open_sheet) -> Callable[..., AppTest]:
    """Return ``sheet_of(contrat_id, jour)``: the same, where the address must be right."""

    def run(contrat_id: str, jour: str = JOUR) -> AppTest:
        page = open_sheet(id=contrat_id, date=jour)
        assert not page.warning
        return page

    return run


@pytest.fixture
def with_registre(monkeypatch, moteur) -> Callable[[Registre], None]:
    """Return what makes the application read another registre, on the real territories."""

    def install(registre: Registre) -> None:
        perimetres = build_perimetres(registre, moteur.referentiel)
        other = Moteur(registre, moteur.referentiel, perimetres)
        monkeypatch.setattr(moteur_de_couverture, "load_moteur_de", lambda _, **__: other)

    return install
