"""The situation of a place under invented contracts."""

from collections.abc import Callable
from datetime import date

import pytest

from data.model import Contrat
from geo.couverture.moteur import Moteur
from geo.territoire.situation import Situation, build_situation
from tests.geo.territoire.lieux import lieu

JOUR = date(2025, 6, 30)
Decrit = tuple[dict[str, object], list[str]]
SituationDe = Callable[..., Situation]


@pytest.fixture(scope="session")
def situation_de(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
) -> SituationDe:
    """Situation of a code on 30 June 2025 under invented contracts: ``(code, (fields, lines), …)``.

    Contracts are named cls-29-essai-1, -2…, in order.
    """

    def build(code: str, *decrits: Decrit, niveau: str = "", **options: object) -> Situation:
        numbered = {f"cls-29-essai-{rank}": one for rank, one in enumerate(decrits, start=1)}
        contrats = [un_contrat(name, **fields) for name, (fields, _) in numbered.items()]
        lines = {name: lignes for name, (_, lignes) in numbered.items()}
        moteur = un_moteur(contrats, lines, **options)
        return build_situation(moteur.couverture(JOUR), lieu(moteur.referentiel, code, niveau))

    return build
