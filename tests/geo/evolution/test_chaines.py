"""Renewal chains: which generation follows which, on one row."""

from collections.abc import Callable
from datetime import date

import pytest

from data.model import Contrat
from geo.couverture.moteur import Moteur
from geo.evolution.chaines import Chaine, build_chaines
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import FRANCE, Territoire, find_territoire

JOUR = date(2025, 6, 30)
QUIMPER = ["commune 29232"]
AGGLOMERATION = ["epci 200068120"]
SIGNE = {"date_signature": "2024", "date_fin": "2028"}

Decrit = tuple[str, dict[str, object], list[str]]
ChainesDe = Callable[..., tuple[Chaine, ...]]


@pytest.fixture(scope="session")
def chaines_de(un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]) -> ChainesDe:
    def build(*decrits: Decrit, territoire: tuple[str, str] = ("departement", "29")):
        contrats = [un_contrat(name, **fields) for name, fields, _ in decrits]
        moteur = un_moteur(contrats, {name: lignes for name, _, lignes in decrits})
        found = find_territoire(moteur.referentiel, *territoire)
        return build_chaines(moteur.couverture(JOUR), found)

    return build


def noms(chaine: Chaine) -> list[str]:
    return [one.contrat.id for one in chaine.maillons]


def test_three_generations_are_one_chain_in_their_order(chaines_de: ChainesDe):
    (chaine,) = chaines_de(
        ("cls-29-cob-3", SIGNE | {"generation": 3}, QUIMPER),
        ("cls-29-cob-1", {"date_signature": "2012", "generation": 1, "date_fin": "2016"}, QUIMPER),
        ("cls-29-cob-2", {"date_signature": "2017", "generation": 2, "date_fin": "2022"}, QUIMPER),
    )
    assert noms(chaine) == ["cls-29-cob-1", "cls-29-cob-2", "cls-29-cob-3"]
    assert chaine.statut == "signe"
    assert chaine.prochaine_fin == date(2028, 12, 31)
    assert chaine.repris_par is None


def test_two_contracts_taken_over_by_one_make_two_chains_and_one_goes_on(chaines_de: ChainesDe):
    chains = chaines_de(
        ("cls-29-quimper-1", {"date_signature": "2015", "date_fin": "2019"}, QUIMPER),
        ("cls-29-briec-1", {"date_signature": "2016", "date_fin": "2020"}, ["commune 29020"]),
        ("cls-29-agglo-1", SIGNE, AGGLOMERATION),
    )
    assert [noms(chain) for chain in chains] == [
        ["cls-29-quimper-1", "cls-29-agglo-1"],
        ["cls-29-briec-1"],
    ]
    follower = chains[1].repris_par
    assert follower is not None
    assert follower.id == "cls-29-agglo-1"


def test_a_chain_in_force_comes_first_the_next_to_end_before_the_others(chaines_de: ChainesDe):
    chains = chaines_de(
        ("cls-29-d-1", {"date_signature": "2015", "date_fin": "2019"}, ["commune 29020"]),
        ("cls-29-c-1", {"etape": "elaboration", "source_date": "2025"}, ["commune 29019"]),
        ("cls-29-b-1", SIGNE, ["commune 29151"]),
        ("cls-29-a-1", {"date_signature": "2022", "date_fin": "2026"}, QUIMPER),
        ("cls-29-e-1", {"source_date": "2022"}, ["commune 29103"]),
    )
    assert [noms(chain)[0][7] for chain in chains] == ["a", "b", "e", "c", "d"]


def test_an_estimated_end_and_an_unknown_signature_are_said(chaines_de: ChainesDe):
    estimated, undated = (
        chaine.dernier
        for chaine in chaines_de(
            ("cls-29-a-1", {"date_signature": "2023-02"}, QUIMPER),
            ("cls-29-b-1", {"source_date": "2019"}, ["commune 29020"]),
        )
    )
    assert estimated.fin_estimee
    assert not estimated.signature_inconnue
    assert undated.signature_inconnue
    assert undated.signe is not None
    assert undated.signe.fin is None


def test_a_chain_belongs_to_a_territory_that_one_of_its_generations_touches(
    chaines_de: ChainesDe,
):
    decrits = (
        ("cls-29-a-1", {"date_signature": "2015", "date_fin": "2019"}, AGGLOMERATION),
        ("cls-29-a-2", SIGNE, QUIMPER),
        ("cls-29-b-1", SIGNE, ["commune 29019"]),
    )
    (chaine,) = chaines_de(*decrits, territoire=("commune", "29020"))
    assert noms(chaine) == ["cls-29-a-1", "cls-29-a-2"]


def test_a_territory_without_a_contract_has_no_chain(chaines_de: ChainesDe):
    assert chaines_de() == ()


def test_an_unknown_territory_is_refused(moteur: Moteur):
    with pytest.raises(TerritoireInconnu):
        build_chaines(moteur.couverture(JOUR), Territoire("region", "99", "?"))


def test_every_contract_of_the_eighteen_regions_is_in_one_chain_and_one_only(moteur: Moteur):
    chains = build_chaines(moteur.couverture(JOUR), FRANCE)
    found = [one.contrat.id for chain in chains for one in chain.maillons]
    outside = {name for name in moteur.registre.contrats if name.startswith("cls-978-")}
    assert sorted(found) == sorted(set(moteur.registre.contrats) - outside)
