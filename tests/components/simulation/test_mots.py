"""What the simulation says: sentences, files, comparison."""

import re
from datetime import date
from itertools import chain

import numpy as np

from components.commun.mots.articles import de
from components.commun.mots.formats import habitants, pourcentage
from components.commun.statuts import SIMULATION, STATUTS
from components.simulation.changements import phrase_sans_apport
from components.simulation.classement import phrase_objectif
from components.simulation.comparaison import CHANGEMENTS_NOMMES, comparaison
from components.simulation.entete import marque, phrase, phrase_projets, signed
from components.simulation.etat import EtatSimulation
from geo.certitude.carte import CLASSES_DE_L_EFFET
from geo.simulation.classement import atteindre
from geo.territoires.territoire import (
    FRANCE,
    Territoire,
    departements_of,
    find_territoire,
    regions_of,
)
from tests.components.simulation.texte_lu import plain

JOUR = date(2026, 11, 21)
BREST_METROPOLE, BREST, QUIMPER = "242900314", "29019", "29232"
ILE_DE_SEIN = "29083"
CORNOUAILLE = "cls-29-cornouaille-1"


def test_the_answer_says_from_what_to_what_and_how_many(simulate):
    simulation = simulate(BREST_METROPOLE)
    before, after = (
        plain(pourcentage(bilan.taux_signe))
        for bilan in (simulation.bilan_avant, simulation.bilan_apres)
    )
    assert before != after
    assert plain(phrase(simulation, "")) == (
        "Avec ce scénario, la couverture signée recensée de la Bretagne passerait de "
        f"{before} à {after} (+215 278 hab.)."
    )


def test_the_answer_names_the_scenario_and_what_it_loses(simulate):
    said = plain(phrase(simulate(BREST_METROPOLE, retraits=(CORNOUAILLE,)), "Brest, sans Quimper"))
    assert "le scénario « Brest, sans Quimper »" in said
    assert "215 278 gagnés" in said
    assert "perdus" in said


def test_a_scenario_that_brings_nobody_says_so(simulate):
    simulation = simulate(QUIMPER)
    rate = plain(pourcentage(simulation.bilan_avant.taux_signe))
    assert f"resterait à {rate} (aucun habitant de plus)" in plain(phrase(simulation, ""))


def test_a_rate_that_does_not_move_is_not_said_to_go_from_itself_to_itself(simulate):
    simulation = simulate(QUIMPER)
    rate = plain(pourcentage(simulation.bilan_apres.taux_signe_ou_projet))
    assert plain(phrase_projets(simulation)).endswith(f": inchangée à {rate}.")
    small = simulate("29083", base=("region", "53"))  # Île-de-Sein: about 250 residents
    assert small.bilan_avant.taux_signe_ou_projet <= small.bilan_apres.taux_signe_ou_projet
    assert not re.search(r"de (\S+ %) à \1", plain(phrase(small, "")))


def test_additions_that_bring_nobody_are_named_and_no_other(simulate):
    said = plain(phrase_sans_apport(simulate(QUIMPER, BREST_METROPOLE)))
    assert said == "Quimper : déjà couvert par un contrat signé, n'apporte aucun habitant."
    assert phrase_sans_apport(simulate(BREST_METROPOLE)) == ""
    # Without its contract, adding Quimper is what keeps it covered.
    assert phrase_sans_apport(simulate(QUIMPER, retraits=(CORNOUAILLE,))) == ""


def test_without_a_change_the_real_rate_is_given_at_its_date(simulate):
    simulation = simulate()
    rate = plain(pourcentage(simulation.bilan_avant.taux_signe))
    said = plain(phrase(simulation, ""))
    assert said.startswith(
        f"Au 21 novembre 2026, la couverture signée recensée de la Bretagne est de {rate}"
    )


def test_where_nobody_lives_there_is_no_rate(simulate):
    said = plain(phrase(simulate(base=("commune", "55039")), ""))
    assert "Aucun habitant" in said
    assert "%" not in said


def test_a_hostile_name_is_escaped(simulate):
    said = phrase(simulate(BREST_METROPOLE), "<b>*x*</b> [a](http://b.fr)")
    assert "<b>" not in said
    assert "](" not in said


def test_signs_are_said():
    assert plain(signed(1234)) == "+1 234 hab."
    assert plain(signed(-5)) == "−5 hab."
    assert plain(signed(0)) == "0 hab."


def test_the_mark_says_that_it_is_a_simulation(draw):
    assert "SIMULATION" in draw(marque, JOUR).get("html")[0].proto.body


def test_each_region_and_departement_has_its_article(referentiel):
    regions = regions_of(referentiel)
    inside = [departements_of(referentiel, region) for region in regions]
    places = [*regions, *chain.from_iterable(inside)]
    assert len(places) == 18 + 101
    said = {one.nom: de(one) for one in places}
    assert all(text.endswith(name) for name, text in said.items())
    expected = {
        "Bretagne": "de la Bretagne",
        "Finistère": "du Finistère",
        "Loiret": "du Loiret",
        "Hérault": "de l'Hérault",
        "Haute-Garonne": "de la Haute-Garonne",
        "Hauts-de-Seine": "des Hauts-de-Seine",
        "Ille-et-Vilaine": "d'Ille-et-Vilaine",
        "Mayotte": "de Mayotte",
        "La Réunion": "de La Réunion",
        "Île-de-France": "de l'Île-de-France",
        "Auvergne-Rhône-Alpes": "d'Auvergne-Rhône-Alpes",
    }
    assert {name: said[name] for name in expected} == expected
    assert de(FRANCE) == "de la France (18 régions)"


