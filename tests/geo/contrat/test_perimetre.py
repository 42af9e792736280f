"""The perimeter of a contract: who lives there, what it holds in part, what it shares."""

from datetime import date

import pytest

from geo.contrat.perimetre import build_perimetre

JOUR = date(2026, 6, 15)
CORNOUAILLE = "cls-29-cornouaille-1"
VILLES_SOEURS = "cls-76-villes-soeurs-x"
QUIMPER, EPCI_QUIMPER = "commune 29232", "epci 200068120"


@pytest.fixture
def perimetre_de(un_moteur):
    """Builds the perimeter of the first of some invented contracts, by their lines."""

    def build(contrats, perimetres, sauf=()):
        moteur = un_moteur(contrats, perimetres)
        return build_perimetre(moteur.couverture(JOUR), contrats[0].id, sauf)

    return build


# --- Perimeter --------------------------------------------------------------------------------


def test_cornouaille_counts_58_communes_6_epci_and_223251_inhabitants(une_fiche):
    perimetre = une_fiche(CORNOUAILLE).perimetre
    assert perimetre.population == 223_251
    assert perimetre.nb_communes == 58
    assert len(perimetre.epci) == 6
    assert all(part.en_entier for part in perimetre.epci)
    assert [part.territoire.nom for part in perimetre.repartition] == ["Finistère"]
    assert not perimetre.est_a_cheval


def test_villes_soeurs_counts_on_each_side_of_the_border_for_those_who_live_there(
    une_fiche, referentiel, habitants
):
    perimetre = une_fiche(VILLES_SOEURS).perimetre
    assert perimetre.est_a_cheval
    assert [region.nom for region in perimetre.regions] == ["Normandie", "Hauts-de-France"]
    sides = {part.territoire.nom: part for part in perimetre.repartition}
    assert {name: part.region for name, part in sides.items()} == {
        "Seine-Maritime": "Normandie",
        "Somme": "Hauts-de-France",
    }
    assert sum(part.population for part in sides.values()) == perimetre.population
    assert perimetre.population == habitants("epci 247600588")
    assert sum(part.nb_communes for part in sides.values()) == perimetre.nb_communes == 28


def test_the_territory_of_a_contract_on_one_epci_is_that_epci(une_fiche):
    assert une_fiche(VILLES_SOEURS).perimetre.seul.nom == "CC des Villes Soeurs"
    assert une_fiche(CORNOUAILLE).perimetre.seul is None


def test_a_city_holds_a_part_of_its_epci(un_contrat, perimetre_de):
    perimetre = perimetre_de([un_contrat("cls-29-a-1")], {"cls-29-a-1": [QUIMPER]})
    (part,) = perimetre.epci
    assert (part.nb_communes, part.nb_communes_total) == (1, 14)
    assert not part.en_entier
    assert perimetre.seul.nom == "Quimper"


def test_a_neighbourhood_is_named_and_not_counted(un_contrat, perimetre_de):
    perimetre = perimetre_de([un_contrat("cls-29-a-1")], {"cls-29-a-1": ["quartier 29232"]})
    assert perimetre.est_connu
    assert perimetre.communes_partielles == ("Quimper",)
    assert (perimetre.population, perimetre.nb_communes) == (0, 0)
    assert perimetre.seul is None


def test_an_unknown_perimeter_is_said_unknown(un_contrat, perimetre_de):
    assert not perimetre_de([un_contrat("cls-29-a-1")], {}).est_connu


def test_the_residents_that_two_contracts_share_are_counted(un_contrat, perimetre_de, habitants):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2024"),
        un_contrat("cls-29-ville-1", date_signature="2024"),
    ]
    perimetre = perimetre_de(contrats, {"cls-29-a-1": [EPCI_QUIMPER], "cls-29-ville-1": [QUIMPER]})
    (other,) = perimetre.chevauchements
    assert (other.contrat_id, other.statut) == ("cls-29-ville-1", "signe")
    assert other.population == habitants(QUIMPER)


def test_a_shared_neighbourhood_is_named_without_a_number(un_contrat, perimetre_de):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2024"),
        un_contrat("cls-29-b-1", date_signature="2024"),
    ]
    perimetre = perimetre_de(contrats, {"cls-29-a-1": [QUIMPER], "cls-29-b-1": ["quartier 29232"]})
    assert [one.population for one in perimetre.chevauchements] == [None]


def test_a_contract_that_is_over_does_not_overlap(un_contrat, perimetre_de):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2024"),
        un_contrat("cls-29-b-1", date_signature="2010", date_fin="2013"),
    ]
    perimetre = perimetre_de(contrats, {"cls-29-a-1": [QUIMPER], "cls-29-b-1": [QUIMPER]})
    assert perimetre.chevauchements == ()


def test_another_generation_is_not_an_overlap(un_contrat, perimetre_de):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2024"),
        un_contrat("cls-29-a-2", date_signature="2025"),
    ]
    lines = {"cls-29-a-1": [QUIMPER], "cls-29-a-2": [QUIMPER]}
    assert perimetre_de(contrats, lines, sauf=["cls-29-a-2"]).chevauchements == ()
