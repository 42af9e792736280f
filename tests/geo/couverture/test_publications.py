"""Figures as of a publication: what was known then, on the command line as in the engine."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from data.depot.base.connexion import Depot
from data.depot.changements import retrait
from data.depot.erreurs import PublicationInconnue
from data.depot.etat import cellules_de
from data.depot.modele import Entete
from data.depot.ouverture import depot_en_usage
from data.depot.publication import publie
from data.depot.registre import load_tables
from geo import __main__ as commande
from geo.couverture.moteur import load_moteur, load_moteur_de
from geo.territoires.millesimes import Reference
from tests.depots import CORNOUAILLE, corrige, depot_a_part

JOUR = date(2025, 1, 31)  # Cornouaille was signed on 12 July 2023


def ended_in_2024(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Depot]:
    """Give a store in which the second publication says that Cornouaille ended in 2024."""
    with depot_a_part(dossier, monkeypatch):
        depot = depot_en_usage()
        publish(depot, "2024")
        yield depot


@pytest.fixture(scope="module")
def depot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Depot]:
    """A store of two publications, that tests read."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield from ended_in_2024(tmp_path_factory.mktemp("depot"), monkeypatch)


@pytest.fixture
def depot_a_soi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Depot]:
    """The same, for a test that publishes."""
    yield from ended_in_2024(tmp_path, monkeypatch)


def publish(depot: Depot, fin: str) -> None:
    corrige(depot, {"date_fin": fin})


def is_signed(numero: int | None = None) -> bool:
    return CORNOUAILLE in load_moteur(registre=numero).couverture(JOUR).contrats("signe")


@pytest.mark.usefixtures("depot")
def test_a_rate_is_the_one_of_the_publication_asked_for() -> None:
    assert [is_signed(numero) for numero in (None, 1, 2, 1)] == [False, True, False, True]
    assert load_moteur().publication == 2


@pytest.mark.usefixtures("depot")
def test_any_vintage_is_counted_as_of_a_publication() -> None:
    reference = Reference(2021, 2018)
    for numero, signe in ((1, True), (2, False)):
        couverture = load_moteur_de(reference, registre=numero).couverture(JOUR)
        assert (CORNOUAILLE in couverture.contrats("signe")) == signe


def test_an_engine_is_built_once_by_publication_and_a_new_one_is_seen(
    depot_a_soi: Depot,
) -> None:
    avant = load_moteur()
    assert load_moteur(registre=2) is avant
    publish(depot_a_soi, "2028")
    assert load_moteur() is not avant
    assert is_signed()
    assert load_moteur(registre=2) is avant


def test_publications_share_their_perimeters_until_one_changes_them(
    depot_a_soi: Depot,
) -> None:
    assert load_moteur(registre=1).perimetres is load_moteur(registre=2).perimetres
    retraits = [
        retrait("perimetres", cle, ligne)
        for cle, ligne in load_tables()["perimetres"].items()
        if cellules_de("perimetres", ligne)["contrat_id"] == CORNOUAILLE
    ]
    publie(depot_a_soi, Entete("saisie", "ARS Bretagne", "essai", "essai"), retraits)
    moteurs = [load_moteur(registre=numero) for numero in (1, 2, 3)]
    known = [len(un.perimetres.par_contrat[CORNOUAILLE]) > 0 for un in moteurs]
    assert known == [True, True, False]
    rank = moteurs[0].perimetres.contrats.index(CORNOUAILLE)
    touching = [rank in un.paires["departement"][1] for un in moteurs]
    assert touching == [True, True, False]


@pytest.mark.usefixtures("depot")
@pytest.mark.parametrize("numero", [0, 3, -1, 10**20])
def test_a_publication_that_does_not_exist_is_told(numero: int) -> None:
    with pytest.raises(PublicationInconnue, match="de 1 à 2"):
        load_moteur(registre=numero)


Lance = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lance(depot: Depot, capsys: pytest.CaptureFixture[str]) -> Lance:
    def run(*arguments: str) -> tuple[int, str, str]:
        status = commande.main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


TAUX = ("taux", "--niveau", "departement", "--code", "29", "--date", "2025-01-31")
COMMANDES = [
    TAUX,
    ("perimetre", CORNOUAILLE),
    ("chercher", "quimper"),
    (
        "historique",
        "--niveau",
        "departement",
        "--code",
        "29",
        "--debut",
        "2025-01",
        "--fin",
        "2025-02",
    ),
]


def test_the_command_line_gives_the_figures_of_a_publication(lance: Lance) -> None:
    def rate(*suite: str) -> float:
        return json.loads(lance(*TAUX, "--format", "json", *suite)[1])[0]["taux_signe"]

    assert rate("--registre", "2") == rate()
    assert rate("--registre", "1") > rate()


@pytest.mark.parametrize("arguments", COMMANDES, ids=lambda arguments: arguments[0])
def test_every_command_takes_a_publication(lance: Lance, arguments: tuple[str, ...]) -> None:
    assert lance(*arguments, "--registre", "1")[0] == 0
    status, out, err = lance(*arguments, "--registre", "9")
    assert (status, out) == (2, "")
    assert err == (
        "error: La publication 9 n'existe pas. Attendu : un numéro de publication (de 1 à 2).\n"
    )
