"""The way of an agency: from the drop of its list to its publication and its undo."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.anglais import mots_anglais
from tests.browser.repos import at_rest
from tests.lancement import Lance, free_port, start
from tests.liste_inventee import NOM, liste

ATTENTE = 60_000


@pytest.fixture
def serveur(tmp_path: Path) -> Iterator[Callable[[], Lance]]:
    """Return what starts the atlas of its owner, at the same address each time."""
    port, started = free_port(), []

    def run() -> Lance:
        environment = {"ATLAS_DATA": str(tmp_path / "var"), "ATLAS_PROPRIETAIRE": "1"}
        journal = tmp_path / f"journal-{len(started)}.txt"
        started.append(start("serveur.py", journal, port=port, environnement=environment))
        return started[-1]

    yield run
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait(timeout=20)


def quiet(page: Page) -> None:
    """Wait until the page has everything."""
    page.wait_for_timeout(300)  # what was pressed is on its way
    at_rest(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    quiet(page)


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list, as with a mouse."""
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=option).first.click()


def drop(page: Page, nom: str, octets: bytes) -> None:
    zone = page.get_by_test_id("stFileUploaderDropzoneInput")
    zone.set_input_files({"name": nom, "mimeType": "text/csv", "buffer": octets})


def test_a_list_goes_from_the_drop_to_the_publication_and_back_over_a_restart(
    page_of: Callable[..., Page], serveur: Callable[[], Lance], faults: list[str]
) -> None:
    page = page_of(locale="en-US")
    lance = serveur()
    home = lance.adresse.replace("127.0.0.1", "localhost")
    page.goto(f"{home}/atelier")
    expect(page.get_by_text("Vous êtes chez vous")).to_be_visible(timeout=ATTENTE)
    page.get_by_role("textbox", name="Au nom de quel organisme").fill("ARS d'Essai")
    press(page, "Continuer")
    expect(page.get_by_role("button", name="Déposer")).to_be_visible()
    assert mots_anglais(page) == []

    drop(page, "photo.xlsx", b"\xff\xd8\xff\xe0" + bytes(500))
    expect(page.get_by_text("une photographie (JPEG)")).to_be_visible(timeout=ATTENTE)
    quiet(page)
    assert mots_anglais(page) == []

    drop(page, NOM, liste())
    expect(page.get_by_text("20 lignes lues")).to_be_visible(timeout=ATTENTE)
    quiet(page)
    press(page, "Continuer : colonnes")
    press(page, "Continuer : territoires et valeurs")
    expect(page.get_by_text("3 à préciser (3 lignes)")).to_be_visible()
    choose(page, "Réponse pour « CC de la Marche Berichonne »", "Oui")
    press(page, "Enregistrer ces réponses")
    expect(page.get_by_text("2 à préciser (2 lignes)")).to_be_visible()
    address = page.url

    page.wait_for_load_state("networkidle")
    lance.process.kill()
    lance.process.wait(timeout=20)
    expect(page.get_by_role("dialog")).to_be_visible()  # a server that stops says so in French
    page.wait_for_timeout(500)
    assert mots_anglais(page) == []

    serveur()
    page.goto(f"{home}/atelier")
    expect(page.get_by_text(NOM).first).to_be_visible(timeout=ATTENTE)
    quiet(page)
    faults.clear()  # the browser told that the server was gone
    press(page, "Reprendre")
    expect(page.get_by_text("2 à préciser (2 lignes)")).to_be_visible(timeout=ATTENTE)
    assert page.url.split("?")[1].split("&")[0] == address.split("?")[1].split("&")[0]

    choose(page, "Réponse pour « signé - avenant en cours »", "Oui")
    choose(page, "Réponse pour « T3 2024 (prév.) »", "Laisser de côté")
    press(page, "Enregistrer et continuer")
    expect(page.get_by_text("20 lignes prêtes")).to_be_visible()
    press(page, "Continuer : comparaison")
    expect(page.get_by_text("Centre-Val de Loire : la part de la population")).to_be_visible()
    expect(page.locator("iframe").first).to_be_visible(timeout=ATTENTE)
    assert mots_anglais(page) == []
    press(page, "Continuer : publication")
    page.get_by_role("textbox", name="Source").fill("Liste inventée")
    page.get_by_role("textbox", name="Motif").fill("Essai")
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_text("20 contrats ajoutés")).to_be_visible(timeout=ATTENTE)
    quiet(page)
    assert mots_anglais(page) == []

    page.get_by_text("Annuler cette publication").click()
    page.get_by_role("textbox", name="Motif de l'annulation").fill("Essai fini")
    page.get_by_role("button", name="Annuler la publication").click()
    undone = page.get_by_text("Cette publication a été annulée par la publication 3")
    expect(undone).to_be_visible(timeout=ATTENTE)
    assert faults == []
