"""A code as people write it is read without a guess, or refused with its reason."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.territoires.codes import CodeAbime, CodeRefuse, lire_code


@pytest.mark.parametrize(
    ("ecrit", "code"),
    [
        ("29232", "29232"),
        (" 29232 ", "29232"),
        ("29 232", "29232"),
        ("29.232", "29232"),
        ("29232.0", "29232"),
        ("'29232", "29232"),
        ('="01001"', "01001"),
        ("2a004", "2A004"),
        ("2B 033", "2B033"),
        ("02A004", "2A004"),
        ("2b", "2B"),
        ("974", "974"),
        ("200 068 120", "200068120"),
        ("200\u00a0068\u202f120", "200068120"),
        ("242.900.314", "242900314"),
        ("242-900-314", "242900314"),
        ("242900314,00", "242900314"),
        ("INSEE 29232", "29232"),
        ("SIREN : 200068120", "200068120"),
        ("２９２３２", "29232"),
        ("\ufeff29232\u200b", "29232"),
    ],
)
def test_a_code_is_read_whatever_surrounds_it(ecrit: str, code: str):
    assert lire_code(ecrit).code == code
    assert lire_code(ecrit).remarque == ""


@pytest.mark.parametrize(
    ("ecrit", "code", "remarque"),
    [
        ("1053", "01053", "zéro initial rétabli"),
        ("1.053", "01053", "zéro initial rétabli"),
        ("1", "01", "zéro initial rétabli"),
        ("029232", "29232", "zéro en trop retiré"),
        ("20006812000019", "200068120", "SIRET"),
        ("200 068 120 00019", "200068120", "SIRET"),
        ("2,42900314E+08", "242900314", "forme scientifique"),
        ("2.42900314e8", "242900314", "forme scientifique"),
        ("2,0006812000019E+13", "200068120", "forme scientifique"),
    ],
)
def test_what_was_mended_is_told(ecrit: str, code: str, remarque: str):
    assert lire_code(ecrit).code == code
    assert remarque in lire_code(ecrit).remarque


@pytest.mark.parametrize(
    ("ecrit", "raison"),
    [
        ("2,00068E+13", "6 sur 14"),
        ("2,43E+08", "3 sur 9"),
        ("05E12", "abîmé par un tableur"),
        ("5E+12", "1 sur 13"),
        ("75101;75102", "plusieurs codes"),
        ("75101, 75102", "plusieurs codes"),
        ("29232/35238", "plusieurs codes"),
        ("5\n3", "plusieurs codes"),
        ("12345678", "8 chiffres"),
        ("2000681200001", "13 chiffres"),
        ("41,52", "nombre à virgule"),
    ],
)
def test_a_damaged_code_is_refused_and_not_guessed(ecrit: str, raison: str):
    with pytest.raises(CodeAbime) as refused:
        lire_code(ecrit)
    assert raison in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "ecrit", ["Quimper", "29232 Quimper", "FR", "<b>", "é" * 3000, "2C004", "EPCI"]
)
def test_a_text_that_is_no_code_is_refused_without_being_called_damaged(ecrit: str):
    with pytest.raises(CodeRefuse, match="n'est pas un code") as refused:
        lire_code(ecrit)
    assert not isinstance(refused.value, CodeAbime)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("ecrit", ["", "  ", "'", "\n"])
def test_an_empty_code_is_told_with_examples(ecrit: str):
    with pytest.raises(CodeRefuse, match="code vide"):
        lire_code(ecrit)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_a_refusal_on_one_line(ecrit: str):
    try:
        said = lire_code(ecrit).code
        shape = r"[0-9A-B]+"
    except CodeRefuse as refused:
        said, shape = str(refused), r"[^\n]+"
    assert re.fullmatch(shape, said)


@given(st.integers(min_value=200_000_000, max_value=299_999_999))
def test_a_siren_is_the_same_through_what_a_spreadsheet_does_to_it(siren: int):
    head, tail = divmod(siren, 10**8)
    forms = [f"{siren:,}".replace(",", " "), f"{siren}.0", f"{head},{tail:08}E+08", f"{siren}00017"]
    assert {lire_code(form).code for form in forms} == {str(siren)}
