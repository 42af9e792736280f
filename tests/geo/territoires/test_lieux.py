"""What a code of an address names, and the places around it."""

import pytest

from geo.territoires.codes import CodeRefuse
from geo.territoires.lieux import Lieu, collectivite_sans_cls, find_lieu, find_lieux
from geo.territoires.lieux_autour import commune_du_lieu, parents_du_lieu
from geo.territoires.referentiel import Referentiel, load_referentiel
from geo.territoires.territoire import (
    FRANCE,
    Territoire,
    find_territoire,
    parents_of,
    surroundings_of,
)

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


@pytest.mark.parametrize(
    ("niveau", "ecrit", "code"),
    [
        ("commune", "2a004", "2A004"),
        ("commune", "1053", "01053"),
        ("commune", "02077", "02564"),
        ("commune", "93059", "93066"),
        ("commune", "20004", "2A004"),
        ("commune", "21290232400017", "29232"),
        ("epci", "20006812000019", "200068120"),
        ("epci", "245900410", "200093201"),
        ("epci", "2,42900314E+08", "242900314"),
        ("epci", OUESSANT, OUESSANT),
        ("ept", "200 057 875", EST_ENSEMBLE),
        ("arrondissement_municipal", PARIS_1, PARIS_1),
        ("departement", "2b", "2B"),
        ("departement", "1", "01"),
        ("departement", "029", "29"),
        ("departement", "69D", "69"),
        ("epci", "69m", "200046977"),
        ("commune", "978", "97801"),
        ("region", "53", "53"),
        ("france", "", "FR"),
        ("france", "fr", "FR"),
    ],
)
def test_one_function_reads_the_code_of_a_level(
    referentiel: Referentiel, niveau: str, ecrit: str, code: str
):
    lieu = find_lieu(referentiel, niveau, ecrit)
    assert lieu.territoire.code == code
    if ecrit.replace(" ", "").upper() != code and niveau != "france":
        assert lieu.pourquoi


@pytest.mark.parametrize(
    ("niveau", "ecrit", "raison"),
    [
        ("epci", "29232", "mais d'une commune\u00a0: Quimper"),
        ("commune", PARIS_1, "mais d'un arrondissement municipal"),
        ("commune", "200068120", "mais d'un EPCI"),
        ("commune", "97701", "Saint-Barthélemy, collectivité d'outre-mer hors de l'atlas"),
        ("commune", "29000", "est un code postal (Quimper)"),
        ("departement", "977", "Saint-Barthélemy, collectivité d'outre-mer hors de l'atlas"),
        ("departement", "6AE", "choisir\u00a0: Bas-Rhin (67), Haut-Rhin (68)"),
        ("commune", "99999", "n'est pas le code d'une commune au COG 2026"),
        ("commune", "2,00068E+13", "abîmé par un tableur"),
        ("commune", "75101;75102", "plusieurs codes"),
        ("commune", "Quimper", "n'est pas un code"),
        ("commune", "", "code vide"),
        ("epci", "200071157", "choisir\u00a0: CC des Hautes Vosges (200096634), CC Gérardmer"),
        ("departement", "20", "partagé en 1976 entre Corse-du-Sud (2A), Haute-Corse (2B)"),
        ("region", "42", "mais d'un département\u00a0: Loire"),
        ("region", "99", "attendu, par exemple\u00a0: 53 (Bretagne)"),
        ("france", "53", "pas d'autre code que FR"),
    ],
)
def test_a_code_that_names_no_territory_of_the_level_is_refused_with_its_reason(
    referentiel: Referentiel, niveau: str, ecrit: str, raison: str
):
    with pytest.raises(CodeRefuse) as refused:
        find_lieu(referentiel, niveau, ecrit)
    assert raison in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_code_of_the_future_is_unknown_to_an_older_vintage():
    with pytest.raises(CodeRefuse, match="au COG 2020"):
        find_lieu(load_referentiel(2020), "epci", "200093201")
    assert find_lieu(load_referentiel(2020), "epci", "245900410").pourquoi == ""


def test_what_took_over_a_shared_territory_is_found_in_order_of_residents(
    referentiel: Referentiel,
):
    found = find_lieux(referentiel, "200071157")
    assert [lieu.territoire.code for lieu in found] == ["200096634", "200096642"]


def test_an_arrondissement_and_an_ept_can_be_looked_at(referentiel: Referentiel):
    paris = find_territoire(referentiel, "commune", "75056")
    arrondissement = find_territoire(referentiel, "arrondissement_municipal", PARIS_1)
    ept = find_territoire(referentiel, "ept", EST_ENSEMBLE)
    assert paris.niveaux_interieurs == ("commune", "arrondissement_municipal")
    assert arrondissement.niveaux_interieurs == ("arrondissement_municipal",)
    assert surroundings_of(referentiel, arrondissement, arrondissement.niveau) == paris
    assert surroundings_of(referentiel, paris, "arrondissement_municipal") == paris
    assert surroundings_of(referentiel, ept, "commune") == ept
    assert parents_of(referentiel, ept)[-1].nom == "Métropole du Grand Paris"
