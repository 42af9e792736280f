"""An import published in the store: all or nothing, found again, undone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.__main__ import main
from data.depot.journal import read_fichier, read_publications
from geo.atelier.depot import load_connu
from tests.depots import depot_a_part
from tests.geo.atelier.lecture_essai import tableau

ENTETES = ["CLS", "EPCI", "Signature", "Durée", "État"]
LISTE = tableau(
    ENTETES,
    ["CLS d'Invention", "CC Faucigny - Glières", "12/07/2023", "5 ans", "Signé"],
    ["CLS d'Essai", "CC du Pays de Pontchâteau St-Gildas-des-Bois", "", "", "En élaboration"],
)
DIRE = ["--source", "Liste du 3 mars", "--motif", "Mise à jour", "--auteur", "ARS d'Essai"]


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with depot_a_part(tmp_path / "var", monkeypatch):
        yield tmp_path


@pytest.fixture
def liste(depot: Path) -> Path:
    path = depot / "liste.csv"
    path.write_text(LISTE, encoding="utf-8")
    return path


def importer(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict]:
    status = main(["importer", *map(str, arguments), "--format", "json"])
    return status, json.loads(capsys.readouterr().out or "{}")


def numero() -> int:
    return load_connu().numero


def decisions(found: dict, path: Path, **doublons: str) -> Path:
    """Answer the duplicates that are asked: keep apart, unless said otherwise."""
    for one in found["decisions"]["doublons"]:
        one["reponse"] = doublons.get(one["contrat_id"], "distinct")
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def test_a_list_is_published_once_and_found_again(liste: Path, capsys):
    status, found = importer(capsys, liste)
    answers = decisions(found, liste.parent / "decisions.json")
    before = numero()
    status, done = importer(capsys, liste, "--decisions", answers, "--publier", *DIRE)
    assert (status, done["publication"]) == (0, before + 1)
    connu = load_connu()
    new = [one for one in connu.moteur.registre.contrats.values() if one.nom == "CLS d'Invention"]
    assert [(one.date_signature.texte, one.duree_ans) for one in new] == [("2023-07-12", 5)]
    assert [one.code for one in connu.moteur.registre.perimetre_du_contrat(new[0].id)] == [
        "200000172"
    ]
    with connu.depot.lecture() as connection:
        (publication,) = read_publications(connection, before + 1, 1)
        assert (publication.nature, publication.auteur) == ("import", "ARS d'Essai")
        assert publication.fichiers[0].nom == "liste.csv"
        assert read_fichier(connection, publication.fichiers[0].sha256) == liste.read_bytes()


def test_the_same_file_again_is_recognised_and_changes_nothing(liste: Path, capsys):
    _, found = importer(capsys, liste)
    answers = decisions(found, liste.parent / "decisions.json")
    importer(capsys, liste, "--decisions", answers, "--publier", *DIRE)
    after = numero()
    status, again = importer(capsys, liste, "--publier", *DIRE)
    assert (status, again["fichier"]["deja_publie"], again["publication"]) == (0, after, None)
    assert {one["etat"] for one in again["lignes"]} == {"inchange"}
    assert numero() == after


def test_what_was_published_is_undone_whole(liste: Path, capsys):
    before = load_connu().moteur.registre
    _, found = importer(capsys, liste)
    answers = decisions(found, liste.parent / "decisions.json")
    _, done = importer(capsys, liste, "--decisions", answers, "--publier", *DIRE)
    assert main(["annuler", str(done["publication"]), "--motif", "erreur de liste"]) == 0
    after = load_connu().moteur.registre
    assert after.contrats == before.contrats
    assert after.perimetres == before.perimetres


@pytest.mark.parametrize("oublie_de_dire", ["--source", "--motif", "--auteur"])
def test_without_its_source_its_reason_or_its_author_nothing_is_published(
    liste: Path, capsys, oublie_de_dire: str
):
    _, found = importer(capsys, liste)
    answers = decisions(found, liste.parent / "decisions.json")
    before = numero()
    said = [*DIRE]
    place = said.index(oublie_de_dire)
    del said[place : place + 2]
    assert main(["importer", str(liste), "--decisions", str(answers), "--publier", *said]) == 2
    assert "manque" in capsys.readouterr().err
    assert numero() == before


def test_nothing_is_published_while_something_is_left_to_decide(liste: Path, capsys):
    liste.write_text(
        tableau(ENTETES, ["CLS d'Invention", "CC Faucigny - Glières", "T3 2024 ?", "", "Signé"]),
        encoding="utf-8",
    )
    before = numero()
    status, done = importer(capsys, liste, "--publier", *DIRE)
    assert (status, done["publication"]) == (1, None)
    assert numero() == before


def test_the_valid_rows_alone_go_when_that_is_said(liste: Path, capsys):
    liste.write_text(
        tableau(
            ENTETES,
            ["CLS d'Invention", "CC Faucigny - Glières", "12/07/2023", "", "Signé"],
            ["CLS de nulle part", "", "31/02/2024", "", "Signé"],
        ),
        encoding="utf-8",
    )
    answers = liste.parent / "decisions.json"
    answers.write_text('{"lignes_valides_seules": true}', encoding="utf-8")
    status, done = importer(capsys, liste, "--decisions", answers, "--publier", *DIRE)
    assert (status, done["publication"] is not None) == (0, True)
    names = {one.nom for one in load_connu().moteur.registre.contrats.values()}
    assert "CLS d'Invention" in names
    assert "CLS de nulle part" not in names


def test_names_that_are_markup_or_formulas_are_published_as_texts(liste: Path, capsys):
    name = '=HYPERLINK("http://x")<img src=x>'
    liste.write_text(
        tableau(ENTETES, [name, "CC Faucigny - Glières", "2023", "", "Signé"]), encoding="utf-8"
    )
    status, _ = importer(capsys, liste, "--publier", *DIRE)
    assert status == 0
    assert name in {one.nom for one in load_connu().moteur.registre.contrats.values()}


def test_the_zip_of_the_registre_comes_back_as_it_is(liste: Path, capsys):
    path = liste.parent / "registre.zip"
    assert main(["exporter", str(path)]) == 0
    capsys.readouterr()
    status, found = importer(capsys, path)
    assert (status, found["genre"]) == (0, "tables")
    assert {one["etat"] for one in found["lignes"]} == {"inchange"}
