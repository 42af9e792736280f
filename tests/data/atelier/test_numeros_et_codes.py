"""Numbers of axes and actions, and codes that a spreadsheet damaged."""

import pytest

from data.atelier.valeurs.codes import a_la_forme_d_un_code, lire_codes_postaux, lire_departements
from data.atelier.valeurs.lecture import PROPOSEE, SURE
from data.atelier.valeurs.numeros import lire_axe, lire_numero


@pytest.mark.parametrize(
    ("ecrit", "numero"),
    [
        ("1.1", "1.1"),
        ("1.10", "1.10"),
        ("Fiche 1.10", "1.10"),
        ("FA 3", "3"),
        ("A1", "A1"),
        ("Action n°4.2", "4.2"),
        ("5.1.1", "5.1.1"),
        ("1,1", "1.1"),
        ("Fiche action n°12", "12"),
    ],
)
def test_a_number_of_action_is_a_text(ecrit: str, numero: str):
    found = lire_numero(ecrit)
    assert (found.certitude, found.valeur) == (SURE, numero)


def test_another_separator_is_proposed():
    found = lire_numero("2-2")
    assert (found.certitude, found.valeur) == (PROPOSEE, "2.2")


@pytest.mark.parametrize(
    ("titre", "numero", "intitule"),
    [
        ("AXE 1 : ACCÈS AUX SOINS", "1", "ACCÈS AUX SOINS"),
        ("Axe stratégique n°3 – Cœur", "3", "Cœur"),
        ("Orientation II : Santé", "2", "Santé"),
        ("1. Accès aux soins", "1", "Accès aux soins"),
        ("Accès aux soins", "", "Accès aux soins"),
        ("Priorité 2. Jeunes", "2", "Jeunes"),
        ("Axe transversal : gouvernance", "", "Axe transversal : gouvernance"),
    ],
)
def test_the_title_of_an_axis_gives_its_number_and_its_words(
    titre: str, numero: str, intitule: str
):
    found = lire_axe(titre)
    assert (found.numero, found.intitule) == (numero, intitule)


@pytest.mark.parametrize(
    ("ecrit", "codes"),
    [
        ("1", ("01",)),
        ("38-73", ("38", "73")),
        ("2a", ("2A",)),
        ("20", ("2A", "2B")),
        ("974 ; 976", ("974", "976")),
        ("Ain", None),
        ("99", None),
    ],
)
def test_the_codes_of_départements_come_back_from_numbers(ecrit, codes):
    assert lire_departements(ecrit) == codes


def test_postcodes_get_their_nought_back():
    assert lire_codes_postaux("1000") == ("01000",)
    assert lire_codes_postaux("20000 / 20090") == ("20000", "20090")


@pytest.mark.parametrize(
    "ecrit",
    ["29232", "1053", "2a004", "'01001", "200 068 120", "20006812000019", "2,42E+08", "29232.0"],
)
def test_a_code_has_the_form_of_one(ecrit: str):
    assert a_la_forme_d_un_code(ecrit)


@pytest.mark.parametrize("ecrit", ["Quimper", "29", "T5", "12 rue", "", "200006930\n48070"])
def test_a_name_has_not(ecrit: str):
    assert not a_la_forme_d_un_code(ecrit)
