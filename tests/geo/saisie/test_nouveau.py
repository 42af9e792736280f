"""A contract added by hand: its identifier, its place, those that it may double."""

import pytest

from data.depot.registre import load_tables, numero_courant
from geo.couverture.moteur import Moteur, load_moteur
from geo.saisie.champs import vide
from geo.saisie.controle import check_brouillon
from geo.saisie.nouveau import propose_contrat, refuse_identifiant
from geo.saisie.perimetre import find_ajoutable
from geo.territoires.territoire import Territoire


@pytest.fixture(scope="module")
def moteur() -> Moteur:
    return load_moteur()


def place(moteur: Moteur, code: str) -> Territoire:
    found = find_ajoutable(moteur.referentiel, code)
    assert found is not None
    return found


def test_a_new_contract_has_an_identifier_a_region_and_its_departements(moteur: Moteur) -> None:
    saisie = vide("contrats", "") | {"nom": "CLS du Pays de Redon", "date_signature": "2026-03"}
    found = propose_contrat(moteur, saisie, (place(moteur, "243500741"),))
    assert found is not None
    assert found.contrat["id"] not in moteur.registre.contrats
    assert refuse_identifiant(found.contrat["id"], load_tables()) == ""
    assert set(found.contrat["departements"].split()) == {"35", "44", "56"}
    assert found.contrat["region"] == "53"
    draft = found.brouillon(load_tables(), numero_courant())
    assert check_brouillon(draft, load_tables(), load_tables()) == []


def test_a_contract_that_the_registre_has_is_shown_with_the_reason(moteur: Moteur) -> None:
    lines = moteur.registre.perimetre_du_contrat("cls-29-cornouaille-1")
    places = tuple(Territoire(one.niveau, one.code, one.libelle) for one in lines)
    saisie = vide("contrats", "") | {"nom": "CLS de Cornouaille", "date_signature": "2023-07"}
    found = propose_contrat(moteur, saisie, places)
    assert found is not None
    told = {one.contrat.id: one.pourquoi for one in found.doubles}
    assert "même" in told["cls-29-cornouaille-1"]


def test_the_next_generation_is_linked_to_the_one_before(moteur: Moteur) -> None:
    lines = moteur.registre.perimetre_du_contrat("cls-29-cornouaille-1")
    places = tuple(Territoire(one.niveau, one.code, one.libelle) for one in lines)
    saisie = vide("contrats", "") | {
        "nom": "CLS de Cornouaille",
        "date_signature": "2029",
        "generation": "2",
    }
    found = propose_contrat(moteur, saisie, places)
    assert found is not None
    assert found.precedent is not None
    assert found.precedent.id == "cls-29-cornouaille-1"
    assert found.doubles == ()
    assert found.contrat["id"] == "cls-29-cornouaille-2"


def test_nothing_is_proposed_without_a_territory(moteur: Moteur) -> None:
    assert propose_contrat(moteur, vide("contrats", "") | {"nom": "CLS"}, ()) is None


@pytest.mark.parametrize(
    "identifiant", ["", "CLS-29-x", "cls-29", "cls-29-cornouaille-1", "cls-29-é", "<b>"]
)
def test_an_identifier_that_cannot_be_is_refused_in_a_sentence(identifiant: str) -> None:
    assert refuse_identifiant(identifiant, load_tables())
