"""The quick look never certifies what the full checks refuse, and says no when it doesn't know."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.lecture import certificat, schema_checks
from data.lecture.certificat import certified
from data.lecture.registre import load_registre
from data.lecture.schema_checks import check_schemas
from data.lecture.schemas import TABLES, fields_by_name, load_schema
from data.lecture.tables import Enregistrement, Table, read_table
from data.lecture.validation import read_valid_registre
from data.paths import DOSSIER_REGISTRE

# What a hand or a spreadsheet puts in a cell, right somewhere and wrong elsewhere.
TEXTES = (
    *("", " ", "0", "1", "01", "1_0", "+1", "-1", "9", "10", "1.0", "999999999999", "²"),
    *("2023", "2023-07", "2023-13", "2023-02-30", "2023\n", "signe", "Signe", "inclut", "epci"),
    *("53", "75", "29", "2A", "29 35", "29  35", "29232", "200068120", "cls-29-cornouaille-1"),
    *("cls-00-nulle-part-1", "prevention_promotion", "NAQ-1", "BRE-1", "https://ars.fr/a b"),
    *("https://www.ars.sante.fr", "None", "null", "é", "\x00", ">30", "lettre_intention"),
)


def certifies(tables: dict[str, Table]) -> bool:
    """Tell whether the quick look certifies them all."""
    return certified(tables) == set(tables)


def first_rows(count: int) -> dict[str, Table]:
    """The first rows of each table of the real registre, and the rows that they name."""
    whole = {
        nom: read_table(DOSSIER_REGISTRE / f"{nom}.csv", list(fields_by_name(nom)))
        for nom in TABLES
    }
    kept = {}
    for nom in ("perimetres", "axes", "actions", "signataires"):
        kept[nom] = whole[nom].enregistrements[:count]
    named = {record.cellules[0] for records in kept.values() for record in records}
    kept["contrats"] = tuple(
        record for record in whole["contrats"].enregistrements if record.cellules[0] in named
    )
    return {
        nom: Table(nom, list(table.entete), kept.get(nom, table.enregistrements))
        for nom, table in whole.items()
    }


DEBUT = first_rows(12)
VIDES = {nom: Table(nom, list(table.entete), ()) for nom, table in DEBUT.items()}


@st.composite
def altered(draw: st.DrawFn) -> dict[str, Table]:
    """A registre with a few cells changed, rows doubled or taken away."""
    tables = {nom: copy.deepcopy(table) for nom, table in DEBUT.items()}
    for _ in range(draw(st.integers(1, 3))):
        nom = draw(st.sampled_from(TABLES))
        records = list(tables[nom].enregistrements)
        if not records:
            continue
        place = draw(st.integers(0, len(records) - 1))
        match draw(st.sampled_from(("cell", "cell", "cell", "double", "remove", "swap"))):
            case "cell":
                column = draw(st.integers(0, len(tables[nom].entete) - 1))
                records[place].cellules[column] = draw(st.sampled_from(TEXTES))
            case "double":
                records.append(copy.deepcopy(records[place]))
            case "remove":
                del records[place]
            case "swap":
                other = draw(st.integers(0, len(records) - 1))
                column = draw(st.integers(0, len(tables[nom].entete) - 1))
                records[place].cellules[column] = records[other].cellules[column]
        tables[nom] = Table(nom, tables[nom].entete, tuple(records))
    return tables


def test_the_real_registre_is_certified_without_a_full_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schema_checks, "check_schemas", lambda *_: pytest.fail("checked in full"))
    assert load_registre().contrats


def test_the_command_checks_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[int] = []
    monkeypatch.setattr(
        schema_checks,
        "check_schemas",
        lambda given, done: checked.append(len(given) - len(done)) or [],
    )
    read_valid_registre(DOSSIER_REGISTRE, anew=True)
    assert checked == [len(TABLES)]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(altered())
def test_what_is_certified_passes_the_full_checks(tables: dict[str, Table]) -> None:
    """And what is not is told as if every table had been checked."""
    done, told = certified(tables), check_schemas(tables)
    assert check_schemas(tables, done) == told
    if certifies(tables):
        assert told == []


FAUTES = [
    ("contrats", "id", ""),
    ("contrats", "etape", "Signe"),
    ("contrats", "date_fin", "2023\n"),
    ("contrats", "generation", "0"),
    ("contrats", "generation", "1_0"),
    ("contrats", "region", "99"),
    ("etapes", "ordre", "02"),  # the same number as the second row, written otherwise
    ("axes", "contrat_id", "cls-29-personne-1"),
]


@pytest.mark.parametrize(("nom", "colonne", "texte"), FAUTES)
def test_a_faulty_cell_is_not_certified(nom: str, colonne: str, texte: str) -> None:
    tables = {name: copy.deepcopy(table) for name, table in DEBUT.items()}
    table = tables[nom]
    table.enregistrements[0].cellules[table.entete.index(colonne)] = texte
    assert not certifies(tables)


@pytest.mark.parametrize("cellules", [[], ["", "", "", "", ""], ["a"], ["a"] * 6])
def test_a_row_of_another_length_or_empty_is_not_certified(cellules: list[str]) -> None:
    axes = Table("axes", DEBUT["axes"].entete, (Enregistrement(2, cellules),))
    assert not certifies({**VIDES, "axes": axes})


def test_columns_of_another_schema_are_not_certified() -> None:
    axes = Table("axes", [*DEBUT["axes"].entete, "de_plus"], ())
    assert certifies(VIDES)
    assert not certifies({**VIDES, "axes": axes})


def test_a_reference_to_a_table_that_is_not_there_is_not_certified() -> None:
    assert not certifies({"axes": DEBUT["axes"]})


@pytest.mark.parametrize(
    "champ",
    [
        {"type": "date"},
        {"type": "string", "format": "uri"},
        {"type": "string", "constraints": {"minLength": 2}},
        {"type": "integer", "constraints": {"enum": [1, 2]}},
        {"type": "string", "constraints": {"minimum": "a"}},
    ],
)
def test_a_schema_that_says_something_unknown_certifies_nothing(
    champ: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = copy.deepcopy(load_schema("axes"))
    schema["fields"][2] = {"name": "intitule", **champ}
    monkeypatch.setattr(certificat, "load_schema", lambda nom: schema)
    monkeypatch.setattr(
        certificat, "fields_by_name", lambda nom: {une["name"]: une for une in schema["fields"]}
    )
    certificat._certificats.cache_clear()
    try:
        assert not certifies({"axes": VIDES["axes"]})
    finally:
        certificat._certificats.cache_clear()
