"""What is known of contracts, and what would change the rate, on invented contracts."""

from datetime import date

import pytest

from geo.couverture.moteur import Moteur, build_moteur
from geo.donnees.a_completer import FIN, SIGNATURE, SUITE, build_a_completer, part_de
from geo.donnees.connaissance import SUJETS, build_connaissance
from geo.donnees.fraicheur import age_de, build_verifications, compte_des_ages
from geo.territoires.millesimes import Reference
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import FRANCE, Territoire
from tests.geo.conftest import build_contrat, build_registre

JOUR = date(2026, 6, 15)
BRETAGNE = Territoire("region", "53", "Bretagne")
FINISTERE = Territoire("departement", "29", "Finistère")
BREST, QUIMPER, MORLAIX = "commune 29019", "commune 29232", "commune 29151"


@pytest.fixture(scope="module")
def moteur() -> Moteur:
    contrats = [
        build_contrat("cls-29-brest-1", date_signature="2024-01-10", duree_ans=5),
        build_contrat("cls-29-quimper-1", date_fin="2028", source_date="2026-01"),
        build_contrat("cls-29-morlaix-1", date_signature="2018-03", date_fin="2023-03"),
        build_contrat("cls-29-projet-1", etape="diagnostic", source_date="2025-11"),
        build_contrat("cls-35-nu-1", departements=("35",), date_signature="2024"),
    ]
    perimetres = {
        "cls-29-brest-1": [BREST],
        "cls-29-quimper-1": [QUIMPER],
        "cls-29-morlaix-1": [MORLAIX],
    }
    registre = build_registre(contrats, perimetres)
    return build_moteur(registre, load_referentiel(), Reference(2026, 2023))


def test_a_signature_is_not_expected_of_a_contract_in_preparation(moteur: Moteur) -> None:
    known = build_connaissance(moteur, FINISTERE, JOUR)
    expected = dict(zip(SUJETS, known.total_attendus.tolist(), strict=True))
    told = dict(zip(SUJETS, known.total_connus.tolist(), strict=True))
    assert known.total == 4
    assert (expected["signature"], expected["perimetre"]) == (3, 4)
    assert told == {
        "perimetre": 3,
        "signature": 2,
        "fin": 3,
        "axes": 0,
        "actions": 0,
        "statuts": 0,
    }


def test_the_departements_of_a_region_and_the_contracts_of_a_departement_are_rows(
    moteur: Moteur,
) -> None:
    by_place = build_connaissance(moteur, BRETAGNE, JOUR)
    assert dict(zip(by_place.groupes, by_place.contrats.tolist(), strict=True)) == {
        "22": 0,
        "29": 4,
        "35": 1,
        "56": 0,
    }
    by_contract = build_connaissance(moteur, FINISTERE, JOUR)
    assert by_contract.niveau == "contrat"
    assert len(by_contract.groupes) == 4


def test_the_country_counts_each_contract_once(moteur: Moteur) -> None:
    known = build_connaissance(moteur, FRANCE, JOUR)
    assert known.total == known.contrats.sum() == 5
    assert len(known.groupes) == 18


def test_the_contract_whose_missing_date_weighs_most_residents_comes_first(
    moteur: Moteur,
) -> None:
    found = build_a_completer(moteur.couverture(JOUR), FINISTERE)
    population = moteur.referentiel.population

    def residents(name: str) -> int:
        return int(population[moteur.perimetres.par_contrat[name]].sum())

    assert [(one.contrat.id, one.manque, one.compte) for one in found.pesants] == [
        ("cls-29-quimper-1", SIGNATURE, True),
        ("cls-29-morlaix-1", SUITE, False),
    ]
    assert found.pesants[0].habitants == residents("cls-29-quimper-1")
    assert part_de(found.pesants[0], found.population) == pytest.approx(
        100 * residents("cls-29-quimper-1") / found.population
    )
    assert [one.contrat.id for one in found.sans_perimetre] == ["cls-29-projet-1"]


def test_nothing_weighs_where_an_attested_contract_covers_everybody() -> None:
    contrats = [
        build_contrat("cls-29-sur-1", date_signature="2024-01-10", duree_ans=5),
        build_contrat("cls-29-doute-1", date_signature="2024-02"),
    ]
    registre = build_registre(contrats, {one.id: [BREST] for one in contrats})
    engine = build_moteur(registre, load_referentiel(), Reference(2026, 2023))
    assert build_a_completer(engine.couverture(JOUR), FINISTERE).pesants == ()


def test_an_end_that_is_missing_is_named() -> None:
    registre = build_registre(
        [build_contrat("cls-29-doute-1", date_signature="2024-02")], {"cls-29-doute-1": [BREST]}
    )
    engine = build_moteur(registre, load_referentiel(), Reference(2026, 2023))
    [one] = build_a_completer(engine.couverture(JOUR), FINISTERE).pesants
    assert (one.manque, one.compte) == (FIN, True)


def test_the_oldest_source_comes_first_and_an_undated_one_last(moteur: Moteur) -> None:
    found = build_verifications(moteur, FINISTERE, JOUR)
    assert [one.contrat.id for one in found][:2] == ["cls-29-projet-1", "cls-29-quimper-1"]
    assert compte_des_ages(found) == {
        "moins_1_an": 2,
        "1_a_2_ans": 0,
        "2_a_4_ans": 0,
        "plus_4_ans": 0,
        "sans_date": 2,
    }
    assert {one.publication for one in found} == {None}


@pytest.mark.parametrize(
    ("source", "age"),
    [
        ("2025-06-15", "moins_1_an"),
        ("2025-06-14", "1_a_2_ans"),
        ("2025", "moins_1_an"),  # perhaps in December: the benefit of the doubt
        ("2022-06", "2_a_4_ans"),
        ("2021", "plus_4_ans"),
    ],
)
def test_a_source_is_as_old_as_its_latest_day(source: str, age: str) -> None:
    contrat = build_contrat(source_date=source)
    assert age_de(contrat.source_date, JOUR) == age
