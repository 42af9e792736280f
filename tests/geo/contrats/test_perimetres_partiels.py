"""A part of a commune touches it, and is never counted."""

from collections.abc import Callable

import pytest

from geo.contrats.perimetres import Perimetres
from geo.territoires.referentiel import Referentiel
from tests.geo.contrats.lignes_resolues import named, rows

QUIMPER = "29232"
ESSAI = "cls-29-essai-1"
Resout = Callable[..., Perimetres]
COMMUNES = {row["code"]: row for row in rows("communes")}


@pytest.fixture(scope="session")
def touchees_en_partie(resout: Resout, referentiel: Referentiel) -> Callable[..., set[str]]:
    """Codes of the communes touched in part."""

    def partial(*lignes: str) -> set[str]:
        found = resout(*lignes).partielles_par_contrat[ESSAI]
        return named(referentiel, found)

    return partial


Codes = Callable[..., set[str]]


@pytest.mark.parametrize("ligne", [f"quartier {QUIMPER}", "commune_deleguee 01025"])
def test_a_part_of_a_commune_touches_it_and_is_never_counted(
    couvertes: Codes, touchees_en_partie: Codes, ligne: str
):
    assert couvertes(ligne) == set()
    assert len(touchees_en_partie(ligne)) == 1


def test_a_quartier_touches_the_commune_it_lies_in(touchees_en_partie: Codes):
    assert touchees_en_partie(f"quartier {QUIMPER}") == {QUIMPER}


def test_a_commune_deleguee_of_before_2019_touches_its_commune(touchees_en_partie: Codes):
    # Saint-Bois joined Arboys en Bugey in 2016, before the oldest vintage held.
    assert "01340" not in COMMUNES
    assert touchees_en_partie("commune_deleguee 01340") == {"01015"}


def test_a_commune_deleguee_that_was_a_commune_lately_is_covered(
    couvertes: Codes, touchees_en_partie: Codes
):
    # Pierrefitte-sur-Seine joined Saint-Denis in 2025.
    assert "93059" not in COMMUNES
    assert couvertes("commune_deleguee 93059") == {"93059"}
    assert couvertes("commune_deleguee 93066") == {"93066"}
    assert touchees_en_partie("commune_deleguee 93059") == set()
    assert couvertes("commune 93066", "sauf commune_deleguee 93059") >= {"93066"}


def test_the_code_of_a_commune_nouvelle_is_not_that_of_its_first_commune_deleguee(
    touchees_en_partie: Codes,
):
    # 12076 was Conques-en-Rouergue until 2024, and is Conques, a part of it, since 2025.
    assert touchees_en_partie("commune_deleguee 12076") == {"12218"}


def test_a_part_of_a_commune_covered_whole_is_not_partial(
    couvertes: Codes, touchees_en_partie: Codes
):
    lines = (f"commune {QUIMPER}", f"quartier {QUIMPER}")
    assert couvertes(*lines) == {QUIMPER}
    assert touchees_en_partie(*lines) == set()


def test_a_part_of_a_commune_taken_out_is_not_touched(touchees_en_partie: Codes):
    lines = (f"quartier {QUIMPER}", "quartier 29155", f"sauf commune {QUIMPER}")
    assert touchees_en_partie(*lines) == {"29155"}
