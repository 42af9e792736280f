"""Coverage at a date: who counts, where, and once."""

import csv
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from data.lecture.referentiel import ReferentielAbsent
from data.model import Contrat
from data.paths import DOSSIER_REFERENTIEL
from geo.couverture.moteur import (
    COLONNES_TAUX,
    Couverture,
    Moteur,
    calcule_taux,
    contrats_du_theme,
    load_moteur,
    mask_of,
    taux,
)
from geo.couverture.tables import ligne_du_territoire, table_des_taux
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.referentiel import NIVEAUX, Referentiel
from tests.geo.couverture.contrat_essai import essai
from tests.geo.couverture.lignes import figures

FRANCE_2023 = 68_350_798
JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}

QUIMPER = "29232"
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
PLAINE_COMMUNE = "200057867"
SAINT_DENIS = "93066"
SAINT_MARTIN = "97801"
FLEURY_DEVANT_DOUAUMONT = "55189"  # destroyed in 1916: nobody lives there

UnMoteur = Callable[..., Moteur]
UnContrat = Callable[..., Contrat]
Habitants = Callable[..., int]
CouvertureDe = Callable[..., Couverture]


# Populations


@pytest.mark.parametrize("niveau", [*NIVEAUX, "partie"])
def test_populations_add_up_to_the_country_at_every_level(moteur: Moteur, niveau: str):
    table = table_des_taux(moteur.couverture(JOUR), niveau)
    in_regions = table[table["code"] != SAINT_MARTIN]
    assert in_regions["population"].sum() == FRANCE_2023


def test_the_population_of_each_commune_is_the_one_of_insee(moteur: Moteur):
    with (DOSSIER_REFERENTIEL / "populations" / "2023.csv").open(encoding="utf-8") as file:
        insee = {row["code"]: int(row["population"]) for row in csv.DictReader(file)}
    table = table_des_taux(moteur.couverture(JOUR), "commune").set_index("code")
    assert len(table) == 34_876
    alone = [code for code in table.index if table.loc[code, "population"] == insee.get(code)]
    assert len(table) - len(alone) < 150  # the others merged since 2019: their pieces add up
    assert table["population"].sum() == sum(insee.values())
    assert table.loc["93066", "population"] == insee["93066"] + insee["93059"] + insee["93066-S"]


def test_the_population_of_paris_is_that_of_its_arrondissements(referentiel: Referentiel):
    arrondissements = [f"751{number:02d}" for number in range(1, 21)]
    cells = [referentiel.cellules("arrondissement_municipal", code) for code in arrondissements]
    paris = referentiel.population_totale["commune"][referentiel.niveaux["commune"].index["75056"]]
    assert referentiel.population[np.concatenate(cells)].sum() == paris


# A union, never a sum


def test_a_resident_under_two_contracts_counts_once(
    couverture_de: CouvertureDe, habitants: Habitants
):
    couverture = couverture_de(
        (SIGNE, [f"commune {SAINT_DENIS}"]), (SIGNE, [f"ept {PLAINE_COMMUNE}"])
    )
    found = figures(couverture, "france", "FR")
    assert found["population_signe"] == habitants(f"ept {PLAINE_COMMUNE}")
    assert found["nb_contrats_signes"] == 2


def test_two_contracts_on_the_same_commune_cover_it_once(
    couverture_de: CouvertureDe, habitants: Habitants
):
    line = [f"commune {QUIMPER}"]
    found = figures(couverture_de((SIGNE, line), (SIGNE, line)), "commune", QUIMPER)
    assert found["population_signe"] == habitants(f"commune {QUIMPER}")
    assert found["taux_signe"] == 100
    assert found["nb_contrats_signes"] == 2


def test_contracts_side_by_side_add_up(couverture_de: CouvertureDe, habitants: Habitants):
    couverture = couverture_de((SIGNE, [f"commune {QUIMPER}"]), (SIGNE, ["commune 29155"]))
    found = figures(couverture, "departement", "29")
    assert found["population_signe"] == habitants(f"commune {QUIMPER}", "commune 29155")


