"""Nobody is kept out: axe finds nothing on any page, at the width of a desk and of a phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

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
    "contrat inconnu": "contrat?id=inconnu",
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


@pytest.fixture
def lecteur(page_of: Callable[..., Page], serve: Callable[..., str], faults: list[str]):
    """Return ``lecteur(adresse, largeur)``: a page of the atlas, whole."""
    home = serve("dashboard.py")

    def open_page(address: str, width: int) -> Page:
        page = page_of(width, 900)
        page.goto(f"{home}/{address}")
        expect(page.locator("[data-testid='stMain'] h1").first).to_be_visible(timeout=60_000)
        done = page.locator("[data-testid='stApp'][data-test-script-state='notRunning']")
        done.wait_for(state="attached", timeout=60_000)
        page.wait_for_timeout(500)
        return page

    yield open_page
    faults[:] = [fault for fault in faults if "_stcore/" not in fault]


@pytest.mark.parametrize("largeur", LARGEURS)
@pytest.mark.parametrize("nom", PAGES)
def test_axe_finds_nothing(lecteur, nom: str, largeur: int):
    results = Axe().run(lecteur(PAGES[nom], largeur))
    assert results.violations_count == 0, results.generate_report()
