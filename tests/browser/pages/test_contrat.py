"""The sheet of a contract in a real browser: reading it, leaving it, coming back to it."""

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from data.paths import DOSSIER_PROJET, DOSSIER_REGISTRE
from tests.browser.carte_affichee import CADRE, frame_of
from tests.browser.points import pixel_of
from tests.browser.repos import at_rest
from tests.browser.visites import SONDE, Visites

DELAI = 60_000  # milliseconds: the first page of a cold server, on a busy machine
CORNOUAILLE = "cls-29-cornouaille-1"
VILLES_SOEURS = "cls-76-villes-soeurs-x"
LOUE_LISON = "cls-25-loue-lison-1"  # two of its four axes have actions
JOUR = "date=2025-01-31"
HOSTILE = "<img src=x onerror=alert(1)>"
HOSTILE_DASHBOARD = """
import os
import runpy
from pathlib import Path

from data.depot.base.adresse import adresse_du_depot
from data.depot.ouverture import ouvre, use

HERE = Path(__file__).parent
if os.environ["ATLAS_DATA"] != str(HERE / "var"):
    os.environ["ATLAS_DATA"] = str(HERE / "var")
    use(ouvre(adresse_du_depot(), HERE / "registre"))
runpy.run_path({dashboard!r}, run_name="__main__")
"""

pytestmark = pytest.mark.browser


class Fiche:
    """The sheet in a page, and what a reader does with it."""

    def __init__(self, page: Page, go: Callable[[str], object]) -> None:
        page.set_default_timeout(DELAI)
        self.page = page
        self.go = go

    def open(self, contrat_id: str, title: str, query: str = JOUR) -> "Fiche":
        self.go(f"contrat?id={contrat_id}&{query}")
        self.expect_title(title)
        # The foot of the page: everything above it is there.
        expect(self.page.get_by_text("Méthode, définitions et sources")).to_be_visible()
        return self

    def expect_title(self, title: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)

    def action(self, title: str) -> Locator:
        return self.page.locator("details.fiche-action").filter(has_text=title).first

    def wait_for_map(self) -> Locator:
        frame = self.page.frame_locator(CADRE)
        frame.locator("#map_div[data-version]").wait_for()
        return self.page.locator(CADRE)


@pytest.fixture
def fiche(visite: Visites) -> Fiche:
    """The application, ready to open a sheet."""
    return Fiche(visite.page(), visite)


def test_a_reader_goes_from_a_sheet_to_an_axis_to_an_action_and_back_to_the_map(fiche):
    fiche.open(LOUE_LISON, "CLS Loue Lison")
    page = fiche.page
    page.get_by_role("link", name="Axes et actions").click()
    expect(page).to_have_url(re.compile("#axes$"))
    axe = page.locator(".fiche-axe").first
    expect(axe.get_by_role("heading")).to_contain_text("Axe 1.")
    action = fiche.action("Promouvoir le Pass'Santé Jeunes")
    expect(action.locator("dt", has_text="Pilote")).to_be_hidden()
    action.locator("summary").click()
    expect(action.locator("dt", has_text="Pilote")).to_be_visible()
    expect(action.get_by_role("link")).to_have_attribute("href", re.compile("^https?://"))
    page.get_by_role("link", name="Bourgogne-Franche-Comté").first.click()
    fiche.expect_title("Couverture\u00a0: Bourgogne-Franche-Comté")
    expect(page).to_have_url(re.compile(rf"region=27&{JOUR}"))
    page.go_back()
    fiche.expect_title("CLS Loue Lison")


def test_the_next_contract_has_an_address_of_its_own_and_the_way_back_works(fiche):
    fiche.open(VILLES_SOEURS, "CLS des Villes Sœurs 2018-2020")
    page = fiche.page
    page.get_by_role("button", name="CLS des Villes Sœurs 2023-2027").click()
    fiche.expect_title("CLS des Villes Sœurs 2023-2027")
    expect(page).to_have_url(re.compile(rf"id=cls-76-villes-soeurs-2&{JOUR}$"))
    page.go_back()
    fiche.expect_title("CLS des Villes Sœurs 2018-2020")


def test_a_click_on_the_map_opens_the_coverage_of_the_commune_and_back_leads_to_the_sheet(fiche):
    fiche.open(CORNOUAILLE, "CLS de Cornouaille")
    page = fiche.page
    cadre = fiche.wait_for_map()
    cadre.scroll_into_view_if_needed()
    frame = frame_of(page)
    at = pixel_of(frame, [-4.0939, 47.9877])
    box = cadre.bounding_box()
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    fiche.expect_title("Couverture\u00a0: Quimper")
    expect(page).to_have_url(re.compile(rf"commune=29232&{JOUR}"))
    page.go_back()
    fiche.expect_title("CLS de Cornouaille")


