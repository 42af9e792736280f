"""`python -m data.validation`: what a person who keeps a registre sees."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.paths import DOSSIER_PROJET
from data.validation import main


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "data.validation", *arguments],
        cwd=DOSSIER_PROJET,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_real_registre_is_valid_and_counted() -> None:
    resultat = run()
    assert (resultat.returncode, resultat.stderr) == (0, "")
    assert resultat.stdout.startswith("Registre valide\u00a0: 624 contrats, ")
    assert "(relevé du 21/11/2026)" in resultat.stdout


def test_faults_come_one_per_line_on_the_standard_error(copie: Any) -> None:
    copie.set_cell("contrats.csv", 12, "date_signature", "2023-13")
    copie.set_cell("contrats.csv", 3, "porteur", "Ville\nde Brest\n")
    copie.write("axes.csv", copie.read("axes.csv"), separateur=";")
    resultat = run(str(copie.folder))
    assert (resultat.returncode, resultat.stdout) == (2, "")
    lignes = resultat.stderr.splitlines()
    assert [ligne.split("\u00a0")[0].split(",")[0] for ligne in lignes] == [
        "axes.csv",  # a file that cannot be read comes first: it may explain the rest
        "contrats.csv",
        "contrats.csv",
    ]
    assert "Traceback" not in resultat.stderr


@pytest.mark.parametrize("contenu", [b"", b"\x00\x01\xff", b'"', b"id,nom\n" + b"x" * 200_000])
def test_a_spoilt_file_never_gives_a_traceback(
    copie: Any, capsys: pytest.CaptureFixture[str], contenu: bytes
) -> None:
    for chemin in copie.folder.iterdir():
        chemin.write_bytes(contenu)
    assert main([str(copie.folder)]) == 2
    sorties = capsys.readouterr()
    assert sorties.out == ""
    assert len(sorties.err.splitlines()) >= 11


def test_an_empty_folder_lacks_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("le fichier est absent.") == 11


def test_a_file_in_place_of_the_folder_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chemin = tmp_path / "registre"
    chemin.write_text("", encoding="utf-8")
    assert main([str(chemin)]) == 2
    assert "introuvable" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["a", "b"], ["--autre"]])
def test_arguments_that_make_no_sense_give_the_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 2
    assert "Usage\u00a0: python -m data.validation [dossier]" in capsys.readouterr().err
