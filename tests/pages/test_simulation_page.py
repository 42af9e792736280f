"""The simulation page run without a browser: an address, its figures, and what a click changes."""

from datetime import date
from functools import partial

import pytest
from streamlit.proto.SelectWidgetFilterMode_pb2 import FILTER_MODE_CONTAINS

from components.commun.adresse.reference import phrase_reference
from components.commun.mots.formats import nombre, pourcentage
from geo.couverture.moteur import load_moteur_de
from geo.couverture.synthese import build_synthese
from geo.simulation.classement import atteindre
from geo.simulation.scenario import Modification, Scenario, find_ajoutable
from geo.simulation.simulation import simule
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import find_territoire

JOUR = date(2026, 11, 21)
BREST_METROPOLE, BREST, QUIMPER, CCA = "242900314", "29019", "29232", "242900769"
CORNOUAILLE = "cls-29-cornouaille-1"


@pytest.fixture
def open_page(run_sound_page):
    return partial(run_sound_page, "simulation", date=JOUR.isoformat())


@pytest.fixture(scope="module")
def computed(moteur):
    def run(*codes, base=("region", "53"), **changes):
        ajouts = tuple(find_ajoutable(moteur.referentiel, code) for code in codes)
        place = find_territoire(moteur.referentiel, *base)
        return simule(moteur.couverture(JOUR), place, Scenario(ajouts=ajouts, **changes))

    return run


def params(page):
    """Return the parameters of the address, one value each."""
    found = page.query_params.items()
    return {name: one if isinstance(one, str) else one[0] for name, one in found}


def answer(page):
    return next(one.value for one in page.markdown if one.value.startswith("## "))


def button(page, label):
    return next(one for one in page.button if label in one.label)


def assert_says(page, simulation):
    for rate in (simulation.bilan_avant.taux_signe, simulation.bilan_apres.taux_signe):
        assert pourcentage(rate) in answer(page).replace("*", "")
    values = [(one.value, one.delta) for one in page.metric]
    assert values[0][0] == pourcentage(simulation.bilan_apres.taux_signe)
    assert values[1][0] == pourcentage(simulation.bilan_apres.taux_signe_ou_projet)
    assert values[2][0] == nombre(simulation.bilan_apres.signe)
    assert any("SIMULATION" in one.proto.body for one in page.get("html"))


def test_an_address_gives_its_scenario(open_page, computed, moteur):
    change = Modification(CORNOUAILLE, (), (find_ajoutable(moteur.referentiel, QUIMPER),))
    page = open_page(
        region="53",
        ajouts=f"{BREST_METROPOLE},{CCA}",
        retraits="cls-44-cap-atlantique-1",
        perimetres=f"{CORNOUAILLE}~sauf{QUIMPER}",
    )
    assert not page.warning
    assert_says(
        page,
        computed(BREST_METROPOLE, CCA, retraits=("cls-44-cap-atlantique-1",), perimetres=(change,)),
    )
    assert page.title[0].value == "Simulation\u00a0: Bretagne"


def test_a_past_date_is_counted_as_on_the_coverage_page(open_page):
    jour = date(2022, 6, 30)
    reference = Reference.au(jour)
    couverture = load_moteur_de(reference).couverture(jour)
    bretagne = find_territoire(couverture.moteur.referentiel, "region", "53")
    page = open_page(region="53", date=jour.isoformat())
    synthese = build_synthese(couverture, bretagne)
    assert page.metric[0].value == pourcentage(synthese.taux_signe)
    assert any(phrase_reference(reference) in one.value for one in page.caption)
    foot = next(one.value for one in page.caption if "**Population**" in one.value)
    assert f"population municipale {reference.annee_population} " in foot


def test_without_parameters_the_country_is_there_as_it_is(open_page):
    page = open_page()
    assert not page.warning
    assert "Ajoutez un territoire" in answer(page)


def test_a_bad_link_warns_item_by_item_and_the_rest_works(open_page, computed):
    page = open_page(
        departement="29",
        ajouts=f"{BREST},99999,75056",
        retraits="cls-00-rien",
        objectif="beaucoup",
        nom="<script>*x*",
    )
    assert len(page.warning) == 4
    assert_says(page, computed(BREST, base=("departement", "29")))
    assert "<script>" not in answer(page)


def test_a_parameter_given_twice_is_told_and_its_last_value_is_read(open_page, computed):
    page = open_page(region="53", ajouts=[BREST, BREST_METROPOLE])
    assert [one.value for one in page.warning] == [
        "Paramètre «\u00a0ajouts\u00a0»\u00a0: l'adresse le donne 2 fois, seule la dernière est "
        "lue. Plusieurs valeurs se séparent par des virgules."
    ]
    assert_says(page, computed(BREST_METROPOLE))


def test_the_search_keeps_to_the_base_and_its_button_adds_then_takes_off(open_page, computed):
    page = open_page(region="53")
    page.text_input(key="simulation-recherche").input("brest metropole").run()
    button(page, "Ajouter **Brest Métropole**").click().run()
    assert params(page)["ajouts"] == BREST_METROPOLE
    assert_says(page, computed(BREST_METROPOLE))
    page.text_input(key="simulation-recherche").input("brest metropole").run()
    button(page, "Enlever **Brest Métropole**").click().run()
    assert "ajouts" not in params(page)
    page.text_input(key="simulation-recherche").input("marseille").run()
    assert any("Aucun EPCI ni commune" in one.value for one in page.caption)


def test_adding_what_is_already_covered_is_said_at_once_and_once(open_page):
    page = open_page(region="53")
    page.text_input(key="simulation-recherche").input("quimper").run()
    button(page, "Ajouter **Quimper**").click().run()
    assert QUIMPER in params(page)["ajouts"]
    assert ["n'apporte aucun habitant" in one.value for one in page.toast] == [True]
    page.run()
    assert not page.toast
    assert any("n'apporte aucun habitant" in one.value for one in page.caption)