def test_the_perimeter_is_outlined_and_its_neighbours_can_be_put_aside(fiche):
    fiche.open(CORNOUAILLE, "CLS de Cornouaille")
    page = fiche.page
    fiche.wait_for_map()
    container = page.frame_locator(CADRE).locator("#map_div")
    expect(page.frame_locator(CADRE).locator(".leaflet-atlas-selection-pane path")).to_have_count(1)
    assert int(container.get_attribute("data-peint")) > 58
    page.get_by_text("Montrer le statut des communes voisines").click()
    expect(container).to_have_attribute("data-peint", "58")


def test_a_territory_of_the_table_leads_to_its_coverage(fiche):
    fiche.open(CORNOUAILLE, "CLS de Cornouaille")
    fiche.page.get_by_role("link", name="CC Douarnenez Communauté").click()
    fiche.expect_title("Couverture\u00a0: CC Douarnenez Communauté")


def test_another_contract_is_found_by_its_name(fiche):
    fiche.open(CORNOUAILLE, "CLS de Cornouaille")
    page = fiche.page
    page.get_by_text("Autre contrat, autre date").click()
    page.get_by_label("Ouvrir un autre contrat").fill("poissy")
    page.get_by_role("option", name="CLS de Poissy").click()
    fiche.expect_title("CLS de Poissy")


def test_nothing_overflows_the_width_of_the_screen(fiche):
    fiche.open("cls-29-pays-de-brest-1", "CLS du Pays de Brest")
    for width in (1400, 1024, 390):
        fiche.page.set_viewport_size({"width": width, "height": 900})
        at_rest(fiche.page)  # laid out again
        wider = fiche.page.evaluate(
            """() => [...document.querySelectorAll(".fiche, .fiche *")]
                .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
                .map((one) => one.className || one.tagName)"""
        )
        assert wider == [], width
        main = fiche.page.get_by_test_id("stMain")
        assert main.evaluate("one => one.scrollWidth <= one.clientWidth"), width


@pytest.fixture
def hostile(
    serve: Callable[..., str], page: Page, faults: list[str], tmp_path_factory
) -> Iterator[Fiche]:
    """The application on a copy of the registre where every name of a contract is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(DOSSIER_REGISTRE, folder / "registre", copy_function=shutil.copyfile)
    for table, column in (
        ("contrats", "nom"),
        ("contrats", "porteur"),
        ("axes", "intitule"),
        ("actions", "intitule"),
        ("signataires", "nom"),
    ):
        _poison(folder / "registre" / f"{table}.csv", column)
    (folder / "pages").symlink_to(DOSSIER_PROJET / "pages")
    script = folder / "dashboard.py"
    dashboard = str(DOSSIER_PROJET / "dashboard.py")
    script.write_text(HOSTILE_DASHBOARD.format(dashboard=dashboard), encoding="utf-8")
    home = serve(script)
    yield Fiche(page, lambda address: page.goto(f"{home}/{address}"))
    faults[:] = [fault for fault in faults if not SONDE.fullmatch(fault)]


def _poison(path: Path, column: str) -> None:
    """Write the hostile name in a column of the rows of Cornouaille."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    spoilt = header.index(column)
    for rank, row in enumerate(row for row in rows if row[0] == CORNOUAILLE):
        row[spoilt] = f"{HOSTILE} {rank}" if rank else HOSTILE  # no two alike: the checks forbid it
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def test_names_from_the_data_show_as_text_and_run_nothing(hostile):
    page = hostile.page
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    hostile.open(CORNOUAILLE, HOSTILE)
    hostile.wait_for_map()
    page.locator("details.fiche-action summary").first.click()
    expect(page.locator(".fiche-faits").first).to_contain_text(HOSTILE)
    expect(page.locator(".fiche-axe").first).to_contain_text(HOSTILE)
    expect(page.locator(".fiche-colonnes")).to_contain_text(HOSTILE)
    chart = page.locator(".js-plotly-plot")
    chart.evaluate("one => one.scrollIntoView({ block: 'center' })")
    square = chart.locator(".barlayer path").first.bounding_box()
    page.mouse.move(square["x"] + 20, square["y"] + square["height"] / 2)
    expect(chart.locator(".hoverlayer")).to_contain_text("<img")
    assert page.locator("img[src='x']").count() == 0
    assert dialogs == []
