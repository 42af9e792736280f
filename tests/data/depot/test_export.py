"""The registre given back as files: byte for byte what was taken in, where nothing changed."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.depot.base.connexion import Depot
from data.depot.erreurs import PublicationInconnue
from data.depot.export import export_fichiers, export_zip, load_registre_zip
from data.depot.livraison.fichiers import read_fichiers, read_livraison
from data.depot.livraison.formes import read_forme
from data.depot.livraison.reprise import reprend
from data.depot.ouverture import ouvre
from data.lecture.registre import load_registre
from data.lecture.registre_archive import registre_zip
from data.paths import DOSSIER_REGISTRE
from tests.data.depot.lieux import Lieu
from tests.data.depot.outils import ajout, change, publish, remove, tables, texts
from tests.data.depot.registre_invente import action, axe, contrat

ARMOR = "cls-29-armor-1"


def test_the_real_registre_comes_back_byte_for_byte(depot_reel: Depot) -> None:
    assert export_fichiers(depot_reel) == read_fichiers(DOSSIER_REGISTRE)


def test_the_zip_is_the_one_that_the_files_make(depot_reel: Depot) -> None:
    assert export_zip(depot_reel) == registre_zip(load_registre().date_releve)


def rewritten(contenu: bytes, **options: object) -> bytes:
    sortie = io.StringIO(newline="")
    lignes = csv.reader(io.StringIO(contenu.decode(), newline=""))
    csv.writer(sortie, **{"lineterminator": "\n", **options}).writerows(lignes)  # type: ignore[arg-type]
    return sortie.getvalue().encode()


def in_another_order(contenu: bytes) -> bytes:
    lignes = csv.reader(io.StringIO(contenu.decode(), newline=""))
    sortie = io.StringIO(newline="")
    csv.writer(sortie, lineterminator="\n").writerows(reversed(ligne) for ligne in lignes)
    return sortie.getvalue().encode()


def some_quoted(contenu: bytes) -> bytes:
    """A file that a hand corrected: one cell between quotes that need not be."""
    return contenu.replace(b"\ncls-29-leon-1,", b'\n"cls-29-leon-1",')


ECRITURES: dict[str, Callable[[bytes], bytes]] = {
    "as the project writes": lambda contenu: contenu,
    "a spreadsheet's mark": lambda contenu: b"\xef\xbb\xbf" + contenu,
    "lines of Windows": lambda contenu: rewritten(contenu, lineterminator="\r\n"),
    "all between quotes": lambda contenu: rewritten(contenu, quoting=csv.QUOTE_ALL),
    "no end to the last line": lambda contenu: contenu.removesuffix(b"\n"),
    "columns in another order": in_another_order,
    "some cells quoted": some_quoted,
    "Windows, mark, quotes, no end": lambda contenu: (
        b"\xef\xbb\xbf"
        + rewritten(contenu, lineterminator="\r\n", quoting=csv.QUOTE_ALL).removesuffix(b"\r\n")
    ),
}


def written(folder: Path, livraison: Path, ecriture: Callable[[bytes], bytes]) -> Path:
    for nom, contenu in read_fichiers(livraison).items():
        (folder / nom).write_bytes(ecriture(contenu) if nom.endswith(".csv") else contenu)
    return folder


@pytest.mark.parametrize("ecriture", ECRITURES.values(), ids=ECRITURES)
def test_files_written_in_any_way_come_back_byte_for_byte(
    depot: Depot, livraison: Path, tmp_path: Path, ecriture: Callable[[bytes], bytes]
) -> None:
    reprend(depot, read_livraison(written(tmp_path, livraison, ecriture)), "ARS", "livraison")
    assert export_fichiers(depot) == read_fichiers(tmp_path)


@pytest.mark.parametrize("ecriture", ECRITURES.values(), ids=ECRITURES)
def test_a_changed_row_changes_its_own_line_and_no_other(
    depot: Depot, livraison: Path, tmp_path: Path, ecriture: Callable[[bytes], bytes]
) -> None:
    reprend(depot, read_livraison(written(tmp_path, livraison, ecriture)), "ARS", "livraison")
    publish(depot, change(depot, "contrats", "cls-29-argoat-1", nom="CLS, de l'Argoat"))
    avant = read_fichiers(tmp_path)
    apres = export_fichiers(depot)
    assert {nom for nom in avant if avant[nom] != apres[nom]} == {"contrats.csv"}
    lignes = zip(
        avant["contrats.csv"].splitlines(True), apres["contrats.csv"].splitlines(True), strict=True
    )
    [(ancienne, nouvelle)] = [(une, autre) for une, autre in lignes if une != autre]
    assert ancienne.endswith(b"\r\n") == nouvelle.endswith(b"\r\n")
    assert ancienne.startswith(b'"') == nouvelle.startswith(b'"')
    assert b"CLS, de l'Argoat" in nouvelle


@pytest.mark.parametrize("ecriture", ECRITURES.values(), ids=ECRITURES)
def test_rows_added_and_taken_away_make_files_that_read_back(
    depot: Depot, livraison: Path, tmp_path: Path, ecriture: Callable[[bytes], bytes]
) -> None:
    reprend(depot, read_livraison(written(tmp_path, livraison, ecriture)), "ARS", "livraison")
    neuf = "cls-29-iroise-1"
    publish(
        depot,
        ajout("contrats", contrat(neuf, notes='dit "le CLS"\nde la mer')),
        ajout("axes", axe(neuf, "Prévenir, guérir")),
        remove(depot, "axes", next(iter(tables(depot)["axes"]))),
    )
    rendus = tmp_path / "rendus"
    rendus.mkdir()
    for nom, contenu in export_fichiers(depot).items():
        (rendus / nom).write_bytes(contenu)
    assert read_livraison(rendus).lignes == texts(tables(depot))


def test_the_files_as_of_a_publication_are_those_of_then(depot: Depot, livraison: Path) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    alors = export_fichiers(depot)
    publish(depot, ajout("actions", action(ARMOR, "Une de plus")))
    assert export_fichiers(depot, 1) == read_fichiers(livraison)
    assert export_fichiers(depot, 2) == alors
    with pytest.raises(PublicationInconnue):
        export_fichiers(depot, 4)


def test_a_file_of_other_columns_is_not_imitated() -> None:
    assert read_forme("axes", b"contrat_id,intitule\n").entete == read_forme("axes", None).entete


def test_a_table_without_rows_comes_back_too(lieu: Lieu, livraison: Path, tmp_path: Path) -> None:
    for nom, contenu in read_fichiers(livraison).items():
        garde = contenu if nom not in ("actions.csv", "axes.csv") else contenu.splitlines(True)[0]
        (tmp_path / nom).write_bytes(garde)
    depot = ouvre(lieu.nouveau(), tmp_path)
    assert export_fichiers(depot) == read_fichiers(tmp_path)
    depot.ferme()


def test_the_zip_of_the_pages_keeps_a_pilote_only_when_it_is_a_structure(
    depot: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilotes = {
        "Atelier cuisine": "Marie Durand",
        "Bus dentaire": "CPAM du Finistère, Marie Durand",
        "Maison sport": "Ville de Brest",
    }
    publish(
        depot,
        *(ajout("actions", action(ARMOR, nom, pilote=qui)) for nom, qui in pilotes.items()),
    )
    monkeypatch.setattr("data.depot.export.depot_en_usage", lambda: depot)
    given = zipfile.ZipFile(io.BytesIO(load_registre_zip(2))).read("registre/actions.csv")
    rows = {row["intitule"]: row for row in csv.DictReader(io.StringIO(given.decode()))}
    assert {nom: rows[nom]["pilote"] for nom in pilotes} == {
        "Atelier cuisine": "",
        "Bus dentaire": "CPAM du Finistère",
        "Maison sport": "Ville de Brest",
    }
    kept = export_fichiers(depot)["actions.csv"].decode()  # the operator's own copy is whole
    assert kept.count("Marie Durand") == 2
