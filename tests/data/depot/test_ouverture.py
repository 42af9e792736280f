"""Opening the store: made at the first start, brought up to date, never taken for another."""

import json
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, create_engine, inspect, text

from data.depot.base.adresse import adresse_du_depot, parse_adresse
from data.depot.base.connexion import Depot
from data.depot.base.schema import MIGRATIONS
from data.depot.base.structure import PROPRES, REVISIONS, TABLE_DES_VERSIONS, metadata
from data.depot.cles import colonnes
from data.depot.erreurs import AdresseInvalide, DepotAbime, DepotPlusRecent
from data.depot.journal import read_publications
from data.depot.ouverture import depot_en_usage, oublie, ouvre
from data.errors import RegistreInvalide
from data.lecture.schemas import TABLES
from data.paths import DOSSIER_PROJET
from tests.data.depot.lieux import Lieu
from tests.data.depot.note import LIBRE
from tests.data.depot.outils import change, faults, publish, tables, texts
from tests.data.depot.pouponniere import Pouponniere, until

ARMOR = "cls-29-armor-1"


def test_a_first_start_takes_in_the_delivered_registre(lieu: Lieu, livraison: Path) -> None:
    depot = ouvre(lieu.nouveau(), livraison)
    assert (depot.lecture_seule, depot.a_reprendre) == ("", "")
    assert next(iter(tables(depot)["contrats"])) == ARMOR
    with depot.lecture() as connection:
        [premiere] = read_publications(connection)
    assert (premiere.numero, premiere.nature) == (1, "reprise")
    assert {un.nom for un in premiere.fichiers} >= {f"{nom}.csv" for nom in TABLES}
    assert faults(depot) == []
    depot.ferme()


def test_migrations_make_the_tables_that_the_code_knows(depot: Depot) -> None:
    with depot.lecture() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": TABLE_DES_VERSIONS, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_every_migration_is_known_in_order() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    walked = ScriptDirectory.from_config(configuration).walk_revisions()
    assert [one.revision for one in walked] == list(reversed(REVISIONS))


def test_no_column_of_a_schema_has_the_name_of_one_of_the_store() -> None:
    assert [nom for nom in TABLES if set(colonnes(nom)) & set(PROPRES)] == []


def test_opening_again_writes_nothing(depot: Depot, livraison: Path) -> None:
    avant = tables(depot)
    ouvre(depot.adresse, livraison).ferme()
    assert tables(depot) == avant
    with depot.lecture() as connection:
        assert len(read_publications(connection)) == 1


def test_an_invalid_delivery_makes_no_store(lieu: Lieu, livraison: Path, tmp_path: Path) -> None:
    for chemin in livraison.iterdir():
        (tmp_path / chemin.name).write_bytes(chemin.read_bytes().replace(b"2023-07-12", b"hier"))
    adresse = lieu.nouveau()
    with pytest.raises(RegistreInvalide, match="hier"):
        ouvre(adresse, tmp_path)
    depot = ouvre(adresse, livraison)  # nothing stands in the way of a sound one
    assert faults(depot) == []
    depot.ferme()


def test_processes_that_start_together_make_one_store(
    lieu: Lieu, livraison: Path, pouponniere: Pouponniere
) -> None:
    adresse = lieu.nouveau()
    together = [pouponniere.start(adresse, livraison, place) for place in range(3)]
    until(lambda: all(one.waits() for one in together))
    for one in together:
        one.note.attente = LIBRE
    assert [pouponniere.wait(one) for one in together] == [0, 0, 0]
    depot = ouvre(adresse, livraison)
    with depot.lecture() as connection:
        assert len(read_publications(connection)) == 1
    assert faults(depot) == []
    depot.ferme()


def test_a_column_that_a_newer_schema_has_is_added_to_the_store(
    depot_a_part: Depot, livraison: Path
) -> None:
    publish(depot_a_part, change(depot_a_part, "contrats", ARMOR, etape="evaluation"))
    with depot_a_part.ecriture() as connection:
        connection.execute(text("ALTER TABLE contrats DROP COLUMN notes"))
        _say_columns(connection, lambda connues: connues["contrats"]["colonnes"].remove("notes"))
    rouvert = ouvre(depot_a_part.adresse, livraison)
    lue = texts(tables(rouvert))["contrats"][ARMOR]
    assert (lue["notes"], lue["etape"]) == ("", "evaluation")
    publish(rouvert, change(rouvert, "contrats", ARMOR, notes="dit par l'ARS"))
    assert faults(rouvert) == []
    rouvert.ferme()


def test_a_table_that_a_newer_schema_has_is_added_to_the_store(
    depot_a_part: Depot, livraison: Path
) -> None:
    with depot_a_part.ecriture() as connection:
        connection.execute(text("DROP TABLE etapes"))
        _say_columns(connection, lambda connues: connues.pop("etapes"))
    rouvert = ouvre(depot_a_part.adresse, livraison)
    assert tables(rouvert)["etapes"] == {}
    rouvert.ferme()


def _say_columns(connection, alter) -> None:  # type: ignore[no-untyped-def]
    """Write that the store was last used with other columns."""
    connues = json.loads(connection.execute(text("SELECT colonnes FROM depot")).scalar())
    alter(connues)
    connection.execute(text("UPDATE depot SET colonnes = :dit"), {"dit": json.dumps(connues)})


