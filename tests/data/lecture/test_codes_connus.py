"""The codes that a perimeter may name are those that geo finds on the map, and no other."""

from collections.abc import Callable

import pytest

from data.lecture.codes_connus import FICHIERS, codes_connus
from data.lecture.regles_territoires import codes_exist
from data.lecture.schemas import fields_by_name
from data.lecture.tables import Enregistrement, Table, read_table
from data.paths import DOSSIER_REGISTRE
from geo.territoires.millesimes import AuPlusPres
from geo.territoires.niveau import TerritoireInconnu

COLONNES = list(fields_by_name("perimetres"))


def is_on_the_map(niveau: str, code: str) -> bool:
    """As geo resolves a line of a perimeter: a part of a commune by itself or by its commune."""
    vintages = AuPlusPres(2026)
    ways = [lambda: vintages.cellules("commune" if niveau == "quartier" else niveau, code)]
    if niveau == "commune_deleguee":
        ways.append(lambda: vintages.commune_de(code))
    return any(map(is_found, ways))


def is_found(way: Callable[[], object]) -> bool:
    try:
        way()
    except TerritoireInconnu:
        return False
    return True


@pytest.mark.parametrize("niveau", FICHIERS)
def test_what_is_known_is_what_geo_finds(niveau: str) -> None:
    connus = sorted(codes_connus(niveau))
    assert connus
    voisins = [*connus[:: max(len(connus) // 150, 1)], "00000", "999999999", "29999", "2A999", ""]
    for code in voisins:
        assert (code in codes_connus(niveau)) == is_on_the_map(niveau, code), code


def test_every_territory_of_the_real_registre_is_known() -> None:
    table = read_table(DOSSIER_REGISTRE / "perimetres.csv", COLONNES)
    assert list(codes_exist(table)) == []


def test_an_unknown_code_is_told_at_its_line() -> None:
    cellules = ["cls-29-essai-1", "inclut", "commune", "29999", "Nulle part", ""]
    table = Table("perimetres", COLONNES, (Enregistrement(7, cellules),))
    [erreur] = codes_exist(table)
    assert erreur.texte.startswith("perimetres.csv, ligne 7, colonne «\u00a0code\u00a0»")
    assert "29999" in erreur.message
