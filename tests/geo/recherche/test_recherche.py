"""Search of a territory, on the real referentiel (COG 2026, population 2023)."""

from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.recherche.recherche import chercher
from tests.geo.recherche.trouvailles import first, territories

ARRONDISSEMENT = "arrondissement_municipal"
USUAL_WORDS = ["de", "la", "saint", "st", "ste", "s/", "sur", "cc", "ville", "region", "paris"]
USUAL_WORDS += ["2A", "75", "75013", "1", "er", "'", "-", "", "\n"]
quick = settings(max_examples=80, deadline=None)


@pytest.mark.parametrize(
    ("texte", "niveau", "code"),
    [
        ("lhay les roses", "commune", "94038"),
        ("l'hay les roses", "commune", "94038"),
        ("L’HAŸ–LES–ROSES", "commune", "94038"),
        ("Y", "commune", "80829"),
        ("lemans", "commune", "72181"),
        ("mans", "commune", "72181"),
        ("rochelle", "commune", "17300"),
        ("st brieuc", "commune", "22278"),
        ("Ste Anastasie sur Issole", "commune", "83111"),
        ("chalon s/ saone", "commune", "71076"),
        ("paris", "commune", "75056"),
        ("lyon", "commune", "69123"),
        ("marseille", "commune", "13055"),
        ("paris 13", ARRONDISSEMENT, "75113"),
        ("Paris 13ème", ARRONDISSEMENT, "75113"),
        ("13e arrondissement de Paris", ARRONDISSEMENT, "75113"),
        ("Paris 01", ARRONDISSEMENT, "75101"),
        ("paris 1er", ARRONDISSEMENT, "75101"),
        ("CC des villes soeurs", "epci", "247600588"),
        ("Communauté de communes des Villes Sœurs", "epci", "247600588"),
        ("villes sœurs", "epci", "247600588"),
        ("quimper bretagne occidentale", "epci", "200068120"),
        ("Plaine Commune", "ept", "200057867"),
        ("EPT plaine commune", "ept", "200057867"),
        ("grand paris", "epci", "200054781"),
        ("cobas", "epci", "243300563"),
        ("bretagne", "region", "53"),
        ("paca", "region", "93"),
        ("ile de france", "region", "11"),
        ("finistere", "departement", "29"),
        ("corse du sud", "departement", "2A"),
    ],
)
def test_a_name_is_found_however_it_is_typed(texte: str, niveau: str, code: str) -> None:
    assert first(texte) == (niveau, code)


@pytest.mark.parametrize(
    ("texte", "niveau", "code"),
    [
        ("75056", "commune", "75056"),
        ("75113", ARRONDISSEMENT, "75113"),
        ("75013", ARRONDISSEMENT, "75113"),
        ("29000", "commune", "29232"),
        ("97150", "commune", "97801"),
        ("200068120", "epci", "200068120"),
        ("200 068 120", "epci", "200068120"),
        ("2A", "departement", "2A"),
        ("2b", "departement", "2B"),
        ("974", "departement", "974"),
        ("01", "departement", "01"),
        ("région 53", "region", "53"),
    ],
)
def test_a_code_or_a_postcode_is_found(texte: str, niveau: str, code: str) -> None:
    assert first(texte) == (niveau, code)


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("strasbour", "67482"),
        ("strasbur", "67482"),
        ("bordaux", "33063"),
        ("quinper", "29232"),
        ("grenobel", "38185"),
        ("monpelier", "34172"),
        ("marsaille", "13055"),
        ("lile", "59350"),
        ("lion", "69123"),
        ("st etiene", "42218"),
        ("ville d avry", "92077"),
    ],
)
def test_typing_errors_are_forgiven_first_to_the_most_populous(texte: str, code: str) -> None:
    assert first(texte) == ("commune", code)


@pytest.mark.parametrize(
    ("texte", "niveau", "code"),
    [
        ("quimper", "commune", "29232"),
        ("CA quimper", "epci", "200068120"),
        ("agglo quimper", "epci", "200068120"),
        ("bordeaux", "commune", "33063"),
        ("metropole de bordeaux", "epci", "243300316"),
        ("bordeaux métropole", "epci", "243300316"),
        ("département de Paris", "departement", "75"),
        ("corrèze", "commune", "19062"),
        ("departement de la correze", "departement", "19"),
        ("ville de brest", "commune", "29019"),
        ("région Bretagne", "region", "53"),
        ("région lyon", "commune", "69123"),
    ],
)
def test_a_level_named_in_the_text_comes_first(texte: str, niveau: str, code: str) -> None:
    assert first(texte) == (niveau, code)


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("saint denis 93", "93066"),
        ("Saint-Denis, Seine-Saint-Denis (93)", "93066"),
        ("saint denis aude", "11339"),
        ("saint-denis (974)", "97411"),
        ("29000 quimper", "29232"),
        ("quimper 35", "29232"),
    ],
)
def test_a_departement_or_postcode_beside_the_name_tells_homonyms_apart(
    texte: str, code: str
) -> None:
    assert first(texte) == ("commune", code)