def test_the_smallest_set_is_said_with_what_it_brings(simulate, referentiel):
    etat = EtatSimulation(find_territoire(referentiel, "region", "53"), JOUR)
    simulation = simulate()
    reached = atteindre(simulation, 900)
    said = plain(phrase_objectif(reached, etat))
    number = f"il faut au minimum {len(reached.epci)} EPCI"
    assert f"90 % de la population de la Bretagne, {number}" in said
    assert "en plus" not in said
    lived, gained = (plain(habitants(int(reached.epci[n].sum()))) for n in ("population", "apport"))
    assert f"(+{gained} couverts, sur les {lived} de ces EPCI dans la zone)" in said
    assert "déjà" in plain(phrase_objectif(atteindre(simulation, 100), etat))
    assert "ne peut pas être atteint" in plain(phrase_objectif(atteindre(simulation, 1000), etat))
    nowhere = atteindre(simulate(base=("commune", "55039")), 900)
    assert "Aucun habitant" in phrase_objectif(nowhere, etat)


def test_the_smallest_set_comes_on_top_of_territories_only_when_the_scenario_adds_some(
    simulate, referentiel
):
    bretagne = find_territoire(referentiel, "region", "53")
    removed, added = simulate(retraits=(CORNOUAILLE,)), simulate(BREST_METROPOLE)
    said = [
        plain(phrase_objectif(atteindre(one, 900), EtatSimulation(bretagne, JOUR, one.scenario)))
        for one in (removed, added)
    ]
    assert "EPCI avec ce scénario" in said[0]
    assert "en plus" not in said[0]
    assert "EPCI en plus des territoires du scénario" in said[1]


def test_a_single_epci_is_named(simulate, referentiel):
    etat = EtatSimulation(find_territoire(referentiel, "region", "53"), JOUR)
    simulation = simulate()
    rate = simulation.bilan_avant.taux_signe
    reached = atteindre(simulation, int(rate * 10) + 2)
    assert len(reached.epci) == 1
    said = plain(phrase_objectif(reached, etat))
    assert f"1 EPCI. Avec {reached.epci['nom'].iloc[0]} :" in said.replace(", déjà en projet", "")
    assert "eux" not in said.split()


def test_two_scenarios_are_compared_with_the_present(draw, simulate):
    first, second = simulate(BREST_METROPOLE), simulate(BREST_METROPOLE, BREST)
    pair = {"A – <i>un</i>": first, "B – deux": second}
    shown = draw(comparaison, pair, str)
    table = shown.get("html")[0].proto.body
    assert "<i>" not in table
    for rate in (first.bilan_avant.taux_signe, second.bilan_apres.taux_signe):
        assert pourcentage(rate) in table
    assert "Sans scénario" in table
    assert "B – deux" in table
    said = [plain(one.value) for one in shown.markdown]
    assert any(text.endswith("rien.") and "A –" in text for text in said)
    assert any("ajoute Brest." in text for text in said)


def test_what_two_scenarios_share_is_named_and_a_long_list_is_cut(draw, simulate, referentiel):
    communes = [code for code in referentiel.codes.tolist() if str(code).startswith("29")][:25]
    shown = draw(comparaison, {"A": simulate(*communes, BREST_METROPOLE), "B": simulate()}, str)
    only = plain(shown.markdown[0].value)
    assert only.count("ajoute ") == CHANGEMENTS_NOMMES == 20
    assert only.endswith(" et 6 autres.")
    assert "communs aux deux scénarios : 0." in plain(shown.caption[0].value)
    pair = {"A": simulate(BREST, BREST_METROPOLE), "B": simulate(QUIMPER, BREST)}
    shown = draw(comparaison, pair, str)
    assert plain(shown.caption[0].value).endswith("communs aux deux scénarios : 1 (ajoute Brest).")


def test_nobody_is_counted_in_the_singular(simulate):
    simulation = simulate(base=("commune", ILE_DE_SEIN))
    assert simulation.bilan_avant.signe == 0
    assert "(0 habitant sur " in plain(phrase(simulation, ""))


def test_every_class_of_the_map_has_an_aspect_of_its_own():
    assert set(SIMULATION) == set(CLASSES_DE_L_EFFET)
    every = [*STATUTS.values(), *SIMULATION.values()]
    assert len({aspect.code for aspect in every}) == len(every)
    patterns = [aspect.motif for aspect in every if aspect.motif]
    assert len(set(patterns)) == len(patterns)
    assert len({aspect.couleur for aspect in every}) == len(every)


def test_a_territory_is_not_the_real_one_by_its_colour_alone():
    def grey(colour):
        return np.dot([int(colour[i : i + 2], 16) for i in (1, 3, 5)], [0.299, 0.587, 0.114])

    for aspect in SIMULATION.values():
        assert aspect.motif
        assert abs(grey(aspect.couleur) - grey(aspect.couleur_motif)) > 60
        assert "simulation" in aspect.libelle


def test_a_place_unknown_to_the_articles_still_reads():
    assert de(Territoire("departement", "00", "Essai")) == "de l'Essai"
