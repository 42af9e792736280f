"""Where a changed row is, for the rights of who changes it."""

import pytest

from data.depot.base.connexion import Depot
from data.depot.changements import ajout
from data.depot.droits import NATIONAL, Territoire
from data.depot.journal import read_modifications
from data.depot.modele import Changement
from data.depot.territoires import territoires_de
from tests.data.depot.outils import change, publish, remove, tables
from tests.data.depot.registre_invente import axe, chiffre, contrat, perimetre

ARMOR = "cls-29-armor-1"
FINISTERE = Territoire(frozenset({"53"}), frozenset({"29"}), ARMOR)


def touched(depot: Depot, *changements: Changement) -> set[Territoire]:
    publish(depot, *changements)
    with depot.lecture() as connection:
        return territoires_de(tables(depot), read_modifications(connection, 2))


def test_a_row_of_a_contract_is_where_the_contract_is(depot: Depot) -> None:
    assert touched(depot, ajout("axes", axe(ARMOR, "Nouveau"))) == {FINISTERE}


def test_a_contract_astride_is_in_the_regions_of_all_its_departements(depot: Depot) -> None:
    villes_soeurs = contrat("cls-76-villes-soeurs-x", region="28", departements="76 80")
    [trouve] = touched(depot, ajout("contrats", villes_soeurs))
    assert trouve.regions == {"28", "32"}
    assert trouve.departements == {"76", "80"}


def test_a_contract_that_moves_is_on_both_sides(depot: Depot) -> None:
    trouves = touched(depot, change(depot, "contrats", ARMOR, region="28", departements="14"))
    assert {code for un in trouves for code in un.regions} == {"53", "28"}


def test_a_contract_taken_away_was_where_it_was_and_so_were_its_rows(depot: Depot) -> None:
    partent = [
        remove(depot, nom, cle)
        for nom, lignes in tables(depot).items()
        for cle in lignes
        if ARMOR in cle
    ]
    assert touched(depot, *partent) == {FINISTERE}


def test_a_contract_overseas_is_in_the_region_of_its_ars(depot: Depot) -> None:
    saint_martin = contrat("cls-978-saint-martin-1", region="01", departements="978")
    found = touched(
        depot,
        ajout("regions", {"region": "01", "ars": "ARS Guadeloupe"}),
        ajout("contrats", saint_martin),
        ajout("perimetres", perimetre("cls-978-saint-martin-1", "97801")),
    )
    [trouve] = [un for un in found if un.contrat == "cls-978-saint-martin-1"]
    assert (trouve.regions, trouve.departements) == ({"01"}, {"978"})


@pytest.mark.parametrize(
    ("cellules", "attendu"),
    [
        (chiffre("53", "35"), Territoire(frozenset({"53"}))),
        (
            chiffre("29", "34", objet_type="departement"),
            Territoire(frozenset({"53"}), frozenset({"29"})),
        ),
        (chiffre("978", "34", objet_type="departement"), NATIONAL),
    ],
)
def test_a_published_figure_is_where_its_territory_is(
    depot: Depot, cellules: dict[str, str], attendu: Territoire
) -> None:
    assert touched(depot, ajout("chiffres_publies", cellules)) == {attendu}


def test_what_holds_for_the_country_is_national(depot: Depot) -> None:
    etape = {"ordre": "2", "code": "diagnostic", "intitule": "Diagnostic", "source": "ARS"}
    assert touched(depot, ajout("etapes", etape)) == {NATIONAL}


def test_what_an_ars_announces_is_in_its_region(depot: Depot) -> None:
    assert touched(depot, change(depot, "regions", "53", remarque="liste du 3 mars")) == {
        Territoire(frozenset({"53"}))
    }
