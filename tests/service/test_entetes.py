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


def test_a_cookie_that_is_secure_already_is_left_as_it_is():
    async def app(scope, receive, send):
        headers = [(b"set-cookie", b"a=1; Path=/; Secure"), (b"set-cookie", b"b=2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    (start,) = run(Entetes(app), {"type": "http", "scheme": "https"})
    cookies = [value for name, value in start["headers"] if name == b"set-cookie"]
    assert cookies == [b"a=1; Path=/; Secure", b"b=2; Secure"]


@pytest.mark.parametrize(
    ("scheme", "forwarded", "expected"),
    [("http", "", False), ("https", "", True), ("http", "https, http", True), ("http", "x", False)],
)
def test_an_encrypted_link_is_known_by_the_first_proxy(scheme, forwarded, expected):
    scope = {"scheme": scheme, "headers": headers_of(x_forwarded_proto=forwarded)}
    assert est_chiffree(scope) is expected
