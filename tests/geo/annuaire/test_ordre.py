"""The order in which contracts are listed."""

from datetime import date

import pytest

from geo.annuaire.annuaire import TRIS, Criteres
from geo.contrats.statuts import STATUTS
from tests.geo.annuaire.contrats_trouves import found

JOUR = date(2026, 6, 15)
QUIMPER, PLOMELIN, SAINT_MALO, SAINT_DENIS = "29232", "29170", "35288", "93066"


# ---- Order -----------------------------------------------------------------------------------


def test_names_are_in_alphabetical_order_without_accents_nor_common_words(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("z", "CLS de Zuydcoote"), nomme("e", "CLS d'Étampes"), nomme("f", "CLS de Foix")]
    )
    assert found(directory, tri="nom") == ["e", "f", "z"]


def test_the_newest_generation_of_a_name_comes_first(un_annuaire, nomme):
    directory = un_annuaire([nomme(f"g{n}", "CLS de Foix", generation=n) for n in (1, 3, 2)])
    assert found(directory, tri="nom") == ["g3", "g2", "g1"]


def test_ends_to_come_are_first_the_nearest_before_then_those_past(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("inconnue", "CLS A", source_date="2026-01"),
            nomme("vieille", "CLS B", date_signature="2010", date_fin="2013"),
            nomme("loin", "CLS C", date_signature="2025", date_fin="2030"),
            nomme("passee", "CLS D", date_signature="2020", date_fin="2025"),
            nomme("proche", "CLS E", date_signature="2022", date_fin="2026-12"),
        ]
    )
    assert found(directory, tri="fin") == ["proche", "loin", "passee", "vieille", "inconnue"]


def test_the_latest_signature_is_first_and_an_unknown_one_last(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("a", "CLS A", source_date="2026-01"),
            nomme("b", "CLS B", date_signature="2020-05"),
            nomme("c", "CLS C", date_signature="2024"),
        ]
    )
    assert found(directory, tri="signature") == ["c", "b", "a"]


def test_the_most_populous_perimeter_is_first(annuaire):
    ordered = annuaire.chercher(Criteres(tri="population"), JOUR).lignes()
    populations = [one.population or 0 for one in ordered]
    assert populations == sorted(populations, reverse=True)


def test_signed_contracts_come_before_the_others_by_default(annuaire):
    ranks = [STATUTS.index(one.statut) for one in annuaire.chercher(Criteres(), JOUR).lignes()]
    assert ranks == sorted(ranks)


def test_a_contract_in_force_comes_before_the_one_it_replaced(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("un", "CLS de Foix", date_signature="2012", date_fin="2015", generation=1),
            nomme("deux", "CLS de Foix", date_signature="2024", date_fin="2029", generation=2),
        ],
        {name: [f"commune {QUIMPER}"] for name in ("un", "deux")},
    )
    assert found(directory, "foix") == ["deux", "un"]


@pytest.mark.parametrize("tri", TRIS)
def test_an_order_loses_no_contract(annuaire, tri):
    assert sorted(found(annuaire, "saint", tri=tri)) == sorted(found(annuaire, "saint"))
    assert sorted(found(annuaire, tri=tri)) == sorted(annuaire.moteur.registre.contrats)
