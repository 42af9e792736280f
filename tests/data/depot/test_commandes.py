"""``python -m data``: what an operator types, reads, and hands to a program."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import COMMANDES, main
from data.depot.base.connexion import Depot
from data.depot.livraison.fichiers import read_fichiers
from data.depot.ouverture import oublie, use
from data.lecture.registre_archive import registre_zip
from data.paths import DOSSIER_PROJET
from tests.data.depot.outils import ajout, change, faults, publish, tables, texts
from tests.data.depot.registre_invente import action

LEON = "cls-29-leon-1"
ARMOR = "cls-29-armor-1"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    depot: Depot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Run]:
    """Run a command on a fresh store of the invented registre: status, output, error."""
    adresse = depot.adresse.render_as_string(hide_password=False)
    monkeypatch.setenv("ATLAS_DATABASE_URL", adresse)
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "var"))
    use(depot)

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            status = main(arguments)
        except SystemExit as leave:
            status = int(str(leave.code))
        told = capsys.readouterr()
        return status, told.out, told.err

    yield command
    oublie()


def corrected(depot: Depot) -> None:
    publish(depot, change(depot, "contrats", ARMOR, date_fin="2028"))


def test_publications_are_listed_the_newest_first(run: Run, depot: Depot) -> None:
    corrected(depot)
    status, out, err = run("publications")
    assert (status, err) == (0, "")
    entete, *lignes = out.splitlines()
    assert entete.split()[:5] == ["numero", "instant", "nature", "auteur", "source"]
    assert entete.split()[5:] == ["motif", "lignes", "annulee_par"]
    assert [ligne.split()[0] for ligne in lignes] == ["2", "1"]


def test_publications_as_json(run: Run, depot: Depot) -> None:
    corrected(depot)
    lues = json.loads(run("publications", "--format", "json", "--limite", "1")[1])
    assert [une["numero"] for une in lues] == [2]
    assert set(lues[0]) == {
        *("numero", "instant", "nature", "auteur", "source", "motif", "annule", "annulee_par"),
        *("fichiers", "lignes"),
    }
    assert lues[0]["lignes"] == {"contrats": 1}


def test_one_publication_shows_the_cells_that_it_changed(run: Run, depot: Depot) -> None:
    corrected(depot)
    _, out, _ = run("publications", "2")
    assert re.search(rf"contrats\s+{ARMOR}\s+date_fin\s+\S+\s+2028", out)
    [faite] = json.loads(run("publications", "2", "--format", "json")[1])["modifications"]
    assert faite["apres"]["date_fin"] == "2028"
    assert faite["avant"]["id"] == faite["apres"]["id"] == ARMOR


def test_undoing_gives_back_what_was(run: Run, depot: Depot) -> None:
    avant = texts(tables(depot))
    corrected(depot)
    status, out, err = run("annuler", "2", "--motif", "erreur", "--auteur", "ARS Bretagne")
    assert (status, err) == (0, "")
    assert out.startswith("1 ligne revient à son état d'avant")
    assert texts(tables(depot)) == avant
    assert json.loads(run("publications", "3", "--format", "json")[1])["auteur"] == "ARS Bretagne"


def test_what_moved_since_is_told_with_status_1(run: Run, depot: Depot) -> None:
    publish(
        depot,
        change(depot, "contrats", ARMOR, date_fin="2028"),
        ajout("actions", action(ARMOR, "Ajoutée")),
    )
    publish(depot, change(depot, "contrats", ARMOR, date_fin="2029"))
    status, out, _ = run("annuler", "2", "--motif", "erreur", "--format", "json")
    dit = json.loads(out)
    assert (status, dit["publication"]["annule"]) == (1, 2)
    assert [un["cle"] for un in dit["refus"]] == [ARMOR]
    assert len(dit["changements"]) == 1
    status, out, err = run("annuler", "2", "--motif", "encore")
    assert (status, out) == (2, "")
    assert "ne peut pas être annulée" in err


def test_a_trial_writes_nothing(run: Run, depot: Depot) -> None:
    corrected(depot)
    status, out, _ = run("annuler", "2", "--motif", "erreur", "--essai")
    assert (status, "essai" in out) == (0, True)
    assert len(json.loads(run("publications", "--format", "json")[1])) == 2


def test_the_folder_and_the_zip_come_out_as_they_went_in(
    run: Run, livraison: Path, tmp_path: Path
) -> None:
    assert run("exporter", str(tmp_path / "sortie"))[0] == 0
    assert read_fichiers(tmp_path / "sortie") == read_fichiers(livraison)
    assert run("exporter", str(tmp_path / "sortie" / "registre.zip"))[0] == 0
    attendu = registre_zip(date(2026, 6, 15), read_fichiers(livraison))
    assert (tmp_path / "sortie" / "registre.zip").read_bytes() == attendu


def test_the_files_of_an_earlier_publication(
    run: Run, depot: Depot, livraison: Path, tmp_path: Path
) -> None:
    corrected(depot)
    assert run("exporter", str(tmp_path / "hier"), "--registre", "1")[0] == 0
    assert read_fichiers(tmp_path / "hier") == read_fichiers(livraison)
    status, _, err = run("exporter", str(tmp_path / "demain"), "--registre", "7")
    assert (status, "de 1 à 2" in err) == (2, True)
    assert not (tmp_path / "demain").exists()


def test_nothing_is_written_over_unless_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "notes.txt").write_text("à garder")
    status, _, err = run("exporter", str(tmp_path / "plein"))
    assert (status, "existe déjà" in err) == (2, True)
    assert run("exporter", str(tmp_path / "plein"), "--ecraser")[0] == 0
    assert (tmp_path / "plein" / "notes.txt").read_text() == "à garder"
    status, _, err = run("exporter", str(tmp_path / "plein" / "notes.txt" / "x"))
    assert status == 2
    assert "ne peut pas être écrit (un fichier est à la place du dossier)" in err


def newer(folder: Path, depot: Depot, livraison: Path) -> Path:
    """A delivery that corrects two contracts, of which somebody corrected one."""
    corrected(depot)
    folder.mkdir()
    for nom, contenu in read_fichiers(livraison).items():
        (folder / nom).write_bytes(contenu)
    contrats = (folder / "contrats.csv").read_text(encoding="utf-8")
    for ancien in (ARMOR, LEON):
        contrats = re.sub(rf"(?m)^({ancien},)[^,]*", r"\1CLS renommé", contrats)
    (folder / "contrats.csv").write_text(contrats, encoding="utf-8", newline="")
    return folder


def test_a_newer_delivery_is_taken_in_and_what_is_left_to_decide_told(
    run: Run, depot: Depot, livraison: Path, tmp_path: Path
) -> None:
    folder = str(newer(tmp_path / "neuf", depot, livraison))
    status, out, _ = run("reprendre", folder, "--essai", "--format", "json")
    dit = json.loads(out)
    assert (status, dit["publication"]) == (1, None)
    assert [un["cle"] for un in dit["changements"]] == [LEON]
    [proposition] = dit["propositions"]
    assert proposition["cle"] == ARMOR
    assert proposition["avant"]["date_fin"] == "2028"
    assert proposition["apres"]["nom"] == "CLS renommé"

    status, out, _ = run("reprendre", folder)
    assert (status, out.splitlines()[0]) == (
        1,
        "1 ligne reprise (publication 3), 1 proposition à décider.",
    )
    status, out, _ = run("reprendre", folder, "--accepter", "contrats", ARMOR)
    assert (status, texts(tables(depot))["contrats"][ARMOR]["nom"]) == (0, "CLS renommé")
    assert run("reprendre", folder)[:2] == (0, "0 ligne reprise, 0 proposition à décider.\n")


def test_a_folder_with_faults_is_told_as_the_validation_does(run: Run, tmp_path: Path) -> None:
    status, out, err = run("reprendre", str(tmp_path))
    assert (status, out) == (2, "")
    assert err.count("le fichier est absent.") == 11


def test_a_store_is_backed_up_and_restored_by_one_command_each(
    run: Run, depot: Depot, tmp_path: Path
) -> None:
    status, out, _ = run("sauvegarde")
    assert status == 0
    fichier = out.split("\u00a0: ")[0]
    assert Path(fichier).parent == tmp_path / "var" / "sauvegardes"
    corrected(depot)
    status, out, err = run("restauration", fichier)
    assert (status, err) == (0, "")
    assert "publication 1" in out
    assert "est gardé dans" in out
    assert len(json.loads(run("publications", "--format", "json")[1])) == 1
    assert faults(depot) == []


def test_no_limit_is_too_large_for_an_engine(run: Run) -> None:
    status, out, _ = run("publications", "--format", "json", "--limite", "9" * 20)
    assert (status, len(json.loads(out))) == (0, 1)


FAUTES = [
    (["annuler"], "il manque N, --motif"),
    (["annuler", "deux", "--motif", "x"], "deux n'est pas un nombre entier"),
    (["annuler", "99", "--motif", "x"], "La publication 99 n'existe pas"),
    (["annuler", "1", "--motif", "x"], "c'est la première"),
    (["annuler", "1", "--motif", " "], "Il manque le motif"),
    (["annuler", "9" * 40, "--motif", "x"], "n'existe pas"),
    (["publications", "0"], "La publication 0 n'existe pas"),
    (["publications", "--format", "xml"], "xml n'est pas une valeur possible ('table', 'json')"),
    (["publications", "--couleur"], "argument inconnu\u00a0: --couleur"),
    (["publications", "--limite"], "--limite attend une valeur"),
    (["exporter"], "il manque CIBLE"),
    (["exporter", ""], "CIBLE\u00a0: un fichier ou un dossier est attendu"),
    (["schemas", " "], "DOSSIER\u00a0: un fichier ou un dossier est attendu"),
    (["sauvegarde", "n" * 300], "le nom est trop long"),
    (["restauration", "n" * 300], "le nom est trop long"),
    (["reprendre", "n" * 300], "le nom est trop long"),
    (["restauration", "nulle/part.db"], "n'existe pas"),
    (["restauration", str(Path(__file__).parent)], "n'est pas un fichier"),
    (["restauration", __file__], "n'est pas une sauvegarde"),
    (["effacer"], "effacer n'est pas une commande. Attendu\u00a0: "),
    (["effacer\ntout"], "effacer tout n'est pas une commande"),
]


@pytest.mark.parametrize(("arguments", "dit"), FAUTES)
def test_what_is_wrong_takes_one_line_in_french_and_status_2(
    run: Run, arguments: list[str], dit: str
) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("erreur\u00a0: ")
    assert dit in err


ANGLAIS = re.compile(r"\b(usage:|the|argument is|required|default|show|optional|positional)\b")


@pytest.mark.parametrize("arguments", [["--help"], *([nom, "--aide"] for nom in COMMANDES)])
def test_the_help_is_in_french(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, err) == (0, "")
    assert out.startswith("usage\u00a0: python -m data")
    assert not ANGLAIS.search(out)


def test_a_store_that_does_not_answer_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATLAS_DATABASE_URL", "postgresql://atlas:motdepasse@127.0.0.1:1/cls")
    assert main(["publications"]) == 2
    told = capsys.readouterr().err
    assert "ne répond pas" in told
    assert "motdepasse" not in told


def test_the_module_is_a_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "data", "publications"],
        cwd=DOSSIER_PROJET,
        env={"ATLAS_DATA": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "première mise en service" in done.stdout


def test_each_command_says_what_it_does() -> None:
    def answer(module: str) -> Any:
        return __import__(module, fromlist=["run"])

    for module, aide in COMMANDES.values():
        assert aide
        assert callable(answer(module).run)
        assert callable(answer(module).add_arguments)
