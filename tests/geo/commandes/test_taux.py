"""``python -m geo taux``: what scripts depend on."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest

from data.paths import DOSSIER_PROJET
from geo.couverture.moteur import Moteur
from geo.couverture.tables import table_des_taux
from tests.geo.commandes.sorties import rows

COLONNES_TAUX = [
    "niveau",
    "code",
    "nom",
    "population",
    "population_signe",
    "population_projet",
    "population_signe_ou_projet",
    "taux_signe",
    "taux_signe_ou_projet",
    "nb_contrats_signes",
    "nb_contrats_projet",
]
COLONNES_CERTITUDE = [
    "taux_atteste",
    "taux_plafond",
    "taux_publie",
    "date_publie",
    "taux_publie_signe_ou_projet",
    "date_publie_signe_ou_projet",
]
COLONNES = [*COLONNES_TAUX, *COLONNES_CERTITUDE]
JOUR = "2025-01-31"
HORS_EPCI = {"29155", "29083", "22016", "85113"}

Sortie = tuple[int, str, str]
Lance = Callable[..., Sortie]


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        cwd=DOSSIER_PROJET,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


# As a command


def test_the_command_prints_the_rates_of_the_regions(moteur: Moteur):
    done = run_python("taux", "--niveau", "region", "--date", JOUR, "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(found[0]) == COLONNES
    table = table_des_taux(moteur.couverture(date.fromisoformat(JOUR)), "region")
    assert [row["code"] for row in found] == table["code"].tolist()
    assert [int(row["population_signe"]) for row in found] == table["population_signe"].tolist()


def test_the_command_tells_a_wrong_code_in_one_line():
    done = run_python("taux", "--niveau", "departement", "--code", "99")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "99" in done.stderr


def test_the_command_stops_quietly_when_its_reader_has_seen_enough():
    process = subprocess.Popen(
        [sys.executable, "-m", "geo", "taux", "--niveau", "commune", "--format", "csv"],
        cwd=DOSSIER_PROJET,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        first_line = process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert first_line == ",".join(COLONNES) + "\n"
    assert errors == ""
    assert process.returncode == 0


# Rates


def test_csv_and_json_hold_the_same_rows(lance: Lance):
    arguments = ("taux", "--niveau", "departement", "--date", JOUR, "--format")
    from_csv = rows(lance(*arguments, "csv"))
    status, out, err = lance(*arguments, "json")
    assert (status, err) == (0, "")
    from_json = json.loads(out)
    assert len(from_json) == len(from_csv) == 101
    for plain, typed in zip(from_csv, from_json, strict=True):
        assert list(plain) == list(typed) == COLONNES
        for name in COLONNES_TAUX[:3]:
            assert typed[name] == plain[name]
        for name in COLONNES_TAUX[3:]:
            assert typed[name] == float(plain[name])
        for name in COLONNES_CERTITUDE:
            told = "" if typed[name] is None else str(typed[name])
            assert told == plain[name] or float(told) == float(plain[name])


def test_json_tells_whole_numbers_as_such(lance: Lance):
    _, out, _ = lance("taux", "--niveau", "france", "--date", JOUR, "--format", "json")
    (row,) = json.loads(out)
    for name in COLONNES_TAUX:
        if name.startswith(("population", "nb_")):
            assert isinstance(row[name], int)
    for name in ("taux_signe", "taux_signe_ou_projet"):
        assert row[name] == round(row[name], 2)


def test_rates_have_two_decimals_and_follow_from_the_populations(lance: Lance):
    for row in rows(lance("taux", "--niveau", "region", "--date", JOUR, "--format", "csv")):
        for part in ("signe", "signe_ou_projet"):
            assert re.fullmatch(r"\d{1,3}\.\d\d", row[f"taux_{part}"])
            exact = 100 * int(row[f"population_{part}"]) / int(row["population"])
            assert float(row[f"taux_{part}"]) == pytest.approx(exact, abs=0.0051)


def test_leading_zeros_are_kept(lance: Lance):
    for niveau, code in (("region", "01"), ("departement", "01"), ("commune", "01053")):
        arguments = ("taux", "--niveau", niveau, "--code", code, "--date", JOUR, "--format")
        assert [row["code"] for row in rows(lance(*arguments, "csv"))] == [code]
        assert [row["code"] for row in json.loads(lance(*arguments, "json")[1])] == [code]
        assert lance(*arguments, "table")[1].splitlines()[1].split()[1] == code


def test_a_table_has_its_header_then_one_aligned_line_per_territory(lance: Lance):
    status, out, err = lance("taux", "--niveau", "region", "--date", JOUR)
    assert (status, err) == (0, "")
    header, *lines = out.splitlines()
    assert header.split() == COLONNES
    assert len(lines) == 18
    assert {len(line) for line in lines} == {len(header)}


def test_the_rate_recorded_lies_between_the_attested_and_the_highest_possible(lance: Lance):
    for niveau in ("france", "region", "departement"):
        for row in rows(lance("taux", "--niveau", niveau, "--date", JOUR, "--format", "csv")):
            low, found, high = (float(row[f"taux_{n}"]) for n in ("atteste", "signe", "plafond"))
            assert low <= found <= high


def test_a_published_rate_is_the_newest_not_after_the_day_with_its_date(lance: Lance):
    """A partial date is taken at its latest end: a figure of 2025 is not one of January 2025."""
    arguments = ("taux", "--niveau", "region", "--format", "json", "--code")

    def published(code: str, jour: str) -> list[object]:
        (row,) = json.loads(lance(*arguments, code, "--date", jour)[1])
        return [row[name] for name in COLONNES_CERTITUDE[2:]]

    assert published("53", JOUR) == [60, "2023", None, None]
    assert published("53", "2023-06-30") == [None, None, None, None]
    assert published("75", JOUR) == [None, None, None, None]
    assert published("75", "2026-11-30") == [78.6, "2025", 82, "2025"]


def test_a_figure_published_as_more_than_leaves_the_rate_empty_of_a_number(lance: Lance):
    arguments = ("taux", "--niveau", "region", "--code", "28", "--date", "2026-11-30", "--format")
    (row,) = json.loads(lance(*arguments, "json")[1])
    assert (row["taux_publie"], row["date_publie"]) == (None, "2025-03-26")
    (plain,) = rows(lance(*arguments, "csv"))
    assert (plain["taux_publie"], plain["date_publie"]) == ("", "2025-03-26")
    assert "None" not in lance(*arguments, "table")[1]


def test_after_the_second_reading_the_country_is_signed_at_29_5_percent(lance: Lance):
    (row,) = rows(lance("taux", "--niveau", "france", "--date", "2026-11-30", "--format", "csv"))
    assert row["taux_signe"] == "29.48"


def test_a_commune_where_nobody_lives_has_no_rate(lance: Lance):
    arguments = ("taux", "--niveau", "commune", "--code", "55189", "--date", JOUR, "--format")
    (row,) = rows(lance(*arguments, "csv"))
    assert (row["population"], row["taux_signe"], row["taux_signe_ou_projet"]) == ("0", "", "")
    (typed,) = json.loads(lance(*arguments, "json")[1])
    assert typed["taux_signe"] is None
    assert "NaN" not in lance(*arguments, "table")[1]


@pytest.mark.parametrize(
    ("niveau", "nombre"),
    [("france", 1), ("region", 18), ("departement", 101), ("epci", 1259), ("commune", 34_875)],
)
def test_every_level_lists_the_territories_of_the_18_regions(
    lance: Lance, niveau: str, nombre: int
):
    found = rows(lance("taux", "--niveau", niveau, "--date", JOUR, "--format", "csv"))
    assert len(found) == nombre
    assert sum(int(row["population"]) for row in found) == 68_350_798


def test_the_four_communes_in_no_epci_stand_among_the_epci_as_communes(lance: Lance):
    found = rows(lance("taux", "--niveau", "epci", "--date", JOUR, "--format", "csv"))
    communes = {row["code"] for row in found if row["niveau"] == "commune"}
    assert communes == HORS_EPCI
    assert {row["niveau"] for row in found} == {"epci", "commune"}
    arguments = ("taux", "--niveau", "epci", "--code", "29155", "--date", JOUR, "--format", "csv")
    (ouessant,) = rows(lance(*arguments))
    assert ouessant["niveau"] == "commune"


def test_saint_martin_is_asked_for_by_its_code(lance: Lance):
    arguments = ("taux", "--niveau", "commune", "--date", "2024-06-30", "--format", "csv")
    assert "97801" not in {row["code"] for row in rows(lance(*arguments))}
    (row,) = rows(lance(*arguments, "--code", "97801"))
    assert row["nom"] == "Saint-Martin"
    assert row["taux_signe"] == "100.00"


def test_without_a_date_the_rates_are_those_of_today(lance: Lance):
    arguments = ("taux", "--niveau", "region", "--format", "csv")
    before = str(date.today())
    undated = rows(lance(*arguments))
    days = {before, str(date.today())}  # midnight may strike in between
    assert undated in [rows(lance(*arguments, "--date", day)) for day in days]


def test_the_default_vintage_and_population_year_may_be_named(lance: Lance):
    arguments = ("taux", "--niveau", "france", "--date", JOUR, "--format", "csv")
    named = rows(lance(*arguments, "--millesime", "2026", "--population", "2023"))
    assert named == rows(lance(*arguments))
