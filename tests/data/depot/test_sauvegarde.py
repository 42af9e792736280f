"""Backups, restored on the same engine or the other; what is no backup is refused."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from data.depot.base.adresse import adresse_du_fichier
from data.depot.base.connexion import Depot, connect
from data.depot.erreurs import DepotErreur, DepotPlusRecent, SauvegardeInvalide
from data.depot.export import export_fichiers
from data.depot.journal import read_modifications, read_publications
from data.depot.modele import Modification, Publication
from data.depot.ouverture import ouvre
from data.depot.registre import Lecteur
from data.depot.sauvegarde import restaure, sauvegarde
from tests.data.depot.lieux import Lieu
from tests.data.depot.outils import ajout, change, faults, publish, tables
from tests.data.depot.registre_invente import action
from tests.data.depot.serveur_postgresql import ServeurPostgresql

ARMOR = "cls-29-armor-1"


@pytest.fixture(autouse=True)
def folder_of_backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "var"))


def history(depot: Depot) -> list[tuple[Publication, list[Modification]]]:
    with depot.lecture() as connection:
        return [
            (une, read_modifications(connection, une.numero))
            for une in read_publications(connection)
        ]


def published(depot: Depot) -> Depot:
    """Two publications more."""
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    publish(depot, ajout("actions", action(ARMOR, "Une de plus")))
    return depot


def test_a_backup_restored_elsewhere_says_all_that_the_store_said(
    depot: Depot, lieu: Lieu, livraison: Path, tmp_path: Path
) -> None:
    faite = sauvegarde(published(depot), tmp_path / "copies" / "atlas.db")
    assert (faite.numero, faite.fautes, faite.taille > 10_000) == (3, (), True)
    ailleurs = lieu.nouveau()
    assert restaure(ailleurs, faite.fichier).avant is None
    autre = ouvre(ailleurs, livraison)
    assert tables(autre) == tables(depot)
    assert history(autre) == history(depot)
    assert export_fichiers(autre) == export_fichiers(depot)
    publish(autre, change(autre, "contrats", ARMOR, etape="echu"))
    assert faults(autre) == []
    autre.ferme()


def test_a_restored_store_forgets_what_came_after_and_keeps_it_aside(
    depot: Depot, livraison: Path, tmp_path: Path
) -> None:
    faite = sauvegarde(depot, tmp_path / "atlas.db")
    apres = tables(published(depot))
    lecteur = Lecteur(depot)
    assert lecteur.load_registre(3).contrats[ARMOR].etape == "evaluation"
    rendue = restaure(depot.adresse, faite.fichier)
    assert rendue.numero == 1
    assert lecteur.numero_courant() == 1
    assert lecteur.load_registre().contrats[ARMOR].etape == "signe"
    assert rendue.avant is not None
    gardee = ouvre(adresse_du_fichier(rendue.avant), livraison)
    assert tables(gardee) == apres
    gardee.ferme()


def test_figures_of_a_restored_store_are_not_those_kept_in_memory_of_the_other(
    depot: Depot, tmp_path: Path
) -> None:
    """Both are at publication 2, and do not say the same."""
    faite = sauvegarde(depot, tmp_path / "atlas.db")
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    lecteur = Lecteur(depot)
    assert lecteur.load_registre(lecteur.numero_courant()).contrats[ARMOR].etape == "evaluation"
    restaure(depot.adresse, faite.fichier)
    publish(depot, change(depot, "contrats", ARMOR, etape="echu"))
    assert lecteur.load_registre(lecteur.numero_courant()).contrats[ARMOR].etape == "echu"


def test_a_file_that_exists_is_not_written_over(depot: Depot, tmp_path: Path) -> None:
    (tmp_path / "rapport.odt").write_text("autre chose")
    with pytest.raises(SauvegardeInvalide, match="existe déjà"):
        sauvegarde(depot, tmp_path / "rapport.odt")
    assert (tmp_path / "rapport.odt").read_text() == "autre chose"


def test_a_backup_that_cannot_be_written_leaves_nothing(depot: Depot, tmp_path: Path) -> None:
    (tmp_path / "plein").write_text("un fichier à la place d'un dossier")
    with pytest.raises(SauvegardeInvalide, match="ne peut pas être écrit"):
        sauvegarde(depot, tmp_path / "plein" / "atlas.db")
    assert sorted(chemin.name for chemin in tmp_path.iterdir()) == ["plein"]


def absent(folder: Path, modele: Path) -> Path:
    return folder / "absente.db"


def not_a_database(folder: Path, modele: Path) -> Path:
    return _with(folder, b"un tableau ; une cellule" * 200)


def cut_short(folder: Path, modele: Path) -> Path:
    octets = modele.read_bytes()
    return _with(folder, octets[: len(octets) // 2 // 4096 * 4096])


def empty(folder: Path, modele: Path) -> Path:
    return _with(folder, b"")


def of_another_application(folder: Path, modele: Path) -> Path:
    fichier = folder / "autre.db"
    with sqlite3.connect(fichier) as raw:
        raw.execute("CREATE TABLE contrats (nom TEXT)")
    raw.close()
    return fichier


def tampered(folder: Path, modele: Path) -> Path:
    fichier = _with(folder, modele.read_bytes())
    with sqlite3.connect(fichier) as raw:
        raw.execute("UPDATE contrats SET etape = 'echu' WHERE id = ?", [ARMOR])
    raw.close()
    return fichier


def _with(folder: Path, octets: bytes) -> Path:
    fichier = folder / "copie.db"
    fichier.write_bytes(octets)
    return fichier


@pytest.mark.parametrize(
    "fausse", [absent, not_a_database, cut_short, empty, of_another_application, tampered]
)
def test_what_is_no_sound_backup_is_refused_and_the_store_stays(
    depot: Depot, tmp_path: Path, modele: Path, fausse: Callable[[Path, Path], Path]
) -> None:
    fichier = fausse(tmp_path, modele)
    avant = tables(published(depot))
    with pytest.raises(SauvegardeInvalide):
        restaure(depot.adresse, fichier)
    assert tables(depot) == avant
    assert faults(depot) == []


def test_a_backup_of_a_newer_version_is_refused(depot: Depot, tmp_path: Path, modele: Path) -> None:
    fichier = _with(tmp_path, modele.read_bytes())
    with sqlite3.connect(fichier) as raw:
        raw.execute("UPDATE depot_version SET version_num = 'v9999'")
    raw.close()
    with pytest.raises(DepotPlusRecent, match=r"copie\.db"):
        restaure(depot.adresse, fichier)


def test_a_damaged_file_is_put_aside_by_a_restoration(
    tmp_path: Path, modele: Path, livraison: Path
) -> None:
    fichier = tmp_path / "var" / "atlas.db"
    fichier.parent.mkdir()
    fichier.write_bytes(b"abime" * 4000)
    sauve = shutil.copyfile(modele, tmp_path / "sauve.db")
    rendue = restaure(adresse_du_fichier(fichier), sauve)
    assert rendue.avant is not None
    assert rendue.avant.name.startswith("atlas.db.abime-")
    assert rendue.avant.read_bytes() == b"abime" * 4000
    depot = ouvre(adresse_du_fichier(fichier), livraison)
    assert faults(depot) == []
    depot.ferme()


def test_a_backup_tells_what_the_store_has_wrong(depot: Depot, tmp_path: Path) -> None:
    with depot.ecriture() as connection:
        connection.execute(text("UPDATE contrats SET etape = 'echu' WHERE nom <> ''"))
    faite = sauvegarde(depot, tmp_path / "atlas.db")
    assert "4 lignes ne sont pas celles du journal" in faite.fautes[0]


def test_a_store_moves_from_one_engine_to_the_other(
    depot: Depot, livraison: Path, tmp_path: Path
) -> None:
    faite = sauvegarde(published(depot), tmp_path / "atlas.db")
    autre = ouvre(adresse_du_fichier(faite.fichier), livraison)
    assert history(autre) == history(depot)
    publish(autre, change(autre, "contrats", ARMOR, etape="echu"))
    assert Lecteur(autre).load_registre(3) == Lecteur(depot).load_registre(3)
    autre.ferme()


def test_a_store_that_does_not_answer_is_told_before_anything_is_lost(
    modele: Path, serveur: ServeurPostgresql
) -> None:
    adresse = serveur.adresse("nulle_part")
    with pytest.raises(DepotErreur, match="ne répond pas") as refus:
        restaure(adresse, modele)
    assert serveur.password not in str(refus.value)
    connect(adresse).ferme()
