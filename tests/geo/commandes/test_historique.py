"""``python -m geo historique``: what scripts depend on."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from geo.certitude.tableau import COLONNES_CERTITUDE, table_de_certitude
from geo.couverture.moteur import COLONNES_TAUX, Moteur, load_moteur
from geo.couverture.tables import ligne_du_territoire

Sortie = tuple[int, str, str]


@pytest.fixture
def lance(lance: Callable[..., Sortie]) -> Callable[..., Sortie]:
    """Runs ``historique`` in this process: exit status, standard output, standard error."""
    return partial(lance, "historique")


def test_one_row_per_month_with_the_date_in_front(lance: Callable[..., Sortie]):
    status, out, err = lance("--niveau", "region", "--code", "75", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (status, err) == (0, "")
    assert list(rows[0]) == ["date", *COLONNES_TAUX, *COLONNES_CERTITUDE]
    assert [rows[0]["date"], rows[-1]["date"], len(rows)] == ["2010-01-01", "2026-12-01", 204]


def test_a_month_says_what_the_rates_say_on_its_first_day(
    lance: Callable[..., Sortie], moteur: Moteur
):
    _, out, _ = lance(
        *("--niveau", "departement", "--code", "29", "--debut", "2025-01", "--fin", "2025-02"),
        *("--format", "csv"),
    )
    first, second = csv.DictReader(io.StringIO(out))
    direct = ligne_du_territoire(moteur.couverture(date(2025, 1, 1)), "departement", "29")
    assert first["population_signe"] == str(direct["population_signe"])
    assert first["taux_signe"] == f"{direct['taux_signe']:.2f}"
    assert second["date"] == "2025-02-01"


def test_a_month_says_of_its_certainty_what_the_rates_say_on_its_first_day(
    lance: Callable[..., Sortie], moteur: Moteur
):
    _, out, _ = lance(
        *("--niveau", "region", "--code", "53", "--debut", "2022-11", "--fin", "2024-12"),
        *("--format", "json"),
    )
    months = json.loads(out)
    for month in months:
        table = table_de_certitude(moteur.couverture(date.fromisoformat(month["date"])), "region")
        row = table[table["code"] == "53"].iloc[0]
        for name in ("taux_atteste", "taux_plafond"):
            assert month[name] == round(row[name], 2)
    published = {month["date"]: month["taux_publie"] for month in months}
    assert published["2023-12-01"] is None  # the figure is of 2023, whose last day is to come
    assert published["2024-01-01"] == 60


def test_another_vintage_and_another_population_are_those_of_the_rates(
    lance: Callable[..., Sortie],
):
    asked = ("--niveau", "region", "--code", "53", "--debut", "2024-06", "--fin", "2024-06")
    options = ("--millesime", "2022", "--population", "2020", "--format", "csv")
    (month,) = csv.DictReader(io.StringIO(lance(*asked, *options)[1]))
    engine = load_moteur(2022, 2020)
    direct = ligne_du_territoire(engine.couverture(date(2024, 6, 1)), "region", "53")
    for name in ("population", "population_signe", "population_projet", "nb_contrats_signes"):
        assert month[name] == str(direct[name])


def test_json_and_table_hold_the_same_months(lance: Callable[..., Sortie]):
    asked = ("--niveau", "france", "--code", "FR", "--debut", "2026-01", "--fin", "2026-03")
    rows = json.loads(lance(*asked, "--format", "json")[1])
    assert [row["date"] for row in rows] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert rows[0]["population"] == 68_350_798
    assert round(rows[0]["taux_signe"], 2) == rows[0]["taux_signe"]
    header, *lines = lance(*asked)[1].splitlines()
    assert header.split()[:3] == ["date", "niveau", "code"]
    assert len(lines) == 3


def test_saint_martin_and_a_commune_outside_the_epci_have_a_history(lance: Callable[..., Sortie]):
    for niveau, code, shown in (("commune", "97801", "commune"), ("epci", "29155", "commune")):
        asked = ("--niveau", niveau, "--code", code, "--debut", "2026-12", "--format", "csv")
        (row,) = csv.DictReader(io.StringIO(lance(*asked)[1]))
        assert (row["niveau"], row["code"]) == (shown, code)


@pytest.mark.parametrize(
    ("arguments", "quoted"),
    [
        (("--niveau", "region", "--code", "99"), "99"),
        (("--niveau", "france", "--code", "53"), "53"),
        (("--niveau", "region", "--code", "53", "--debut", "2010-13"), "2010-13"),
        (("--niveau", "region", "--code", "53", "--fin", "hier"), "hier"),
        (("--niveau", "region", "--code", "53", "--debut", "2020-02", "--fin", "2020-01"), "2020"),
        (("--niveau", "region", "--code", "53", "--debut", "0001-01"), "at most"),
        (("--niveau", "region", "--code", "53", "--millesime", "1999"), "1999"),
        (("--niveau", "region"), "--code"),
        (("--niveau", "canton", "--code", "1"), "canton"),
    ],
)
def test_bad_input_is_told_in_one_line(
    lance: Callable[..., Sortie], arguments: tuple[str, ...], quoted: str
):
    status, out, err = lance(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("error: ")
    assert quoted in err


@pytest.mark.parametrize(
    ("debut", "fin", "dit"),
    [
        ("2005-01", "2005-03", "no contract is known before 2010-01-01"),
        ("2100-01", "2100-02", "the registre was gathered on"),
    ],
)
def test_months_outside_what_the_registre_tells_are_noted(
    lance: Callable[..., Sortie], debut: str, fin: str, dit: str
):
    status, out, err = lance("--niveau", "region", "--code", "53", "--debut", debut, "--fin", fin)
    assert status == 0
    assert out
    assert err.startswith("note: ")
    assert dit in err
