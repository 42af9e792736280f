"""``python -m geo perimetre``: what scripts depend on."""

import csv
import io
import json
from collections.abc import Callable

import pytest

import geo.__main__ as commande
from data.model import Contrat
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel
from tests.geo.commandes.sorties import rows

COLONNES_PERIMETRE = ["code", "nom", "code_epci", "code_departement", "code_region", "population"]
ESSAI = "cls-75-essai-1"
Sortie = tuple[int, str, str]
Lance = Callable[..., Sortie]


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
