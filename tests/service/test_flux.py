"""The feed of publications: valid Atom, one entry per publication, no name of a person."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from starlette.requests import Request
from starlette.responses import Response

from data.depot.ouverture import depot_en_usage
from service.flux import build_routes
from tests.depots import corrige, depot_a_part

A = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of its own, in a folder."""
    with depot_a_part(tmp_path, monkeypatch) as folder:
        yield folder


def ask(scheme: str = "https", **headers: str) -> Response:
    """Ask for the feed, under a sub-path."""
    [route] = build_routes("/atlas")
    asked = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": scheme,
        "server": ("atlas.example", 443),
        "root_path": "",
        "path": route.path,
        "query_string": b"",
        "headers": asked,
    }
    return route.endpoint(Request(scope))


@pytest.mark.usefixtures("dossier")
def test_each_publication_is_an_entry_with_what_atom_asks_of_it() -> None:
    corrige(
        depot_en_usage(),
        {"nom": "CLS <b>&</b> renommé"},
        auteur="Marie Durand",
        source="arrêté & avenant",
        motif="nouveau <nom>\uffff\x0b",  # the last two signs, no XML may hold
    )

    answer = ask()
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.body)
    assert feed.tag == f"{A}feed"
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{A}link")}
    assert links["self"] == "https://atlas.example/atlas/flux/publications.atom"
    entries = feed.findall(f"{A}entry")
    assert len(entries) == 2
    for entry in (feed, *entries):
        assert all(entry.findtext(f"{A}{name}") for name in ("id", "title", "updated"))
    ids = [one.findtext(f"{A}id") for one in entries]
    assert len(set(ids)) == 2
    assert feed.findtext(f"{A}updated") == entries[0].findtext(f"{A}updated")
    newest = entries[0]
    assert newest.findtext(f"{A}author/{A}name") == "Auteur non public"
    assert "nouveau <nom>" in (newest.findtext(f"{A}summary") or "")
    href = newest.find(f"{A}link").get("href")  # type: ignore[union-attr]
    assert parse_qs(urlsplit(href).query) == {"publication": ["2"]}
    assert "Durand" not in answer.body.decode()

    again = ask(if_none_match=answer.headers["etag"])
    assert again.status_code == 304


def test_a_store_that_cannot_be_read_is_told_and_comes_back_later(dossier: Path) -> None:
    (dossier / "atlas.db").write_bytes(b"abime" * 3000)
    answer = ask()
    assert answer.status_code == 503
    assert "ne peut pas être lu" in answer.body.decode()


@pytest.mark.usefixtures("dossier")
def test_behind_a_proxy_the_links_are_those_of_the_reader() -> None:
    answer = ask("http", host="sante.example", x_forwarded_proto="https")
    links = ElementTree.fromstring(answer.body).iter(f"{A}link")
    assert {one.get("href").partition("?")[0] for one in links} == {  # type: ignore[union-attr]
        "https://sante.example/atlas/flux/publications.atom",
        "https://sante.example/atlas/donnees",
    }
