"""Publishing: what is written, what is refused whole, and what two writers see."""

from pathlib import Path

import pytest

from data.depot.base.connexion import Depot
from data.depot.erreurs import (
    ChangementInvalide,
    ConflitDeVersions,
    PublicationIncomplete,
    PublicationVide,
)
from data.depot.etat import apply
from data.depot.export import export_fichiers
from data.depot.journal import (
    find_fichier,
    read_fichier,
    read_modifications,
    read_publication,
    read_publications,
)
from data.depot.livraison.formes import plain
from data.depot.modele import Changement, Entete
from data.depot.publication import as_differences, publie
from data.errors import RegistreInvalide
from data.lecture.validation import read_valid_registre
from tests.data.depot.outils import (
    ajout,
    change,
    entete,
    faults,
    ligne,
    publish,
    remove,
    tables,
    texts,
)
from tests.data.depot.registre_invente import action, axe, chiffre, contrat, perimetre

ARMOR = "cls-29-armor-1"
NOUVEAU = "cls-29-iroise-1"


def test_a_corrected_row_says_what_was_published_and_by_which_publication(depot: Depot) -> None:
    faite = publish(depot, change(depot, "contrats", ARMOR, date_signature="2024-02"))
    lue = ligne(depot, "contrats", ARMOR)
    assert (faite.numero, lue.version) == (2, 2)
    assert texts(tables(depot))["contrats"][ARMOR]["date_signature"] == "2024-02"
    assert ligne(depot, "contrats", "cls-29-leon-1").version == 1
    assert faults(depot) == []


def test_the_journal_keeps_the_row_before_and_after_with_who_and_why(depot: Depot) -> None:
    avant = ligne(depot, "contrats", ARMOR)
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    with depot.lecture() as connection:
        publication = read_publication(connection, 2)
        [faite] = read_modifications(connection, 2)
    assert publication is not None
    assert (publication.auteur, publication.nature) == ("ARS Bretagne", "saisie")
    assert (publication.source, publication.motif) == ("tableau de suivi", "mise à jour")
    assert publication.lignes == {"contrats": 1}
    assert (faite.avant, faite.apres) == (avant, ligne(depot, "contrats", ARMOR))


def test_a_contract_comes_with_its_rows_at_the_end_of_each_table(depot: Depot) -> None:
    publish(
        depot,
        ajout("contrats", contrat(NOUVEAU)),
        ajout("perimetres", perimetre(NOUVEAU, "29155")),
        ajout("axes", axe(NOUVEAU, "Second axe lu")),
        ajout("axes", axe(NOUVEAU, "Premier axe dit")),
    )
    lues = tables(depot)
    assert list(lues["contrats"])[-1] == NOUVEAU
    assert [texts(lues)["axes"][cle]["intitule"] for cle in list(lues["axes"])[-2:]] == [
        "Second axe lu",
        "Premier axe dit",
    ]
    assert faults(depot) == []


def test_a_row_taken_away_stays_in_the_journal(depot: Depot) -> None:
    [cle] = [cle for cle in tables(depot)["actions"] if ARMOR in cle]
    publish(depot, remove(depot, "actions", cle))
    assert cle not in tables(depot)["actions"]
    with depot.lecture() as connection:
        [faite] = read_modifications(connection, 2)
    assert faite.avant is not None
    assert faite.apres is None


def test_two_figures_published_for_a_territory_and_a_year_are_two_rows(depot: Depot) -> None:
    [other] = [cle for cle in tables(depot)["chiffres_publies"] if '"34"' in cle]
    publish(depot, remove(depot, "chiffres_publies", other))
    assert len(tables(depot)["chiffres_publies"]) == 2
    assert faults(depot) == []


def test_an_identifier_as_long_as_a_title_may_be_is_a_key_like_another(depot: Depot) -> None:
    titre = "".join(chr(0x20000 + place) for place in range(500))  # four bytes each
    publish(depot, ajout("actions", action(ARMOR, titre)))
    assert titre in {une["intitule"] for une in texts(tables(depot))["actions"].values()}


