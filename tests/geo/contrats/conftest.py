"""The periods of an invented contract, and its status at a date."""

from collections.abc import Callable
from datetime import date

import pytest

from data.model import Contrat, Registre
from geo.contrats.perimetres import Perimetres, build_perimetres
from geo.contrats.statuts import Periodes, periodes, statut
from geo.territoires.referentiel import Referentiel
from tests.geo.contrats.lignes_resolues import named

StatutLe = Callable[..., str]
PeriodesDe = Callable[..., Periodes]
ESSAI = "cls-29-essai-1"
Resout = Callable[..., Perimetres]


@pytest.fixture(scope="session")
def periodes_de(un_contrat: Callable[..., Contrat], releve: date) -> PeriodesDe:
    """Periods of a contract described by its fields; the registre is gathered on 2026-06-15."""
    return lambda **champs: periodes(un_contrat(**champs), releve)


@pytest.fixture(scope="session")
def statut_le(periodes_de: PeriodesDe) -> StatutLe:
    """Status at a day of a contract described by its fields."""

    def at(jour: str, remplace_depuis: str = "", **champs: object) -> str:
        replaced = date.fromisoformat(remplace_depuis) if remplace_depuis else None
        return statut(periodes_de(**champs), date.fromisoformat(jour), replaced)

    return at


@pytest.fixture(scope="session")
def resout(
    referentiel: Referentiel,
    un_contrat: Callable[..., Contrat],
    un_registre: Callable[..., Registre],
) -> Resout:
    """Resolves the perimeter of one contract, given as its lines."""

    def resolve(*lignes: str) -> Perimetres:
        registre = un_registre([un_contrat(ESSAI)], {ESSAI: lignes})
        return build_perimetres(registre, referentiel)

    return resolve


@pytest.fixture(scope="session")
def couvertes(resout: Resout, referentiel: Referentiel) -> Callable[..., set[str]]:
    """Codes of the communes, arrondissements and pieces of merged communes wholly covered."""
    return lambda *lignes: named(referentiel, resout(*lignes).par_contrat[ESSAI])
