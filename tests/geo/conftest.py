"""Invented contracts on real territories (they live in the tests alone), and the real engine.

A perimeter is written as its lines read: ``("epci 200068120", "sauf commune 29232")``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data.dates import DatePartielle
from data.lecture.referentiel import ANNEE_POPULATION_PAR_DEFAUT, MILLESIME_PAR_DEFAUT
from data.model import (
    Action,
    AnnonceRegion,
    Axe,
    ChiffrePublie,
    Contrat,
    LignePerimetre,
    Registre,
)
from geo.contrats.perimetres import build_perimetres
from geo.couverture.moteur import Moteur, load_moteur
from geo.territoires.referentiel import Referentiel, load_referentiel
from tests.contrat_invente import CONTRAT_NU

RELEVE = date(2026, 6, 15)  # the day on which the invented contracts are said to be gathered


def build_contrat(
    identifiant: str = "cls-29-essai-1",
    *,
    etape: str = "signe",
    date_signature: str = "",
    periode_debut: str = "",
    date_fin: str = "",
    duree_ans: int | None = None,
    source_date: str = "",
    generation: int | None = None,
    porteur: str = "",
    region: str = "53",
    departements: tuple[str, ...] = ("29",),
    nb_actions_annonce: int | None = None,
    notes: str = "",
) -> Contrat:
    def lue(texte: str) -> DatePartielle | None:
        return DatePartielle.parse(texte) if texte else None

    return replace(
        CONTRAT_NU,
        id=identifiant,
        nom=f"Contrat d'essai {identifiant}",
        region=region,
        departements=departements,
        generation=generation,
        porteur=porteur,
        etape=etape,
        date_signature=lue(date_signature),
        periode_debut=lue(periode_debut),
        date_fin=lue(date_fin),
        duree_ans=duree_ans,
        nb_actions_annonce=nb_actions_annonce,
        source_date=lue(source_date),
        notes=notes,
    )


def build_ligne(contrat_id: str, texte: str) -> LignePerimetre:
    operation = "exclut" if texte.startswith("sauf ") else "inclut"
    niveau, code = texte.removeprefix("sauf ").split()
    return LignePerimetre(contrat_id, operation, niveau, code, f"Territoire {code}", "")


def build_registre(
    contrats: Iterable[Contrat],
    perimetres: Mapping[str, Iterable[str]],
    *,
    themes: Mapping[str, tuple[str, ...]] | None = None,
    regions: Mapping[str, AnnonceRegion] | None = None,
    chiffres: Iterable[ChiffrePublie] = (),
    actions: Iterable[Action] = (),
    date_releve: date = RELEVE,
) -> Registre:
    return Registre(
        contrats={contrat.id: contrat for contrat in contrats},
        perimetres=tuple(
            build_ligne(contrat_id, texte)
            for contrat_id, lignes in perimetres.items()
            for texte in lignes
        ),
        axes=tuple(
            Axe(contrat_id, "1", "Axe d'essai", noms, "")
            for contrat_id, noms in (themes or {}).items()
        ),
        actions=tuple(actions),
        signataires=(),
        regions=dict(regions or {}),
        chiffres_publies=tuple(chiffres),
        priorites_prs=(),
        actions_probantes=(),
        etapes=(),
        date_releve=date_releve,
    )


@pytest.fixture(scope="session")
def releve() -> date:
    return RELEVE


@pytest.fixture(scope="session")
def un_contrat() -> Callable[..., Contrat]:
    """Builds an invented contract: ``un_contrat("cls-29-essai-1", date_signature="2020-03")``."""
    return build_contrat


@pytest.fixture(scope="session")
def un_registre() -> Callable[..., Registre]:
    """Builds a registre: ``un_registre([contrat], {contrat.id: ["commune 29232"]})``."""
    return build_registre


@pytest.fixture(scope="session")
def referentiel() -> Referentiel:
    """The real territories: COG 2026, population 2023."""
    return load_referentiel(MILLESIME_PAR_DEFAUT, ANNEE_POPULATION_PAR_DEFAUT)


@pytest.fixture(scope="session")
def un_moteur(referentiel: Referentiel) -> Callable[..., Moteur]:
    """Builds an engine for invented contracts on the real territories, as ``un_registre`` does."""

    def build(*arguments: object, **options: object) -> Moteur:
        registre = build_registre(*arguments, **options)
        return Moteur(registre, referentiel, build_perimetres(registre, referentiel))

    return build


@pytest.fixture(scope="session")
def moteur() -> Moteur:
    """The real contracts on the real territories, as the command line loads them."""
    return load_moteur(MILLESIME_PAR_DEFAUT, ANNEE_POPULATION_PAR_DEFAUT)


@pytest.fixture(scope="session")
def habitants(referentiel: Referentiel) -> Callable[..., int]:
    """Inhabitants of territories that don't overlap: ``habitants("epci 200068120", …)``."""

    def count(*territoires: str) -> int:
        cells = [referentiel.cellules(*territoire.split()) for territoire in territoires]
        return int(referentiel.population[np.concatenate(cells)].sum())

    return count
