"""Who would bring most residents, and the fewest EPCI that reach a rate, against brute force."""

from datetime import date
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.couverture.synthese import sous_territoires
from geo.simulation.classement import atteindre, classement
from geo.simulation.perimetre import places_du_perimetre
from geo.simulation.scenario import (
    Modification,
    Scenario,
    cherche_dans,
    find_ajoutable,
    restreint,
    touche,
)
from geo.simulation.simulation import applique, simule
from geo.territoires.territoire import FRANCE, Territoire, find_territoire

JOUR = date(2025, 1, 31)
QUIMPER, BREST, LORIENT = "29232", "29019", "56121"
QBO, CCA, BREST_METROPOLE = "200068120", "242900769", "242900314"
PETITS = ("90", "2A", "973", "971", "976")  # départements with at most ten EPCI
ILE_DE_SEIN = "29083"


@pytest.fixture(scope="module")
def place(referentiel):
    return lambda code: find_ajoutable(referentiel, code)


@pytest.fixture(scope="module")
def finistere(referentiel):
    return find_territoire(referentiel, "departement", "29")


@pytest.fixture(scope="module")
def couverture(un_moteur, un_contrat):
    contrats = [
        un_contrat("signe-1", date_signature="2023-01-01"),
        un_contrat("projet-1", etape="diagnostic", source_date="2024-06-01"),
    ]
    perimetres = {"signe-1": [f"commune {QUIMPER}"], "projet-1": [f"epci {CCA}"]}
    return un_moteur(contrats, perimetres).couverture(JOUR)


def test_territories_are_ranked_by_the_residents_that_have_no_signed_contract(
    couverture, finistere, habitants
):
    table = classement(simule(couverture, finistere, Scenario())).set_index("code")
    assert table["apport"].is_monotonic_decreasing
    assert table.index[0] == BREST_METROPOLE
    assert table.loc[QBO, "apport"] == habitants(f"epci {QBO}") - habitants(f"commune {QUIMPER}")
    assert table.loc[CCA, "statut"] == "projet"
    assert table.loc[CCA, "apport_projet"] == table.loc[CCA, "apport"]
    assert table.loc[QBO, "apport_projet"] == 0
    assert table.loc[ILE_DE_SEIN, "niveau"] == "commune"


def test_what_a_territory_brings_is_what_adding_it_gains(couverture, finistere, place):
    before = simule(couverture, finistere, Scenario())
    ranking = classement(before)
    for row in ranking.head(6).itertuples():
        after = simule(couverture, finistere, Scenario(ajouts=(place(row.code),)))
        assert after.gagnes == row.apport
        assert after.bilan_apres.taux_signe == pytest.approx(row.taux_apres)
    every = simule(couverture, finistere, Scenario(ajouts=tuple(map(place, ranking["code"]))))
    assert ranking["taux_cumule"].iloc[-1] == pytest.approx(every.bilan_apres.taux_signe) == 100


def test_what_the_scenario_covers_is_no_longer_to_be_won(couverture, finistere, place):
    scenario = Scenario(ajouts=(place(BREST_METROPOLE),))
    codes = classement(simule(couverture, finistere, scenario))["code"].tolist()
    assert BREST_METROPOLE not in codes
    assert QBO in codes


def test_communes_are_ranked_too(couverture, finistere, habitants):
    table = classement(simule(couverture, finistere, Scenario()), "commune").set_index("code")
    assert table.index[0] == BREST
    assert table.loc[BREST, "apport"] == habitants(f"commune {BREST}")
    assert QUIMPER not in table.index
    with pytest.raises(ValueError, match="niveau"):
        classement(simule(couverture, finistere, Scenario()), "region")


def test_an_epci_over_the_border_brings_its_part_inside(couverture, finistere, referentiel):
    table = classement(simule(couverture, finistere, Scenario()))
    expected = sous_territoires(couverture, finistere, "epci").set_index("code")
    partial = table[table["en_partie"]]
    assert not partial.empty
    for row in partial.itertuples():
        assert row.population == expected.loc[row.code, "population"]
        assert row.apport <= row.population


