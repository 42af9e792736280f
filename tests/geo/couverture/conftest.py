"""Coverages of invented contracts."""

from collections.abc import Callable
from datetime import date

import pytest

from data.model import Contrat
from geo.couverture.moteur import Couverture, Moteur
from geo.couverture.synthese import Synthese, build_synthese
from geo.territoires.territoire import find_territoire
from tests.geo.couverture.contrat_essai import essai

JOUR = date(2025, 6, 30)
Decrit = tuple[dict[str, object], list[str]]
CouvertureDe = Callable[..., Couverture]
SyntheseDe = Callable[..., Synthese]


@pytest.fixture(scope="session")
def couverture_de(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
) -> CouvertureDe:
    """Coverage on 30 June 2025 by invented contracts: ``(fields, lines of the perimeter), …``."""

    def build(*decrits: Decrit, **options: object) -> Couverture:
        numbered = {essai(rang): decrit for rang, decrit in enumerate(decrits, start=1)}
        contrats = [un_contrat(nom, **champs) for nom, (champs, _) in numbered.items()]
        lines = {nom: lignes for nom, (_, lignes) in numbered.items()}
        return un_moteur(contrats, lines, **options).couverture(JOUR)

    return build


@pytest.fixture(scope="session")
def synthese_de(couverture_de: CouvertureDe) -> SyntheseDe:
    """Figures of a territory, ``"departement 29"``, under invented contracts."""

    def build(territoire: str, *decrits: Decrit) -> Synthese:
        couverture = couverture_de(*decrits)
        found = find_territoire(couverture.moteur.referentiel, *territoire.split())
        return build_synthese(couverture, found)

    return build
