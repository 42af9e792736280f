"""What every answer says to the browser of what it may do."""

import pytest

from service.entetes import ENTETES, Entetes, est_chiffree
from tests.service.demandes import ask, headers_of, run


@pytest.mark.parametrize(
    "chemin", ["/", "/inconnue", "/_stcore/health", "/sante", "/favicon.png", "/component/x/y"]
)
def test_every_answer_has_the_headers(atlas, chemin):
    answer = ask(atlas.adresse, chemin)
    assert {name: answer.entete(name) for name in ENTETES} == ENTETES


def test_nothing_comes_from_elsewhere_but_the_background_that_a_reader_switches_on():
    policy = ENTETES["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert [word for word in policy.split() if "//" in word] == ["https://data.geopf.fr;"]


def test_a_cookie_given_over_an_encrypted_link_stays_on_encrypted_links(atlas):
    plain = ask(atlas.adresse, "/_stcore/health")
    encrypted = ask(atlas.adresse, "/_stcore/health", entetes={"X-Forwarded-Proto": "https"})
    assert "Secure" not in plain.entete("set-cookie")
    assert encrypted.entete("set-cookie").endswith("; Secure")


def test_a_cookie_that_is_secure_already_is_not_said_so_twice():
    async def app(scope, receive, send):
        headers = [(b"set-cookie", b"a=1; Path=/; Secure"), (b"set-cookie", b"b=2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    (start,) = run(Entetes(app), {"type": "http", "scheme": "https"})
    cookies = [value for name, value in start["headers"] if name == b"set-cookie"]
    assert cookies == [b"a=1; Path=/; Secure; HttpOnly", b"b=2; HttpOnly; Secure"]


def test_no_cookie_is_read_by_scripts_but_the_one_that_the_page_sends_back(atlas):
    given = ask(atlas.adresse, "/_stcore/health").entete("set-cookie")
    assert given.startswith("_streamlit_xsrf=")
    assert "HttpOnly" not in given


def test_a_cookie_that_scripts_do_not_need_is_kept_from_them():
    async def app(scope, receive, send):
        headers = [(b"set-cookie", b"_streamlit_user=x; Path=/"), (b"set-cookie", b"c=1; httponly")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    (start,) = run(Entetes(app), {"type": "http", "scheme": "http"})
    cookies = [value for name, value in start["headers"] if name == b"set-cookie"]
    assert cookies == [b"_streamlit_user=x; Path=/; HttpOnly", b"c=1; httponly"]


@pytest.mark.parametrize(
    ("scheme", "forwarded", "expected"),
    [("http", "", False), ("https", "", True), ("http", "https, http", True), ("http", "x", False)],
)
def test_an_encrypted_link_is_known_by_the_first_proxy(scheme, forwarded, expected):
    scope = {"scheme": scheme, "headers": headers_of(x_forwarded_proto=forwarded)}
    assert est_chiffree(scope) is expected
