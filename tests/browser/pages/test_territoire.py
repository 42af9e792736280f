"""The territory page in a real Chromium: from a name to the answer, the map, the PDF; a phone."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from components.commun.statuts import STATUTS
from tests.browser.carte_affichee import CADRE, CarteAffichee, scrolls_sideways
from tests.browser.repos import answered
from tests.browser.visites import TELEPHONE, Visites

DASHBOARD = "dashboard.py"
JOUR = "2026-11-21"
ECRAN = {"width": 390, "height": 844}

pytestmark = pytest.mark.browser


@pytest.fixture
def open_at(visite: Visites) -> Callable[..., Page]:
    """Return ``open_at(query, **size)``: the page at an address, once it has nothing to send."""
    return lambda query="", **options: visite(f"territoire{query}", **options)


def answer(page: Page) -> Locator:
    return page.locator(".st-key-territoire-reponse")


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def code_in_address(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["code"][0]


def test_from_a_name_to_the_answer_the_files_and_the_contract(open_at):
    page = open_at()
    field = page.get_by_role("searchbox").or_(page.get_by_role("textbox")).first
    field.press_sequentially("quimp", delay=30)
    page.get_by_role("button", name=re.compile(r"Quimper – Commune, Finistère \(29\)")).click()
    expect(title(page)).to_have_text("Quimper")
    expect(answer(page)).to_contain_text("La commune est couverte par un contrat local de santé")
    expect(answer(page)).to_contain_text("CLS de Cornouaille, signé le 12 juillet 2023")
    page.wait_for_url(re.compile(r"code=29232"))
    expect(page).to_have_title(re.compile("^Quimper – Atlas"))
    answered(page)

    with page.expect_download() as pdf:
        page.get_by_role("button", name="Fiche PDF").click()
    assert re.fullmatch(
        r"cls-territoire_quimper_29232_\d{4}-\d\d-\d\d\.pdf", pdf.value.suggested_filename
    )
    assert Path(pdf.value.path()).read_bytes().startswith(b"%PDF-")

    with page.expect_download() as table:
        page.get_by_role("button", name="Données CSV").click()
    assert "CLS de Cornouaille" in Path(table.value.path()).read_text("utf-8-sig")

    page.get_by_role("link", name="Ouvrir la fiche du contrat").click()
    page.wait_for_url(re.compile(r"/contrat\?id=cls-29-cornouaille-1"))
    expect(title(page)).to_contain_text("CLS de Cornouaille")
    answered(page)
    page.go_back()
    expect(title(page)).to_have_text("Quimper")


def test_the_link_opens_the_same_view(open_at):
    page = open_at(f"?code=29232&date={JOUR}")
    page.get_by_role("button", name="Lien").click()
    shown = page.get_by_text(
        re.compile(r"http://127\.0\.0\.1:\d+/territoire\?code=29232")
    ).inner_text()
    assert shown.strip() == page.url


def test_the_map_shows_the_neighbours_and_opens_the_one_clicked(open_at):
    page = open_at(f"?code=29232&date={JOUR}")
    CarteAffichee(page).wait_for_paint()
    shapes = page.frame_locator(CADRE).locator(".leaflet-atlas-formes-pane path")
    assert shapes.count() > 200
    outline = page.frame_locator(CADRE).locator(".leaflet-atlas-selection-pane path")
    expect(outline).to_have_count(1)
    version = page.frame_locator(CADRE).locator("#map_div").get_attribute("data-version")
    CarteAffichee(page).click_on_map("communes-29", "29170")
    expect(title(page)).to_have_text("Plomelin")
    assert code_in_address(page) == "29170"
    CarteAffichee(page).wait_for_paint(version or "")


def test_the_wider_territory_is_one_click_away_and_the_way_back_leads_back(open_at):
    page = open_at(f"?code=56019&date={JOUR}")
    page.get_by_role("button", name="CC Centre Morbihan Communauté", exact=True).click()
    expect(title(page)).to_have_text("CC Centre Morbihan Communauté")
    page.go_back()
    expect(title(page)).to_have_text("Billio")


def test_another_day_is_written_in_the_address(open_at):
    page = open_at(f"?code=29232&date={JOUR}")
    page.get_by_role("button", name="Au 21 novembre 2026").click()
    field = page.get_by_role("textbox", name="Situation au")
    field.fill("14 novembre 2022")
    field.press("Enter")
    page.wait_for_url(re.compile(r"date=2022-11-14"))
    expect(answer(page)).to_contain_text("Au 14 novembre 2022")
    expect(answer(page)).not_to_contain_text("est couverte")


def test_a_wrong_code_leaves_the_search_at_hand(open_at):
    page = open_at("?code=97701")
    expect(page.get_by_text("Saint-Barthélemy est une collectivité d'outre-mer")).to_be_visible()
    expect(page.get_by_role("button", name="Quimper", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("code", "nom", "statut"),
    [
        ("29232", "Quimper", STATUTS["signe"].libelle),
        ("56019", "Billio", "Aucun contrat recensé"),
        ("53", "Mayenne", STATUTS["partielle"].libelle),
    ],
)
def test_on_a_phone_the_answer_is_read_without_scrolling(open_at, code: str, nom: str, statut: str):
    page = open_at(f"?code={code}&date={JOUR}", **ECRAN, **TELEPHONE)
    expect(title(page)).to_have_text(nom)
    expect(answer(page)).to_contain_text(statut)
    box = answer(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= ECRAN["width"]
    assert box["y"] + box["height"] <= ECRAN["height"]
    CarteAffichee(page).wait_for_paint()
    assert scrolls_sideways(page) == []
    picture = page.screenshot()
    size = tuple(int.from_bytes(picture[start : start + 4]) for start in (16, 20))
    assert size == tuple(TELEPHONE["device_scale_factor"] * side for side in ECRAN.values())


def test_on_a_phone_a_name_is_typed_and_opened(open_at):
    page = open_at(**ECRAN, **TELEPHONE)
    assert scrolls_sideways(page) == []
    page.get_by_role("searchbox").or_(page.get_by_role("textbox")).first.fill("saint-denis 974")
    page.get_by_role("button", name=re.compile(r"Saint-Denis – Commune, La Réunion")).tap()
    expect(title(page)).to_have_text("Saint-Denis")
    assert code_in_address(page) == "97411"
    assert scrolls_sideways(page) == []
