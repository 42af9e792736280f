"""A part of a territory counts for those who live there: borders, arrondissements, islands."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.couverture.tables import table_des_taux
from geo.territoires.referentiel import Referentiel
from tests.geo.couverture.lignes import figures

JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}
QUIMPER = "29232"
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
VILLES_SOEURS = "247600588"
SAINT_DENIS = "93066"
SAINT_MARTIN = "97801"
Habitants = Callable[..., int]
CouvertureDe = Callable[..., Couverture]


# Across borders


def test_a_perimeter_across_a_border_counts_on_each_side_for_its_own_communes(
    couverture_de: CouvertureDe, referentiel: Referentiel, habitants: Habitants
):
    couverture = couverture_de((SIGNE, [f"epci {VILLES_SOEURS}"]))
    for niveau, sides in (("departement", ("76", "80")), ("region", ("28", "32"))):
        found = [figures(couverture, niveau, code) for code in sides]
        for side, code in zip(found, sides, strict=True):
            residents = couverture.population(
                mask_of(referentiel, "epci", VILLES_SOEURS), mask_of(referentiel, niveau, code)
            )
            assert 0 < residents == side["population_signe"]
            assert side["nb_contrats_signes"] == 1
        assert sum(side["population_signe"] for side in found) == habitants(f"epci {VILLES_SOEURS}")
    assert figures(couverture, "france", "FR")["nb_contrats_signes"] == 1


def test_an_arrondissement_counts_by_its_own_population(
    couverture_de: CouvertureDe, habitants: Habitants
):
    couverture = couverture_de((SIGNE, ["arrondissement_municipal 75119"]))
    residents = habitants("arrondissement_municipal 75119")
    for niveau, code in (("commune", "75056"), ("departement", "75"), ("region", "11")):
        assert figures(couverture, niveau, code)["population_signe"] == residents
    assert 0 < figures(couverture, "commune", "75056")["taux_signe"] < 100


def test_saint_martin_counts_for_itself_and_in_no_region(
    couverture_de: CouvertureDe, habitants: Habitants
):
    couverture = couverture_de((SIGNE, [f"commune {SAINT_MARTIN}"]))
    assert figures(couverture, "commune", SAINT_MARTIN)["taux_signe"] == 100
    assert figures(couverture, "commune", SAINT_MARTIN)["population_signe"] == habitants(
        f"commune {SAINT_MARTIN}"
    )
    for niveau in ("france", "region", "departement", "epci", "partie", "ept"):
        table = table_des_taux(couverture, niveau)
        assert table["population_signe"].sum() == 0
        assert table["nb_contrats_signes"].sum() == 0


def test_saint_martin_is_a_territory_of_no_level_but_the_commune(moteur: Moteur):
    couverture = moteur.couverture(JOUR)
    for niveau in ("region", "departement", "epci", "partie"):
        codes = table_des_taux(couverture, niveau)["code"]
        assert not codes.str.startswith("978").any()


def test_an_island_in_no_epci_has_its_own_row_among_the_epci(couverture_de: CouvertureDe):
    table = table_des_taux(couverture_de((SIGNE, ["commune 29155"])), "epci").set_index("code")
    assert table.loc["29155", "niveau"] == "commune"
    assert "hors EPCI" in table.loc["29155", "nom"]
    assert table.loc["29155", "taux_signe"] == 100
    assert table.loc[QUIMPER_BRETAGNE_OCCIDENTALE, "niveau"] == "epci"


# What is covered in part


@pytest.mark.parametrize(
    ("ligne", "commune"),
    [(f"quartier {QUIMPER}", QUIMPER), ("commune_deleguee 01025", "01025")],
)
def test_a_part_of_a_commune_is_shown_and_its_residents_are_not_counted(
    couverture_de: CouvertureDe, referentiel: Referentiel, ligne: str, commune: str
):
    couverture = couverture_de((SIGNE, [ligne]))
    found = figures(couverture, "commune", commune)
    assert found["population_signe"] == 0
    assert found["nb_contrats_signes"] == 1
    assert np.array_equal(couverture.partielle, mask_of(referentiel, "commune", commune))


def test_a_commune_deleguee_counts_by_its_population_when_it_was_a_commune(
    couverture_de: CouvertureDe,
):
    couverture = couverture_de((SIGNE, ["commune_deleguee 93059"]))
    found = figures(couverture, "commune", SAINT_DENIS)
    assert found["population_signe"] == 33_670  # Pierrefitte-sur-Seine in 2022, its last year
    assert found["population"] == 149_077
    assert not couverture.partielle.any()


def test_a_part_of_a_commune_is_partly_covered_by_a_contract_in_force_only(
    couverture_de: CouvertureDe,
):
    lines = [f"quartier {QUIMPER}"]
    couverture = couverture_de((PROJET, lines), (ECHU, lines))
    assert not couverture.partielle.any()


# Within a territory


def test_a_territory_across_the_border_counts_for_its_part_within(
    couverture_de: CouvertureDe, referentiel: Referentiel, habitants: Habitants
):
    couverture = couverture_de((SIGNE, [f"epci {VILLES_SOEURS}"]))
    seine_maritime = mask_of(referentiel, "departement", "76")
    inside = table_des_taux(couverture, "epci", seine_maritime).set_index("code")
    expected = figures(couverture, "departement", "76")["population_signe"]
    assert inside.loc[VILLES_SOEURS, "population"] == expected
    assert inside.loc[VILLES_SOEURS, "population_signe"] == expected
    assert expected < habitants(f"epci {VILLES_SOEURS}")


def test_only_the_territories_with_a_part_within_are_rows(moteur: Moteur, referentiel: Referentiel):
    couverture = moteur.couverture(JOUR)
    finistere = table_des_taux(couverture, "commune", mask_of(referentiel, "departement", "29"))
    assert set(finistere["code"]) == {
        code for code in table_des_taux(couverture, "commune")["code"] if code.startswith("29")
    }


def test_a_contract_beside_the_part_within_is_not_counted_there(
    couverture_de: CouvertureDe, referentiel: Referentiel
):
    somme_only = couverture_de((SIGNE, ["departement 80"]))
    within = mask_of(referentiel, "departement", "76")
    inside = table_des_taux(somme_only, "epci", within).set_index("code")
    assert inside.loc[VILLES_SOEURS, "nb_contrats_signes"] == 0
    assert inside.loc[VILLES_SOEURS, "population_signe"] == 0
    whole = table_des_taux(somme_only, "epci").set_index("code")
    assert whole.loc[VILLES_SOEURS, "nb_contrats_signes"] == 1
