"""The simulation page, in a real browser and without a network."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from components.commun.mots.formats import nombre, pourcentage
from geo.couverture.moteur import load_moteur
from geo.simulation.scenario import Scenario, find_ajoutable
from geo.simulation.simulation import Simulation, simule
from geo.territoires.territoire import find_territoire
from tests.browser.carte_affichee import CarteAffichee
from tests.browser.repos import answered, at_rest
from tests.browser.visites import DELAI, SONDE, Visites

JOUR = date(2026, 11, 21)
BREST_METROPOLE, BREST, CCA = "242900314", "29019", "242900769"

pytestmark = pytest.mark.browser


class Atelier(CarteAffichee):
    """The simulation page, and what a reader does with it."""

    def __init__(self, page: Page, go: Callable[[str], object]) -> None:
        page.set_default_timeout(DELAI)
        super().__init__(page)
        self.go = go

    def open(self, address: str) -> "Atelier":
        self.go(address)
        self.wait_for_paint()
        answered(self.page)
        return self

    def click_on_map(self, couche: str, identifiant: str) -> None:
        self.change(lambda: super(Atelier, self).click_on_map(couche, identifiant))

    def says(self, simulation: Simulation) -> None:
        """The answer and the key figure are those of a simulation."""
        rate = pourcentage(simulation.bilan_apres.taux_signe)
        answer = self.page.get_by_role("heading", level=2).first
        expect(answer).to_contain_text(rate)
        covered = self.page.get_by_test_id("stMetric").nth(2)
        expect(covered).to_contain_text(nombre(simulation.bilan_apres.signe))


def computed(*codes: str, base: tuple[str, str] = ("departement", "29")) -> Simulation:
    moteur = load_moteur()
    ajouts = tuple(find_ajoutable(moteur.referentiel, code) for code in codes)
    place = find_territoire(moteur.referentiel, *base)
    return simule(moteur.couverture(JOUR), place, Scenario(ajouts=ajouts))


ADRESSE = f"simulation?departement=29&date={JOUR.isoformat()}"


@pytest.fixture
def atelier(visite: Visites) -> Atelier:
    """The page of this file, ready to go to an address."""
    return Atelier(visite.page(), visite)


def test_a_click_adds_a_territory_and_the_map_keeps_its_frame(atelier):
    page = atelier.open(ADRESSE).page
    atelier.says(computed())
    # In braces: given back, the whole map would be described, and that takes two minutes.
    atelier.frame.evaluate("() => { map.panBy([40, -30], {animate: false}); }")
    atelier.frame.evaluate("window.temoin = 'la même carte'")
    atelier.click_on_map("epci", f"{BREST_METROPOLE}-29")
    page.wait_for_url(re.compile(f"ajouts={BREST_METROPOLE}"))
    atelier.says(computed(BREST_METROPOLE))
    view = atelier.view()
    atelier.click_on_map("epci", f"{CCA}-29")
    page.wait_for_url(re.compile(f"ajouts={BREST_METROPOLE}(,|%2C){CCA}"))
    atelier.says(computed(BREST_METROPOLE, CCA))
    atelier.click_on_map("epci", f"{BREST_METROPOLE}-29")  # taken off again
    page.wait_for_url(re.compile(f"ajouts={CCA}$"))
    atelier.says(computed(CCA))
    assert atelier.frame.evaluate("window.temoin") == "la même carte"
    assert atelier.view() == pytest.approx(view)


def test_a_commune_is_added_by_a_click_too(atelier):
    page = atelier.open(f"{ADRESSE}&niveau=commune").page
    atelier.click_on_map("communes-29", BREST)
    page.wait_for_url(re.compile(f"ajouts={BREST}"))
    atelier.says(computed(BREST))


def test_a_shared_link_opens_the_same_scenario_elsewhere(atelier, page_of, faults):
    page = atelier.open(ADRESSE).page
    atelier.click_on_map("epci", f"{BREST_METROPOLE}-29")
    page.wait_for_url(re.compile(f"ajouts={BREST_METROPOLE}"))
    name = page.get_by_label("Nom du scénario")
    name.fill("Brest <b>d'abord</b>")
    name.press("Enter")
    page.wait_for_url(re.compile("nom="))
    page.get_by_role("button", name="Lien").click()
    link = page.get_by_test_id("stPopoverBody").locator("code").inner_text()
    assert f"ajouts={BREST_METROPOLE}" in link
    alone = page_of()
    other = Atelier(alone, alone.goto).open(link)  # another session, nothing kept
    other.says(computed(BREST_METROPOLE))
    answer = other.page.get_by_role("heading", level=2).first
    expect(answer).to_contain_text("Brest <b>d'abord</b>")
    expect(other.page.get_by_label("Nom du scénario")).to_have_value("Brest <b>d'abord</b>")
    faults[:] = [fault for fault in faults if not SONDE.fullmatch(fault)]


def test_a_bad_link_warns_and_still_works(atelier):
    bad = f"{ADRESSE}&ajouts=99999,{BREST}&retraits=cls-rien&objectif=tout"
    page = atelier.open(bad).page
    expect(page.get_by_test_id("stAlert")).to_have_count(3)
    atelier.says(computed(BREST))
    atelier.click_on_map("epci", f"{CCA}-29")
    atelier.says(computed(BREST, CCA))


def test_names_of_scenarios_are_texts_and_ask_nothing_of_another_machine(atelier):
    page = atelier.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    names = ("![un](http://tiers.example/a.png)", "**deux** ![](https://tiers.example/b.png)")
    given = "&".join(f"nom{key}={quote(name)}" for key, name in zip(("", "B"), names, strict=True))
    atelier.open(f"{ADRESSE}&ajouts={BREST}&comparer=oui&{given}")
    choice = page.get_by_test_id("stButtonGroup").filter(has_text="A – ")
    shown = choice.inner_text().replace("\u2060", "")
    assert all(name in shown for name in names)
    assert page.locator("img[src*='tiers.example']").count() == 0
    assert not [one for one in asked if urlsplit(one).hostname == "tiers.example"]


def test_the_page_fits_its_width(atelier):
    page = atelier.page
    long_name = quote("Un nom de scénario aussi long qu'il peut l'être, soixante")
    link = f"{ADRESSE}&ajouts={BREST_METROPOLE}&comparer=oui&ajoutsB={CCA}&nomB={long_name}"
    atelier.open(link)
    for width in (1400, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        at_rest(page)  # laid out again
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for name in ("comparaison", "changements"):  # every column is in view, none to scroll to
            box = page.locator(f".simulation-{name}")
            assert box.evaluate("e => e.scrollWidth - e.clientWidth") <= 0, width
            right = box.locator("table").evaluate("e => e.getBoundingClientRect().right")
            assert right <= width
