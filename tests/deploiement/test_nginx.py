"""The configuration of nginx that operators are given, at the root of its address."""

from collections.abc import Iterator

import pytest

from tests.deploiement.serveur_nginx import ServeurNginx
from tests.serveurs import Servers
from tests.service.demandes import ask


@pytest.fixture(scope="module")
def a_la_racine(serveurs: Servers) -> Iterator[ServeurNginx]:
    """An nginx at the root, in front of an atlas whose sub-path an operator left empty."""
    atlas = serveurs.serveur("serveur.py")
    nginx = ServeurNginx((atlas.port, atlas.port), base="")
    yield nginx
    nginx.stop()


def test_the_atlas_may_be_at_the_root(a_la_racine):
    nginx = a_la_racine
    page = ask(nginx.adresse, "/contrats?region=53")
    assert page.statut == 200
    assert "; Path=/; HttpOnly; SameSite=Lax" in page.entete("set-cookie")
    script = page.contenu.decode().split('<script defer src=".')[1].split('"')[0]
    assert "immutable" in ask(nginx.adresse, script).entete("cache-control")
    assert ask(nginx.adresse, "/inconnue").statut == 404


def test_a_cookie_that_nginx_did_not_draw_is_drawn_again(a_la_racine):
    nginx = a_la_racine
    ours = "0123456789abcdef" * 2
    for held, drawn in ((ours, False), ("", True), ("instance-2", True), (ours + "0", True)):
        given = ask(nginx.adresse, "/", entetes={"Cookie": f"atlas_affinite={held}"})
        assert ("atlas_affinite" in given.entete("set-cookie")) is drawn


def test_the_log_of_nginx_names_nobody(a_la_racine):
    nginx = a_la_racine
    reader = {"Cookie": "atlas_affinite=jeton", "User-Agent": "Navigateur de quelqu'un"}
    ask(nginx.adresse, "/contrats?texte=zone-cherchee", entetes=reader)
    ask(nginx.adresse, "/_stcore/upload_file/session-7/fichier-3", entetes=reader)
    ask(nginx.adresse, "/media/0123abcd.csv", entetes=reader)
    ask(nginx.adresse, "/territoire/quelqu-un@ars.example", entetes=reader)
    written = nginx.journal_avec('"chemin": "/territoire/…"')
    assert '"chemin": "/contrats"' in written
    assert '"chemin": "/_stcore/upload_file/…"' in written
    assert '"chemin": "/media/…"' in written
    for secret in ("zone-cherchee", "jeton", "quelqu'un", "session-7", "0123abcd", "quelqu-un"):
        assert secret not in written
    assert '"127.0.0.1"' not in written


def test_a_host_and_a_link_that_pass_through_nginx_are_those_of_the_reader(a_la_racine):
    """A browser on HTTPS, whose proxy said so to nginx: the cookies stay on encrypted links."""
    nginx = a_la_racine
    answer = ask(nginx.adresse, "/_stcore/health", entetes={"X-Forwarded-Proto": "https, http"})
    cookies = [value for name, value in answer.entetes if name == "set-cookie"]
    assert len(cookies) == 2
    assert all(value.endswith("; Secure") for value in cookies)