def test_the_files_of_a_publication_are_kept_once_under_their_hash(depot: Depot) -> None:
    contenu = b"tableau de l'ARS"
    for etape in ("evaluation", "renouvellement"):
        dite = Entete("import", "ARS", "tableau", "ajout", {"suivi.csv": contenu})
        publie(depot, dite, [change(depot, "contrats", ARMOR, etape=etape)])
    with depot.lecture() as connection:
        deux = read_publications(connection, limite=2)
        gardes = {une.fichiers[0].sha256 for une in deux}
        [sha256] = gardes
        assert read_fichier(connection, sha256) == contenu
        assert find_fichier(connection, sha256) == 3
        assert find_fichier(connection, "0" * 64) is None
    assert (deux[0].fichiers[0].nom, deux[0].fichiers[0].taille) == ("suivi.csv", len(contenu))


@pytest.mark.parametrize(
    ("ressource", "cle", "cellules"),
    [
        ("contrats", ARMOR, {"date_signature": "2023-13"}),
        ("contrats", ARMOR, {"etape": "Signe", "region": "99"}),
        ("contrats", ARMOR, {"date_fin": "2020", "nom": " "}),
        ("regions", "53", {"date_annonce": "hier"}),
    ],
)
def test_what_would_not_be_valid_is_refused_whole_with_the_messages_of_validation(
    depot: Depot, tmp_path: Path, ressource: str, cle: str, cellules: dict[str, str]
) -> None:
    avant = tables(depot)
    proposes = [ajout("contrats", contrat(NOUVEAU)), change(depot, ressource, cle, **cellules)]
    with pytest.raises(RegistreInvalide) as refus:
        publish(depot, *proposes)
    assert tables(depot) == avant
    assert refus.value.erreurs == _told_of_files(depot, tmp_path, *proposes)


def _told_of_files(depot: Depot, folder: Path, *changements: Changement) -> tuple[object, ...]:
    """What the command of validation says of the files that the publication would have made."""
    lues = tables(depot)
    for nom, contenu in export_fichiers(depot).items():
        (folder / nom).write_bytes(contenu)
    for nom, lignes in apply(lues, as_differences(lues, changements, 2)).items():
        (folder / f"{nom}.csv").write_bytes(plain(nom).render(lignes))
    with pytest.raises(RegistreInvalide) as leve:
        read_valid_registre(folder, anew=True)
    return leve.value.erreurs


def test_an_axis_of_a_contract_that_is_not_there_is_refused(depot: Depot) -> None:
    with pytest.raises(RegistreInvalide, match="cls-29-personne-1"):
        publish(depot, ajout("axes", axe("cls-29-personne-1", "Orphelin")))


def test_a_territory_that_no_vintage_knows_is_refused(depot: Depot) -> None:
    with pytest.raises(RegistreInvalide, match=r"perimetres\.csv, ligne 6, .*29999"):
        publish(depot, ajout("perimetres", perimetre(ARMOR, "29999")))


def test_a_contract_is_not_deleted_while_rows_name_it(depot: Depot) -> None:
    with pytest.raises(RegistreInvalide):
        publish(depot, remove(depot, "contrats", ARMOR))
    assert faults(depot) == []


def test_the_second_of_two_writers_is_told_and_sees_both_versions(depot: Depot) -> None:
    mien = change(depot, "contrats", ARMOR, date_fin="2028")
    publish(depot, change(depot, "contrats", ARMOR, date_fin="2027-12"))
    with pytest.raises(ConflitDeVersions, match=ARMOR) as refus:
        publish(depot, mien)
    [conflit] = refus.value.conflits
    assert conflit.depart is not None
    assert conflit.actuel is not None
    assert conflit.propose is not None
    dates = [une["date_fin"] for une in (conflit.depart, conflit.actuel, conflit.propose)]
    assert dates == ["", "2027-12", "2028"]
    assert conflit.publication == 2
    assert texts(tables(depot))["contrats"][ARMOR]["date_fin"] == "2027-12"


