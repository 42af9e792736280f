"""Each count has one value: contracts, territories, actions; what is announced and not held."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from data.model import Action, Contrat
from geo.annuaire.annuaire import Criteres, build_annuaire
from geo.annuaire.carte import build_carte
from geo.certitude.annonce import nombre_annonce
from geo.certitude.classes import classes_de_certitude
from geo.certitude.comptes import (
    CompteDActions,
    compte_des_actions,
    compte_des_contrats,
)
from geo.couverture.moteur import Couverture, Moteur
from geo.couverture.synthese import build_completude, build_synthese, sous_territoires
from geo.couverture.tables import table_des_taux
from geo.territoires.territoire import FRANCE, find_territoire, regions_of
from tests.deux_regions import BRETAGNE, JOUR, NORMANDIE

AUJOURD_HUI = date(2026, 11, 30)


@pytest.fixture(scope="module")
def reelle(moteur: Moteur) -> Couverture:
    return moteur.couverture(AUJOURD_HUI)


def test_a_contract_without_a_perimeter_is_recorded_and_touches_nothing(situation: Couverture):
    place = find_territoire(situation.moteur.referentiel, "region", NORMANDIE)
    found = compte_des_contrats(situation, place, NORMANDIE)
    assert found.touchent == ("cls-76-le-havre-1", "cls-76-rouen-1", "cls-76-yvetot-2")
    assert found.sans_perimetre == ("cls-76-sans-lieu-1",)
    assert (found.recenses, found.de_l_ars, found.menes_ailleurs) == (4, 4, ())


def test_contracts_of_other_statuses_are_counted_alike(situation: Couverture):
    place = find_territoire(situation.moteur.referentiel, "region", BRETAGNE)
    found = compte_des_contrats(situation, place, BRETAGNE, ("echu", "projet"))
    assert set(found.touchent) == {"cls-29-douarnenez-1", "cls-29-landerneau-1"}


def test_every_count_of_signed_contracts_of_the_atlas_is_told_by_one_object(reelle: Couverture):
    """The header, the table of rates and the announcement of an ARS count three things."""
    for place in (FRANCE, *regions_of(reelle.moteur.referentiel)):
        region = place.code if place.niveau == "region" else None
        found = compte_des_contrats(reelle, place, region)
        synthese = build_synthese(reelle, place)
        assert found.recenses == len(synthese.contrats_signes)
        table = table_des_taux(reelle, place.niveau).set_index("code")
        assert len(found.touchent) == table.loc[place.code, "nb_contrats_signes"]
        if region is not None:
            assert found.de_l_ars == build_completude(reelle, region).nb_signes


def test_the_signed_epci_are_as_many_on_the_map_of_contracts_as_on_the_coverage(
    reelle: Couverture,
):
    """An EPCI that a map draws in two parts counts once."""
    directory = build_annuaire(reelle.moteur).chercher(Criteres(), AUJOURD_HUI)
    carte = build_carte(directory, FRANCE)
    parts: dict[str, set[str]] = {}
    for code, statut in zip(carte.codes.tolist(), carte.etat.statuts.tolist(), strict=True):
        parts.setdefault(code.split("-")[0], set()).add(statut)
    on_the_map = sum(found <= {"signe_atteste", "signe_a_confirmer"} for found in parts.values())
    table = sous_territoires(reelle, FRANCE, "epci")
    classes = Counter(classes_de_certitude(reelle, "epci").tolist())
    signed = classes["signe_atteste"] + classes["signe_a_confirmer"]
    assert on_the_map == Counter(table["statut"])["signe"] == signed > 200
    assert sum(classes.values()) == len(table)


# Announced


@pytest.mark.parametrize(
    ("niveau", "code", "texte", "recenses", "manquants"),
    [
        ("region", BRETAGNE, "2", 2, 0),
        ("region", NORMANDIE, ">9", 4, 6),  # more than nine: at least ten
        ("departement", "29", "4", 2, 2),  # its own figure goes before that of its région
        ("departement", "76", ">9", 4, 6),
        ("commune", "14118", ">9", 4, 6),
    ],
)
def test_what_is_announced_and_not_held_is_counted(
    situation: Couverture, niveau: str, code: str, texte: str, recenses: int, manquants: int
):
    referentiel = situation.moteur.referentiel
    place = find_territoire(referentiel, niveau, code)
    region = find_territoire(referentiel, "region", BRETAGNE if code == "29" else NORMANDIE)
    region = place if niveau == "region" else region
    found = nombre_annonce(situation, place, region)
    assert (found.texte, found.recenses, found.manquants) == (texte, recenses, manquants)


def test_an_announcement_that_counts_something_else_is_not_compared(reelle: Couverture):
    """ "32 CLS signés ou en préparation": the signed ones alone can't be set against it."""
    place = find_territoire(reelle.moteur.referentiel, "region", "27")
    assert nombre_annonce(reelle, place, place).manquants is None


def test_an_announcement_of_after_the_day_is_not_told(deux_regions: Moteur):
    place = find_territoire(deux_regions.referentiel, "region", NORMANDIE)
    assert nombre_annonce(deux_regions.couverture(date(2024, 1, 1)), place, place) is None
    assert nombre_annonce(deux_regions.couverture(JOUR), place, place) is not None


# Actions


@pytest.fixture
def registre_suivi(un_contrat: Callable[..., Contrat], un_registre):
    def action(contrat_id: str, statut: str) -> Action:
        return Action(contrat_id, "", "", "Action", statut, "", None, None, "", "")

    return un_registre(
        [un_contrat("cls-29-a-1", nb_actions_annonce=21), un_contrat("cls-29-b-1")],
        {},
        actions=[
            action("cls-29-a-1", "en_cours"),
            action("cls-29-a-1", "non_renseigne"),
            action("cls-29-b-1", "realisee"),
        ],
    )


@pytest.mark.parametrize(
    ("contrats", "attendu"),
    [
        (["cls-29-a-1"], CompteDActions(0, 2, 21)),
        (["cls-29-b-1"], CompteDActions(1, 1, None)),
        (["cls-29-a-1", "cls-29-b-1"], CompteDActions(1, 3, 21)),
        ([], CompteDActions(0, 0, None)),
    ],
)
def test_actions_known_are_told_beside_those_announced(registre_suivi, contrats, attendu):
    assert compte_des_actions(registre_suivi, contrats, JOUR) == attendu