def test_whoever_is_signed_is_not_counted_again_in_project(
    couverture_de: CouvertureDe, habitants: Habitants
):
    couverture = couverture_de(
        (SIGNE, [f"commune {QUIMPER}"]),
        (PROJET, [f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}"]),
    )
    found = figures(couverture, "epci", QUIMPER_BRETAGNE_OCCIDENTALE)
    quimper = habitants(f"commune {QUIMPER}")
    everyone = habitants(f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}")
    assert found["population_signe"] == quimper
    assert found["population_projet"] == everyone - quimper
    assert found["population_signe_ou_projet"] == everyone
    assert found["taux_signe_ou_projet"] == 100
    assert (found["nb_contrats_signes"], found["nb_contrats_projet"]) == (1, 1)


@pytest.mark.parametrize(
    "champs",
    [
        ECHU,
        {"date_signature": "2025-07-01"},
        {"date_signature": "2020", "date_fin": "2025-06-29"},
        {"etape": "elaboration", "source_date": "2019"},
        {"etape": "inconnue", **SIGNE},
        {"etape": "echu"},
    ],
)
def test_a_contract_over_to_come_or_unknown_is_never_counted(
    couverture_de: CouvertureDe, champs: dict[str, str]
):
    couverture = couverture_de((champs, ["departement 29"]))
    found = figures(couverture, "departement", "29")
    counted = [found[name] for name in COLONNES_TAUX if name not in ("niveau", "code", "nom")]
    assert counted == [found["population"], 0, 0, 0, 0, 0, 0, 0]


def test_a_contract_over_is_known_where_nothing_took_over(
    couverture_de: CouvertureDe, referentiel: Referentiel
):
    couverture = couverture_de((ECHU, ["departement 29"]))
    expected = mask_of(referentiel, "departement", "29")
    assert np.array_equal(couverture.echu, expected)


# Rates


def test_a_rate_is_the_percentage_of_the_residents_covered():
    found = taux(np.array([1, 2, 0, 5]), np.array([8, 3, 7, 5]))
    assert found.tolist() == pytest.approx([12.5, 200 / 3, 0, 100])


def test_there_is_no_rate_where_nobody_lives(couverture_de: CouvertureDe):
    couverture = couverture_de((SIGNE, [f"commune {FLEURY_DEVANT_DOUAUMONT}"]))
    found = figures(couverture, "commune", FLEURY_DEVANT_DOUAUMONT)
    assert found["population"] == 0
    assert np.isnan(found["taux_signe"])
    assert np.isnan(found["taux_signe_ou_projet"])
    assert found["nb_contrats_signes"] == 1


@pytest.mark.parametrize("niveau", [*NIVEAUX, "partie", "ept"])
def test_the_columns_of_rates_agree_with_one_another(moteur: Moteur, niveau: str):
    table = table_des_taux(moteur.couverture(JOUR), niveau)
    assert tuple(table.columns) == COLONNES_TAUX
    assert table["code"].is_unique
    inhabited = table[table["population"] > 0]
    both = table["population_signe"] + table["population_projet"]
    assert table["population_signe_ou_projet"].equals(both)
    assert (both <= table["population"]).all()
    for part in ("signe", "signe_ou_projet"):
        exact = 100 * inhabited[f"population_{part}"] / inhabited["population"]
        assert inhabited[f"taux_{part}"].to_numpy() == pytest.approx(exact.to_numpy())
    assert table.loc[table["population"] == 0, "taux_signe"].isna().all()
    # Whoever is covered is under some contract.
    assert (table.loc[table["population_signe"] > 0, "nb_contrats_signes"] > 0).all()
    assert (table.loc[table["population_projet"] > 0, "nb_contrats_projet"] > 0).all()


def test_without_any_contract_nobody_is_covered(un_moteur: UnMoteur):
    table = table_des_taux(un_moteur([], {}).couverture(JOUR), "region")
    assert table["population"].sum() == FRANCE_2023
    nothing = table[["population_signe", "population_projet", "nb_contrats_signes"]]
    assert (nothing == 0).all(axis=None)
    assert (table["taux_signe_ou_projet"] == 0).all()


def test_a_contract_without_known_perimeter_is_counted_in_no_territory(
    couverture_de: CouvertureDe,
):
    couverture = couverture_de((SIGNE, []), (PROJET, []))
    found = figures(couverture, "france", "FR")
    assert (found["nb_contrats_signes"], found["nb_contrats_projet"]) == (0, 0)
    assert found["population_signe_ou_projet"] == 0
    assert couverture.contrats("signe", "projet") == [essai(1), essai(2)]


def test_an_unknown_territory_has_no_row(moteur: Moteur):
    with pytest.raises(TerritoireInconnu, match="99999"):
        ligne_du_territoire(moteur.couverture(JOUR), "commune", "99999")


def test_a_vintage_that_is_not_held_is_refused_and_not_replaced_by_another():
    with pytest.raises(ReferentielAbsent, match="1999"):
        load_moteur(1999)
    with pytest.raises(ReferentielAbsent, match="1999"):
        load_moteur(annee_population=1999)


# Some of the contracts


def test_only_the_contracts_retained_are_counted(
    un_moteur: UnMoteur, un_contrat: UnContrat, habitants: Habitants
):
    contrats = [un_contrat(essai(rang), **SIGNE) for rang in (1, 2)]
    engine = un_moteur(contrats, {essai(1): [f"commune {QUIMPER}"], essai(2): ["commune 29155"]})
    couverture = engine.couverture(JOUR, [essai(2)])
    found = figures(couverture, "departement", "29")
    assert found["population_signe"] == habitants("commune 29155")
    assert found["nb_contrats_signes"] == 1
    assert couverture.statuts == {essai(2): "signe"}


def test_retaining_no_contract_covers_nobody(moteur: Moteur):
    found = calcule_taux(moteur.couverture(JOUR, []), "france")
    assert found["population_signe_ou_projet"].sum() == 0
    assert found["nb_contrats_signes"].sum() == found["nb_contrats_projet"].sum() == 0


def test_the_contracts_of_a_theme_are_those_with_an_axis_on_it(
    un_registre: Callable[..., object], un_contrat: UnContrat
):
    registre = un_registre(
        [un_contrat(essai(rang)) for rang in (1, 2, 3)],
        {},
        themes={essai(1): ("sante_mentale", "addictions"), essai(2): ("addictions",)},
    )
    assert contrats_du_theme(registre, "sante_mentale") == {essai(1)}
    assert contrats_du_theme(registre, "addictions") == {essai(1), essai(2)}
    assert contrats_du_theme(registre, "handicap") == set()


# Verified case


def test_the_contract_of_cornouaille_is_six_epci_58_communes_and_223_251_inhabitants(
    moteur: Moteur, referentiel: Referentiel
):
    contrat = "cls-29-cornouaille-1"
    cells = moteur.perimetres.par_contrat[contrat]
    epci = referentiel.niveaux["epci"]
    whole = np.bincount(epci.appartenance[cells], minlength=len(epci.codes))
    touched = np.flatnonzero(whole)
    assert len(touched) == 6
    for territory in touched.tolist():
        assert whole[territory] == len(referentiel.cellules("epci", str(epci.codes[territory])))
    assert len(cells) == 58
    assert referentiel.population[cells].sum() == 223_251


def test_the_contract_of_cornouaille_is_signed_since_12_july_2023(moteur: Moteur):
    contrat = "cls-29-cornouaille-1"
    found = [moteur.couverture(date(2023, 7, day)).statuts[contrat] for day in (11, 12)]
    assert found == ["a_venir", "signe"]


def test_rates_are_a_table_of_plain_numbers(moteur: Moteur):
    table = table_des_taux(moteur.couverture(JOUR), "region")
    assert len(table) == 18
    for name in COLONNES_TAUX[3:]:
        assert pd.api.types.is_numeric_dtype(table[name])
