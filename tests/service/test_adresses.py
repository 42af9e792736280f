"""Which addresses exist, and what they answer."""

import asyncio
import gzip

import pytest

from service.chemins import PAGES
from service.gabarit import Document, build_page
from tests.service.demandes import ask, declared_pages


def test_the_addresses_served_are_those_of_the_pages(atlas):
    """The page by default is at the root, whatever the name of its address."""
    pages = asyncio.run(declared_pages(atlas))
    assert {"" if page.is_default else page.url_pathname for page in pages} == PAGES


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_page_is_answered_in_french_without_a_word_on_what_is_closed(atlas, page):
    answer = ask(atlas.adresse, f"/{page}?region=53")
    text = answer.contenu.decode()
    assert answer.statut == 200
    assert '<html lang="fr">' in text
    assert "agent" not in text
    assert answer.entete("cache-control") == "no-cache"


@pytest.mark.parametrize(
    ("chemin", "statut"),
    [
        ("/inconnue", 404),
        ("/accueil/inconnue", 404),
        ("/contrat/cls-29-pays-de-brest-1", 404),
        ("/static/js/inconnu.js", 404),
        ("/_stcore/metrics", 404),
        ("/_stcore/agent/openapi.json", 404),
        ("/_stcore/agent/mcp", 404),
        ("/territoire/_stcore/health", 404),
        ("/_stcore/health", 200),
        ("/_stcore/host-config", 200),
        ("/_stcore/stream", 426),
        ("/favicon.png", 200),
        ("/contrats/", 308),
        ("//ailleurs.example/", 404),
        ("/../etc/passwd", 404),
        ("/media/%2e%2e/secrets", 404),
        ("/component/carte/%00", 404),
        ("/_stcore/bidi-components/x/../y", 404),
        ("/_stcore/upload_file/", 404),
        ("/_stcore/upload_file/session/fichier", 404),
        ("/auth/login", 404),
        ("/auth/logout", 404),
        ("/oauth2callback", 404),
    ],
)
def test_an_address_that_does_not_exist_is_a_404(atlas, chemin, statut):
    assert ask(atlas.adresse, chemin).statut == statut


def test_a_page_is_not_a_place_to_write(atlas):
    assert ask(atlas.adresse, "/contrats", "POST").statut == 405


@pytest.mark.parametrize("chemin", ["/sante", "/pret", "/flux/publications.atom", "/mentions"])
def test_who_writes_where_one_reads_is_told_in_french(atlas, chemin):
    answer = ask(atlas.adresse, chemin, "POST")
    assert (answer.statut, answer.entete("allow")) == (405, "GET, HEAD")
    assert answer.contenu.decode() == "Cette adresse se lit, elle ne s'écrit pas."


@pytest.mark.parametrize("chemin", ["/api/v1/../x", "/api/v1/%2e%2e/x", "//api/v1", "/api/v1/%00"])
def test_the_api_says_itself_what_streamlit_would_refuse_in_english(atlas, chemin):
    answer = ask(atlas.adresse, chemin)
    assert answer.statut == 404
    assert answer.entete("content-type") == "application/problem+json"


def test_a_program_is_told_in_a_word(atlas):
    answer = ask(atlas.adresse, "/inconnue", entetes={"Accept": "application/json"})
    assert (answer.statut, answer.contenu.decode()) == (404, "Adresse inconnue")


def test_a_slash_too_many_leads_to_the_page_with_its_state(atlas):
    answer = ask(atlas.adresse, "/contrats/?region=53")
    assert answer.entete("location") == "/contrats?region=53"


def test_a_page_is_compressed_for_who_can_read_it(atlas):
    plain = ask(atlas.adresse, "/", entetes={})
    packed = ask(atlas.adresse, "/", entetes={"Accept-Encoding": "gzip"})
    assert packed.entete("content-encoding") == "gzip"
    assert gzip.decompress(packed.contenu) == plain.contenu
    assert packed.entete("vary") == "Accept-Encoding"


def test_a_page_already_held_is_not_sent_again(atlas):
    tag = ask(atlas.adresse, "/").entete("etag")
    again = ask(atlas.adresse, "/", entetes={"If-None-Match": tag})
    assert (again.statut, again.contenu) == (304, b"")


def test_our_script_is_kept_for_good_under_the_address_of_its_content(atlas):
    page = ask(atlas.adresse, "/").contenu.decode()
    address = page.split('<script defer src=".')[1].split('"')[0]
    script = ask(atlas.adresse, address)
    assert script.entete("content-type") == "text/javascript; charset=utf-8"
    assert "immutable" in script.entete("cache-control")
    assert "Aucun résultat" in script.contenu.decode()


def test_under_a_sub_path_everything_is_below_it(sous_chemin):
    port = f"http://127.0.0.1:{sous_chemin.port}"
    for page in PAGES:
        assert ask(sous_chemin.adresse, f"/{page}").statut == 200
    assert ask(port, "/sante/atlas").entete("location") == "/sante/atlas/"
    assert ask(port, "/").statut == 404
    assert ask(port, "/sante/atlasbis").statut == 404
    assert 'href="/sante/atlas/"' in ask(port, "/inconnue").contenu.decode()
    assert ask(sous_chemin.adresse, "/sante").statut == 200
    assert ask(port, "/sante").statut == 200  # for a proxy that asks the process itself


def test_a_new_release_of_streamlit_that_changes_its_page_is_told(monkeypatch, tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "index.html").write_text("<html lang='en'></html>", encoding="utf-8")
    monkeypatch.setattr("streamlit.__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(ValueError, match=r"service/gabarit\.py is to be brought up to date"):
        build_page("./script.js")


def test_the_same_content_has_the_same_address():
    one, same, other = (Document(text, "text/plain") for text in (b"a", b"a", b"b"))
    assert one.empreinte == same.empreinte != other.empreinte
    assert one.compresse == same.compresse
