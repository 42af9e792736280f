"""Errors reported by readers: what is taken, and who may answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.depot.base.connexion import Depot
from data.depot.droits import PROPRIETAIRE, PUBLIC, Compte
from data.depot.en_attente.signalements import A_TRAITER, ACCEPTE, REFUSE
from data.depot.ouverture import depot_en_usage
from data.depot.registre import load_registre
from geo.saisie import signalement
from geo.saisie.signalement import (
    LONGUEUR_TEXTE,
    accepte,
    load_file,
    load_signalement,
    repond_a,
    signale_erreur,
)
from tests.depots import depot_a_part

CORNOUAILLE = "cls-29-cornouaille-1"
FAUX = "Le contrat a été prolongé jusqu'en 2027."


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Depot]:
    """A store of its own."""
    with depot_a_part(tmp_path, monkeypatch):
        yield depot_en_usage()


def waiting(depot: Depot, compte: Compte, etat: str = A_TRAITER) -> list[str]:
    return [one.signalement.texte for one in load_file(depot, load_registre(), compte, (etat,))]


def test_an_error_waits_for_who_follows_the_contract(depot: Depot) -> None:
    assert signale_erreur(depot, CORNOUAILLE, FAUX, "avenant", "dt29@exemple.fr") == ""
    assert waiting(depot, PROPRIETAIRE) == [FAUX]
    assert waiting(depot, Compte("referent", departements=frozenset({"29"}))) == [FAUX]
    assert waiting(depot, Compte("referent", regions=frozenset({"84"}))) == []
    assert waiting(depot, PUBLIC) == []


@pytest.mark.parametrize(
    ("texte", "source", "dit"),
    [
        ("", "avenant", "en une phrase"),
        ("faux", "avenant", "en une phrase"),
        (FAUX, " \u200b ", "où le vérifier"),
        ("x" * (LONGUEUR_TEXTE + 1), "avenant", "trop long"),
        (FAUX, "x" * 501, "trop long"),
    ],
)
def test_an_error_that_cannot_be_checked_is_not_taken(
    depot: Depot, texte: str, source: str, dit: str
) -> None:
    assert dit in signale_erreur(depot, CORNOUAILLE, texte, source, "")
    assert waiting(depot, PROPRIETAIRE) == []


def test_too_many_errors_at_once_are_refused_and_said(
    depot: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signalement, "PAR_PERIODE", 2)
    told = [signale_erreur(depot, CORNOUAILLE, FAUX, "avenant", "") for _ in range(3)]
    assert told[:2] == ["", ""]
    assert "dans une heure" in told[2]
    assert len(waiting(depot, PROPRIETAIRE)) == 2


def test_an_error_is_corrected_by_a_publication_or_refused_with_a_reason(depot: Depot) -> None:
    for _ in range(2):
        signale_erreur(depot, CORNOUAILLE, FAUX, "avenant", "")
    first, second = load_file(depot, load_registre(), PROPRIETAIRE, (A_TRAITER,))
    assert accepte(depot, first.signalement, 1) == ""
    assert repond_a(depot, second.signalement, REFUSE, "L'avenant n'est pas signé.") == ""
    assert waiting(depot, PROPRIETAIRE) == []
    assert waiting(depot, PROPRIETAIRE, ACCEPTE) == [FAUX]
    assert "entre-temps" in repond_a(depot, second.signalement, REFUSE, "Deux fois.")


def test_a_report_is_shown_beside_its_own_contract_and_no_other(depot: Depot) -> None:
    signale_erreur(depot, CORNOUAILLE, FAUX, "avenant", "")
    [one] = load_file(depot, load_registre(), PROPRIETAIRE, (A_TRAITER,))
    registre, identite = load_registre(), one.signalement.id
    assert load_signalement(depot, registre, PROPRIETAIRE, identite, CORNOUAILLE) == one
    assert load_signalement(depot, registre, PROPRIETAIRE, identite, "cls-29-brest-1") is None
    assert load_signalement(depot, registre, PUBLIC, identite, CORNOUAILLE) is None
    assert load_signalement(depot, registre, PROPRIETAIRE, "absent", CORNOUAILLE) is None