def test_saint_denis_is_several_communes_by_population_each_with_its_departement() -> None:
    found = [r for r in chercher("Saint-Denis", limite=10) if r.nom == "Saint-Denis"]
    assert [r.departement for r in found] == [
        "La Réunion (974)",
        "Seine-Saint-Denis (93)",
        "Aude (11)",
        "Gard (30)",
    ]
    assert [r.population for r in found] == sorted((r.population for r in found), reverse=True)


def test_a_ligature_is_two_letters() -> None:
    both = [("commune", "51410"), ("commune", "02565")]
    for texte in ("oeuilly", "Œuilly", "œuilly"):
        assert territories(chercher(texte))[:2] == both


def test_sainte_anastasie_is_two_communes_before_the_longer_name() -> None:
    found = territories(chercher("sainte anastasie"))
    assert found == [("commune", "30228"), ("commune", "15171"), ("commune", "83111")]


def test_a_name_in_one_word_is_told_from_the_same_in_two() -> None:
    assert chercher("Lachapelle")[0].nom == "Lachapelle"
    assert chercher("La Chapelle")[0].nom == "La Chapelle"


def test_paris_is_the_commune_then_the_departement_then_its_arrondissements() -> None:
    found = territories(chercher("paris", limite=40))
    assert found[:2] == [("commune", "75056"), ("departement", "75")]
    assert {code for niveau, code in found if niveau == ARRONDISSEMENT} == {
        str(code) for code in range(75101, 75121)
    }


def test_a_commune_deleguee_leads_to_its_commune_and_says_so() -> None:
    assert astuple(chercher("Pierrefitte-sur-Seine")[0]) == (
        1,
        "commune",
        "93066",
        "Saint-Denis",
        "Seine-Saint-Denis (93)",
        149077,
        "Pierrefitte-sur-Seine, commune déléguée",
        "ancienne commune, fusionnée au plus tard le 1er\u00a0janvier 2025 dans Saint-Denis",
    )


def test_a_commune_associee_leads_to_its_commune_by_its_code_too() -> None:
    (found,) = chercher("59355")
    assert (found.code, found.pourquoi) == ("59350", "Lomme, commune associée de Lille")


def test_a_territory_is_listed_once() -> None:
    for texte in ("Saint-Denis", "lille", "annecy", "01015", "paris", "75013"):
        found = territories(chercher(texte, limite=50))
        assert len(found) == len(set(found))


def test_a_postcode_shared_by_several_communes_gives_the_most_populous_first() -> None:
    populations = [resultat.population for resultat in chercher("51800", limite=60)]
    assert len(populations) == 44
    assert populations == sorted(populations, reverse=True)


def test_a_code_of_two_levels_is_the_departement_then_the_region() -> None:
    assert territories(chercher("75"))[:2] == [("departement", "75"), ("region", "75")]


def test_an_epci_astride_two_regions_is_where_most_of_its_residents_live() -> None:
    assert chercher("villes soeurs")[0].departement == "Seine-Maritime (76)"


def test_a_region_has_no_departement_and_saint_martin_is_a_collectivite() -> None:
    assert chercher("normandie")[0].departement == ""
    assert chercher("97801")[0].departement == "collectivité d'outre-mer (978)"


def test_levels_can_be_chosen_and_the_number_of_results_limited() -> None:
    assert territories(chercher("paris", niveaux={"departement"})) == [("departement", "75")]
    assert {r.niveau for r in chercher("quimper", niveaux=["epci", "ept"])} == {"epci"}
    assert chercher("paris", niveaux=[]) == []
    assert [r.rang for r in chercher("saint", limite=8)] == list(range(1, 9))


def test_a_limit_or_a_level_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="positive integer"):
        chercher("paris", limite=0)
    with pytest.raises(ValueError, match="unknown level: canton"):
        chercher("paris", niveaux={"canton"})


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "   ",
        "!?…'\"-–—()[]/\\",
        "<b>Paris</b>",
        "<script>alert(1)</script>",
        "x" * 500,
        "Paris " * 100,
        "zzzzzz",
        "Париж",
        "巴黎",
        "🏥",
        "\x00\n\t",
        "\ud800",
        "\u0301",
        "'; DROP TABLE communes; --",
    ],
)
def test_a_text_that_no_name_can_match_finds_nothing(texte: str) -> None:
    assert chercher(texte) == []


@quick
@given(st.text(max_size=130))
def test_no_text_breaks_the_search(texte: str) -> None:
    assert len(chercher(texte)) <= 5


@quick
@given(st.lists(st.sampled_from(USUAL_WORDS)))
def test_no_sequence_of_usual_words_breaks_the_search(mots: list[str]) -> None:
    assert len(chercher(" ".join(mots))) <= 5
