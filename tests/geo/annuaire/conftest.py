"""The directory of the real contracts, and that of invented ones."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest

from data.model import Action, Contrat
from geo.annuaire.annuaire import Annuaire, build_annuaire
from geo.contrats.perimetres import build_perimetres
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel


@pytest.fixture(scope="session")
def annuaire(moteur: Moteur) -> Annuaire:
    """The directory of the real contracts."""
    return build_annuaire(moteur)


@pytest.fixture
def un_annuaire(un_registre, referentiel: Referentiel) -> Callable[..., Annuaire]:
    """Builds the directory of invented contracts on the real territories."""

    def build(
        contrats: Iterable[Contrat],
        perimetres: Mapping[str, Iterable[str]] | None = None,
        *,
        actions: Iterable[Action] = (),
        **options: object,
    ) -> Annuaire:
        registre = un_registre(contrats, perimetres or {}, **options)
        registre = replace(registre, actions=tuple(actions))
        return build_annuaire(
            Moteur(registre, referentiel, build_perimetres(registre, referentiel))
        )

    return build


@pytest.fixture
def nomme(un_contrat) -> Callable[..., Contrat]:
    """Builds a contract by its name: ``nomme("cls-29-a-1", "CLS de Cornouaille")``."""

    def build(identifiant: str, nom: str, **options: object) -> Contrat:
        porteur_type = str(options.pop("porteur_type", ""))
        return replace(un_contrat(identifiant, **options), nom=nom, porteur_type=porteur_type)

    return build
