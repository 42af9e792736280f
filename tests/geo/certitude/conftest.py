"""The two régions, one attested and one not, on the real territories."""

from collections.abc import Callable

import pytest

from geo.certitude.certitude import Certitude, build_certitude
from geo.couverture.moteur import Couverture, Moteur
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import find_territoire
from tests.deux_regions import JOUR, build_moteur


@pytest.fixture(scope="session")
def deux_regions(referentiel: Referentiel) -> Moteur:
    """The engine of the invented contracts of Bretagne (attested) and Normandie (not)."""
    return build_moteur(referentiel)


@pytest.fixture(scope="session")
def situation(deux_regions: Moteur) -> Couverture:
    """Their coverage on the day looked at."""
    return deux_regions.couverture(JOUR)


@pytest.fixture(scope="session")
def certitude_de(deux_regions: Moteur) -> Callable[..., Certitude]:
    """Returns ``certitude_de("region", "53")``: what may be said of a territory that day."""

    def build(niveau: str, code: str, jour=JOUR) -> Certitude:
        place = find_territoire(deux_regions.referentiel, niveau, code)
        return build_certitude(deux_regions.couverture(jour), place)

    return build
