"""Nobody is kept out of any page: no barrier known to axe, desk and phone, no English word."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.anglais import mots_anglais
from tests.browser.repos import at_rest, opened
from tests.browser.visites import Visites

PAGES = {
    "pays": "",
    "departement": "couverture?departement=29&niveau=commune&date=2025-01-31",
    "evolution": "evolution?region=53",
    "echeances": "evolution?region=53&volet=echeances",
    "recherche": "territoire",
    "commune": "territoire?commune=29232",
    "annuaire": "contrats?region=53",
    "fiches": "contrats?affichage=fiches&q=cornouaille",
    "annuaire vide": "contrats?q=zzzz",
    "contrat": "contrat?id=cls-29-cornouaille-1",
    "contrat echu": "contrat?id=cls-29-pays-de-brest-1",
    "contrat inconnu": "contrat?id=inconnu",
    "contrat sans nom": "contrat",
    "actions": "actions?region=53",
    "themes": "actions?region=53&volet=themes",
    "simulation": "simulation?region=53",
    "presentation": "presentation?region=53",
    "donnees": "donnees",
    "atelier": "atelier",
    "saisie": "saisie?contrat=cls-29-cornouaille-1",
    "methode": "methode",
    "accessibilite": "accessibilite",
    "mentions": "mentions",
    "donnees personnelles": "donnees_personnelles",
}
LARGEURS = (1400, 390)
HAUTEUR = 900


@pytest.fixture
def lecteur(visite: Visites) -> Callable[[str], Page]:
    """Return ``lecteur(adresse)``: a whole page, on a desk, in a browser set in English."""

    def open_page(address: str) -> Page:
        page = visite(address, LARGEURS[0], HAUTEUR, locale="en-US")
        expect(page.locator("[data-testid='stMain'] h1").first).to_be_visible()
        at_rest(page)
        return page

    return open_page


def check_with_axe(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("nom", PAGES)
def test_a_page_has_no_barrier_and_no_english_word(lecteur, nom: str):
    page = lecteur(PAGES[nom])
    assert page.evaluate("document.documentElement.lang") == "fr"
    check_with_axe(page)
    assert mots_anglais(page) == []
    for button in page.get_by_test_id("stPopover").locator("button:visible").all():
        button.click()
        opened(page)
        assert mots_anglais(page) == []
        page.keyboard.press("Escape")
    page.set_viewport_size({"width": LARGEURS[1], "height": HAUTEUR})
    at_rest(page)
    check_with_axe(page)
