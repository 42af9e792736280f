"""A store that cannot be written is shown whole; one that goes away is told and found again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from data.depot.base.adresse import adresse_du_fichier, parse_adresse
from data.depot.base.connexion import Depot
from data.depot.erreurs import DepotEnLectureSeule, DepotErreur, DepotInjoignable, DepotOccupe
from data.depot.ouverture import ouvre
from data.depot.registre import Lecteur
from data.depot.sauvegarde import sauvegarde
from tests.data.depot.lieux import EnBases
from tests.data.depot.outils import change, faults, publish, tables
from tests.data.depot.pouponniere import Pouponniere
from tests.data.depot.serveur_postgresql import ServeurPostgresql

ARMOR = "cls-29-armor-1"


@pytest.fixture
def a_lire(tmp_path: Path) -> Iterator[Path]:
    """A folder whose files are only read; it is given back to pytest as it was."""
    folder = tmp_path / "a_lire"
    folder.mkdir()
    yield folder
    for chemin in (folder, *folder.rglob("*")):
        chemin.chmod(0o755)


def only_read(folder: Path) -> None:
    for chemin in folder.iterdir():
        chemin.chmod(0o444)
    folder.chmod(0o555)


def seen_without_rights(
    pouponniere: Pouponniere, folder: Path, livraison: Path
) -> dict[str, object]:
    """What somebody who may not write finds in a store, and what publishing tells."""
    adresse = str(adresse_du_fichier(folder / "atlas.db"))
    trouve: dict[str, object] = pouponniere.ask("open", adresse, str(livraison))
    return trouve


@pytest.mark.parametrize("en_cours", [False, True], ids=["at rest", "while somebody has it open"])
def test_a_file_that_one_may_only_read_is_shown_and_said_so(
    pouponniere: Pouponniere, a_lire: Path, modele: Path, livraison: Path, en_cours: bool
) -> None:
    fichier = Path(shutil.copyfile(modele, a_lire / "atlas.db"))
    depot = ouvre(adresse_du_fichier(fichier), livraison) if en_cours else None
    only_read(a_lire)
    trouve = seen_without_rights(pouponniere, a_lire, livraison)
    assert trouve["contrats"] == 4
    assert "rien ne peut y être changé" in str(trouve["dit"])
    assert trouve["refus"] == trouve["dit"]
    if depot:
        depot.ferme()


def test_where_no_store_can_be_made_the_delivered_registre_is_shown(
    pouponniere: Pouponniere, a_lire: Path, livraison: Path
) -> None:
    only_read(a_lire)
    trouve = seen_without_rights(pouponniere, a_lire, livraison)
    assert trouve["contrats"] == 4
    assert "ne peut qu'être lue" in str(trouve["refus"])
    assert list(a_lire.iterdir()) == []


def test_an_older_file_that_one_may_only_read_is_brought_up_to_date_in_memory(
    pouponniere: Pouponniere, a_lire: Path, modele: Path, livraison: Path
) -> None:
    fichier = Path(shutil.copyfile(modele, a_lire / "atlas.db"))
    depot = ouvre(adresse_du_fichier(fichier), livraison)
    with depot.ecriture() as connection:
        connection.execute(text("ALTER TABLE contrats DROP COLUMN notes"))
        dit = text("UPDATE depot SET colonnes = replace(colonnes, :notes, '')")
        connection.execute(dit, {"notes": ', "notes"'})
    depot.ferme()
    octets = fichier.read_bytes()
    only_read(a_lire)
    trouve = seen_without_rights(pouponniere, a_lire, livraison)
    assert trouve["contrats"] == 4
    assert trouve["refus"]
    assert fichier.read_bytes() == octets


def test_a_reader_of_postgresql_is_shown_all_and_changes_nothing(
    serveur: ServeurPostgresql, livraison: Path
) -> None:
    adresse = EnBases(serveur).nouveau()
    ouvre(adresse, livraison).ferme()
    serveur.execute("CREATE ROLE lecteur_seul LOGIN PASSWORD 'lire' IN ROLE pg_read_all_data")
    depot = ouvre(adresse.set(username="lecteur_seul", password="lire"), livraison)
    assert len(tables(depot)["contrats"]) == 4
    assert "rien ne peut y être changé" in depot.lecture_seule
    with pytest.raises(DepotEnLectureSeule, match="rien ne peut y être changé"):
        publish(depot, change(depot, "contrats", ARMOR, etape="echu"))
    depot.ferme()


def test_a_store_that_becomes_read_only_says_so_at_the_next_publication(
    serveur: ServeurPostgresql, livraison: Path
) -> None:
    adresse = EnBases(serveur).nouveau()
    depot = ouvre(adresse, livraison)
    un = change(depot, "contrats", ARMOR, etape="echu")
    serveur.execute(f"ALTER DATABASE {adresse.database} SET default_transaction_read_only = on")
    depot.ferme()
    with pytest.raises(DepotEnLectureSeule):
        publish(depot, un)
    assert len(tables(depot)["contrats"]) == 4
    depot.ferme()


def test_a_base_that_goes_away_is_told_pages_go_on_and_nothing_is_lost(
    serveur: ServeurPostgresql, livraison: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.depot.registre.REPIT", 0.0)
    adresse = EnBases(serveur).nouveau()
    depot = ouvre(adresse, livraison)
    lecteur = Lecteur(depot)
    registre = lecteur.load_registre()
    un = change(depot, "contrats", ARMOR, etape="echu")

    serveur.execute(f"ALTER DATABASE {adresse.database} WITH ALLOW_CONNECTIONS false")
    serveur.execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{adresse.database}'"
    )
    assert lecteur.numero_courant() == 1
    assert lecteur.load_registre() is registre
    assert "ne répond pas" in lecteur.panne
    assert serveur.password not in lecteur.panne
    with pytest.raises(DepotInjoignable, match="peut l'être de nouveau"):
        publish(depot, un)
    with pytest.raises(DepotInjoignable):
        lecteur.load_registre(2)

    serveur.execute(f"ALTER DATABASE {adresse.database} WITH ALLOW_CONNECTIONS true")
    assert lecteur.numero_courant() == 1
    assert lecteur.panne == ""
    assert publish(depot, un).numero == 2
    assert faults(depot) == []
    depot.ferme()


def test_a_base_that_goes_away_in_the_middle_of_a_publication_has_published_nothing(
    serveur: ServeurPostgresql, livraison: Path
) -> None:
    adresse = EnBases(serveur).nouveau()
    depot = ouvre(adresse, livraison)
    un = change(depot, "contrats", ARMOR, etape="echu")

    def cut(connection: Connection) -> None:
        connection.execute(text("DELETE FROM actions"))
        serveur.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{adresse.database}'"
        )
        connection.execute(text("DELETE FROM axes"))

    with pytest.raises(DepotInjoignable), depot.ecriture() as connection:
        cut(connection)
    assert faults(depot) == []
    assert publish(depot, un).numero == 2
    depot.ferme()


def test_a_base_that_was_never_there_is_told(serveur: ServeurPostgresql) -> None:
    with pytest.raises(DepotInjoignable, match="ne répond pas") as refus:
        ouvre(serveur.adresse("nulle_part"))
    assert serveur.password not in str(refus.value)
    eteint = "postgresql://atlas:motdepasse@127.0.0.1:1/cls"
    with pytest.raises(DepotInjoignable, match=r"cls sur 127\.0\.0\.1:1") as refus:
        ouvre(parse_adresse(eteint))
    assert "motdepasse" not in str(refus.value)


def test_a_writer_that_waits_too_long_is_told(
    depot: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    presse = Depot(depot.adresse, depot.engine)
    un = change(depot, "contrats", ARMOR, etape="echu")
    monkeypatch.setattr("data.depot.base.connexion.ATTENTE", 0.05)
    with depot.ecriture():
        if depot.is_sqlite:
            with presse.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        with pytest.raises(DepotOccupe, match="occupée par une autre publication"):
            publish(presse, un)
    assert publish(presse, un).numero == 2


def test_a_full_disk_is_told(tmp_path: Path, modele: Path, livraison: Path) -> None:
    fichier = tmp_path / "atlas.db"
    shutil.copyfile(modele, fichier)
    depot = ouvre(adresse_du_fichier(fichier), livraison)
    with depot.lecture() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()

    def fill(connection: Connection) -> None:
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        gros = text("INSERT INTO fichier VALUES (hex(randomblob(8)), randomblob(9000))")
        for _ in range(500):
            connection.execute(gros)

    with pytest.raises(DepotErreur, match="disque n'est pas plein"), depot.ecriture() as connection:
        fill(connection)
    assert faults(depot) == []
    depot.ferme()


def test_a_read_only_store_is_backed_up(
    serveur: ServeurPostgresql, livraison: Path, tmp_path: Path
) -> None:
    adresse = EnBases(serveur).nouveau()
    ouvre(adresse, livraison).ferme()
    serveur.execute(f"ALTER DATABASE {adresse.database} SET default_transaction_read_only = on")
    depot = ouvre(adresse, livraison)
    assert depot.lecture_seule
    assert sauvegarde(depot, tmp_path / "atlas.db").fautes == ()
    depot.ferme()
