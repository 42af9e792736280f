"""Search of a territory, on the real referentiel (COG 2026, population 2023)."""

import io
import json
import random
import time
from dataclasses import astuple

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo.__main__ import main
from geo.recherche.index import IndexDeRecherche, build_index
from geo.recherche.recherche import Resultat, chercher
from geo.territoires.normalisation import coller, normaliser, sans_articles
from geo.territoires.referentiel import load_referentiel

ARRONDISSEMENT = "arrondissement_municipal"
EVERY_HOMONYM = 100
EVERY_NEIGHBOUR = 1000
USUAL_WORDS = ["de", "la", "saint", "st", "ste", "s/", "sur", "cc", "ville", "region", "paris"]
USUAL_WORDS += ["2A", "75", "75013", "1", "er", "'", "-", "", "\n"]
quick = settings(max_examples=80, deadline=None)


def the_index() -> IndexDeRecherche:
    return build_index(load_referentiel())


def first(texte: str) -> tuple[str, str]:
    return territories(chercher(texte))[0]


def territories(found: list[Resultat]) -> list[tuple[str, str]]:
    return [(resultat.niveau, resultat.code) for resultat in found]


def name_found(resultat: Resultat) -> str:
    """The name that matched: that of the commune déléguée when there is one."""
    return resultat.precision.rsplit(", ", 1)[0] or resultat.nom


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


@st.composite
def entries(draw: st.DrawFn) -> pd.Series:
    """Any row of the index."""
    table = the_index().entrees
    return table.iloc[draw(st.integers(0, len(table) - 1))]


@quick
@given(entries())
def test_every_entry_is_found_by_its_name_first_or_among_homonyms(entry: pd.Series) -> None:
    found = chercher(entry["ecrit"], limite=EVERY_HOMONYM)
    if entry["d_avant"]:  # a name of before 2019 may be a near name of today
        found = chercher(entry["ecrit"], limite=EVERY_NEIGHBOUR)
    else:
        assert normaliser(name_found(found[0])) == normaliser(entry["ecrit"])
    assert (entry["niveau"], entry["code"]) in territories(found)


@quick
@given(entries())
def test_every_entry_is_found_first_by_its_code(entry: pd.Series) -> None:
    assume(entry["cle"] and not entry["d_avant"] and entry["niveau"] != "region")
    table = the_index().entrees
    bearing = table[(table["cle"] == entry["cle"]) & (table["niveau"] == entry["niveau"])]
    codes = set(bearing["code"])  # 20 was the code of what is 2A and 2B
    found = chercher(entry["cle"], niveaux={entry["niveau"]})
    assert set(territories(found)[: len(codes)]) == {(entry["niveau"], code) for code in codes}
    assert chercher(entry["cle"])[0].code in codes


@quick
@given(entries(), st.randoms(use_true_random=False))
def test_a_long_name_is_found_with_a_letter_left_out(
    entry: pd.Series, chance: random.Random
) -> None:
    letters = coller(normaliser(entry["ecrit"]))
    assume(len(letters) >= 8)
    hole = chance.randrange(len(letters))
    typed = letters[:hole] + letters[hole + 1 :]
    found = chercher(typed, limite=EVERY_NEIGHBOUR)
    assume(coller(normaliser(name_found(found[0]))) != typed)  # the very name of another
    assert (entry["niveau"], entry["code"]) in territories(found)


def test_a_search_takes_a_few_hundredths_of_a_second() -> None:
    draw = random.Random(93066)
    names = [name[:-1] for name in draw.sample(the_index().noms, 60) if len(name) > 5]
    started = time.thread_time()
    for name in names:
        chercher(name)
    assert (time.thread_time() - started) / len(names) < 0.1  # ten times what was measured


@pytest.mark.parametrize(
    ("name", "normalised", "short"),
    [
        ("L'Haÿ-les-Roses", "l hay les roses", "hay roses"),
        ("Vandœuvre-lès-Nancy", "vandoeuvre les nancy", "vandoeuvre nancy"),
        ("STE-MÈRE-ÉGLISE", "sainte mere eglise", "sainte mere eglise"),
        ("Communauté d’agglomération de Cergy", "ca de cergy", "ca cergy"),
        ("Le", "le", "le"),
        ("…", "", ""),
    ],
)
def test_normalised_names(name: str, normalised: str, short: str) -> None:
    assert (normaliser(name), sans_articles(normaliser(name))) == (normalised, short)


def test_many_names_at_once_are_normalised_as_one_by_one() -> None:
    names = [" L'Île-d'Yeu ", "La", "", "Paris 1er Arrondissement", "CC de l'Est", "St-Y "]
    together = normaliser("\n".join(names))
    assert together.split("\n") == [normaliser(name) for name in names]
    assert sans_articles(together).split("\n") == [sans_articles(normaliser(n)) for n in names]


def test_command_line_gives_the_documented_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chercher", "saint denis", "--limite", "2", "--format", "csv"]) == 0
    rows = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=str)
    first = ["rang", "niveau", "code", "nom", "departement", "population"]
    assert list(rows) == [*first, "pourquoi"]
    assert rows["code"].tolist() == ["97411", "93066"]
    assert main(["chercher", "2A", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "rang": 1,
        "niveau": "departement",
        "code": "2A",
        "nom": "Corse-du-Sud",
        "departement": "Corse-du-Sud (2A)",
        "population": 168306,
        "pourquoi": "",
    }


@pytest.mark.parametrize(
    ("kind", "empty"),
    [
        ("table", "no row\n"),
        ("csv", "rang,niveau,code,nom,departement,population,pourquoi\n"),
        ("json", []),
    ],
)
def test_command_line_that_finds_nothing_says_so_apart(
    kind: str, empty: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chercher", "zzzzzz", "--format", kind]) == 0
    captured = capsys.readouterr()
    assert (json.loads(captured.out) if kind == "json" else captured.out) == empty
    assert captured.err == "note: no territory matches this text\n"


@pytest.mark.parametrize("limite", ["0", "-1", "cinq", "1.5"])
def test_command_line_refuses_a_limit_that_is_no_positive_integer(
    limite: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["chercher", "paris", f"--limite={limite}"])
    assert stop.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
