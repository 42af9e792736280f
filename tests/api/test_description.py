"""The description for programs and the page for people: true, and sufficient to themselves."""

import re
from html.parser import HTMLParser

import pytest

from api.application import OPERATIONS
from tests.api.client import RACINE

EXEMPLES = [
    (operation, exemple.adresse) for operation in OPERATIONS for exemple in operation.exemples
]


class Lecture(HTMLParser):
    """What a page links to and fetches, its anchors and its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.liens: list[str] = []
        self.charge: list[str] = []
        self.ancres: set[str] = set()
        self.titres: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a" and found.get("href"):
            self.liens.append(str(found["href"]))
        if tag in ("script", "link", "img", "iframe", "object", "source"):
            self.charge.append(tag)
        if found.get("id"):
            self.ancres.add(str(found["id"]))
        if re.fullmatch("h[1-6]", tag):
            self.titres.append(int(tag[1]))


@pytest.fixture(scope="module")
def page(api) -> tuple[str, Lecture]:
    """The documentation, and what is in it."""
    answer = api("/documentation", entetes={"Accept": "text/html"})
    assert answer.entetes["content-type"] == "text/html; charset=utf-8"
    text, found = answer.texte.decode(), Lecture()
    found.feed(text)
    return text, found


@pytest.mark.parametrize(("operation", "adresse"), EXEMPLES, ids=[one for _, one in EXEMPLES])
def test_every_example_is_answered(api, operation, adresse):
    answer = api(adresse)
    assert answer.statut == 200
    assert answer.entetes["content-type"].startswith(operation.medias[0])
    if operation.medias[0] != "text/html":
        told = answer.json
        results = told.get("resultats", told.get("features", told.get("links", [1])))
        assert results, "an example shows something"


def test_the_page_shows_the_examples_that_are_run_and_no_other(page):
    shown = {href.removeprefix(RACINE) for href in page[1].liens if href.startswith(RACINE)}
    assert shown == {adresse for _, adresse in EXEMPLES}


def test_the_page_fetches_nothing(page):
    text, found = page
    assert found.charge == []
    assert "url(" not in text
    assert "@import" not in text


def test_the_page_is_in_french_and_its_headings_are_in_order(page):
    text, found = page
    assert '<html lang="fr">' in text
    assert found.titres[0] == 1
    assert all(
        after - before <= 1 for before, after in zip(found.titres, found.titres[1:], strict=False)
    )
    for word in ("non couvert", "sans contrat", "sans CLS"):
        assert word not in text


def test_the_page_tells_every_parameter_of_every_operation(page):
    text, _ = page
    for operation in OPERATIONS:
        article = text.split(f'<article id="{operation.nom}">')[1].split("</article>")[0]
        for parametre in operation.parametres:
            assert f"<code>{parametre.nom}</code>" in article


def test_the_page_tells_what_the_answers_hold(page):
    text, _ = page
    article = text.split('<article id="taux">')[1].split("</article>")[0]
    for champ in ("taux_signe", "taux_atteste", "taux_plafond", "taux_publie", "date_publie"):
        assert f"<code>resultats[].{champ}</code>" in article
    assert "un plancher" in article


def test_links_inside_the_page_lead_somewhere(page):
    _, found = page
    inside = {href[1:] for href in found.liens if href.startswith("#")}
    assert inside <= found.ancres
    assert {f"erreur-{status}" for status in (400, 404, 405, 406, 422, 503)} <= found.ancres


def test_the_description_says_of_each_address_what_answers_it(api):
    told = api("/openapi.json").json
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": RACINE}]
    assert set(told["paths"]) == {one.chemin or "/" for one in OPERATIONS}
    for operation in OPERATIONS:
        described = told["paths"][operation.chemin or "/"]["get"]
        names = [one["name"] for one in described["parameters"]]
        assert names == [one.nom for one in operation.parametres]
        assert "503" in described["responses"]


def test_every_parameter_accepts_its_own_example():
    for operation in OPERATIONS:
        for parametre in operation.parametres:
            parametre.lit(str(parametre.exemple))
