"""Whatever is given to a command, and whatever the console writes: a message, never a traceback."""

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import data.__main__ as commandes_data
import geo.__main__ as commandes_geo
from data.console import proche
from data.errors import RegistreInvalide
from data.fichiers import read_file
from data.lecture.registre import load_registre
from data.lecture.tables import LIGNES_AU_PLUS, OCTETS_AU_PLUS
from data.paths import DOSSIER_REGISTRE
from data.validation import main
from tests.pannes.copie import Copie, Dit

JOUR = "2026-11-01"
EN_FRANCAIS = "Île-d'Yeu"


@pytest.fixture
def registre(tmp_path: Path) -> Path:
    """A copy of the registre that a test may spoil."""
    folder = tmp_path / "registre"
    shutil.copytree(DOSSIER_REGISTRE, folder)
    return folder


def told(registre: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines of the command on a registre that it refuses."""
    assert main([str(registre)]) == 2
    dit = capsys.readouterr()
    assert dit.out == ""
    return dit.err.splitlines()


def rewritten(chemin: Path, edit: Callable[[list[list[str]]], list[list[str]]]) -> None:
    rows = list(csv.reader(io.StringIO(chemin.read_text(encoding="utf-8"), newline="")))
    with chemin.open("w", encoding="utf-8", newline="") as sortie:
        csv.writer(sortie, lineterminator="\n").writerows(edit(rows))


# Bounds


def test_a_file_of_two_hundred_megabytes_is_refused_before_it_is_read(
    registre: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with (registre / "actions.csv").open("ab") as sortie:
        sortie.truncate(200_000_000)
    read: list[Path] = []
    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or whole(path))
    [line] = told(registre, capsys)
    assert line.startswith("actions.csv\u00a0: le fichier pèse 200 Mo")
    assert f"{OCTETS_AU_PLUS // 1_000_000} Mo au plus" in line
    assert registre / "actions.csv" not in read


def test_a_descriptor_of_two_hundred_megabytes_is_refused_too(
    registre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (registre / "datapackage.json").open("ab") as sortie:
        sortie.truncate(200_000_000)
    [line] = told(registre, capsys)
    assert "datapackage.json" in line
    assert "200 Mo" in line


def test_more_rows_than_the_country_would_have_are_refused(
    registre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (registre / "signataires.csv").write_text(
        "contrat_id,nom,categorie,source_url\n" + "a,b,ars,\n" * (LIGNES_AU_PLUS + 1),
        encoding="utf-8",
    )
    [line] = told(registre, capsys)
    assert line.startswith(f"signataires.csv\u00a0: le fichier a plus de {LIGNES_AU_PLUS} lignes")


@pytest.mark.parametrize("longueur", [120_000, 200_000, 5_000_000])
def test_a_giant_cell_is_told_at_its_line(
    registre: Path, capsys: pytest.CaptureFixture[str], longueur: int
) -> None:
    limit = csv.field_size_limit(10**9)  # as another library of the process may do
    try:
        with (registre / "etapes.csv").open("a", encoding="utf-8") as sortie:
            sortie.write(f'9,suivi,"{"x" * longueur}",y\n')
        [line] = told(registre, capsys)
    finally:
        csv.field_size_limit(limit)
    assert line.startswith("etapes.csv, ligne 8\u00a0: une cellule de cette ligne est démesurée")


@pytest.mark.parametrize(
    "contenu", ["[" * 200_000, '{"created": ' * 200_000, '{"created": 1' + "0" * 9_000 + "}"]
)
def test_a_descriptor_too_deep_or_too_long_for_the_parser_is_told(
    registre: Path, capsys: pytest.CaptureFixture[str], contenu: str
) -> None:
    (registre / "datapackage.json").write_text(contenu, encoding="utf-8")
    [line] = told(registre, capsys)
    assert line.startswith("datapackage.json")


def test_something_else_than_a_file_is_not_waited_for(
    registre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (registre / "axes.csv").unlink()
    os.mkfifo(registre / "axes.csv")
    assert any(
        "axes.csv\u00a0: le fichier ne peut pas être ouvert" in one
        for one in told(registre, capsys)
    )


def test_a_list_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau.csv")
    (tmp_path / "sans_fin.csv").symlink_to("/dev/zero")
    for nom in ("tuyau.csv", "sans_fin.csv"):
        with pytest.raises(OSError, match="no regular file"):
            read_file(tmp_path / nom)


# Encodings and separators


def test_a_file_of_windows_says_so(registre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chemin = registre / "perimetres.csv"
    chemin.write_bytes(chemin.read_text(encoding="utf-8").encode("cp1252", "replace"))
    [line] = told(registre, capsys)
    assert "perimetres.csv, ligne " in line
    assert "pas enregistré en UTF-8, mais en Windows (cp1252)" in line


def test_a_file_of_unicode_text_says_so(registre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chemin = registre / "perimetres.csv"
    chemin.write_bytes(chemin.read_text(encoding="utf-8").encode("utf-16"))
    [line] = told(registre, capsys)
    assert "mais en UTF-16" in line


def test_a_file_with_semicolons_says_so(registre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chemin = registre / "perimetres.csv"
    rows = list(csv.reader(io.StringIO(chemin.read_text(encoding="utf-8"), newline="")))
    with chemin.open("w", encoding="utf-8", newline="") as sortie:
        csv.writer(sortie, delimiter=";").writerows(rows)
    [line] = told(registre, capsys)
    assert "séparées par des points-virgules" in line


# Many faults


def test_the_cause_comes_first_and_a_screen_is_not_filled(
    registre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An identifier that loses its form leaves thousands of references to nothing."""
    rewritten(
        registre / "contrats.csv",
        lambda rows: [rows[0], *([f"CLS {row[0]}", *row[1:]] for row in rows[1:])],
    )
    with pytest.raises(RegistreInvalide) as refused:
        load_registre(registre)
    number = len(refused.value.erreurs)
    assert number > 3_000
    lines = told(registre, capsys)
    assert len(lines) == 21
    assert all(line.startswith("contrats.csv, ligne ") for line in lines[:20])
    left = f"{number - 20:,}".replace(",", "\u202f")
    assert lines[-1] == f"… et {left} autres."


def test_a_table_that_cannot_be_read_comes_before_the_cells_of_the_others(
    registre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewritten(
        registre / "contrats.csv",
        lambda rows: [rows[0], *([*row[:2], "99", *row[3:]] for row in rows[1:])],
    )
    (registre / "regions.csv").unlink()
    assert told(registre, capsys)[0].startswith("regions.csv\u00a0: le fichier est absent.")


# The console


@pytest.mark.parametrize(
    ("texte", "montre"),
    [
        (EN_FRANCAIS, "Ile-d'Yeu"),
        ("«\u00a0cœur\u00a0» – 1\u202f000\u00a0€…", '" coeur " - 1 000 EUR...'),
        ("\ud800 日本", "? ??"),
    ],
)
def test_what_a_console_cannot_write_is_shown_by_what_is_nearest(texte: str, montre: str) -> None:
    assert proche(texte) == montre


MODULES: dict[str, Callable[[Sequence[str]], int]] = {
    "data": commandes_data.main,
    "data.validation": main,
    "geo": commandes_geo.main,
}
COMMANDES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (0, ("data", "--aide")),
    (2, ("data", "«effacer»\u202f…")),
    (0, ("data", "publications")),
    (0, ("data", "publications", "--format", "json")),
    (2, ("data", "importer", "absent…\u202f.csv")),
    (0, ("data.validation",)),
    (2, ("data.validation", "absent\u202f…")),
    (0, ("geo", "taux", "--niveau", "commune", "--code", "85113", "--date", JOUR)),
    (2, ("geo", "taux", "--niveau", "commune", "--code", "\u202f…œ")),
    (0, ("data.validation", "--help")),
    (0, ("geo", "chercher", "quimper")),
    (2, ("geo", "perimetre", "inconnu\u202f…")),
    (0, ("geo", "historique", "--niveau", "region", "--code", "53", "--debut", "2026-01")),
)


def on_console(encodage: str, module: str, *arguments: str) -> Dit:
    """Run a command in this process, before a console of another encoding."""
    sortie, erreur = (io.TextIOWrapper(io.BytesIO(), encoding=encodage) for _ in range(2))
    with redirect_stdout(sortie), redirect_stderr(erreur):
        try:
            statut = MODULES[module](list(arguments))
        except SystemExit as fin:  # argparse has told what it does not read
            statut = int(fin.code or 0)
    ecrit = []
    for flux in (sortie, erreur):
        flux.seek(0)
        ecrit.append(flux.buffer.read().decode(encodage))
    return Dit(statut, *ecrit)


@pytest.mark.parametrize("encodage", ["ascii", "cp850"])
@pytest.mark.parametrize(("statut", "commande"), COMMANDES)
def test_no_command_fails_on_the_encoding_of_its_console(
    statut: int, commande: tuple[str, ...], encodage: str
) -> None:
    dit = on_console(encodage, *commande)
    assert dit.statut == statut, dit
    assert "Traceback" not in dit.erreur
    assert dit.sortie or dit.erreur


TAUX = ("geo", "taux", "--niveau", "commune", "--code", "85113", "--date", JOUR, "--format")


def test_json_stays_json_in_any_console() -> None:
    read = [json.loads(on_console(one, *TAUX, "json").sortie) for one in ("utf-8", "ascii")]
    assert read[0] == read[1]
    assert read[0][0]["nom"].startswith("L'Île-d'Yeu")


def test_a_process_is_told_the_encoding_of_its_console(copie: Copie) -> None:
    dit = copie.lance(*TAUX, "csv", env={"PYTHONIOENCODING": "ascii"})
    assert "L'Ile-d'Yeu" in dit.sortie
    assert "ascii cannot write every letter" in dit.erreur
    refused = copie.lance("data", "«effacer»\u202f…", env={"PYTHONIOENCODING": "cp850"})
    assert (refused.statut, refused.sortie) == (2, "")
    assert "Traceback" not in refused.erreur


@pytest.mark.parametrize(
    "commande",
    [
        ("geo", "taux", "--niveau", "region", "--date", JOUR),
        ("data", "publications"),
        ("data.validation",),
    ],
)
def test_an_output_that_cannot_be_written_is_told_in_a_line(
    copie: Copie, commande: tuple[str, ...]
) -> None:
    """A result sent to a file of a full disk."""
    with Path("/dev/full").open("wb") as plein:
        dit = copie.lance(*commande, sortie=plein)
    assert (dit.statut, len(dit.lignes)) == (2, 1), dit.erreur
    assert "No space left on device" in dit.erreur
