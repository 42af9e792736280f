"""Two instances behind a real nginx, under a sub-path: what readers see of them."""

import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.carte_affichee import CADRE
from tests.browser.contextes import Contexts
from tests.browser.pages.test_couverture import JOUR, LE_JOUR, Atlas, computed, download
from tests.browser.visites import DELAI, SONDE, VA, watch
from tests.deploiement.publications import shorten_cornouaille
from tests.deploiement.scene import Scene, scene
from tests.lancement import RACINE, Lance
from tests.service.demandes import ask

FICHIERS = re.compile(r"/atlas/(static|component|atlas)/")
RECHARGEMENTS = 20
DANS_LE_NAVIGATEUR = 2  # of them; the others ask the same files without painting them
PARTI = 499  # what nginx writes when the page that asked was left meanwhile

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def deux(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """PostgreSQL, two instances and nginx."""
    with scene(tmp_path_factory.mktemp("scene")) as standing:
        yield standing


@dataclass(frozen=True)
class Visite:
    """The first page that a reader opens here: it stays open, and what it fetched is known.

    The tests of this file follow each other on it.
    """

    page: Page
    fetched: list[str]
    faults: list[str]

    def go(self, path: str) -> None:
        """Go to an address as Back does: the page is not loaded again."""
        self.page.evaluate(VA, f"/atlas/{path}")

    def paths(self, deux: Scene, since: int = 0) -> set[str]:
        """Return the files of the application that were fetched, as paths behind the proxy."""
        files = (one for one in self.fetched[since:] if FICHIERS.match(urlsplit(one).path))
        return {one.removeprefix(deux.adresse) for one in files}


@pytest.fixture(scope="module")
def visite(deux: Scene, contexts: Contexts) -> Iterator[Visite]:
    """The directory and its map, the first address asked of a new server."""
    fetched: list[str] = []
    faults: list[str] = []

    def note(request: Request) -> None:
        fetched.append(request.url)

    context = contexts.take(note)
    page = context.inner.new_page()
    watch(page, faults.append)
    expect.set_options(timeout=DELAI)
    Atlas(page, deux.adresse).open("q=cornouaille&affichage=carte", path="contrats")
    yield Visite(page, fetched, faults)
    contexts.give_back(context, note)


def instances_of(deux: Scene, visite: Visite) -> tuple[Lance, Lance]:
    """Return the instance that a page is led to, and the other one."""
    (temoin,) = (
        one["value"] for one in visite.page.context.cookies() if one["name"] == "atlas_affinite"
    )
    (told,) = ask_by(deux, "/sante", temoin, times=1)
    first, second = deux.instances
    return (first, second) if told["instance"].endswith(f":{first.port}") else (second, first)


def temoin_de(deux: Scene, instance: Lance) -> str:
    """Return a cookie of affinity that leads to an instance."""
    while True:
        temoin = secrets.token_hex(16)
        (told,) = ask_by(deux, "/sante", temoin, times=1)
        if told["instance"] == f"127.0.0.1:{instance.port}":
            return temoin


def ask_by(deux: Scene, path: str, temoin: str, times: int) -> list[dict[str, Any]]:
    """Ask a path with a cookie of affinity, and return what nginx wrote of these requests."""

    def told() -> list[dict[str, Any]]:
        return [one for one in deux.demandes() if one["chemin"] == f"/atlas{path}"]

    known = len(told())
    for _ in range(times):
        ask(deux.adresse, path, entetes={"Cookie": f"atlas_affinite={temoin}"})
    while len(told()) < known + times:  # it writes after it answered
        time.sleep(0.05)
    return told()[known:]


@pytest.fixture
def reader_of(deux: Scene, page_of: Callable[..., Page]) -> Callable[[Lance], Atlas]:
    """Return ``reader_of(instance)``: a reader whom nginx leads to that instance."""

    def open_reader(instance: Lance) -> Atlas:
        page = page_of()
        temoin = {"name": "atlas_affinite", "value": temoin_de(deux, instance), "path": "/atlas/"}
        page.context.add_cookies([{**temoin, "domain": "127.0.0.1"}])
        return Atlas(page, deux.adresse)

    return open_reader


def test_the_first_address_asked_of_a_new_server_goes_through_the_entry_point(visite):
    """Streamlit would run the file of the page by itself: no navigation, no guard.

    The server is below a base path: the map is painted there too.
    """
    page = visite.page
    expect(page.get_by_role("link", name="Mon territoire").first).to_be_visible()
    expect(page.get_by_role("link", name="contrat", exact=True)).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_value("cornouaille")
    painted = page.frame_locator(CADRE).locator("#map_div[data-version]")
    expect(painted).to_have_attribute("data-peint", re.compile(r"^[1-9]\d*$"))
    assert [fault for fault in visite.faults if not SONDE.fullmatch(fault)] == []


def test_the_map_is_painted_a_click_goes_down_and_a_file_is_found_without_a_cookie(deux, visite):
    """Where a browser keeps no cookie, nginx asks the other instance for what one has not."""
    atlas = Atlas(visite.page, go=visite.go)
    visite.go(f"?{LE_JOUR}")
    atlas.wait_for_title(re.compile("France"))
    atlas.wait_for_sentence(computed("france", ""))
    expect(atlas.container).to_have_attribute("data-peint", "18")
    atlas.wait_for_rest()
    atlas.change(lambda: atlas.click_on_map("region", "53"))
    atlas.wait_for_title(re.compile("Bretagne"))
    atlas.wait_for_sentence(computed("region", "53"))
    assert urlsplit(visite.page.url).path == "/atlas/"

    atlas.wait_for_rest()
    table = download(visite.page, "CSV")
    path = table.url.removeprefix(deux.adresse)
    assert path.startswith("/media/")
    assert {ask(deux.adresse, path).statut for _ in range(6)} == {200}  # a new reader each time
    assert {ask(one.adresse, path).statut for one in deux.instances} == {200, 404}


def test_a_reader_stays_on_an_instance_by_a_cookie_that_scripts_cannot_read(deux, visite):
    cookies = [one for one in visite.page.context.cookies() if one["name"] == "atlas_affinite"]
    assert [(one["httpOnly"], one["sameSite"], one["path"]) for one in cookies] == [
        (True, "Lax", "/atlas/")
    ]
    pages = ask_by(deux, "/", cookies[0]["value"], times=6)
    assert {one["statut"] for one in pages} == {200}
    assert len({one["instance"] for one in pages}) == 1


def test_twenty_reloads_find_every_file_on_whichever_instance_is_asked(deux, visite):
    """Nothing is kept by the browser, and the files are asked of each instance in turn."""
    atlas = Atlas(visite.page, deux.adresse)
    browser = visite.page.context.new_cdp_session(visite.page)
    before, since = len(deux.demandes()), len(visite.fetched)
    for _ in range(DANS_LE_NAVIGATEUR):
        browser.send("Network.clearBrowserCache")
        atlas.open()
        assert atlas.painted() == 18
    asked = [one for one in deux.demandes()[before:] if FICHIERS.match(one["chemin"])]
    assert {one["statut"] for one in asked if one["statut"] >= 400} <= {PARTI}
    # A name of contracts is published by the page that draws it: the other instance passes it on.
    served = Counter(one["instance"].split(", ")[-1] for one in asked)
    assert set(served) == {f"127.0.0.1:{one.port}" for one in deux.instances}
    assert min(served.values()) > DANS_LE_NAVIGATEUR
    paths = visite.paths(deux, since)
    assert paths
    for _ in range(RECHARGEMENTS - DANS_LE_NAVIGATEUR):
        assert {ask(deux.adresse, path).statut for path in paths} == {200}


def test_what_the_browser_fetches_is_the_same_from_both_and_is_kept(deux, visite):
    hosts = {urlsplit(one).netloc for one in visite.fetched if one.startswith("http")}
    assert hosts == {urlsplit(deux.adresse).netloc}
    paths = sorted(visite.paths(deux))
    assert paths
    for path in (one for one in paths if "assets.publie" not in one):
        first, second = (ask(one.adresse, path) for one in deux.instances)
        assert (first.statut, second.statut) == (200, 200), path
        assert first.contenu == second.contenu, path
        assert first.entete("etag") == second.entete("etag") != "", path
        named = "immutable" in first.entete("cache-control")
        assert named or path.endswith("/index.html") or "index.html?" in path, path


def test_a_deep_link_opens_the_page_with_its_state_and_whichever_instance_has_an_outline(
    deux, visite
):
    atlas = Atlas(visite.page, deux.adresse).open(f"region=53&{LE_JOUR}", path="couverture")
    atlas.wait_for_title(re.compile("Bretagne"))
    atlas.wait_for_sentence(computed("region", "53"))

    visite.go("contrat?id=cls-29-cornouaille-1")
    atlas.wait_for_title(re.compile("Cornouaille"))
    expect(atlas.content.locator(".leaflet-atlas-selection-pane path")).to_have_count(1)
    (outline,) = {one for one in visite.fetched if "components.assets.publie/contour-" in one}
    path = outline.removeprefix(deux.adresse)
    answers = [ask(deux.adresse, path) for _ in range(4)]  # of each instance in turn
    assert {one.statut for one in answers} == {200}
    assert len({one.contenu for one in answers}) == 1
    assert 404 in {ask(one.adresse, path).statut for one in deux.instances}  # one drew it


def test_what_is_published_through_one_is_seen_by_the_other_at_the_next_run(
    deux, visite, reader_of
):
    _, other = instances_of(deux, visite)
    readers = [Atlas(visite.page, deux.adresse), reader_of(other)]
    query = f"departement=29&{LE_JOUR}"
    for reader in readers:
        reader.open(query)
    before = {reader.sentence.inner_text() for reader in readers}
    assert len(before) == 1
    publication = shorten_cornouaille(deux.depot)
    expected = _rate(deux)
    for reader in readers:
        reader.change(lambda reader=reader: reader.choose("Découper par", "Commune"))
        expect(reader.sentence).not_to_have_text(before.pop() if before else "")
    assert publication == 2
    assert readers[0].sentence.inner_text() == readers[1].sentence.inner_text()
    assert expected in readers[1].sentence.inner_text()


def test_nobody_is_at_home_behind_a_proxy(deux, visite):
    """``ATLAS_PROPRIETAIRE`` was left on a server: only who sits at the machine is its owner."""
    writing = "saisie?contrat=cls-29-pays-de-brest-1"
    reads, owns = "Cet atlas est en lecture seule", "Vous êtes chez vous"
    for address, told, untold in (
        (deux.adresse, reads, owns),
        (deux.instances[0].adresse, owns, reads),
    ):
        page = visite.page
        page.goto(f"{address}/{writing}")
        main = page.get_by_role("main")
        expect(main.get_by_text(told).first).to_be_visible(timeout=DELAI)
        Atlas(page, address).wait_for_rest()
        expect(main.get_by_text(untold)).to_have_count(0)


def _rate(deux: Scene) -> str:
    """Return the rate of Finistère as the command line of a third machine tells it."""
    command = [sys.executable, "-m", "geo", "taux", "--niveau", "departement", "--code", "29"]
    told = subprocess.run(
        [*command, "--date", JOUR.isoformat(), "--format", "json"],
        cwd=RACINE,
        env=os.environ | deux.environnement,
        capture_output=True,
        check=True,
    )
    row: dict[str, Any] = json.loads(told.stdout)[0]
    return f"{row['taux_signe']:.1f}".replace(".", ",")


def test_the_reader_of_an_instance_that_stops_goes_on_with_the_other(deux, visite):
    reader = Atlas(visite.page, deux.adresse).open()
    its, _ = instances_of(deux, visite)
    its.stop()
    reader.open(f"region=53&{LE_JOUR}", path="couverture")
    reader.wait_for_title(re.compile("Bretagne"))
