"""The map of a contract: its perimeter in its own status, its neighbours in theirs."""

from datetime import date

import numpy as np
import pytest
import shapely

from geo.certitude.classes import classes_de_certitude
from geo.contrat.carte import FicheCarte, build_carte
from geo.contrat.formes import build_formes
from geo.contrat.voisins import voisins
from geo.couverture.moteur import Moteur
from geo.territoires.contours import CONTOUR
from geo.territoires.couches import feature_codes

JOUR = date(2026, 6, 15)
CORNOUAILLE = "cls-29-cornouaille-1"
VILLES_SOEURS = "cls-76-villes-soeurs-2"
QUIMPER = "commune 29232"


@pytest.fixture
def carte_de(un_contrat, un_moteur):
    """Builds the map of the first of some invented contracts: ``carte_de([…], {…})``."""

    def build(contrats, perimetres) -> tuple[FicheCarte | None, Moteur]:
        moteur = un_moteur(contrats, perimetres)
        return build_carte(moteur.couverture(JOUR), contrats[0].id), moteur

    return build


def names_of(moteur: Moteur, carte: FicheCarte, chosen: np.ndarray) -> set[str]:
    level = moteur.referentiel.niveaux[carte.formes.niveau]
    return {str(level.noms[position]) for position in carte.formes.positions[chosen]}


def statuses(carte: FicheCarte, chosen: np.ndarray) -> set[str]:
    return set(carte.etat.statuts[chosen].tolist())


def test_the_58_communes_of_cornouaille_are_drawn_as_signed(moteur):
    carte = build_carte(moteur.couverture(JOUR), CORNOUAILLE)
    assert carte.formes.dans_le_perimetre.sum() == 58
    assert statuses(carte, carte.formes.dans_le_perimetre) == {"signe_atteste"}
    assert carte.formes.couches[0] == "communes-29"


def test_features_are_those_of_the_layers_in_their_order(moteur):
    formes = build_formes(moteur, VILLES_SOEURS)
    codes = np.concatenate([feature_codes(moteur.referentiel, one) for one in formes.couches])
    level = moteur.referentiel.niveaux["commune"]
    assert level.codes[formes.positions].tolist() == codes.tolist()


def test_both_sides_of_a_border_are_drawn(moteur):
    formes = build_formes(moteur, VILLES_SOEURS)
    assert set(formes.couches) >= {"communes-76", "communes-80"}
    assert formes.dans_le_perimetre.sum() == 28


def test_the_neighbours_have_their_own_status(moteur):
    couverture = moteur.couverture(JOUR)
    carte = build_carte(couverture, CORNOUAILLE)
    around = carte.formes.dans_la_vue & ~carte.formes.dans_le_perimetre
    expected = classes_de_certitude(couverture, "commune")[carte.formes.positions[around]]
    assert carte.etat.statuts[around].tolist() == expected.tolist()
    assert len(statuses(carte, around)) > 1


def test_a_contract_that_is_over_is_drawn_so_even_where_another_is_in_force(un_contrat, carte_de):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2010", date_fin="2013"),
        un_contrat("cls-29-b-1", date_signature="2024"),
    ]
    lines = {"cls-29-a-1": [QUIMPER, "commune 29020"], "cls-29-b-1": ["commune 29020"]}
    carte, _ = carte_de(contrats, lines)
    assert statuses(carte, carte.formes.dans_le_perimetre) == {"echeance_passee"}


def test_a_contract_whose_status_is_unknown_shows_that_of_its_communes(un_contrat, carte_de):
    contrats = [
        un_contrat("cls-29-a-1", etape="inconnue"),
        un_contrat("cls-29-b-1", date_signature="2024"),
    ]
    carte, _ = carte_de(contrats, {"cls-29-a-1": [QUIMPER], "cls-29-b-1": [QUIMPER]})
    assert statuses(carte, carte.formes.dans_le_perimetre) == {"signe_a_confirmer"}


def test_a_commune_signed_in_part_is_drawn_as_such(un_contrat, carte_de):
    contrat = un_contrat("cls-29-a-1", date_signature="2024")
    carte, _ = carte_de([contrat], {contrat.id: ["quartier 29232"]})
    assert statuses(carte, carte.formes.dans_le_perimetre) == {"partielle"}


