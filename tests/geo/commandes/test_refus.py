"""What every command refuses, says on stderr, or lets one choose."""

import csv
import io
from collections.abc import Callable, Iterable

import pytest

import geo.__main__ as commande
from data.errors import ErreurDeDonnees, RegistreInvalide
from geo.contrats.perimetres import PerimetreInvalide
from geo.couverture.moteur import Moteur
from tests.geo.commandes.sorties import rows

Sortie = tuple[int, str, str]
Lance = Callable[..., Sortie]


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (["taux", "--niveau", "region", "--code", "99"], "99"),
        (["taux", "--niveau", "region", "--code", "12"], "12"),
        (["taux", "--niveau", "france", "--code", "53"], "53"),
        (["taux", "--niveau", "departement", "--code", "20"], "2A"),
        (["taux", "--niveau", "commune", "--code", "2,00068E+13"], "tableur"),
        (["taux", "--niveau", "commune", "--code", "97701"], "hors de l'atlas"),
        (["taux", "--niveau", "epci", "--code", "200071157"], "200096642"),
        (["taux", "--niveau", "ept", "--code", "200068120"], "200068120"),
        (["taux", "--niveau", "ept", "--millesime", "2019"], "2019"),
        (["taux", "--niveau", "epci", "--code", "29232"], "29232"),
        (["taux", "--niveau", "commune", "--code", "75119"], "75119"),
        (["taux", "--niveau", "commune", "--code", ""], "commune"),
        (["taux", "--niveau", "region", "--code", "5\n3"], "5"),
        (["taux", "--niveau", "region", "--date", "2025-02-30"], "2025-02-30"),
        (["taux", "--niveau", "region", "--date", "hier"], "hier"),
        (["taux", "--niveau", "region", "--date", "31/01/2025"], "31/01/2025"),
        (["taux", "--niveau", "region", "--date", "2025-01"], "2025-01"),
        (["taux", "--niveau", "region", "--date", ""], "YYYY-MM-DD"),
        (["taux", "--niveau", "region", "--date", "20\n25"], "YYYY-MM-DD"),
        (["taux", "--niveau", "canton"], "canton"),
        (["taux"], "--niveau"),
        (["taux", "--niveau", "region", "--millesime", "1999"], "1999"),
        (["taux", "--niveau", "region", "--millesime", "hier"], "hier"),
        (["taux", "--niveau", "region", "--population", "1999"], "1999"),
        (["taux", "--niveau", "region", "--format", "xml"], "xml"),
        (["taux", "--niveau", "region", "--couleur"], "--couleur"),
        (["perimetre", "cls-29-inconnu-9"], "cls-29-inconnu-9"),
        (["perimetre", "cls-29-cornouaille-1", "--millesime", "1999"], "1999"),
        (["perimetre", "cls-29-\ninconnu"], "cls-29-"),
        (["perimetre"], "CONTRAT_ID"),
        (["inventaire"], "inventaire"),
        ([], "commande"),
    ],
)
def test_bad_input_is_one_line_on_stderr_and_status_2(
    lance: Lance, arguments: Iterable[str], dit: str
):
    status, out, err = lance(*arguments)
    assert status == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith("error: ")
    assert dit in err


@pytest.mark.parametrize(
    "raised",
    [
        PerimetreInvalide(("premier problème", "second problème")),
        RegistreInvalide(
            ErreurDeDonnees("contrats.csv", line, "nom", "", "", f"{rank} problème.")
            for line, rank in ((2, "premier"), (3, "second"))
        ),
    ],
)
def test_a_registre_that_is_not_valid_is_told_problem_by_problem(
    lance: Lance, monkeypatch: pytest.MonkeyPatch, raised: Exception
):
    def fail(*asked: object, **named: object) -> Moteur:
        raise raised

    monkeypatch.setattr(commande, "load_moteur", fail)
    status, out, err = lance("taux", "--niveau", "france")
    assert (status, out) == (2, "")
    assert "premier problème" in err
    assert "second problème" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["--help"], ["taux", "--help"], ["perimetre", "--help"]])
def test_help_is_given_on_demand(lance: Lance, arguments: list[str]):
    status, out, err = lance(*arguments)
    assert (status, err) == (0, "")
    assert "usage: " in out


def test_a_date_before_the_first_contracts_is_told_on_stderr(lance: Lance):
    status, out, err = lance(
        "taux", "--niveau", "france", "--date", "2005-01-01", "--format", "csv"
    )
    assert status == 0
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["population_signe"] == "0"
    assert "2010-01-01" in err


def test_vintage_population_and_perimeters_may_be_chosen(lance: Lance):
    asked = ("--millesime", "2021", "--population", "2018", "--perimetre", "signature")
    found = rows(lance("perimetre", "cls-29-cornouaille-1", *asked, "--format", "csv"))
    assert sum(int(row["population"]) for row in found) == 217_882  # as the ARS published
    dinan = [
        {row["code"] for row in rows(lance("perimetre", "cls-22-dinan-1", *choice))}
        for choice in (("--format", "csv"), ("--perimetre", "signature", "--format", "csv"))
    ]
    assert dinan[0] - dinan[1] == {"22209"}


@pytest.mark.parametrize(
    ("option", "value"), [("--millesime", "2018"), ("--population", "2017"), ("--perimetre", "x")]
)
def test_a_vintage_a_year_or_a_perimeter_that_is_not_held_is_told(
    lance: Lance, option: str, value: str
):
    status, out, err = lance("taux", "--niveau", "france", option, value)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert value in err
