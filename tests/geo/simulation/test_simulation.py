"""What a scenario does to the coverage, on invented contracts and real territories."""

import dataclasses
from datetime import date

import numpy as np
import pytest

from data.paths import DOSSIER_REGISTRE
from geo.certitude.classes import classes_de_certitude
from geo.simulation.carte import build_carte
from geo.simulation.classement import autres_territoires
from geo.simulation.scenario import (
    Changement,
    Modification,
    Scenario,
    find_ajoutable,
    seul,
)
from geo.simulation.simulation import ContratInconnu, applique, simule
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import FRANCE, Territoire, find_territoire

JOUR = date(2025, 1, 31)
BRETAGNE = ("region", "53")
QUIMPER, BREST = "29232", "29019"
QBO, CCA, BREST_METROPOLE = "200068120", "242900769", "242900314"
REDON = "243500741"  # astride Bretagne and Pays de la Loire
CAP_ATLANTIQUE = "244400610"
VILLES_SOEURS = "247600588"


@pytest.fixture(scope="module")
def place(referentiel):
    return lambda code: find_ajoutable(referentiel, code)


@pytest.fixture(scope="module")
def bretagne(referentiel):
    return find_territoire(referentiel, *BRETAGNE)


@pytest.fixture(scope="module")
def couverture(un_moteur, un_contrat):
    """One contract signed over an EPCI, one over its chief town, one in project, one over."""
    contrats = [
        un_contrat("signe-1", date_signature="2023-01-01"),
        un_contrat("ville-1", date_signature="2023-01-01"),
        un_contrat("projet-1", etape="diagnostic", source_date="2024-06-01"),
        un_contrat("echu-1", date_signature="2010-01-01", date_fin="2014-12-31"),
    ]
    perimetres = {
        "signe-1": [f"epci {QBO}"],
        "ville-1": [f"commune {QUIMPER}"],
        "projet-1": [f"epci {CCA}"],
        "echu-1": [f"commune {BREST}"],
    }
    return un_moteur(contrats, perimetres).couverture(JOUR)


def test_an_empty_scenario_changes_nothing(couverture, bretagne):
    simulation = simule(couverture, bretagne, Scenario())
    assert simulation.bilan_apres == simulation.bilan_avant
    assert (simulation.gagnes, simulation.perdus, simulation.effets) == (0, 0, ())


def test_a_territory_added_brings_its_residents(couverture, bretagne, place, habitants):
    simulation = simule(couverture, bretagne, Scenario(ajouts=(place(BREST_METROPOLE),)))
    assert simulation.gagnes == habitants(f"epci {BREST_METROPOLE}")
    assert simulation.bilan_apres.signe == habitants(f"epci {QBO}", f"epci {BREST_METROPOLE}")
    assert simulation.bilan_apres.projet == simulation.bilan_avant.projet


def test_a_territory_already_covered_brings_nobody(couverture, bretagne, place):
    simulation = simule(couverture, bretagne, Scenario(ajouts=(place(QUIMPER),)))
    assert simulation.gagnes == 0
    assert simulation.effets[0].effet_seul == 0
    assert simulation.effets[0].population > 0


def test_a_commune_and_its_epci_are_a_union(couverture, bretagne, place, habitants):
    scenario = Scenario(ajouts=(place(BREST), place(BREST_METROPOLE)))
    simulation = simule(couverture, bretagne, scenario)
    assert simulation.gagnes == habitants(f"epci {BREST_METROPOLE}")
    town, epci = simulation.effets
    assert town.effet_seul == habitants(f"commune {BREST}")
    assert town.effet_propre == 0  # without it, the EPCI still covers it
    assert epci.effet_propre == simulation.gagnes - town.effet_seul


def test_signing_what_is_in_project_leaves_the_rate_with_projects_as_it_is(
    couverture, bretagne, place, habitants
):
    simulation = simule(couverture, bretagne, Scenario(ajouts=(place(CCA),)))
    before, after = simulation.bilan_avant, simulation.bilan_apres
    assert after.signe - before.signe == habitants(f"epci {CCA}")
    assert after.signe_ou_projet == before.signe_ou_projet
    assert after.projet == 0


