"""What a code of an address names, and the places around it."""

import pytest

from geo.territoires.lieux import Lieu, collectivite_sans_cls, find_lieux
from geo.territoires.lieux_autour import commune_du_lieu, parents_du_lieu
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import FRANCE, Territoire

OUESSANT = "29155"
PARIS_1 = "75101"
EST_ENSEMBLE = "200057875"


def territoire(referentiel: Referentiel, code: str) -> Territoire:
    return find_lieux(referentiel, code)[0].territoire


@pytest.mark.parametrize(
    ("code", "niveau", "nom"),
    [
        ("29232", "commune", "Quimper"),
        ("75101", "arrondissement_municipal", "Paris 1er Arrondissement"),
        ("200068120", "epci", "CA Quimper Bretagne Occidentale"),
        ("200057875", "ept", "Est Ensemble"),
        ("29", "departement", "Finistère"),
        ("93", "departement", "Seine-Saint-Denis"),
        ("97801", "commune", "Saint-Martin"),
    ],
)
def test_a_code_names_a_place_of_any_level(
    referentiel: Referentiel, code: str, niveau: str, nom: str
):
    assert find_lieux(referentiel, code)[0] == Lieu(Territoire(niveau, code, nom))


def test_a_code_shared_by_a_departement_and_a_region_names_both(referentiel: Referentiel):
    names = [one.territoire.nom for one in find_lieux(referentiel, "53")]
    assert names == ["Mayenne", "Bretagne"]


def test_the_code_of_a_commune_deleguee_leads_to_its_commune(referentiel: Referentiel):
    (found,) = find_lieux(referentiel, "93059")
    assert (found.territoire.nom, found.demande) == ("Saint-Denis", "Pierrefitte-sur-Seine")


def test_a_commune_in_no_epci_is_a_commune_and_nothing_else(referentiel: Referentiel):
    (found,) = find_lieux(referentiel, OUESSANT)
    assert found.territoire.niveau == "commune"


@pytest.mark.parametrize("code", ["", "00000", "97701", "<b>", "29232,35238", "999999999"])
def test_an_unknown_code_names_nothing(referentiel: Referentiel, code: str):
    assert find_lieux(referentiel, code) == ()


def test_collectivities_without_a_contract_are_told_apart_from_mistakes():
    assert collectivite_sans_cls("97701") == "Saint-Barthélemy"
    assert collectivite_sans_cls("98735") == "Polynésie française"
    assert collectivite_sans_cls("97801") is None
    assert collectivite_sans_cls("977") is None


def test_an_arrondissement_lies_in_its_commune(referentiel: Referentiel):
    parents = parents_du_lieu(referentiel, territoire(referentiel, PARIS_1))
    assert [parent.nom for parent in parents] == [
        FRANCE.nom,
        "Île-de-France",
        "Paris",
        "Métropole du Grand Paris",
        "Paris",
    ]
    assert parents[-1].niveau == "commune"


def test_a_commune_of_grand_paris_lies_in_its_ept(referentiel: Referentiel):
    parents = parents_du_lieu(referentiel, territoire(referentiel, "93048"))
    assert [parent.niveau for parent in parents[-2:]] == ["epci", "ept"]
    assert parents[-1].nom == "Est Ensemble"


def test_an_ept_lies_where_its_most_populous_commune_is(referentiel: Referentiel):
    ept = territoire(referentiel, EST_ENSEMBLE)
    assert commune_du_lieu(referentiel, ept).nom == "Montreuil"
    names = [parent.nom for parent in parents_du_lieu(referentiel, ept)]
    assert names[1:] == ["Île-de-France", "Seine-Saint-Denis", "Métropole du Grand Paris"]