def test_a_perimeter_over_many_departements_is_drawn_by_epci(un_contrat, carte_de):
    contrat = un_contrat("cls-29-a-1", date_signature="2024", region="53")
    lines = [f"departement {code}" for code in ("22", "29", "35", "56")]
    carte, moteur = carte_de([contrat], {contrat.id: lines})
    assert carte.formes.couches == ("epci",)
    assert statuses(carte, carte.formes.dans_le_perimetre) == {"signe_a_confirmer"}
    found = voisins(moteur.couverture(JOUR), carte, contrat.id)
    assert {one.territoire.niveau for one in found} == {"epci"}


def test_the_view_holds_the_perimeter_and_only_what_is_around(moteur):
    formes = build_formes(moteur, CORNOUAILLE)
    assert formes.dans_la_vue[formes.dans_le_perimetre].all()
    assert formes.dans_la_vue.sum() < len(formes.dans_la_vue)
    assert formes.dans_la_vue[formes.voisines].all()
    assert not (formes.voisines & formes.dans_le_perimetre).any()


def test_the_outline_is_that_of_the_communes_together(moteur):
    (feature,) = build_formes(moteur, VILLES_SOEURS).contour["features"]
    assert feature["id"] == CONTOUR
    outline = shapely.geometry.shape(feature["geometry"])
    eu, dieppe = shapely.Point(1.4179, 50.0486), shapely.Point(1.0792, 49.9229)
    assert outline.contains(eu)
    assert not outline.contains(dieppe)


def test_a_territory_that_no_layer_draws_has_no_map(moteur):
    assert build_carte(moteur.couverture(JOUR), "cls-978-saint-martin-2") is None


def test_a_contract_without_a_perimeter_has_no_map(un_contrat, carte_de):
    assert carte_de([un_contrat("cls-29-a-1")], {})[0] is None


def test_the_tooltip_names_the_contracts_of_each_commune_shown(moteur):
    carte = build_carte(moteur.couverture(JOUR), CORNOUAILLE)
    number = moteur.perimetres.contrats.index(CORNOUAILLE)
    inside = np.flatnonzero(carte.formes.dans_le_perimetre)
    assert all((number, "signe_atteste") in carte.etat.contrats[rank] for rank in inside)
    hidden = np.flatnonzero(~carte.formes.dans_la_vue)
    assert not any(carte.etat.contrats[rank] for rank in hidden)


def test_the_neighbours_of_cornouaille_are_three_epci(moteur):
    couverture = moteur.couverture(JOUR)
    carte = build_carte(couverture, CORNOUAILLE)
    found = voisins(couverture, carte, CORNOUAILLE)
    assert [one.territoire.nom for one in found] == [
        "CA Concarneau Cornouaille Agglomération",
        "CC Pleyben-Châteaulin-Porzay",
        "CC de Haute Cornouaille",
    ]
    # Undated, known by a page of December 2019: five years later, nothing more is said of it.
    assert found[0].contrats == ()
    assert found[0].departement == "Finistère"
    while_known = voisins(moteur.couverture(date(2024, 6, 15)), carte, CORNOUAILLE)
    assert while_known[0].contrats == ("cls-29-concarneau-cornouaille-x",)


def test_the_neighbours_of_a_city_are_communes_not_its_own_epci(un_contrat, carte_de):
    contrat = un_contrat("cls-29-a-1", date_signature="2024")
    carte, moteur = carte_de([contrat], {contrat.id: [QUIMPER]})
    found = voisins(moteur.couverture(JOUR), carte, contrat.id)
    assert {one.territoire.niveau for one in found} == {"commune"}
    assert "Quimper" not in {one.territoire.nom for one in found}
    assert names_of(moteur, carte, carte.formes.voisines) == {one.territoire.nom for one in found}


def test_an_island_has_no_neighbour(un_contrat, carte_de):
    contrat = un_contrat("cls-29-a-1", date_signature="2024")
    carte, moteur = carte_de([contrat], {contrat.id: ["commune 29155"]})
    assert voisins(moteur.couverture(JOUR), carte, contrat.id) == ()


def test_signed_contracts_come_before_projects_among_those_of_a_neighbour(un_contrat, carte_de):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2024"),
        un_contrat("cls-29-projet-1", etape="diagnostic", source_date="2026"),
        un_contrat("cls-29-signe-1", date_signature="2024"),
    ]
    lines = {
        "cls-29-a-1": [QUIMPER],
        "cls-29-projet-1": ["commune 29170"],
        "cls-29-signe-1": ["commune 29170"],
    }
    carte, moteur = carte_de(contrats, lines)
    found = voisins(moteur.couverture(JOUR), carte, "cls-29-a-1")
    plomelin = next(one for one in found if one.territoire.nom == "Plomelin")
    assert plomelin.contrats == ("cls-29-signe-1", "cls-29-projet-1")
