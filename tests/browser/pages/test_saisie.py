"""Changing a contract in a real browser: from its sheet to the publication, and back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.anglais import mots_anglais
from tests.browser.carte_affichee import CADRE
from tests.lancement import running

CORNOUAILLE = "cls-29-cornouaille-1"
DELAI = 60_000  # milliseconds: the first page of a cold server, on a busy machine

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chez_soi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an atlas that is its owner's, with a store of its own."""
    folder: Path = tmp_path_factory.mktemp("proprietaire")
    environment = {"ATLAS_PROPRIETAIRE": "1", "ATLAS_DATA": str(folder / "var")}
    with running("serveur.py", folder / "journal.txt", environnement=environment) as lance:
        yield lance.adresse


@pytest.fixture(autouse=True)
def delai(page: Page) -> None:
    page.set_default_timeout(DELAI)


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def test_the_owner_corrects_a_date_publishes_it_and_undoes_it(page: Page, chez_soi: str) -> None:
    page.goto(f"{chez_soi}/contrat?id={CORNOUAILLE}")
    page.get_by_role("link", name="Modifier", exact=True).click()
    field(page, "Au nom de quel organisme publiez-vous\u00a0?").fill("ARS Bretagne")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Vous publiez au nom de ARS Bretagne")).to_be_visible()

    field(page, "Date de fin").fill("juin 2024")
    page.get_by_role("button", name="Garder ces changements").first.click()
    expect(page.get_by_text("Date de fin\u00a0: non renseigné → juin\u00a02024")).to_be_visible()
    expect(page.get_by_text(re.compile("Bretagne\u00a0: 37,31.% → 30,84.%"))).to_be_visible()
    expect(page.locator(CADRE)).to_be_visible()
    assert mots_anglais(page) == []

    field(page, "Source *").fill("Avenant du 3 mars 2024")
    page.get_by_role("button", name="Publier au nom de ARS Bretagne").click()
    expect(page.get_by_text("Il manque le motif")).to_be_visible()
    field(page, "Motif *").fill("Date corrigée")
    page.get_by_role("button", name="Publier au nom de ARS Bretagne").click()
    expect(page.get_by_text("Publication 2 faite")).to_be_visible()

    page.get_by_role("link", name="Revenir à la fiche").click()
    expect(page.get_by_text("juin\u00a02024").first).to_be_visible()
    page.get_by_role("link", name="Modifier", exact=True).click()
    page.get_by_role("button", name="Annuler cette publication").click()
    page.get_by_role("button", name="Annuler la publication").click()
    expect(page.get_by_text("Annulation 3 faite")).to_be_visible()
    expect(field(page, "Date de fin")).to_have_value("")


def test_two_windows_on_one_contract_lose_nothing(page: Page, chez_soi: str) -> None:
    other = page.context.new_page()
    for one, end in ((page, "2027"), (other, "2031")):
        one.set_default_timeout(DELAI)
        one.goto(f"{chez_soi}/saisie?contrat=cls-29-pays-de-brest-1")
        _fill_name(one)
        field(one, "Date de fin").fill(end)
        one.get_by_role("button", name="Garder ces changements").first.click()
        expect(one.get_by_text(f"→ {end}")).to_be_visible()
        field(one, "Source *").fill("avenant")
        field(one, "Motif *").fill("date")
    page.get_by_role("button", name="Publier au nom").click()
    expect(page.get_by_text(re.compile(r"Publication \d+ faite"))).to_be_visible()
    other.get_by_role("button", name="Publier au nom").click()
    expect(other.get_by_text("Quelqu'un a publié entre-temps")).to_be_visible()
    expect(other.get_by_role("cell", name="2027")).to_be_visible()
    expect(other.get_by_role("cell", name="2031").first).to_be_visible()
    other.get_by_text("Garder ce que j'ai changé").click()
    other.get_by_role("button", name="Continuer avec ces choix").click()
    expect(other.get_by_text("2027 → 2031")).to_be_visible()


def _fill_name(page: Page) -> None:
    asked = field(page, "Au nom de quel organisme publiez-vous\u00a0?")
    expect(asked.or_(page.get_by_text("Vous publiez au nom de")).first).to_be_visible()
    if asked.is_visible():
        asked.fill("ARS Bretagne")
        page.get_by_role("button", name="Continuer").click()
        expect(page.get_by_text("Vous publiez au nom de")).to_be_visible()