def test_a_rate_already_reached_asks_for_nothing(couverture, finistere, place):
    simulation = simule(couverture, finistere, Scenario(ajouts=(place(BREST_METROPOLE),)))
    reached = atteindre(simulation, 290)
    assert (reached.situation, len(reached.epci), reached.gagnes) == ("atteint", 0, 0)
    assert reached.taux == simulation.bilan_apres.taux_signe


def test_communes_in_no_epci_are_out_of_reach_of_epci(couverture, finistere):
    reached = atteindre(simule(couverture, finistere, Scenario()), 1000)
    assert reached.situation == "impossible"
    assert 99 < reached.taux < 100
    assert ILE_DE_SEIN not in reached.epci["code"].tolist()


def test_where_nobody_lives_there_is_no_rate_to_reach(couverture, referentiel):
    nobody = Territoire("commune", "55039", referentiel.nom("commune", "55039"))
    reached = atteindre(simule(couverture, nobody, Scenario()), 900)
    assert (reached.situation, reached.gagnes, reached.taux) == ("sans_population", 0, None)


@pytest.mark.parametrize("objectif", [0, -1, 1001])
def test_a_rate_to_reach_is_between_nothing_and_everybody(couverture, finistere, objectif):
    with pytest.raises(ValueError, match="objectif"):
        atteindre(simule(couverture, finistere, Scenario()), objectif)


def test_the_set_found_reaches_the_rate_and_one_fewer_does_not(moteur, referentiel, place):
    """On the real contracts: with the set the rate is reached, without its smallest it is not."""
    for code in ("53", "75", "52"):
        region = find_territoire(referentiel, "region", code)
        couverture = moteur.couverture(date(2026, 11, 21))
        reached = atteindre(simule(couverture, region, Scenario()), 900)
        assert reached.situation == "possible"
        places = tuple(map(place, reached.epci["code"]))
        whole = simule(couverture, region, Scenario(ajouts=places))
        assert whole.bilan_apres.taux_signe == pytest.approx(reached.taux)
        assert whole.gagnes == reached.gagnes
        assert whole.bilan_apres.taux_signe >= 90
        fewer = simule(couverture, region, Scenario(ajouts=places[:-1]))
        assert fewer.bilan_apres.taux_signe < 90


def brute_force(simulation, objectif):
    """Number of EPCI of the smallest set that reaches a rate, and most residents it can bring."""
    referentiel = simulation.avant.moteur.referentiel
    population, within = referentiel.population, simulation.dedans
    whole = int(population[within].sum())
    held = simulation.apres.signe & within
    level = referentiel.niveaux["epci"]
    codes = [code for code in level.codes.tolist() if len(code) == 9]
    masks = [level.appartenance == level.index[code] for code in codes]
    masks = [mask & within for mask in masks if population[mask & within].any()]
    for number in range(len(masks) + 1):
        gains = []
        for chosen in combinations(masks, number):
            covered = np.logical_or.reduce([held, *chosen])
            residents = int(population[covered].sum())
            if Fraction(residents, whole) >= Fraction(objectif, 1000):
                gains.append(residents - int(population[held].sum()))
        if gains:
            return number, max(gains)
    return None


@settings(max_examples=40)
@given(data=st.data())
def test_the_smallest_set_is_that_of_brute_force(referentiel, un_moteur, un_contrat, data):
    departement = data.draw(st.sampled_from(PETITS))
    cells = referentiel.cellules("departement", departement)
    level = referentiel.niveaux["commune"]
    communes = level.codes[np.unique(level.appartenance[cells])].tolist()
    covered = data.draw(st.lists(st.sampled_from(communes), unique=True, max_size=12))
    added = data.draw(st.lists(st.sampled_from(communes), unique=True, max_size=3))
    objectif = data.draw(st.integers(1, 1000))
    contrat = un_contrat("essai-1", date_signature="2023-01-01")
    moteur = un_moteur([contrat], {contrat.id: [f"commune {code}" for code in covered]})
    scenario = Scenario(ajouts=tuple(find_ajoutable(referentiel, code) for code in added))
    base = find_territoire(referentiel, "departement", departement)
    simulation = simule(moteur.couverture(JOUR), base, scenario)
    found, expected = atteindre(simulation, objectif), brute_force(simulation, objectif)
    if expected is None:
        assert found.situation == "impossible"
        return
    number, gained = expected
    assert found.situation == ("possible" if number else "atteint")
    assert (len(found.epci), found.gagnes) == (number, gained if number else 0)
    again = atteindre(simulation, objectif)
    assert again.epci["code"].tolist() == found.epci["code"].tolist()


