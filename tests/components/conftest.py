"""Invented figures and contracts, and a way to see what a component draws."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data.dates import DatePartielle
from data.model import Contrat
from geo.couverture.moteur import Moteur, load_moteur
from geo.couverture.synthese import Reserve, Synthese
from geo.territoires.referentiel import Referentiel, load_referentiel
from geo.territoires.territoire import Territoire, find_territoire
from tests.contrat_invente import CONTRAT_NU
from tests.page_essayee import AppTest

DATES = ("date_signature", "date_fin", "source_date")


def _call(component, *args):  # its source becomes the page: nothing in it may need an import
    component(*args)


@pytest.fixture(scope="session")
def draw() -> Callable[..., AppTest]:
    """Return ``draw(component, *args)``: what a page shows that draws this component alone.

    ``ouverts``: keys of what the reader has opened.
    """

    def draw_alone(
        component: Callable[..., Any], *args: Any, ouverts: Sequence[str] = ()
    ) -> AppTest:
        page = AppTest.from_function(_call, args=(component, *args), default_timeout=60)
        for key in ouverts:
            page.session_state[key] = True
        shown = page.run()
        assert not shown.exception, shown.exception[0].value
        return shown

    return draw_alone


@pytest.fixture(scope="session")
def referentiel() -> Referentiel:
    """The real territories."""
    return load_referentiel()


@pytest.fixture(scope="session")
def moteur() -> Moteur:
    """The real contracts on the real territories."""
    return load_moteur()


@pytest.fixture(scope="session")
def find(referentiel: Referentiel) -> Callable[[str, str], Territoire]:
    """Return ``find(niveau, code)``, which raises TerritoireInconnu."""
    return lambda niveau, code: find_territoire(referentiel, niveau, code)


@pytest.fixture(scope="session")
def une_synthese() -> Callable[..., Synthese]:
    """Builds the figures of a territory of 200,000 inhabitants, half of them under a contract."""
    base = Synthese(
        territoire=Territoire("epci", "200000000", "CC d'Essai"),
        jour=date(2025, 3, 1),
        population=200_000,
        population_signe=100_000,
        population_projet=20_000,
        population_partielle=0,
        taux_signe=50.0,
        taux_signe_ou_projet=60.0,
        contrats=("a", "b"),
        contrats_signes=("a",),
        contrats_projet=("b",),
        contrats_inconnus=(),
        fins_prochaines=(),
        sans_perimetre=(),
        signature_inconnue=Reserve((), 0),
        echeance_estimee=Reserve((), 0),
    )
    return lambda **changes: replace(base, **changes)


@pytest.fixture(scope="session")
def un_contrat() -> Callable[..., Contrat]:
    """Builds an invented contract of which nothing is known but what is given."""

    def build(**changes: Any) -> Contrat:
        dates = {key: DatePartielle.parse(changes[key]) for key in DATES if key in changes}
        return replace(CONTRAT_NU, **changes | dates)

    return build
