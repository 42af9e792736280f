"""The directory and the actions in a real Chromium: search, open a sheet, come back, share."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.carte_affichee import CarteAffichee, scrolls_sideways
from tests.browser.repos import answered
from tests.browser.visites import DELAI, Visites

DASHBOARD = "dashboard.py"
JOUR = "2026-06-15"
CORNOUAILLE = "cls-29-cornouaille-1"
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120-29"
EN_TETE, LIGNE = 35, 35  # pixels: the header of a table, one of its rows

# Opened below the root, Streamlit asks there whether a server answers, before it asks at the root.
SONDE = re.compile(
    r"console: Failed to load resource: the server responded with a status of 404 \(Not Found\) "
    r"\(http://127\.0\.0\.1:\d+/.*_stcore/(health|host-config)\)"
)

pytestmark = pytest.mark.browser


class Annuaire(CarteAffichee):
    """A page of the application, and what a reader does with it."""

    def __init__(self, page: Page, go: Callable[[str], object]) -> None:
        super().__init__(page)
        page.set_default_timeout(DELAI)
        self.go = go

    def open(self, path: str, query: str = "") -> "Annuaire":
        self.go(f"{path}?date={JOUR}&{query}")
        self.wait_for_rest()
        return self

    def wait_for_rest(self) -> None:
        """Wait until the page is whole and the server has nothing left to send."""
        expect(self.page.get_by_text("Méthode, définitions et sources").last).to_be_visible()
        answered(self.page)

    @property
    def search(self) -> Locator:
        return self.page.get_by_role("searchbox")

    @property
    def sentence(self) -> Locator:
        return self.page.get_by_role("main").get_by_text(re.compile(r"^Au \d+")).first

    @property
    def table(self) -> Locator:
        return self.page.get_by_test_id("stDataFrame").first

    def look_for(self, texte: str) -> None:
        self.search.fill(texte)
        self.search.press("Enter")

    def choose_row(self, number: int) -> None:
        """Tick a row of the table, counted from 0."""
        self.table.scroll_into_view_if_needed()
        self.table.click(position={"x": 18, "y": EN_TETE + LIGNE * number + LIGNE // 2})

    def wait_for_address(self, expected: str) -> None:
        self.page.wait_for_url(re.compile(expected), timeout=DELAI)

    def wait_for_title(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.fixture
def open_annuaire(visite: Visites) -> Callable[..., Annuaire]:
    """Return ``open_annuaire(width, height)``: a reader, on a screen of that size."""
    return lambda *size: Annuaire(visite.page(*size), lambda address: visite(address, *size))


@pytest.fixture
def annuaire(open_annuaire) -> Annuaire:
    return open_annuaire()


# ---- The directory ---------------------------------------------------------------------------


def test_a_typing_error_a_row_its_sheet_and_back_to_the_same_search(annuaire):
    annuaire.open("contrats", "statut=signe")
    annuaire.look_for("plomelyn")
    expect(annuaire.sentence).to_contain_text("1\u00a0contrat signé")
    annuaire.wait_for_address("q=plomelyn")
    annuaire.wait_for_rest()
    annuaire.choose_row(0)
    annuaire.wait_for_address(f"/contrat\\?.*id={CORNOUAILLE}")
    annuaire.wait_for_address(f"date={JOUR}")
    annuaire.wait_for_title(re.compile("Cornouaille"))
    annuaire.page.go_back()
    annuaire.wait_for_address("/contrats\\?.*q=plomelyn")
    annuaire.wait_for_title("Annuaire des contrats")
    annuaire.wait_for_rest()
    expect(annuaire.search).to_have_value("plomelyn")
    expect(annuaire.sentence).to_contain_text("1\u00a0contrat signé")
    expect(annuaire.page.get_by_role("button", name="Statut : Signé")).to_be_visible()


def test_the_filters_of_the_address_open_the_same_view_in_another_page(open_annuaire, page, faults):
    first = open_annuaire().open("contrats", "region=53")
    first.look_for("cornouaile")
    expect(first.sentence).to_contain_text("3\u00a0contrats")
    first.page.get_by_role("radiogroup", name="Afficher").get_by_text("Fiches").click()
    first.wait_for_address("affichage=fiches")
    first.wait_for_rest()
    cards = first.page.locator(".st-key-annuaire-fiches")
    expect(cards.get_by_role("link")).to_have_count(3)
    expect(cards.get_by_text("Trouvé par")).to_have_count(3)
    said, shown = first.sentence.inner_text(), cards.inner_text()

    second = Annuaire(page, page.goto)
    second.go(first.page.url)
    second.wait_for_rest()
    expect(second.sentence).to_have_text(said)
    expect(second.search).to_have_value("cornouaile")
    again = second.page.locator(".st-key-annuaire-fiches")
    expect(again).to_have_text(shown, use_inner_text=True)
    faults[:] = [fault for fault in faults if not SONDE.fullmatch(fault)]


def test_a_card_leads_to_the_sheet_of_its_contract_and_back(annuaire):
    annuaire.open("contrats", "affichage=fiches&q=cornouaille")
    annuaire.page.get_by_role("link", name="CLS de Cornouaille", exact=True).click()
    annuaire.wait_for_address(f"/contrat\\?id={CORNOUAILLE}&date={JOUR}")
    annuaire.wait_for_title(re.compile("Cornouaille"))
    annuaire.page.go_back()
    annuaire.wait_for_title("Annuaire des contrats")
    expect(annuaire.search).to_have_value("cornouaille")


def test_a_territory_of_the_map_leads_to_the_sheet_of_its_only_contract(annuaire):
    annuaire.open("contrats", "affichage=carte&q=cornouaille&region=53")
    annuaire.click_on_map("epci", QUIMPER_BRETAGNE_OCCIDENTALE)
    annuaire.wait_for_address(f"/contrat\\?.*id={CORNOUAILLE}")
    annuaire.wait_for_title(re.compile("Cornouaille"))


def test_a_territory_of_the_map_with_several_contracts_lists_them(annuaire):
    annuaire.open("contrats", "affichage=carte&region=53&q=dinan")
    annuaire.click_on_map("epci", "200068989-22")
    annuaire.wait_for_address("epci=200068989")
    expect(annuaire.page.get_by_role("button", name=re.compile("^EPCI : "))).to_be_visible()
    expect(annuaire.sentence).to_contain_text("contrats sur")


def test_when_nothing_is_found_one_button_clears_the_filters(annuaire):
    annuaire.open("contrats", "q=quimper&region=75&statut=a_venir&porteur=gip")
    expect(annuaire.sentence).to_contain_text("aucun contrat")
    annuaire.page.get_by_role("button", name="Effacer tous les filtres").click()
    expect(annuaire.sentence).to_contain_text("contrats recensés")
    expect(annuaire.search).to_have_value("")


# ---- The actions -----------------------------------------------------------------------------


def test_a_region_of_the_heat_map_leads_to_its_priorities_and_a_row_to_its_contract(annuaire):
    annuaire.open("actions", "volet=themes")
    expect(annuaire.page.get_by_test_id("stPlotlyChart")).to_be_visible()
    annuaire.choose_row(2)
    annuaire.wait_for_address("region=53")
    expect(annuaire.page.get_by_text("Priorités régionales de santé")).to_be_visible()
    annuaire.wait_for_rest()
    rows = annuaire.page.get_by_test_id("stDataFrame").last
    rows.scroll_into_view_if_needed()
    rows.click(position={"x": 18, "y": EN_TETE + LIGNE // 2})
    annuaire.wait_for_address("/contrat\\?.*id=cls-")
    annuaire.page.go_back()
    annuaire.wait_for_title("Actions et priorités")
    expect(annuaire.page.get_by_text("Priorités régionales de santé")).to_be_visible()


# ---- Small screens ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("contrats", "q=saint"),
        ("contrats", "affichage=fiches&statut=signe&theme=acces_soins&axes=oui"),
        ("contrats", "affichage=carte"),
        ("actions", "par=theme"),
        ("actions", "volet=themes"),
        ("actions", "volet=themes&region=53"),
        ("actions", "volet=probantes"),
        ("actions", "volet=connaissance"),
    ],
)
def test_a_telephone_never_scrolls_sideways(open_annuaire, path, query):
    reader = open_annuaire(390, 844).open(path, query)
    assert scrolls_sideways(reader.page) == []


def test_on_a_telephone_a_heat_map_scrolls_alone_and_stays_readable(open_annuaire):
    reader = open_annuaire(390, 844).open("actions", "volet=themes")
    chart = reader.page.locator("[class*=st-key-actions-chaleur]")
    expect(chart.locator(".main-svg").first).to_be_visible()
    assert chart.evaluate("box => box.scrollWidth > 2 * box.clientWidth")
    assert chart.locator(".main-svg").first.bounding_box()["width"] > 900