@settings(max_examples=60)
@given(data=st.data())
def test_a_scenario_is_the_union_that_sets_of_communes_give(
    referentiel, un_moteur, un_contrat, data
):
    """Against sets of cells, with contracts, additions, removals and perimeters at random."""
    cells = referentiel.cellules("departement", "90")
    level = referentiel.niveaux["commune"]
    communes = level.codes[np.unique(level.appartenance[cells])].tolist()
    some = st.lists(st.sampled_from(communes), unique=True, max_size=8)
    names = ["c-1", "c-2", "c-3"]
    perimetres = {name: data.draw(some) for name in names}
    contrats = [un_contrat(name, date_signature="2023-01-01") for name in names]
    moteur = un_moteur(
        contrats, {name: [f"commune {c}" for c in codes] for name, codes in perimetres.items()}
    )
    added, plus, moins = data.draw(some), data.draw(some), data.draw(some)
    removed = data.draw(st.lists(st.sampled_from(names), unique=True))
    changed = data.draw(st.sampled_from(names))

    def places(codes):
        return tuple(find_ajoutable(referentiel, code) for code in codes)

    change = Modification(changed, places(plus), places(moins))
    scenario = Scenario("", places(added), tuple(removed), () if change.est_vide else (change,))
    expected = set(added)
    for name in set(names) - set(removed):
        held = set(perimetres[name])
        expected |= (held | set(plus)) - set(moins) if name == changed else held
    signed = applique(moteur.couverture(JOUR), scenario).signe
    found = set(level.codes[np.unique(level.appartenance[signed])].tolist())
    assert found == expected
    base = find_territoire(referentiel, "departement", "90")
    simulation = simule(moteur.couverture(JOUR), base, scenario)
    before, after = simulation.bilan_avant.signe, simulation.bilan_apres.signe
    assert after - before == simulation.gagnes - simulation.perdus
    for effect in simulation.effets:
        without = applique(simulation.avant, scenario.sans(effect.changement))
        own = after - simulation.avant.population(without.signe, simulation.dedans)
        assert effect.effet_propre == own


def test_a_search_keeps_to_the_base(referentiel, finistere):
    found = cherche_dans(referentiel, finistere, "quimper", 10)
    assert QUIMPER in [territoire.code for _, territoire in found]
    assert all(touche(referentiel, finistere, territoire) for _, territoire in found)
    assert cherche_dans(referentiel, finistere, "marseille", 10) == []
    assert [t.code for _, t in cherche_dans(referentiel, FRANCE, "marseille", 1)] == ["13055"]


def test_on_another_base_a_scenario_keeps_what_lies_there(
    un_moteur, un_contrat, referentiel, place
):
    perimetres = {"ici-1": [f"commune {LORIENT}"], "ailleurs-1": [f"commune {BREST}"]}
    names = (*perimetres, "sans-perimetre-1")
    moteur = un_moteur([un_contrat(name) for name in names], perimetres)
    scenario = Scenario(
        "x",
        (place(BREST), place(LORIENT)),
        names,
        (
            Modification("ici-1", (place(LORIENT),)),
            Modification("ailleurs-1", (place(BREST),)),
        ),
    )
    morbihan = find_territoire(referentiel, "departement", "56")
    kept = restreint(moteur, morbihan, scenario)
    assert kept.ajouts == (place(LORIENT),)
    assert [m.contrat_id for m in kept.perimetres] == ["ici-1"]
    assert (kept.nom, kept.retraits) == ("x", ("ici-1", "sans-perimetre-1"))
    assert restreint(moteur, FRANCE, scenario) == scenario


def test_a_perimeter_can_gain_what_it_does_not_hold_and_lose_what_it_holds(couverture, finistere):
    gained, lost = places_du_perimetre(couverture, finistere, "projet-1")
    codes = {one.code for one in gained}
    assert {QBO, BREST_METROPOLE, QUIMPER, BREST} <= codes
    assert CCA not in codes
    assert lost[0].code == CCA
    assert {"29039"} <= {one.code for one in lost}
    assert not codes & {one.code for one in lost if one.niveau == "commune"}
