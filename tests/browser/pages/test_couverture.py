"""The coverage page, in a real browser and without a network."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect

from components.commun.mots.certitude import phrase
from geo.certitude.certitude import build_certitude
from geo.couverture.moteur import load_moteur_de
from geo.couverture.synthese import Synthese, build_synthese
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import find_territoire
from tests.browser.carte_affichee import CarteAffichee, scrolls_sideways
from tests.browser.repos import answered
from tests.browser.visites import DELAI, TELEPHONE, Visites

DASHBOARD = "dashboard.py"
JOUR = date(2025, 1, 31)
LE_JOUR = f"date={JOUR.isoformat()}"
COMPTE = "Contrats comptés dans les taux"
FORMES = ".leaflet-atlas-formes-pane path"

pytestmark = pytest.mark.browser


class Atlas(CarteAffichee):
    """The application in a page, and what a reader does with it."""

    def __init__(
        self, page: Page, address: str = "", go: Callable[[str], object] | None = None
    ) -> None:
        super().__init__(page)
        page.set_default_timeout(DELAI)
        self.go = go or (lambda path: page.goto(f"{address}/{path}"))

    def open(self, query: str = LE_JOUR, path: str = "", with_map: bool = True) -> "Atlas":
        self.go(f"{path}?{query}")
        self.wait_for_title(re.compile("."))
        if with_map:
            self.wait_for_paint()
        self.wait_for_rest()
        return self

    def wait_for_rest(self) -> None:
        """Wait until the server has nothing left to send."""
        answered(self.page)

    def painted(self) -> int:
        return int(self.container.get_attribute("data-peint") or 0)

    @property
    def sentence(self):
        return self.page.get_by_role("main").get_by_text(re.compile(r"^Au \d+")).first

    @property
    def sidebar(self):
        return self.page.get_by_role("region", name="Panneau latéral")

    def wait_for_title(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def wait_for_address(self, expected: str) -> None:
        self.page.wait_for_url(re.compile(expected), timeout=DELAI)

    def wait_for_sentence(self, synthese: Synthese) -> None:
        moteur = load_moteur_de(Reference.au(synthese.jour))
        certitude = build_certitude(moteur.couverture(synthese.jour), synthese.territoire)
        expect(self.sentence).to_have_text(phrase(certitude))

    def choose(self, group: str, name: str) -> None:
        """Choose among a few, shown as radio buttons or as segments."""
        choices = self.page.get_by_role("radiogroup", name=group)
        choices.get_by_text(name, exact=True).click()


def computed(niveau: str, code: str) -> Synthese:
    moteur = load_moteur_de(Reference.au(JOUR))
    territoire = find_territoire(moteur.referentiel, niveau, code)
    return build_synthese(moteur.couverture(JOUR, None), territoire)


@pytest.fixture
def atlas(visite: Visites) -> Atlas:
    return Atlas(visite.page(), go=visite)


def test_the_country_is_drawn_by_region_with_its_answer_first(atlas):
    atlas.open()
    atlas.wait_for_sentence(computed("france", ""))
    assert atlas.content.locator(FORMES).count() == 18
    assert atlas.painted() == 18
    expect(atlas.page).to_have_title(re.compile("Atlas des contrats locaux de santé"))


def test_the_same_page_has_an_address_of_its_own(atlas):
    atlas.open(f"region=53&{LE_JOUR}", path="couverture")
    atlas.wait_for_title(re.compile("Bretagne"))
    atlas.wait_for_sentence(computed("region", "53"))


def test_a_click_on_the_map_goes_down_and_the_breadcrumb_and_the_browser_come_back(atlas):
    atlas.open()
    atlas.frame.evaluate("() => { window.repere = 'toujours là'; }")
    atlas.change(lambda: atlas.click_on_map("region", "53"))
    atlas.wait_for_title(re.compile("Bretagne"))
    atlas.wait_for_address(r"\?region=53&")
    atlas.wait_for_sentence(computed("region", "53"))

    atlas.change(lambda: atlas.click_on_map("epci", "200068120-29"))
    atlas.wait_for_title(re.compile("CA Quimper Bretagne Occidentale"))
    atlas.wait_for_address(r"\?epci=200068120&")
    atlas.wait_for_sentence(computed("epci", "200068120"))

    assert atlas.frame.evaluate("window.repere") == "toujours là"  # no blank in between

    atlas.page.get_by_role("button", name="Bretagne", exact=True).click()
    atlas.wait_for_title(re.compile("Bretagne"))
    atlas.page.get_by_role("main").get_by_role("button", name="France (18 régions)").click()
    atlas.wait_for_sentence(computed("france", ""))
    assert "region=" not in atlas.page.url

    atlas.page.go_back()
    atlas.wait_for_address(r"\?region=53&")
    atlas.wait_for_sentence(computed("region", "53"))
    atlas.page.go_back()
    atlas.wait_for_sentence(computed("epci", "200068120"))
    atlas.page.go_forward()
    atlas.wait_for_sentence(computed("region", "53"))


def test_a_filter_repaints_the_map_in_the_same_frame_and_keeps_the_view(atlas):
    atlas.open(f"{LE_JOUR}&niveau=epci&affichage=taux")
    assert atlas.content.locator(FORMES).count() > 1300  # every EPCI of the country
    atlas.frame.evaluate(
        "() => { window.repere = 'toujours là'; map.setView([48, -3], 8, { animate: false }); }"
    )
    view = atlas.view()
    everybody = atlas.content.locator(f"{FORMES}[fill='#143a6b']")
    signed = everybody.count()

    atlas.change(lambda: atlas.choose(COMPTE, "Signés ou en projet"))

    assert everybody.count() > signed > 0
    assert atlas.frame.evaluate("window.repere") == "toujours là"
    assert atlas.view() == pytest.approx(view, abs=0.01)  # a pixel or two
    counted = atlas.content.locator("#map_div").get_attribute("aria-label")
    assert "par un contrat signé ou en projet" in counted  # as in the tooltip
    atlas.wait_for_address("statut=signe_ou_projet")


def test_the_search_leads_to_the_page_of_a_commune_and_the_way_back_to_the_map(atlas):
    atlas.open(f"region=53&{LE_JOUR}")
    box = atlas.page.get_by_label("Rechercher un territoire", exact=True)
    box.fill("quimper")
    box.press("Enter")
    atlas.page.get_by_role("button", name=re.compile(r"(^|\s)Quimper$")).click()
    atlas.page.wait_for_url(re.compile(r"/territoire\?.*code=29232"))
    expect(atlas.page.get_by_role("heading", level=1)).to_have_text("Quimper")
    atlas.page.go_back()
    atlas.wait_for_title(re.compile(": Bretagne$"))


@pytest.mark.parametrize(
    ("ville", "niveau", "dessines", "code", "nom"),
    [
        ("commune=75056", "arrondissement_municipal", 20, "75113", "Paris 13e Arrondissement"),
        ("epci=200054781", "ept", 11, "200057875", "Est Ensemble"),
    ],
)
def test_arrondissements_and_ept_are_drawn_and_opened_by_a_click(
    atlas, ville: str, niveau: str, dessines: int, code: str, nom: str
):
    atlas.open(f"{ville}&niveau={niveau}&{LE_JOUR}")
    assert atlas.painted() == dessines
    atlas.click_on_map(niveau, code)
    atlas.wait_for_title(re.compile(f": {nom}$"))
    atlas.wait_for_address(rf"\?{niveau}={code}&")
    expect(atlas.sentence).to_contain_text(f"2025, {nom}\u00a0:")


def test_a_link_shows_somebody_else_the_same_view(atlas, page_of, serve):
    atlas.open(f"departement=29&{LE_JOUR}")
    atlas.choose(COMPTE, "Signés ou en projet")
    atlas.wait_for_address("statut=signe_ou_projet")
    atlas.choose("Découper par", "Commune")
    atlas.wait_for_address("niveau=commune")
    theme = atlas.page.get_by_role("combobox", name="Thème des axes")
    theme.click()
    atlas.page.get_by_role("option", name="Accès aux soins").click()
    atlas.wait_for_address("theme=acces_soins")
    expect(atlas.sentence).to_contain_text("Accès aux soins")

    other = Atlas(page_of(), serve(DASHBOARD))
    other.open(atlas.page.url.split("?")[1])
    expect(other.sentence).to_have_text(atlas.sentence.inner_text())
    for chosen in ("Signés ou en projet", "Commune", "Statut"):
        expect(other.page.get_by_role("radio", name=chosen, exact=True)).to_be_checked()
    expect(other.page.get_by_role("combobox", name="Thème des axes")).to_have_value(
        "Accès aux soins"
    )
    expect(other.page.get_by_role("combobox", name="Région", exact=True)).to_have_value("Bretagne")


HOSTILE = {
    "region": "99",
    "date": "2025-02-30",
    "niveau": "[x](http://e.vil)",
    "affichage": "www.e.vil",
    "statut": "<script>alert(1)</script>",
    "theme": ":material/home:",
    "fond": "moi@e.vil",
}


def test_what_is_wrong_in_an_address_is_shown_as_text_on_a_page_that_works(atlas):
    atlas.open(urlencode(HOSTILE))
    warnings = atlas.page.get_by_test_id("stAlertContentWarning")
    expect(warnings).to_have_count(len(HOSTILE))
    for warning, value in zip(warnings.all(), HOSTILE.values(), strict=True):
        text = warning.get_by_role("paragraph").inner_text()
        assert f"«\u00a0{value}\u00a0»" in text.replace("\u2060", "")
        assert warning.get_by_role("link").count() == 0
        assert warning.locator("p [role=img], script").count() == 0
    assert atlas.content.locator(FORMES).count() == 18
    expect(atlas.sentence).to_contain_text("de la population sous un contrat signé")


def download(page: Page, name: str) -> Download:
    with page.expect_download(timeout=DELAI) as waiting:
        page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()
    return waiting.value


def content_of(file: Download) -> bytes:
    return Path(file.path()).read_bytes()


def test_the_files_have_a_telling_name_and_the_totals_of_the_sentence(atlas):
    atlas.open(f"region=28&{LE_JOUR}&niveau=departement")
    synthese = computed("region", "28")
    atlas.wait_for_sentence(synthese)

    file = download(atlas.page, "CSV")
    assert file.suggested_filename == "cls-couverture_normandie_departement_2025-01-31.csv"
    text = content_of(file).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 5
    assert sum(int(row["Population"]) for row in rows) == synthese.population
    assert sum(int(row["Population couverte (signé)"]) for row in rows) == synthese.population_signe
    assert sum(int(row["Population en projet seul"]) for row in rows) == synthese.population_projet
    assert all("." not in row["Taux signé recensé (%)"] for row in rows)

    file = download(atlas.page, "XLSX")
    assert file.suggested_filename == "cls-couverture_normandie_departement_2025-01-31.xlsx"
    book = load_workbook(io.BytesIO(content_of(file)))
    header, *lines = book["Données"].values
    column = header.index("Population couverte (signé)")
    assert sum(line[column] for line in lines) == synthese.population_signe
    assert book["Sources"]["A2"].value == "Date de la situation"
    assert book["Sources"]["B2"].value == "31\u00a0janvier\u00a02025"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1024, 768)])
def test_nothing_overflows_and_the_answer_is_seen_first(visite, width, height):
    screen = {"width": width, "height": height} | (TELEPHONE if width < 600 else {})
    atlas = Atlas(visite.page(**screen), go=partial(visite, **screen))
    for query in (LE_JOUR, f"commune=29232&{LE_JOUR}"):
        atlas.open(query)
        assert scrolls_sideways(atlas.page) == []
        expect(atlas.page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
        expect(atlas.sentence).to_be_in_viewport(ratio=1)


def test_the_method_page_fits_a_phone_and_can_be_reached_from_the_foot_of_the_page(visite):
    screen = {"width": 390, "height": 844} | TELEPHONE
    atlas = Atlas(visite.page(**screen), go=partial(visite, **screen))
    atlas.open(f"commune=29232&{LE_JOUR}")
    atlas.page.get_by_role("main").get_by_role("link", name="Méthode, définitions").click()
    atlas.wait_for_title("Méthode, définitions et sources")
    assert scrolls_sideways(atlas.page) == []


FOCUSED = """() => {
    const element = document.activeElement;
    const group = element.closest("[role=radiogroup]");
    const label = element.getAttribute("aria-label") || element.labels?.[0]?.innerText;
    return group?.getAttribute("aria-label") || label || element.innerText || element.tagName;
}"""


def test_the_keyboard_reaches_search_filters_and_levels_in_that_order_and_changes_them(atlas):
    atlas.open()
    reached: list[str] = []
    while len(reached) < 40 and "IFRAME" not in reached:
        atlas.page.keyboard.press("Tab")
        atlas.page.wait_for_timeout(120)  # as a hand does: a widget takes the focus in its turn
        reached.append(atlas.page.evaluate(FOCUSED))
    wanted = ["Région", "Situation au", "Contrats comptés dans les taux", "Thème des axes"]
    wanted += ["Rechercher un territoire", "Découper par", "Colorer par"]
    assert [name for name in reached if name in wanted] == wanted

    atlas.page.get_by_role("radio", name="Région", exact=True).focus()
    atlas.page.keyboard.press("ArrowRight")
    atlas.page.keyboard.press("Enter")
    atlas.wait_for_address("niveau=departement")
    atlas.content.locator('#map_div[data-peint="101"]').wait_for(timeout=DELAI)
