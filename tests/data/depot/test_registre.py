"""Reading the registre as of a publication: what was known then, for ever, from memory or not."""

from pathlib import Path

import pytest
from sqlalchemy import text

from data.depot.base.connexion import Depot
from data.depot.erreurs import PublicationInconnue
from data.depot.ouverture import oublie
from data.depot.registre import CAPACITE, Lecteur, load_registre, numero_courant
from data.errors import RegistreInvalide
from data.lecture.registre import load_registre as load_files
from data.lecture.schemas import TABLES
from data.model import Registre
from tests.data.depot.outils import ajout, change, publish, remove, tables
from tests.data.depot.registre_invente import axe, contrat, perimetre

ARMOR = "cls-29-armor-1"


def test_the_store_gives_the_registre_that_the_files_give(depot: Depot, livraison: Path) -> None:
    assert Lecteur(depot).load_registre() == load_files(livraison)


def test_the_real_registre_comes_out_as_it_went_in(depot_reel: Depot) -> None:
    assert Lecteur(depot_reel).load_registre() == load_files()


def publish_five(depot: Depot) -> list[Registre]:
    """Five publications; what was known after each of them, the first being the delivery."""
    connus = [Lecteur(depot).load_registre()]
    [bus] = [cle for cle in tables(depot)["actions"] if ARMOR in cle]
    neuf = "cls-29-iroise-1"
    series = [
        lambda: [change(depot, "contrats", ARMOR, date_signature="2021")],
        lambda: [ajout("contrats", contrat(neuf)), ajout("perimetres", perimetre(neuf, "29155"))],
        lambda: [
            change(depot, "contrats", ARMOR, date_signature="2022"),
            remove(depot, "actions", bus),
        ],
        lambda: [
            ajout("axes", axe(neuf, "Vieillir chez soi")),
            change(depot, "contrats", neuf, nom="Iroise"),
        ],
        lambda: [change(depot, "contrats", ARMOR, date_signature="2021")],
    ]
    for serie in series:
        publish(depot, *serie())
        connus.append(Lecteur(depot).load_registre())
    return connus


def test_what_was_known_at_each_publication_is_found_again_in_any_order(depot: Depot) -> None:
    connus = publish_five(depot)
    assert len({connu.contrats[ARMOR].date_signature for connu in connus}) == 3
    for ordre in ((1, 2, 3, 4, 5, 6), (6, 1, 4, 2), (3, 5, 1)):
        lecteur = Lecteur(depot)
        for numero in ordre:
            assert lecteur.load_registre(numero) == connus[numero - 1]


def test_two_publications_share_the_tables_and_the_rows_that_are_the_same(depot: Depot) -> None:
    lecteur = Lecteur(depot)
    avant = lecteur.load_registre()
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    apres = lecteur.load_registre()
    assert apres.perimetres is avant.perimetres
    assert apres.contrats["cls-29-leon-1"] is avant.contrats["cls-29-leon-1"]
    assert apres.contrats[ARMOR].etape == "evaluation"


def test_only_the_last_registres_read_are_kept(depot: Depot) -> None:
    for annee in range(2000, 2000 + CAPACITE + 3):
        publish(depot, change(depot, "contrats", ARMOR, date_fin=f"{annee + 30}"))
    lecteur = Lecteur(depot)
    premiers = [lecteur.load_registre(numero) for numero in range(1, CAPACITE + 4)]
    assert lecteur.load_registre(CAPACITE + 3) is premiers[-1]
    assert lecteur.load_registre(1) is not premiers[0]
    assert lecteur.load_registre(1) == premiers[0]


def test_a_publication_made_elsewhere_is_seen_at_the_next_question(depot: Depot) -> None:
    lecteur = Lecteur(depot)
    assert lecteur.numero_courant() == 1
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    assert lecteur.numero_courant() == 2
    assert lecteur.load_registre().contrats[ARMOR].etape == "evaluation"


@pytest.mark.parametrize("numero", [0, -1, 2, 10**30])
def test_a_publication_that_does_not_exist_is_told(depot: Depot, numero: int) -> None:
    with pytest.raises(PublicationInconnue, match=r"Attendu.*\(1\)"):
        Lecteur(depot).load_registre(numero)


def test_a_cell_written_outside_the_atlas_is_told_as_in_a_file(depot: Depot) -> None:
    with depot.ecriture() as connection:
        connection.execute(text("UPDATE contrats SET date_fin = 'hier' WHERE rang > 0"))
    with pytest.raises(RegistreInvalide, match=r"contrats.csv, ligne 2, .*hier"):
        Lecteur(depot).load_registre()


def test_the_store_in_use_is_made_at_the_first_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "var"))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    try:
        assert numero_courant() == 1
        assert load_registre() is load_registre(1)
        assert len(load_registre().contrats) == len(load_files().contrats)
        assert (tmp_path / "var" / "atlas.db").is_file()
    finally:
        oublie()


def test_every_table_of_the_registre_is_in_the_store(depot: Depot) -> None:
    assert set(tables(depot)) == set(TABLES)
