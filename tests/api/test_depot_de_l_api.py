"""The API and the store: as of a publication, down, damaged, only read, of a newer version."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from api.protocole import reponses
from data.depot.base.connexion import Depot
from data.depot.base.structure import TABLE_DES_VERSIONS
from data.depot.changements import ajout
from data.depot.modele import Entete
from data.depot.ouverture import depot_en_usage, oublie
from data.depot.publication import publie
from data.depot.registre import lecteur_en_usage
from data.errors import ErreurDeDonnees, ReferentielInvalide
from tests.depots import CORNOUAILLE, corrige, depot_a_part

ADRESSE = "/taux?niveau=departement&code=29&date=2025-01-31"


@pytest.fixture
def lieu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a store of its own."""
    with depot_a_part(tmp_path, monkeypatch) as folder:
        yield folder


@pytest.fixture
def depot(lieu: Path) -> Depot:
    """A store of its own, at publication 1."""
    return depot_en_usage()


def publish(depot: Depot, auteur: str = "ARS Bretagne", **cellules: str) -> None:
    corrige(depot, cellules, auteur=auteur, source="courriel de jean.dupont@exemple.fr")


def test_a_publication_changes_the_figures_and_the_tag_and_the_old_ones_are_found_again(api, depot):
    before = api(ADRESSE)
    publish(depot, date_fin="2024")
    after = api(ADRESSE, entetes={"If-None-Match": before.entetes["etag"]})
    assert (after.statut, after.json["publication"]) == (200, 2)
    assert after.entetes["etag"] != before.entetes["etag"]
    rates = [one.json["resultats"][0]["taux_signe"] for one in (before, after)]
    assert rates[1] < rates[0]
    again = api(f"{ADRESSE}&registre=1").json
    assert again["resultats"] == before.json["resultats"]
    assert again["publication"] == 1


def test_a_link_of_an_answer_as_of_a_publication_leads_to_the_same(api, depot):
    publish(depot, nom="Autre nom")
    then = api("/contrats?q=cornouaille&registre=1").json["resultats"][0]
    assert api(then["links"][0]["href"]).json["contrat"]["nom"] == then["nom"] != "Autre nom"


def test_the_publications_tell_organisations_and_no_person(api, depot):
    publish(depot, auteur="Jean Dupont", nom="A")
    publish(depot, auteur="ARS Bretagne", nom="B")
    told = api("/publications").json
    assert [one["numero"] for one in told["resultats"]] == [3, 2, 1]
    assert [one["auteur"] for one in told["resultats"]][:2] == ["ARS Bretagne", None]
    assert told["resultats"][0]["lignes_changees"] == {"contrats": 1}
    assert "jean.dupont" not in api("/publications").texte.decode()
    assert api("/publications?limit=1").json["numberMatched"] == 3


def test_the_pilote_of_an_action_is_told_when_it_is_an_organisation(api, depot):
    row = {"contrat_id": CORNOUAILLE, "statut": "en_cours", "source_url": "https://exemple.fr/a"}
    pilotes = (
        "Mme Durand",
        "Jean Dupont, CPTS du Centre",
        "ARS",
        "Quimper Cornouaille Développement",
    )
    changes = [
        ajout("actions", {**row, "numero": f"9{rank}", "intitule": f"Essai {rank}", "pilote": one})
        for rank, one in enumerate(pilotes)
    ]
    publie(depot, Entete("saisie", "ARS Bretagne", "essai", "essai"), changes)
    actions = api(f"/contrats/{CORNOUAILLE}").json["actions"]
    told = {
        one["intitule"]: one["pilote"] for one in actions if one["intitule"].startswith("Essai")
    }
    assert list(told.values()) == [None, "CPTS du Centre", "ARS", pilotes[3]]


def damaged(lieu: Path) -> None:
    (lieu / "atlas.db").write_bytes(b"ceci n'est pas une base " * 400)


def of_a_newer_version(lieu: Path) -> None:
    depot = depot_en_usage()
    with depot.ecriture() as connection:
        connection.execute(text(f"UPDATE {TABLE_DES_VERSIONS} SET version_num = '9999'"))
    oublie()


@pytest.mark.parametrize(
    ("abime", "dit"),
    [(damaged, ("abîmée", "damaged")), (of_a_newer_version, ("plus récente", "newer version"))],
)
def test_a_store_that_cannot_be_read_is_a_503_in_clear_words(
    api, lieu: Path, abime: Callable[[Path], None], dit: tuple[str, str]
):
    abime(lieu)
    for adresse in (ADRESSE, "/publications", f"/contrats/{CORNOUAILLE}", "/collections"):
        answer = api(adresse)
        assert (answer.statut, answer.json["code"]) == (503, "registre_indisponible")
        assert dit[0] in answer.json["detail"]
        assert dit[1] in answer.json["detail_en"]
        assert int(answer.entetes["retry-after"]) > 0
        assert str(lieu) not in answer.texte.decode()


def test_a_server_that_does_not_answer_is_told_without_its_address(api, lieu, monkeypatch):
    address = "postgresql://atlas:secret@127.0.0.1:9/registre"
    monkeypatch.setenv("ATLAS_DATABASE_URL", address)
    answer = api(ADRESSE)
    assert answer.statut == 503
    assert "ne répond pas" in answer.json["detail"]
    assert not any(part in answer.texte.decode() for part in ("secret", "127.0.0.1", "registre)"))


def test_figures_known_before_the_store_went_away_are_still_given(api, lieu, monkeypatch):
    before = api(ADRESSE).json
    lecteur = lecteur_en_usage()
    shutil.move(lieu / "atlas.db", lieu / "ailleurs.db")
    (lieu / "atlas.db").write_bytes(b"")
    lecteur.depot.ferme()
    assert api(ADRESSE).json["resultats"] == before["resultats"]
    assert api("/publications").statut == 503


def test_a_store_that_is_only_read_serves_everything(api, depot, lieu):
    oublie()
    for path in lieu.iterdir():
        path.chmod(0o444)
    for adresse in (ADRESSE, "/publications"):
        assert api(adresse).statut == 200


def test_without_a_provenance_the_data_are_said_to_be_refused(api, depot, monkeypatch):
    """Nothing says what the territories are: neither figures nor the tag of an answer."""

    def refused() -> dict[str, object]:
        raise ReferentielInvalide([ErreurDeDonnees("provenance.json", None, "", "", "", "absent.")])

    reponses.empreinte_du_code.cache_clear()
    with monkeypatch.context() as spoilt:
        spoilt.setattr(reponses, "load_provenance", refused)
        for address in (ADRESSE, "/openapi.json", ""):
            answer = api(address)
            assert (answer.statut, answer.json["code"]) == (503, "donnees_refusees")
    assert api("/openapi.json").statut == 200
