"""What the maps fetch: there from the start, the same from every instance, kept for good."""

import re
from collections.abc import Iterator

import pytest

from components import assets
from service.fichiers import dossiers_servis
from tests.lancement import Lance, running
from tests.service.demandes import ask

EPCI = "/component/components.assets.couches/epci.json.gz"
LEAFLET = "/component/components.assets.leaflet/leaflet.js"
COQUILLE = "/component/streamlit_folium.st_folium/index.html"


@pytest.fixture(scope="module")
def sans_lecteur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lance]:
    """A process that no reader comes to, with a folder that another instance publishes in too."""
    folder = tmp_path_factory.mktemp("instance")
    (folder / "publie").mkdir()
    (folder / "publie" / "contrats-0123456789abcdef.json").write_text("[]", encoding="utf-8")
    shared = {"ATLAS_PUBLIE": str(folder / "publie")}
    with running("serveur.py", folder / "journal.txt", environnement=shared) as lance:
        yield lance


def test_the_folders_are_served_before_any_reader_comes(sans_lecteur):
    for path in (EPCI, LEAFLET, COQUILLE):
        assert ask(sans_lecteur.adresse, path).statut == 200
    assert '"quoi": "session"' not in sans_lecteur.ecrit()


def test_every_folder_that_a_map_fetches_from_is_there():
    folders = dossiers_servis()
    assert all(folder.is_dir() for folder in folders.values())
    assert {one.name for one in assets.SERVIS} < set(folders)


def test_an_address_that_names_its_content_is_kept_for_good(atlas):
    address = assets.address(assets.LEAFLET, "leaflet.js").removeprefix("..")
    answer = ask(atlas.adresse, f"/component{address}")
    assert "immutable" in answer.entete("cache-control")
    layers = assets.version(assets.DOSSIER_COUCHES)
    assert "immutable" in ask(atlas.adresse, f"{EPCI}?v={layers}").entete("cache-control")


def test_the_address_of_another_release_is_answered_and_not_kept(atlas):
    answer = ask(atlas.adresse, f"{LEAFLET}?v=00000000")
    assert (answer.statut, answer.entete("cache-control")) == (200, "no-store")


def test_an_address_without_a_version_is_asked_for_again_and_not_sent_again(atlas):
    first = ask(atlas.adresse, LEAFLET)
    assert first.entete("cache-control") == "no-cache"
    again = ask(atlas.adresse, LEAFLET, entetes={"If-None-Match": first.entete("etag")})
    assert (again.statut, again.contenu) == (304, b"")


def test_a_script_whose_name_holds_its_hash_is_kept_for_good(atlas):
    shell = ask(atlas.adresse, COQUILLE).contenu.decode()
    script = re.search(r'src="\.(/static/js/main\.[0-9a-f]+\.js)"', shell).group(1)
    answer = ask(atlas.adresse, COQUILLE.removesuffix("/index.html") + script)
    assert "immutable" in answer.entete("cache-control")


def test_the_frame_of_a_map_says_that_it_is_in_french(atlas):
    assert b'<html lang="fr"' in ask(atlas.adresse, COQUILLE).contenu


def test_a_layer_arrives_as_it_is_on_the_disk(atlas):
    answer = ask(atlas.adresse, EPCI, entetes={"Accept-Encoding": "gzip"})
    assert answer.contenu == (assets.DOSSIER_COUCHES / "epci.json.gz").read_bytes()
    assert answer.entete("content-encoding") == ""


@pytest.mark.parametrize(
    "path",
    [
        "/component/components.assets.couches/inconnue.json.gz",
        "/component/components.assets.couches/",
        "/component/components.assets.couches/../provenance.json",
        "/component/components.assets.couches/%2e%2e/provenance.json",
        "/component/components.assets.couches//etc/passwd",
    ],
)
def test_nothing_else_is_served(atlas, path):
    assert ask(atlas.adresse, path).statut == 404


def test_two_instances_that_share_a_folder_serve_what_either_published(sans_lecteur, atlas):
    path = "/component/components.assets.publie/contrats-0123456789abcdef.json"
    answer = ask(sans_lecteur.adresse, path)
    assert (answer.contenu, "immutable" in answer.entete("cache-control")) == (b"[]", True)
    assert ask(atlas.adresse, path).statut == 404
