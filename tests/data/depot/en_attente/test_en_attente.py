"""What waits for a person: imports under way, profiles, errors reported."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from data.depot.base.connexion import Depot
from data.depot.base.structure import TABLE_DES_VERSIONS, metadata, profil
from data.depot.en_attente import brouillons
from data.depot.en_attente.importations import (
    ImportationGardee,
    depose,
    efface,
    modifie,
    read_importation,
    read_importations,
)
from data.depot.en_attente.profils import garde_profil, read_profil
from data.depot.en_attente.signalements import (
    A_TRAITER,
    ACCEPTE,
    Signalement,
    count_signalements,
    read_signalements,
    repond,
    signale,
)
from data.depot.erreurs import AttenteChangee, AttenteInconnue, ChangementInvalide
from data.depot.journal import find_fichier, read_fichier, read_publications
from data.depot.modele import Entete
from data.depot.ouverture import ouvre
from data.depot.publication import publie
from data.depot.sauvegarde import restaure, sauvegarde
from tests.data.depot.outils import change, entete, faults, tables

ARMOR = "cls-29-armor-1"
LISTE = "Territoire;Signature\nBrest;2023\n".encode("cp1252")


def drop(depot: Depot, nom: str = "liste.csv", octets: bytes = LISTE) -> ImportationGardee:
    return depose(depot, nom, octets, "depose", {"étape": 1}, "ARS Bretagne")


def read(depot: Depot, identite: str) -> ImportationGardee:
    with depot.lecture() as connection:
        return read_importation(connection, identite)


def queue(depot: Depot, *etats: str) -> list[Signalement]:
    with depot.lecture() as connection:
        return read_signalements(connection, etats)


def test_a_file_dropped_is_kept_with_its_import_and_publishes_nothing(depot: Depot) -> None:
    avant = tables(depot)
    gardee = drop(depot)
    assert (gardee.etat, gardee.version, gardee.contenu) == ("depose", 1, {"étape": 1})
    assert read(depot, gardee.id) == gardee
    with depot.lecture() as connection:
        assert read_fichier(connection, gardee.fichier_sha256) == LISTE
        assert find_fichier(connection, gardee.fichier_sha256) is None
        assert len(read_publications(connection)) == 1
    assert tables(depot) == avant
    assert faults(depot) == []


def test_an_import_is_found_again_after_the_store_is_closed(depot: Depot, livraison: Path) -> None:
    gardee = modifie(depot, drop(depot), "valeurs", {"étape": 3})
    autre = ouvre(depot.adresse, livraison)
    assert read(autre, gardee.id) == gardee
    autre.ferme()


def test_of_two_windows_the_second_to_write_is_told_and_the_first_stays(depot: Depot) -> None:
    lue = drop(depot)
    modifie(depot, lue, "colonnes", {"étape": 2})
    with pytest.raises(AttenteChangee, match="autre fenêtre"):
        modifie(depot, lue, "valeurs", {"étape": 3})
    assert (read(depot, lue.id).etat, read(depot, lue.id).version) == ("colonnes", 2)


def test_imports_are_listed_by_state_the_last_changed_first(depot: Depot) -> None:
    premiere, seconde = drop(depot, "a.csv"), drop(depot, "b.csv")
    modifie(depot, premiere, "colonnes", {})
    modifie(depot, drop(depot, "c.csv"), "abandonne", {})
    with depot.lecture() as connection:
        ouvertes = read_importations(connection, ("depose", "colonnes"))
    assert [une.fichier_nom for une in ouvertes] == ["a.csv", "b.csv"]
    assert seconde.id == ouvertes[1].id


def test_an_import_forgotten_takes_its_file_with_it(depot: Depot) -> None:
    premiere, seconde = drop(depot), drop(depot)
    efface(depot, premiere)
    with depot.lecture() as connection:
        assert read_fichier(connection, seconde.fichier_sha256) == LISTE
    efface(depot, seconde)
    with depot.lecture() as connection:
        assert read_fichier(connection, seconde.fichier_sha256) is None
    with pytest.raises(AttenteInconnue):
        modifie(depot, seconde, "colonnes", {})


def test_a_file_that_was_published_stays_when_its_import_is_forgotten(depot: Depot) -> None:
    gardee = drop(depot)
    quoi = Entete("import", "ARS", "liste", "mise à jour", fichiers={"liste.csv": LISTE})
    publie(depot, quoi, [change(depot, "contrats", ARMOR, notes="lu dans la liste")])
    efface(depot, gardee)
    with depot.lecture() as connection:
        assert find_fichier(connection, gardee.fichier_sha256) == 2
        assert read_fichier(connection, gardee.fichier_sha256) == LISTE


def test_the_profile_of_a_shape_of_file_takes_the_place_of_the_one_before(depot: Depot) -> None:
    garde_profil(depot, "forme", {"colonnes": {"Signé le": "date_signature"}})
    garde_profil(depot, "forme", {"colonnes": {"Signé le": None}})
    with depot.lecture() as connection:
        assert read_profil(connection, "forme") == {"colonnes": {"Signé le": None}}
        assert read_profil(connection, "autre") is None
        assert connection.execute(select(profil.c.empreinte)).scalars().all() == ["forme"]


def test_an_error_reported_waits_then_is_answered(depot: Depot) -> None:
    lu = signale(depot, " Signé en 2024 ", "https://exemple.fr", contrat_id=ARMOR, contact="mairie")
    assert (lu.texte, lu.etat, lu.repondu, lu.contact) == (
        "Signé en 2024",
        A_TRAITER,
        None,
        "mairie",
    )
    publie(depot, entete(), [change(depot, "contrats", ARMOR, date_signature="2024")])
    fait = repond(depot, lu, ACCEPTE, "Corrigé.", publication=2)
    assert (fait.etat, fait.publication, fait.version) == (ACCEPTE, 2, 2)
    assert fait.repondu is not None
    assert queue(depot, A_TRAITER) == []
    assert queue(depot, ACCEPTE) == [fait]
    with pytest.raises(AttenteChangee):
        repond(depot, lu, A_TRAITER)


def test_a_report_without_a_source_is_refused_with_an_example(depot: Depot) -> None:
    with pytest.raises(ChangementInvalide, match="délibération"):
        signale(depot, "C'est faux", " ")


def test_reports_are_counted_since_an_instant(depot: Depot) -> None:
    signale(depot, "Faux", "page", territoire="departement-29")
    now = datetime.now(UTC)
    with depot.lecture() as connection:
        assert count_signalements(connection, now - timedelta(hours=1)) == 1
        assert count_signalements(connection, now + timedelta(hours=1)) == 0


def test_a_backup_keeps_what_waits(depot: Depot, tmp_path: Path) -> None:
    gardee = drop(depot)
    signale(depot, "Faux", "page")
    faite = sauvegarde(depot, tmp_path / "garde.db")
    efface(depot, gardee)
    restaure(depot.adresse, faite.fichier)
    assert read(depot, gardee.id) == gardee
    assert len(queue(depot, A_TRAITER)) == 1


def test_a_store_of_the_version_before_receives_the_tables(
    depot_a_part: Depot, livraison: Path
) -> None:
    with depot_a_part.ouverture() as connection:
        for table in ("importation", "profil", "signalement", "brouillon"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text(f"UPDATE {TABLE_DES_VERSIONS} SET version_num = 'v0001'"))
    avant = tables(depot_a_part)
    ouvert = ouvre(depot_a_part.adresse, livraison)
    with ouvert.lecture() as connection:
        options = {"version_table": TABLE_DES_VERSIONS, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    assert tables(ouvert) == avant
    assert drop(ouvert).version == 1
    ouvert.ferme()


def test_a_draft_is_found_again_and_of_two_windows_the_second_to_write_is_told(
    depot: Depot, livraison: Path
) -> None:
    garde = brouillons.depose(depot, ARMOR, {"retouches": [1]}, "ARS Bretagne")
    garde = brouillons.modifie(depot, garde, {"retouches": [1, 2]}, "")
    autre = ouvre(depot.adresse, livraison)
    with autre.lecture() as connection:
        assert brouillons.read_brouillons(connection, ARMOR) == [garde]
        assert brouillons.read_brouillons(connection, "cls-inconnu") == []
    autre.ferme()
    assert (garde.version, garde.auteur) == (2, "ARS Bretagne")
    brouillons.modifie(depot, garde, {"retouches": [3]}, "")
    with pytest.raises(AttenteChangee, match="autre fenêtre"):
        brouillons.modifie(depot, garde, {"retouches": [4]}, "")
    brouillons.efface(depot, garde.id)
    with pytest.raises(AttenteInconnue, match="publié ou abandonné"):
        brouillons.modifie(depot, garde, {"retouches": [4]}, "")
    assert faults(depot) == []