def test_a_contract_removed_loses_only_those_it_alone_covers(couverture, bretagne, habitants):
    simulation = simule(couverture, bretagne, Scenario(retraits=("signe-1",)))
    lost = habitants(f"epci {QBO}") - habitants(f"commune {QUIMPER}")
    assert (simulation.gagnes, simulation.perdus) == (0, lost)
    assert simule(couverture, bretagne, Scenario(retraits=("ville-1",))).perdus == 0
    both = simule(couverture, bretagne, Scenario(retraits=("signe-1", "ville-1")))
    assert both.bilan_apres.signe == 0


def test_a_project_or_a_contract_over_can_be_removed_too(couverture, bretagne):
    project = simule(couverture, bretagne, Scenario(retraits=("projet-1",)))
    assert (project.perdus, project.bilan_apres.projet) == (0, 0)
    over = simule(couverture, bretagne, Scenario(retraits=("echu-1",)))
    assert over.bilan_apres == over.bilan_avant
    assert not over.apres.echu.any()


def test_a_perimeter_grows_and_shrinks(couverture, bretagne, place, habitants):
    change = Modification("signe-1", (place(BREST),), (place(QUIMPER),))
    simulation = simule(couverture, bretagne, Scenario(perimetres=(change,)))
    assert simulation.gagnes == habitants(f"commune {BREST}")
    assert simulation.perdus == 0  # Quimper has a contract of its own
    without = Scenario(perimetres=(change,), retraits=("ville-1",))
    assert simule(couverture, bretagne, without).perdus == habitants(f"commune {QUIMPER}")


def test_what_is_taken_off_a_perimeter_wins_over_what_is_added(couverture, bretagne, place):
    change = Modification("echu-1", (place(BREST_METROPOLE),), (place(BREST),))
    simulation = simule(couverture, bretagne, Scenario(perimetres=(change,)))
    assert simulation.bilan_apres == simulation.bilan_avant  # the contract is over
    change = dataclasses.replace(change, contrat_id="signe-1")
    simulation = simule(couverture, bretagne, Scenario(perimetres=(change,)))
    brest = couverture.moteur.referentiel.cellules("commune", BREST)
    assert not simulation.apres.signe[brest].any()


def test_a_territory_over_a_border_counts_on_each_side(couverture, place, referentiel):
    redon = place(REDON)
    gains = {}
    for code in ("53", "52"):
        base = find_territoire(referentiel, "region", code)
        simulation = simule(couverture, base, Scenario(ajouts=(redon,)))
        (effect,) = simulation.effets
        gains[code] = simulation.gagnes
        assert effect.effet_seul + effect.hors_base == sum(
            referentiel.population[referentiel.cellules("epci", REDON)].tolist()
        )
        assert effect.hors_base > 0
        (other,) = autres_territoires(simulation).itertuples()
        assert other.signe_apres - other.signe_avant == effect.hors_base
    assert all(gains.values())
    whole = simule(couverture, FRANCE, Scenario(ajouts=(redon,)))
    assert whole.gagnes == sum(gains.values())


def test_the_registre_the_engine_and_the_files_stay_as_they_are(moteur, place, referentiel):
    bretagne = find_territoire(referentiel, *BRETAGNE)
    couverture = moteur.couverture(JOUR)
    files = {path.name: path.read_bytes() for path in DOSSIER_REGISTRE.iterdir()}
    arrays = [
        couverture.numeros,
        couverture.signe,
        couverture.projet,
        couverture.echu,
        couverture.partielle,
        moteur.perimetres.cellules,
        moteur.perimetres.proprietaires,
        moteur.perimetres.cellules_partielles,
        moteur.perimetres.proprietaires_partiels,
        referentiel.population,
    ]
    copies = [array.copy() for array in arrays]
    held = (moteur.registre, moteur.perimetres, moteur.registre.contrats.copy())
    scenario = Scenario(
        "essai",
        (place(BREST_METROPOLE), place(REDON)),
        ("cls-29-cornouaille-1",),
        (Modification("cls-22-guingamp-2", (place(BREST),), (place("22070"),)),),
    )
    simulation = simule(couverture, bretagne, scenario)
    assert simulation.effets
    build_carte(simulation, "commune")
    for array, copy in zip(arrays, copies, strict=True):
        assert np.array_equal(array, copy)
    assert moteur.registre is held[0]
    assert moteur.perimetres is held[1]
    assert moteur.registre.contrats == held[2]
    assert {path.name: path.read_bytes() for path in DOSSIER_REGISTRE.iterdir()} == files
    again = simule(moteur.couverture(JOUR), bretagne, Scenario())
    assert again.bilan_avant == simulation.bilan_avant


