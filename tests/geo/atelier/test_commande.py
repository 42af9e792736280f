"""``importer``: what it prints, what it answers, its exit status."""

import argparse
import json
from pathlib import Path

import pytest

from data.__main__ import main
from data.depot.ouverture import oublie
from data.paths import DOSSIER_PROJET
from geo.atelier.commande import add_arguments
from tests.geo.atelier.lecture_essai import ECHANTILLONS, tableau

LISTE = tableau(
    ["CLS", "EPCI", "Signature", "État"],
    ["CLS de l'Invention", "CC du Pays de Craon ; CC de l'Ernée", "T3 2024 (prév.)", "Signé"],
)


@pytest.fixture(autouse=True)
def depot_a_part(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    """A store of the delivered registre, of its own, made once for these tests."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path_factory.getbasetemp() / "importer"))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    yield
    oublie()


@pytest.fixture
def liste(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text(LISTE, encoding="utf-8")
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict]:
    status = main(["importer", *map(str, arguments), "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def test_the_answer_has_the_shape_that_scripts_rely_on(liste: Path, capsys):
    status, found = answer(capsys, liste, "--region", "52")
    assert status == 1
    assert {"encodage", "separateur", "feuille", "ligne_entete", "lignes", "feuilles",
            "avertissements"} <= set(found["fichier"])  # fmt: skip
    assert set(found["fichier"]["feuilles"][0]) == {"nom", "masquee", "lignes"}
    for part, keys in {
        "colonnes": {"entete", "colonne", "pourquoi", "exemples"},
        "valeurs": {"colonne", "ecrit", "propose", "certitude", "pourquoi", "lignes"},
        "lignes": {"ligne", "etat", "contrat_id", "changements", "erreurs"},
        "effet": {"niveau", "code", "nom", "taux_signe_avant", "taux_signe_apres", "publie"},
    }.items():
        assert found[part]
        assert all(keys <= set(one) for one in found[part]), part
    assert {one["niveau"] for one in found["effet"]} == {"france", "region", "departement"}
    assert isinstance(found["avertissements"], list)


def test_the_answer_filled_in_is_the_file_of_decisions(liste: Path, capsys, tmp_path: Path):
    _, found = answer(capsys, liste)
    (asked,) = [one for one in found["decisions"]["valeurs"] if one["reponse"] is None]
    assert (asked["ecrit"], asked["propose"]) == ("T3 2024 (prév.)", None)
    asked["reponse"] = "2024-09"
    decisions = tmp_path / "decisions.json"
    decisions.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    status, done = answer(capsys, liste, "--decisions", decisions)
    (line,) = done["lignes"]
    assert {"date_signature": "2024-09"}.items() <= {
        one["colonne"]: one["apres"] for one in line["changements"] if one["table"] == "contrats"
    }.items()
    assert status == (0 if line["etat"] == "nouveau" else 1)


def test_the_text_says_what_is_left_and_what_it_does(liste: Path, capsys):
    assert main(["importer", str(liste)]) == 1
    text = capsys.readouterr().out
    assert "T3 2024 (prév.)" in text
    assert "Effet sur la population couverte" in text
    assert "Reste à décider" in text
    assert "UTF-8" not in text


def test_the_readme_says_every_option_and_every_part_of_the_answer(liste: Path, capsys):
    readme = (DOSSIER_PROJET / "README.md").read_text(encoding="utf-8")
    parser = argparse.ArgumentParser(add_help=False)
    add_arguments(parser)
    options = [one for action in parser._actions for one in action.option_strings]
    _, found = answer(capsys, liste)
    said = {"genre", "contrat", "contrats_signes_en_plus", "contrats_signes_en_moins", "pret"}
    parts = set(found) - said - {"publication"}
    assert [one for one in [*options, *parts] if f"`{one}" not in readme] == []


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (["suivi.csv", "--contrat", "cls-29-inconnu-9"], "cls-29-inconnu-9"),
        (["absent.csv"], "ne peut pas être ouvert"),
        (["photo.xlsx"], "photographie"),
        (["liste.csv", "--region", "99"], "Région inconnue"),
        (["liste.csv", "--departement", "99"], "Département inconnu"),
        (["liste.csv", "--feuille", "Janvier"], "Cette feuille n'existe pas"),
        (["liste.csv", "--decisions", "liste.csv"], "n'est pas du JSON"),
        (["liste.csv", "--decisions", "absent.json"], "décisions ne peut pas être lu"),
    ],
)
def test_what_cannot_be_read_is_told_on_one_line(
    liste: Path, capsys, monkeypatch, arguments: list[str], dit: str
):
    monkeypatch.chdir(liste.parent)
    Path("suivi.csv").write_text("N°;Fiche action;Statut\n1;Un;fait\n", encoding="utf-8")
    Path("photo.xlsx").write_bytes(b"\xff\xd8\xff\xe0" + bytes(4000))
    assert main(["importer", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert dit in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("debut", ["01", "03", "04", "07", "08", "09", "11"])
def test_every_sample_is_read_and_leaves_something_to_decide(debut: str, capsys):
    (path,) = [one for one in ECHANTILLONS.iterdir() if one.name.startswith(debut)]
    status, found = answer(capsys, path)
    assert status == 1
    assert found["valeurs"]
    assert all(number >= 1 for one in found["valeurs"] for number in one["lignes"])


def test_the_rows_left_out_are_told_with_their_reason(capsys):
    _, found = answer(capsys, ECHANTILLONS / "01_liste_cls_ars_excel_cp1252.csv")
    left = {one["ligne"]: one["pourquoi"] for one in found["lignes"] if one["etat"] == "ignoree"}
    assert left == {12: "total", 14: "note"}


def test_a_follow_up_is_read_against_its_contract(capsys, tmp_path: Path):
    path = tmp_path / "suivi.csv"
    path.write_text("N°;Fiche action;Statut\n1;Bus d'essai;en cours\n", encoding="utf-8")
    status, found = answer(capsys, path, "--contrat", "cls-29-cornouaille-1")
    assert (status, found["contrat"], found["genre"]) == (0, "cls-29-cornouaille-1", "actions")
