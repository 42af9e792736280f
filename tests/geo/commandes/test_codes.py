"""Codes and levels that every command accepts, and what it tells of how it read them."""

import csv
import io
from collections.abc import Callable

import pytest

Sortie = tuple[int, str, str]


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


COMMANDES = [
    ("taux", "--date", "2026-11-30"),
    ("historique", "--debut", "2026-11", "--fin", "2026-11"),
]


@pytest.mark.parametrize("commande_et_options", COMMANDES, ids=["taux", "historique"])
@pytest.mark.parametrize(
    ("niveau", "ecrit", "code", "note"),
    [
        ("departement", "2a", "2A", ""),
        ("commune", "2a004", "2A004", ""),
        ("epci", "200 068 120", "200068120", ""),
        ("commune", "1053", "01053", "zéro initial rétabli"),
        ("epci", "20006812000019", "200068120", "SIRET"),
        ("epci", "245900410", "200093201", "ancien code 245900410"),
        ("commune", "02077", "02564", "fusionnée au plus tard le 1er\u00a0janvier 2023"),
        ("commune", "93059", "93066", "commune déléguée de Saint-Denis"),
        ("ept", "200057875", "200057875", ""),
        ("arrondissement_municipal", "75119", "75119", ""),
    ],
)
def test_every_command_reads_a_code_the_same_way(
    lance: Callable[..., Sortie],
    commande_et_options: tuple[str, ...],
    niveau: str,
    ecrit: str,
    code: str,
    note: str,
):
    name, *options = commande_et_options
    asked = ("--niveau", niveau, "--code", ecrit, *options, "--format", "csv")
    status, out, err = lance(name, *asked)
    assert status == 0
    assert [row["code"] for row in rows(out)] == [code]
    assert (note in err) if note else (err == "")
    assert len(err.splitlines()) == bool(note)


@pytest.mark.parametrize("commande_et_options", COMMANDES, ids=["taux", "historique"])
@pytest.mark.parametrize(
    ("niveau", "ecrit"),
    [
        ("commune", "2,00068E+13"),
        ("commune", "75101;75102"),
        ("commune", "97701"),
        ("commune", "29000"),
        ("epci", "200071157"),
        ("epci", "29232"),
        ("ept", "99"),
        ("arrondissement_municipal", "75056"),
        ("region", "Bretagne"),
    ],
)
def test_every_command_refuses_a_code_in_one_line_with_status_2(
    lance: Callable[..., Sortie], commande_et_options: tuple[str, ...], niveau: str, ecrit: str
):
    name, *options = commande_et_options
    status, out, err = lance(name, "--niveau", niveau, "--code", ecrit, *options)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("error: ")
    assert ecrit in err


def test_the_levels_of_paris_lyon_marseille_and_grand_paris_have_their_rates(
    lance: Callable[..., Sortie],
):
    for niveau, number, nom in (
        ("ept", 11, "Est Ensemble"),
        ("arrondissement_municipal", 45, "Marseille 14e Arrondissement"),
    ):
        status, out, err = lance("taux", "--niveau", niveau, "--date", "2026-11-30", "--format=csv")
        assert (status, err) == (0, "")
        assert len(rows(out)) == number
        assert nom in {row["nom"] for row in rows(out)}
        assert {row["niveau"] for row in rows(out)} == {niveau}


def test_a_vintage_without_a_list_of_the_ept_says_so(lance: Callable[..., Sortie]):
    status, out, err = lance("taux", "--niveau", "ept", "--millesime", "2020")
    assert (status, out) == (2, "")
    assert "2020" in err
    assert "2023" in err


def test_the_history_of_the_country_needs_no_code(lance: Callable[..., Sortie]):
    asked = ("historique", "--niveau", "france", "--debut", "2026-10", "--fin", "2026-11")
    status, out, err = lance(*asked, "--format", "csv")
    assert (status, err) == (0, "")
    assert [row["code"] for row in rows(out)] == ["FR", "FR"]
    assert lance(*asked, "--code", "FR", "--format", "csv")[1] == out


def test_the_search_says_on_stderr_why_it_finds_nothing(lance: Callable[..., Sortie]):
    status, out, err = lance("chercher", "Nouméa", "--format", "csv")
    assert status == 0
    assert rows(out) == []
    assert err.startswith("note: Nouméa")
    assert len(err.splitlines()) == 1


def test_the_search_gives_its_reasons_in_its_last_column(lance: Callable[..., Sortie]):
    _, out, _ = lance("chercher", "Pierre-Bénite", "--limite", "1", "--format", "csv")
    (row,) = rows(out)
    assert list(row)[:6] == ["rang", "niveau", "code", "nom", "departement", "population"]
    assert (row["code"], row["nom"]) == ("69149", "Oullins-Pierre-Bénite")
    assert row["pourquoi"].startswith("ancienne commune, fusionnée")
    _, out, _ = lance("chercher", "Pays de Brest", "--limite", "1", "--format", "csv")
    assert rows(out)[0]["niveau"] == "contrat"