PLUS_RECENTS = {
    "another migration": ("depot_version", "version_num", REVISIONS[-1], "v9999"),
    "another column": ("depot", "colonnes", '"nom"', '"nom", "sigle"'),
    "another table": ("depot", "colonnes", '"axes"', '"dispositifs"'),
    "another key": ("depot", "colonnes", '"cle": ["id"]', '"cle": ["nom"]'),
}


@pytest.mark.parametrize(("table", "colonne", "ici", "la"), PLUS_RECENTS.values(), ids=PLUS_RECENTS)
def test_a_store_of_a_newer_version_is_told_and_left_alone(
    depot_a_part: Depot, livraison: Path, table: str, colonne: str, ici: str, la: str
) -> None:
    with depot_a_part.ecriture() as connection:
        dit = text(f"UPDATE {table} SET {colonne} = replace({colonne}, :ici, :la)")
        connection.execute(dit, {"ici": ici, "la": la})
    avant = tables(depot_a_part)
    with pytest.raises(DepotPlusRecent, match="plus récente de l'atlas"):
        ouvre(depot_a_part.adresse, livraison)
    assert tables(depot_a_part) == avant


def test_a_database_of_another_application_is_left_alone(lieu: Lieu, livraison: Path) -> None:
    adresse = lieu.nouveau()
    if adresse.get_backend_name() == "sqlite":
        Path(str(adresse.database)).parent.mkdir()
    other = create_engine(adresse)
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE publication (titre TEXT)"))
    with pytest.raises(DepotAbime, match="base vide, réservée à l'atlas"):
        ouvre(adresse, livraison)
    assert inspect(other).get_table_names() == ["publication"]
    other.dispose()


@pytest.mark.parametrize("contenu", [b"ceci n'est pas une base" * 300, b"\x00" * 5000])
def test_a_file_that_is_no_store_is_told_and_left_alone(
    tmp_path: Path, livraison: Path, contenu: bytes
) -> None:
    fichier = tmp_path / "atlas.db"
    fichier.write_bytes(contenu)
    with pytest.raises(DepotAbime, match="restauration FICHIER"):
        ouvre(parse_adresse(f"sqlite:///{fichier}"), livraison)
    assert fichier.read_bytes() == contenu


def test_a_damaged_store_is_told(tmp_path: Path, modele: Path, livraison: Path) -> None:
    octets = bytearray(modele.read_bytes())
    octets[100:] = b"\x5a" * (len(octets) - 100)
    fichier = tmp_path / "atlas.db"
    fichier.write_bytes(octets)
    with pytest.raises(DepotAbime, match=r"atlas\.db.*abîmée"):
        ouvre(parse_adresse(f"sqlite:///{fichier}"), livraison)


def test_a_store_damaged_further_in_is_told_when_it_is_read(
    tmp_path: Path, modele: Path, livraison: Path
) -> None:
    fichier = tmp_path / "atlas.db"
    fichier.write_bytes(modele.read_bytes())
    with sqlite3.connect(fichier) as raw:
        page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'contrats'").fetchone()[
            0
        ]
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    raw.close()
    octets = bytearray(fichier.read_bytes())
    octets[(page - 1) * size : page * size] = b"\x5a" * size
    fichier.write_bytes(octets)
    depot = ouvre(parse_adresse(f"sqlite:///{fichier}"), livraison)
    with pytest.raises(DepotAbime, match="abîmée"):
        tables(depot)
    depot.ferme()


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("mysql://atlas:motdepasse@base/atlas", "mysql"),
        ("postgresql+asyncpg://atlas:motdepasse@base/atlas", "asyncpg"),
        ("n'importe quoi motdepasse", "illisible"),
        ("postgresql://atlas:motdepasse@base", "ne nomme pas de base"),
        ("sqlite://", "ne nomme pas de base"),
        ("postgresql://atlas:motdepasse@base:port/atlas", "illisible"),
    ],
)
def test_an_address_that_means_nothing_is_told_without_its_password(texte: str, dit: str) -> None:
    with pytest.raises(AdresseInvalide, match=dit) as refus:
        parse_adresse(texte)
    assert "motdepasse" not in str(refus.value)
    assert "Attendu" in str(refus.value)


def test_the_environment_says_where_the_store_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    monkeypatch.delenv("ATLAS_DATA", raising=False)
    assert adresse_du_depot().database == str(DOSSIER_PROJET / "var" / "atlas.db")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    assert adresse_du_depot().database == str(tmp_path / "atlas.db")
    monkeypatch.setenv("ATLAS_DATABASE_URL", "postgres://atlas@base/cls")
    assert adresse_du_depot() == URL.create(
        "postgresql+psycopg", username="atlas", host="base", database="cls"
    )


def test_the_store_in_use_is_opened_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, modele_reel: Path
) -> None:
    (tmp_path / "atlas.db").write_bytes(modele_reel.read_bytes())
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    premier = depot_en_usage()
    assert depot_en_usage() is premier
    oublie()
    assert depot_en_usage() is not premier
    oublie()