def test_undo_goes_back_one_change_at_a_time(open_page):
    page = open_page(region="53", ajouts=BREST)
    assert button(page, "Annuler").disabled
    page.text_input(key="simulation-nom-a").input(" Essai  un ").run()
    button(page, "Réinitialiser").click().run()
    assert params(page) == {"region": "53", "date": JOUR.isoformat(), "nom": "Essai un"}
    button(page, "Annuler").click().run()
    assert (params(page)["ajouts"], params(page)["nom"]) == (BREST, "Essai un")
    button(page, "Annuler").click().run()
    assert "nom" not in params(page)
    assert button(page, "Annuler").disabled


def test_undo_after_the_back_of_the_browser_takes_one_click(open_page):
    page = open_page(region="53")
    for name in ("un", "deux"):
        page.text_input(key="simulation-nom-a").input(name).run()
    page.query_params["nom"] = "un"  # as Back does
    page.run()
    button(page, "Annuler").click().run()
    assert "nom" not in params(page)
    assert button(page, "Annuler").disabled
    page.text_input(key="simulation-nom-a").input("trois").run()
    del page.query_params["nom"]
    page.run()
    assert button(page, "Annuler").disabled


def test_the_smallest_set_is_added_with_one_button(open_page, computed):
    page = open_page(region="53", objectif="60")
    expected = atteindre(computed(), 600)
    assert any(f"**{len(expected.epci)} EPCI**" in one.value for one in page.markdown)
    button(page, "Ajouter ces EPCI").click().run()
    assert params(page)["ajouts"].split(",") == expected.epci["code"].tolist()
    assert page.metric[0].value == pourcentage(expected.taux)
    assert any("déjà couverte" in one.value for one in page.markdown)


def test_what_a_territory_brings_comes_right_after_its_name(open_page):
    for base, told in (({"region": "53"}, True), ({"departement": "29"}, False)):
        tables = open_page(**base).dataframe
        assert len(tables) == 2
        for table in tables:
            columns = list(table.value.columns)
            assert columns[:2] == ["nom", "apport"]
            assert "population" in columns
            assert ("departement" in columns) is told  # all the rows have that of the base


def test_a_contract_is_removed_and_a_perimeter_changed_from_the_page(open_page, computed, moteur):
    page = open_page(region="53")
    page.multiselect(key="simulation-retraits-a").select(CORNOUAILLE).run()
    assert params(page)["retraits"] == CORNOUAILLE
    assert_says(page, computed(retraits=(CORNOUAILLE,)))
    page.selectbox(key="simulation-perimetre-a").select("cls-29-pays-de-morlaix-1").run()
    brest = find_ajoutable(moteur.referentiel, BREST)
    page.multiselect(key="simulation-plus-cls-29-pays-de-morlaix-1-a").select(brest).run()
    assert params(page)["perimetres"] == f"cls-29-pays-de-morlaix-1~{BREST}"
    change = Modification("cls-29-pays-de-morlaix-1", (brest,))
    assert_says(page, computed(retraits=(CORNOUAILLE,), perimetres=(change,)))


def test_enter_takes_one_contract_never_all_those_that_look_alike(open_page):
    page = open_page(region="53", ajouts=BREST, perimetres=f"{CORNOUAILLE}~{BREST}")
    fields = page.multiselect
    assert len(fields) == 4
    for field in fields:
        assert field.proto.select_all == 0
        assert field.proto.filter_mode == FILTER_MODE_CONTAINS


def test_two_scenarios_are_compared_and_only_the_chosen_one_changes(open_page, computed):
    page = open_page(region="53", ajouts=BREST)
    button(page, "Comparer").click().run()
    assert params(page)["ajoutsB"] == BREST
    assert params(page)["scenario"] == "b"
    button(page, "Réinitialiser").click().run()
    assert "ajoutsB" not in params(page)
    assert params(page)["ajouts"] == BREST
    table = next(one.proto.body for one in page.get("html") if "Sans scénario" in one.proto.body)
    assert pourcentage(computed(BREST).bilan_apres.taux_signe) in table
    button(page, "Arrêter la comparaison").click().run()
    assert set(params(page)) == {"region", "date", "ajouts"}


def test_another_base_keeps_only_what_lies_there_and_says_what_it_leaves(open_page):
    given = {
        "ajouts": f"{BREST},56121",
        "retraits": f"{CORNOUAILLE},cls-29-pays-de-morlaix-1",
        "perimetres": f"{CORNOUAILLE}~56121",
    }
    page = open_page(region="53", **given)
    assert not page.info
    page.selectbox(key="simulation-departement").select("Finistère").run()
    assert not page.warning
    assert params(page) == {
        "departement": "29",
        "date": JOUR.isoformat(),
        "ajouts": BREST,
        "retraits": given["retraits"],
    }
    said = "1\u00a0territoire ajouté et 1\u00a0périmètre changé hors du Finistère ont été laissés"
    assert page.info[0].value.startswith(said)
    page.run()
    assert page.info[0].value.startswith(said)  # the map asks for a run of its own
    button(page, "Annuler").click().run()
    assert params(page) == {"region": "53", "date": JOUR.isoformat(), **given}
    assert not page.info


def test_removals_that_do_not_touch_another_base_are_left_too(open_page):
    page = open_page(departement="29", retraits=CORNOUAILLE)
    page.selectbox(key="simulation-departement").select("Ille-et-Vilaine").run()
    assert "retraits" not in params(page)
    assert "1\u00a0contrat retiré hors d'Ille" in page.info[0].value.replace("\\", "")
    assert "a été laissé de côté" in page.info[0].value
