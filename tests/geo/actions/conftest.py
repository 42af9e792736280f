"""Invented contracts with their axes and actions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest

from data.model import Action, ActionProbante, Axe, Contrat, PrioritePRS
from geo.contrats.perimetres import build_perimetres
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel


@pytest.fixture
def un_portefeuille(un_registre, referentiel: Referentiel) -> Callable[..., Moteur]:
    """Builds an engine on invented contracts with their axes, their actions and priorities."""

    def build(
        contrats: Iterable[Contrat],
        actions: Iterable[Action] = (),
        axes: Iterable[Axe] = (),
        *,
        perimetres: Mapping[str, Iterable[str]] | None = None,
        priorites: Iterable[PrioritePRS] = (),
        probantes: Iterable[ActionProbante] = (),
    ) -> Moteur:
        registre = replace(
            un_registre(contrats, perimetres or {}),
            actions=tuple(actions),
            axes=tuple(axes),
            priorites_prs=tuple(priorites),
            actions_probantes=tuple(probantes),
        )
        return Moteur(registre, referentiel, build_perimetres(registre, referentiel))

    return build


@pytest.fixture
def signe(un_contrat) -> Callable[..., Contrat]:
    """Builds a contract in force on JOUR, in Bretagne unless told."""

    def build(identifiant: str, region: str = "53", **options: object) -> Contrat:
        return un_contrat(identifiant, region=region, date_signature="2024", **options)

    return build
