"""``python -m geo taux`` and ``python -m geo perimetre``: what scripts depend on."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date

import pytest

import geo.__main__ as commande
from data.errors import ErreurDeDonnees, RegistreInvalide
from data.model import Contrat
from data.paths import DOSSIER_PROJET
from geo.contrats.perimetres import PerimetreInvalide
from geo.couverture.moteur import Moteur
from geo.couverture.tables import table_des_taux
from geo.territoires.referentiel import Referentiel

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
COLONNES_PERIMETRE = ["code", "nom", "code_epci", "code_departement", "code_region", "population"]
JOUR = "2025-01-31"
HORS_EPCI = {"29155", "29083", "22016", "85113"}
ESSAI = "cls-75-essai-1"

Sortie = tuple[int, str, str]
Lance = Callable[..., Sortie]


@pytest.fixture
def lance(capsys: pytest.CaptureFixture[str], moteur: Moteur) -> Lance:
    """Runs the command in this process: exit status, standard output, standard error."""

    def run(*arguments: str) -> Sortie:
        try:
            status = commande.main(arguments)
        except SystemExit as leaving:
            status = leaving.code
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture
def essai(
    monkeypatch: pytest.MonkeyPatch,
    un_moteur: Callable[..., Moteur],
    un_contrat: Callable[..., Contrat],
) -> Callable[..., None]:
    """Makes the command work on one invented contract, given the lines of its perimeter."""

    def use(*lignes: str) -> None:
        engine = un_moteur([un_contrat(ESSAI, date_signature="2024")], {ESSAI: lignes})
        monkeypatch.setattr(commande, "load_moteur", lambda *asked, **named: engine)

    return use


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


def rows(sortie: Sortie) -> list[dict[str, str]]:
    """Rows of a CSV output that went well."""
    status, out, err = sortie
    assert (status, err) == (0, "")
    return list(csv.DictReader(io.StringIO(out)))


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


# Perimeters


def test_the_perimeter_of_cornouaille_has_its_58_communes(lance: Lance):
    found = rows(lance("perimetre", "cls-29-cornouaille-1", "--format", "csv"))
    assert list(found[0]) == COLONNES_PERIMETRE
    assert len({row["code"] for row in found}) == len(found) == 58
    assert len({row["code_epci"] for row in found}) == 6
    assert {(row["code_departement"], row["code_region"]) for row in found} == {("29", "53")}
    assert sum(int(row["population"]) for row in found) == 223_251


def population_of(referentiel: Referentiel, commune: str) -> int:
    position = referentiel.niveaux["commune"].position(commune)
    return int(referentiel.population_totale["commune"][position])


def test_the_rows_of_a_perimeter_are_those_of_the_referentiel(
    lance: Lance, referentiel: Referentiel
):
    communes = referentiel.tables.communes.set_index("code")
    _, out, _ = lance("perimetre", "cls-76-villes-soeurs-2", "--format", "json")
    found = json.loads(out)
    assert {row["code_departement"] for row in found} == {"76", "80"}
    assert {row["code_region"] for row in found} == {"28", "32"}
    for row in found:
        assert list(row) == COLONNES_PERIMETRE
        commune = communes.loc[row["code"]]
        assert row["nom"] == commune["nom"]
        assert row["code_epci"] == commune["epci"]
        assert row["code_departement"] == commune["departement"]
        assert row["code_region"] == commune["region"]
        assert row["population"] == population_of(referentiel, row["code"])


def test_the_perimeter_of_whole_paris_is_one_row(lance: Lance, referentiel: Referentiel):
    (row,) = rows(lance("perimetre", "cls-75-paris-1", "--format", "csv"))
    assert row == {
        "code": "75056",
        "nom": "Paris",
        "code_epci": "200054781",
        "code_departement": "75",
        "code_region": "11",
        "population": str(population_of(referentiel, "75056")),
    }


def test_the_perimeter_of_some_arrondissements_has_a_row_for_each(
    lance: Lance, essai: Callable[..., None], referentiel: Referentiel
):
    essai("arrondissement_municipal 75119", "arrondissement_municipal 75118", "commune 69123")
    found = rows(lance("perimetre", ESSAI, "--format", "csv"))
    assert [row["code"] for row in found] == ["69123", "75118", "75119"]
    arrondissement = found[1]
    assert arrondissement["nom"] == "Paris 18e Arrondissement"
    assert arrondissement["code_departement"] == "75"
    assert int(arrondissement["population"]) == referentiel.tables.populations["75118"]


def test_the_perimeter_of_a_city_less_an_arrondissement_has_the_others(
    lance: Lance, essai: Callable[..., None]
):
    essai("commune 69123", "sauf arrondissement_municipal 69381")
    found = rows(lance("perimetre", ESSAI, "--format", "csv"))
    assert [row["code"] for row in found] == [f"6938{number}" for number in range(2, 10)]


def test_a_commune_in_no_epci_has_no_epci_in_its_row(lance: Lance, essai: Callable[..., None]):
    essai("commune 29155", "commune 97801")
    ouessant, saint_martin = rows(lance("perimetre", ESSAI, "--format", "csv"))
    assert (ouessant["code_epci"], ouessant["code_region"]) == ("", "53")
    assert saint_martin["code"] == "97801"
    assert saint_martin["code_epci"] == saint_martin["code_region"] == ""


def test_a_commune_partly_covered_has_no_row_and_is_told_on_stderr(
    lance: Lance, essai: Callable[..., None]
):
    essai("quartier 29232", "commune 29155")
    status, out, err = lance("perimetre", ESSAI, "--format", "csv")
    assert status == 0
    assert [row["code"] for row in csv.DictReader(io.StringIO(out))] == ["29155"]
    assert "29232" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("lignes", [["quartier 29232"], []])
def test_a_perimeter_without_any_whole_commune_has_no_row_in_any_format(
    lance: Lance, essai: Callable[..., None], lignes: list[str]
):
    essai(*lignes)
    results = {kind: lance("perimetre", ESSAI, "--format", kind) for kind in commande.FORMATS}
    assert {status for status, _, _ in results.values()} == {0}
    assert results["csv"][1].splitlines() == [",".join(COLONNES_PERIMETRE)]
    assert json.loads(results["json"][1]) == []
    assert len(results["table"][1].splitlines()) == 1
    assert all(len(err.splitlines()) == 1 for _, _, err in results.values())


# What is wrong is told in one line


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