def test_having_seen_the_other_version_the_second_writer_may_publish(depot: Depot) -> None:
    mien = change(depot, "contrats", ARMOR, date_fin="2028")
    publish(depot, change(depot, "contrats", ARMOR, date_fin="2027-12"))
    assert mien.apres is not None
    choisi = Changement("contrats", ARMOR, ligne(depot, "contrats", ARMOR).version, mien.apres)
    assert publish(depot, choisi).numero == 3


def test_a_row_deleted_meanwhile_or_added_by_both_is_a_conflict(depot: Depot) -> None:
    [cle] = [cle for cle in tables(depot)["actions"] if ARMOR in cle]
    perime = change(depot, "actions", cle, statut="en_cours")
    publish(depot, remove(depot, "actions", cle))
    with pytest.raises(ConflitDeVersions) as refus:
        publish(depot, perime)
    assert refus.value.conflits[0].actuel is None
    assert refus.value.conflits[0].publication == 2
    publish(depot, ajout("axes", axe(ARMOR, "Le même axe", themes="cancer_depistage")))
    with pytest.raises(ConflitDeVersions) as refus:
        publish(depot, ajout("axes", axe(ARMOR, "Le même axe")))
    assert refus.value.conflits[0].depart is None


def test_two_writers_who_want_the_same_are_not_opposed(depot: Depot) -> None:
    mien = change(depot, "contrats", ARMOR, date_fin="2028")
    publish(depot, change(depot, "contrats", ARMOR, date_fin="2028"))
    with pytest.raises(PublicationVide):
        publish(depot, mien)


def test_rows_that_nobody_moved_are_published_beside_rows_that_others_moved(depot: Depot) -> None:
    mien = change(depot, "contrats", "cls-29-leon-1", etape="evaluation")
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    assert publish(depot, mien).numero == 3


def test_a_publication_that_changes_nothing_is_not_one(depot: Depot) -> None:
    with pytest.raises(PublicationVide):
        publish(depot)
    with pytest.raises(PublicationVide):
        publish(depot, change(depot, "contrats", ARMOR))
    assert len(tables(depot)["contrats"]) == 4


@pytest.mark.parametrize("manque", ["auteur", "source", "motif"])
def test_who_from_what_and_why_must_be_said(depot: Depot, manque: str) -> None:
    with pytest.raises(PublicationIncomplete, match=manque):
        publie(depot, entete(**{manque: "  "}), [change(depot, "contrats", ARMOR, etape="echu")])


@pytest.mark.parametrize(
    ("changement", "dit"),
    [
        (Changement("communes", "x", None, {}), "communes"),
        (Changement("contrats", ARMOR, 1, {"id": ARMOR, "couleur": "bleu"}), "couleur"),
        (Changement("contrats", ARMOR, 1, {"id": "cls-29-autre-1"}), "identifiant"),
        (Changement("contrats", ARMOR, 1, {"id": ARMOR, "nom": "a\x00b"}), "caractère"),
        (Changement("contrats", ARMOR, 1, {"id": ARMOR, "nom": "a\ud800"}), "caractère"),
        (ajout("chiffres_publies", {**chiffre("53", "1"), "unite": "\x00"}), "caractère"),
    ],
)
def test_a_change_that_means_nothing_is_told(
    depot: Depot, changement: Changement, dit: str
) -> None:
    with pytest.raises(ChangementInvalide, match=dit):
        publish(depot, changement)


def test_a_row_changed_twice_in_one_publication_is_told(depot: Depot) -> None:
    un = change(depot, "contrats", ARMOR, etape="echu")
    with pytest.raises(ChangementInvalide, match="deux fois"):
        publish(depot, un, un)


def test_a_row_that_changes_its_identifier_is_one_that_goes_and_one_that_comes(
    depot: Depot,
) -> None:
    [cle] = [cle for cle in tables(depot)["actions"] if ARMOR in cle]
    publish(depot, remove(depot, "actions", cle), ajout("actions", action(ARMOR, "Bus de santé")))
    assert [une["intitule"] for une in texts(tables(depot))["actions"].values()] == [
        "Maison\ndes aidants",
        "Bus de santé",
    ]
