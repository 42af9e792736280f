"""A list attested complete says at which date and by whom; today nobody attests any."""

from typing import Any

import pytest

from data.dates import DatePartielle
from data.lecture.registre import load_registre

ATTESTATION = {
    "completude": "complete",
    "completude_date": "2026-11",
    "completude_auteur": "ARS Bretagne",
}


def attest(copie: Any, **cells: str) -> None:
    for column, value in cells.items():
        copie.set_cell("regions.csv", 2, column, value)


def test_no_list_is_attested_today() -> None:
    assert {one.completude for one in load_registre().regions.values()} == {""}


def test_an_attestation_is_loaded_with_its_date_and_its_author(copie_entiere: Any) -> None:
    attest(copie_entiere, **ATTESTATION)
    loaded = load_registre(copie_entiere.folder).regions[
        copie_entiere.cell("regions.csv", 2, "region")
    ]
    assert (loaded.completude, loaded.completude_auteur) == ("complete", "ARS Bretagne")
    assert loaded.completude_date == DatePartielle(2026, 11)


@pytest.mark.parametrize("missing", ATTESTATION)
def test_an_attestation_without_one_of_its_parts_is_refused(copie: Any, missing: str) -> None:
    attest(copie, **{**ATTESTATION, missing: ""})
    error = copie.only_error()
    assert (error.fichier, error.colonne) == ("regions.csv", missing)


def test_a_list_is_complete_or_nothing_is_said(copie: Any) -> None:
    attest(copie, **{**ATTESTATION, "completude": "presque"})
    assert "presque" in copie.only_error().message
