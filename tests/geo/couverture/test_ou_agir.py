"""Where to act: nobody under no contract is forgotten, wherever an EPCI is partly covered."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.couverture.moteur import Moteur
from geo.couverture.ou_agir import COLONNES_OU_AGIR, sans_contrat
from geo.couverture.synthese import build_synthese
from geo.territoires.territoire import (
    FRANCE,
    departements_of,
    find_territoire,
    regions_of,
)

JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}

QUIMPER, BREST = "commune 29232", "commune 29019"
QUIMPER_BRETAGNE_OCCIDENTALE, BREST_METROPOLE = "200068120", "242900314"
CORNOUAILLE_SUD = "242900702"
VILLES_SOEURS = "247600588"
GRAND_PARIS, EST_ENSEMBLE = "200054781", "200057875"


@pytest.fixture
def liste(un_contrat: Callable, un_moteur: Callable, referentiel):
    """Return ``liste(territoire, (fields, lines), …)``: the list under invented contracts."""

    def build(territoire: str, *decrits):
        names = [f"cls-29-essai-{rang}" for rang, _ in enumerate(decrits)]
        moteur = un_moteur(
            [un_contrat(name, **fields) for name, (fields, _) in zip(names, decrits, strict=True)],
            {name: lines for name, (_, lines) in zip(names, decrits, strict=True)},
        )
        place = find_territoire(referentiel, *territoire.split())
        return sans_contrat(moteur.couverture(JOUR), place).set_index("code")

    return build


@pytest.mark.parametrize("jour", [date(2018, 1, 1), date(2026, 11, 21)], ids=str)
def test_the_list_adds_up_to_the_residents_in_no_perimeter_signed_or_in_project(
    moteur: Moteur, jour: date
):
    couverture, referentiel = moteur.couverture(jour), moteur.referentiel
    covered = {
        int(cell)
        for name in couverture.contrats("signe", "projet")
        for cell in moteur.perimetres.par_contrat[name]
    }
    bretagne = find_territoire(referentiel, "region", "53")
    for place in (FRANCE, *regions_of(referentiel), *departements_of(referentiel, bretagne)):
        left = set(referentiel.cellules(place.niveau, place.code).tolist()) - covered
        table = sans_contrat(couverture, place)
        expected = sum(int(referentiel.population[cell]) for cell in left)
        assert table["population_sans_contrat"].sum() == expected, place.nom
        assert build_synthese(couverture, place).population_non_couverte == expected, place.nom
        for row in table.itertuples():
            level = referentiel.niveaux[row.niveau]
            mine = {cell for cell in left if level.appartenance[cell] == level.position(row.code)}
            alone = sum(int(referentiel.population[cell]) for cell in mine)
            assert row.population_sans_contrat == alone, (place.nom, row.nom)
            if place.niveau == "france":
                break  # the same places as those of the regions


def test_a_territory_covered_whole_has_nowhere_to_act(liste):
    assert liste("departement 29", (SIGNE, ["departement 29"])).empty
    assert liste("departement 29", (PROJET, ["departement 29"])).empty


def test_an_epci_partly_covered_stays_for_those_who_are_left(liste, habitants):
    found = liste("departement 29", (SIGNE, [QUIMPER]), (PROJET, [BREST]))
    for epci, commune in ((QUIMPER_BRETAGNE_OCCIDENTALE, QUIMPER), (BREST_METROPOLE, BREST)):
        row = found.loc[epci]
        assert row["statut"] == "partielle"
        assert row["population"] == habitants(f"epci {epci}")
        assert row["population_sans_contrat"] == habitants(f"epci {epci}") - habitants(commune)
    assert found.loc[CORNOUAILLE_SUD, "statut"] == "aucun_recense"
    assert {"29155", "29083"} < set(found.index)  # islands in no EPCI
    assert set(found.loc[["29155", "29083"], "niveau"]) == {"commune"}


def test_most_residents_without_contract_come_first(liste):
    found = liste("departement 29", (SIGNE, [BREST]))
    assert found["population_sans_contrat"].is_monotonic_decreasing
    assert found.index[0] == QUIMPER_BRETAGNE_OCCIDENTALE  # fewer residents than Brest, all left
    assert list(found.reset_index()[list(COLONNES_OU_AGIR)].columns) == list(COLONNES_OU_AGIR)


def test_a_contract_over_is_told_from_no_contract(liste, habitants):
    found = liste(
        "departement 29",
        (ECHU, [f"epci {BREST_METROPOLE}"]),
        (ECHU, [QUIMPER]),
        (SIGNE, ["commune 29020"]),  # Briec, in the same EPCI as Quimper
    )
    brest, quimper = found.loc[BREST_METROPOLE], found.loc[QUIMPER_BRETAGNE_OCCIDENTALE]
    assert (brest["statut"], quimper["statut"]) == ("echu", "partielle")
    assert brest["population_echu"] == brest["population_sans_contrat"]
    assert quimper["population_echu"] == habitants(QUIMPER)
    assert found.loc[CORNOUAILLE_SUD, "population_echu"] == 0


def test_a_contract_over_under_a_new_one_counts_for_nobody(liste):
    found = liste("departement 29", (ECHU, ["departement 29"]), (SIGNE, [QUIMPER]))
    row = found.loc[QUIMPER_BRETAGNE_OCCIDENTALE]
    assert row["population_echu"] == row["population_sans_contrat"] < row["population"]


def test_the_grand_paris_is_cut_into_its_ept_and_paris(liste, habitants):
    found = liste("region 11", (SIGNE, ["commune 93048"]))  # Montreuil
    assert GRAND_PARIS not in found.index
    row = found.loc[EST_ENSEMBLE]
    assert (row["niveau"], row["statut"], row["code_epci"]) == ("ept", "partielle", GRAND_PARIS)
    assert row["population_sans_contrat"] == row["population"] - habitants("commune 93048")
    assert row["departement"] == "Seine-Saint-Denis"
    assert found.loc["75056", "niveau"] == "commune"
    assert (found["niveau"] == "ept").sum() == 11
    grand_paris = found[found["code_epci"] == GRAND_PARIS]["population"].sum()
    assert grand_paris == habitants(f"epci {GRAND_PARIS}")


def test_an_epci_across_the_border_counts_on_its_side(liste):
    seine_maritime = liste("departement 76", (SIGNE, ["departement 80"]))
    assert seine_maritime.loc[VILLES_SOEURS, "en_partie"]
    assert seine_maritime.loc[VILLES_SOEURS, "statut"] == "aucun_recense"
    assert liste("departement 80", (SIGNE, ["departement 80"])).empty