def test_what_does_not_exist_is_refused(couverture, referentiel, place):
    with pytest.raises(ContratInconnu):
        applique(couverture, Scenario(retraits=("cls-00-nulle-part",)))
    with pytest.raises(ContratInconnu):
        applique(couverture, Scenario(perimetres=(Modification("rien", (place(BREST),)),)))
    for code in ("99999", "", "29", "53", "abc", "000000000"):
        with pytest.raises(TerritoireInconnu):
            find_ajoutable(referentiel, code)


def test_a_code_tells_its_level(place):
    assert place(QBO).niveau == "epci"
    assert place(QUIMPER).niveau == "commune"
    assert place("29083").niveau == "commune"  # the island of Sein is in no EPCI
    assert place("75101").niveau == "arrondissement_municipal"
    assert place("200054781").niveau in ("epci", "ept")  # Métropole du Grand Paris


def test_a_change_made_then_unmade_gives_the_scenario_back(place):
    scenario = Scenario("x", (place(BREST),), ("a",), (Modification("b", (place(CCA),)),))
    for change in scenario.changements:
        without = scenario.sans(change)
        assert len(without.changements) == len(scenario.changements) - 1
        assert change not in without.changements
        assert seul(change).changements == (change,)
    assert scenario.bascule(place(QUIMPER)).bascule(place(QUIMPER)) == scenario
    assert scenario.sans(Changement("ajout", territoire=place(BREST))) == scenario.bascule(
        place(BREST)
    )


def test_the_map_says_what_is_added_added_in_part_and_removed(couverture, bretagne, place):
    scenario = Scenario(ajouts=(place(BREST_METROPOLE), place("56121")), retraits=("signe-1",))
    carte = build_carte(simule(couverture, bretagne, scenario), "epci")
    level = couverture.moteur.referentiel.niveaux[carte.etat.niveau]
    codes = level.codes[carte.etat.positions].tolist()
    found = dict(zip(codes, carte.etat.statuts.tolist(), strict=True))
    assert found[f"{BREST_METROPOLE}-29"] == "ajoute"
    assert found["200042174-56"] == "ajoute_partie"  # Lorient alone, in its agglomération
    assert found[f"{QBO}-29"] == "retire"
    assert found[f"{CCA}-29"] == "projet"
    assert carte.choisis == (f"{BREST_METROPOLE}-29",)
    assert sum(status.startswith(("ajoute", "retire")) for status in found.values()) == 3


def test_the_map_of_the_real_situation_shows_no_change(couverture, bretagne, place):
    simulation = simule(couverture, bretagne, Scenario(ajouts=(place(BREST_METROPOLE),)))
    carte = build_carte(simulation, "epci", avec_scenario=False)
    expected = classes_de_certitude(couverture, carte.etat.niveau)[carte.etat.positions]
    assert carte.etat.statuts.tolist() == expected.tolist()


def test_a_territory_where_nobody_lives_has_no_rate(couverture, referentiel):
    nobody = Territoire("commune", "55039", referentiel.nom("commune", "55039"))
    simulation = simule(couverture, nobody, Scenario(ajouts=(nobody,)))
    assert simulation.bilan_apres.population == 0
    assert simulation.bilan_apres.taux_signe is None
    assert simulation.gagnes == 0
