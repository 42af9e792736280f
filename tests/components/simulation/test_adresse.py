"""A scenario lives in its address: what is written is read back, what is wrong is said."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest

from components.commun.adresse.parametres import write_params
from components.simulation.adresse import MESSAGES_MONTRES, NOMS, Connus, lien, read_etat, repetes
from components.simulation.elements import AJOUTS_MAXIMUM, LONGUEUR_NOM, nettoie_nom
from components.simulation.etat import EtatSimulation, nom_de
from geo.simulation.scenario import Modification, Scenario, find_ajoutable, touche
from geo.territoires.territoire import FRANCE, Territoire, find_territoire, region_of

AUJOURD_HUI = date(2026, 11, 21)
JOUR = date(2025, 1, 31)
QUIMPER, BREST, BREST_METROPOLE, PARIS = "29232", "29019", "242900314", "75056"
CONTRATS = ("cls-29-essai-1", "cls-29-essai-2")
HOSTILES = [
    '<img src=x onerror="alert(1)">',
    "**gras** [lien](http://exemple.fr) `code`",
    "A&ajouts=29019#fin?x=1",
    "déjà vu, l'été ~ 100 % « œuvre »",
    "=HYPERLINK(1)",
]


@pytest.fixture(scope="module")
def connus(referentiel):
    return Connus(
        find=lambda niveau, code: find_territoire(referentiel, niveau, code),
        region=lambda territoire: region_of(referentiel, territoire),
        ajoutable=lambda code: find_ajoutable(referentiel, code),
        touche=lambda base, territoire: touche(referentiel, base, territoire),
        contrats=CONTRATS,
    )


@pytest.fixture(scope="module")
def place(referentiel):
    return lambda code: find_ajoutable(referentiel, code)


@pytest.fixture(scope="module")
def read(connus):
    return lambda **params: read_etat(params, connus, AUJOURD_HUI)


@pytest.fixture(scope="module")
def finistere(referentiel):
    return find_territoire(referentiel, "departement", "29")


@pytest.fixture(scope="module")
def scenario(place):
    return Scenario(
        "Brest signe",
        (place(BREST_METROPOLE), place(QUIMPER)),
        ("cls-29-essai-1",),
        (
            Modification("cls-29-essai-1", (place(BREST),), (place(QUIMPER),)),
            Modification("cls-29-essai-2", (), (place(BREST),)),
        ),
    )


def assert_round_trip(etat, connus):
    params = write_params(etat)
    assert read_etat(params, connus, AUJOURD_HUI) == (etat, [])
    assert dict(parse_qsl(lien(params))) == params


def test_an_empty_address_is_the_country_today(read):
    etat, messages = read()
    assert etat == EtatSimulation(FRANCE, AUJOURD_HUI)
    assert messages == []


def test_a_scenario_is_written_in_few_readable_characters(finistere, scenario):
    etat = EtatSimulation(finistere, JOUR, scenario)
    assert lien(write_params(etat)) == (
        "departement=29&date=2025-01-31&nom=Brest+signe&ajouts=242900314,29232"
        "&retraits=cls-29-essai-1"
        "&perimetres=cls-29-essai-1~29019~sauf29232,cls-29-essai-2~sauf29019"
    )


def test_one_scenario_or_two_are_read_back_as_written(finistere, scenario, connus, place):
    assert_round_trip(EtatSimulation(finistere, JOUR, scenario), connus)
    assert_round_trip(EtatSimulation(FRANCE, JOUR, scenario, niveau="commune"), connus)
    other = Scenario("", (place(BREST),))
    both = EtatSimulation(
        finistere, JOUR, scenario, other, "b", "commune", carte="actuelle", objectif=825
    )
    assert_round_trip(both, connus)
    assert_round_trip(replace(both, b=Scenario(), actif="a"), connus)  # nothing in B yet


@pytest.mark.parametrize("nom", HOSTILES)
def test_a_hostile_name_is_a_name(nom, finistere, connus):
    assert_round_trip(EtatSimulation(finistere, JOUR, Scenario(nettoie_nom(nom))), connus)


def test_a_name_is_one_short_line(read):
    etat, messages = read(nom="a" * 500)
    assert etat.a.nom == "a" * LONGUEUR_NOM
    assert len(messages) == 1
    assert nettoie_nom(" deux\nlignes\t\u202e\u200b et \x00 ") == "deux lignes et"
    assert nom_de(Scenario(), "b") == "Scénario B"


def test_each_wrong_item_is_said_and_the_others_are_kept(read, place):
    etat, messages = read(
        departement="29",
        ajouts=f"99999,{BREST},{PARIS},29,<b>",
        retraits="cls-00-rien,cls-29-essai-1",
        perimetres=f"cls-00-rien~{BREST},cls-29-essai-2~{BREST}~77777,cls-29-essai-1",
    )
    assert etat.a.ajouts == (place(BREST),)
    assert etat.a.retraits == ("cls-29-essai-1",)
    assert etat.a.perimetres == (Modification("cls-29-essai-2", (place(BREST),)),)
    for wrong in ("99999", "Paris", "29", "cls\\-00\\-rien", "77777"):
        assert any(f"«\u00a0{wrong}" in message for message in messages), wrong
    assert len(messages) == 8
    assert not any("<b>" in message for message in messages)


@pytest.mark.parametrize(
    "texte",
    [f"cls-29-essai-1:{BREST}", f"cls-29-essai-1,{BREST}", f"cls-29-essai-1 +{BREST}", "~"],
)
def test_a_perimeter_in_another_form_is_told_the_form_expected(texte, read):
    etat, messages = read(departement="29", perimetres=texte)
    assert not etat.a.perimetres
    assert messages
    assert all("cls-29-cornouaille-1~29019~sauf29232" in message for message in messages)
    assert not any("n'a cet identifiant" in message for message in messages)


def test_lower_case_codes_of_corsica_are_understood(read, place):
    etat, messages = read(region="94", ajouts="2a004")
    assert (etat.a.ajouts, messages) == ((place("2A004"),), [])


def test_the_same_item_twice_counts_once(read, place):
    etat, messages = read(
        ajouts=f"{BREST},{BREST}",
        retraits="cls-29-essai-1,cls-29-essai-1",
        perimetres=f"cls-29-essai-1~{BREST}~{BREST},cls-29-essai-1~{QUIMPER}",
    )
    assert etat.a.ajouts == (place(BREST),)
    assert etat.a.retraits == ("cls-29-essai-1",)
    assert etat.a.perimetres == (Modification("cls-29-essai-1", (place(BREST),)),)
    assert len(messages) == 1  # the contract changed in two ways


def test_too_many_items_are_cut_and_said(read, referentiel):
    codes = referentiel.niveaux["commune"].codes[: AJOUTS_MAXIMUM + 5].tolist()
    etat, messages = read(ajouts=",".join(codes))
    assert len(etat.a.ajouts) == AJOUTS_MAXIMUM
    assert len(messages) == 1
    assert str(AJOUTS_MAXIMUM + 5) in messages[0]
    _, messages = read(ajouts=",".join(f"x{number}" for number in range(200)))
    assert len(messages) == MESSAGES_MONTRES + 1
    assert "188 autres" in messages[-1]


def test_a_simulation_is_of_a_region_a_departement_or_the_country(read, referentiel):
    etat, messages = read(commune=QUIMPER)
    assert etat.base == find_territoire(referentiel, "region", "53")
    assert len(messages) == 1
    etat, messages = read(region="999", ajouts=BREST)
    assert (etat.base, len(messages)) == (FRANCE, 1)
    assert etat.a.ajouts


@pytest.mark.parametrize(
    ("texte", "objectif", "faults"),
    [("90", 900, 0), ("82,5", 825, 0), ("0.1", 1, 0), ("100", 1000, 0), ("", 900, 0)]
    + [(bad, 900, 1) for bad in ("0", "101", "abc", "-5", "9e1", "nan", "٩٠", "1" * 50)],
)
def test_the_rate_to_reach_is_a_percentage(read, texte, objectif, faults):
    etat, messages = read(objectif=texte)
    assert (etat.objectif, len(messages)) == (objectif, faults)


def test_bad_choices_are_said_and_replaced(read):
    etat, messages = read(niveau="pays", carte="rien", comparer="peut-etre", date="hier")
    assert etat == EtatSimulation(FRANCE, AUJOURD_HUI)
    assert len(messages) == 4


def test_a_comparison_starts_from_a_copy_and_changes_the_copy(finistere, scenario, place):
    etat = EtatSimulation(finistere, JOUR, scenario).compare()
    assert etat.b == replace(scenario, nom="")
    changed = etat.avec(etat.scenario.bascule(place(BREST)))
    assert changed.a == scenario
    assert place(BREST) in changed.b.ajouts
    assert changed.sans_comparaison() == EtatSimulation(finistere, JOUR, scenario)


def test_a_change_shows_the_scenario_again(finistere, place):
    etat = EtatSimulation(finistere, JOUR, carte="actuelle")
    assert etat.avec(Scenario(ajouts=(place(BREST),))).carte == "scenario"


def test_another_base_keeps_what_it_is_told_to(finistere, scenario):
    base = Territoire("region", "53", "Bretagne")
    etat = EtatSimulation(finistere, JOUR, scenario, scenario)
    moved = etat.sur(base, lambda _, one: replace(one, ajouts=()))
    assert moved.base == base
    assert moved.a.ajouts == moved.b.ajouts == ()


def test_every_parameter_that_is_written_is_told_when_it_comes_twice():
    bretagne = Territoire("region", "53", "Bretagne")
    brest = Territoire("commune", "29019", "Brest")
    scenario = Scenario("un", (brest,), ("a",), (Modification("a", (brest,)),))
    etat = EtatSimulation(bretagne, JOUR, scenario, scenario, "b", "commune", "actuelle", 800)
    written = write_params(etat)
    assert {*written, "departement"} == set(NOMS)
    messages = repetes(lambda name: ["x", "y"] if name in written else [])
    assert len(messages) == len(written)
    assert repetes(lambda name: ["x"]) == []
