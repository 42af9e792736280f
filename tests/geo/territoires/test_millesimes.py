"""Vintages and population years: nobody lost, members of the signature, what is in force."""

from datetime import date
from itertools import combinations

import numpy as np
import pytest

from data.lecture.referentiel import (
    ANNEE_POPULATION_PAR_DEFAUT,
    MILLESIME_PAR_DEFAUT,
    annees_population_disponibles,
    millesimes_disponibles,
)
from geo.contrat.membres import build_membres
from geo.couverture.moteur import load_moteur, load_moteur_de
from geo.territoires.millesimes import (
    AuPlusPres,
    Reference,
    annee_population_en_vigueur,
    millesime_en_vigueur,
)
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.referentiel import load_referentiel

MILLESIMES = range(2019, 2027)
# INSEE: communes of metropolitan France and of the five overseas régions on 1 January.
COMMUNES = {
    2019: 34_970,
    2020: 34_968,
    2021: 34_965,
    2022: 34_955,
    2023: 34_945,
    2024: 34_935,
    2025: 34_875,
    2026: 34_875,
}
# INSEE: population municipale of the 18 régions. 2018 and 2021 hold four islands by the next year.
TOTAUX = {
    2016: 66_618_176,
    2018: 66_989_077,
    2019: 67_244_921,
    2020: 67_418_672,
    2021: 67_664_628,
    2022: 68_017_091,
    2023: 68_350_798,
}
CORNOUAILLE = "cls-29-cornouaille-1"


def test_every_vintage_and_year_of_the_design_is_held():
    assert millesimes_disponibles() == list(MILLESIMES)
    assert annees_population_disponibles() == list(TOTAUX)


@pytest.mark.parametrize("millesime", MILLESIMES)
def test_each_vintage_has_the_communes_insee_counts(millesime: int):
    level = load_referentiel(millesime).niveaux["commune"]
    assert len(set(level.codes) - {"97801"}) == COMMUNES[millesime]


@pytest.mark.parametrize(("ancien", "recent"), list(combinations(MILLESIMES, 2)))
def test_nobody_is_lost_between_two_vintages(ancien: int, recent: int):
    """Groups of communes joined by mergers and splits have the same residents in both."""
    before, after = load_referentiel(ancien), load_referentiel(recent)
    assert np.array_equal(before.codes, after.codes)
    old, new = (one.niveaux["commune"].appartenance for one in (before, after))
    assert (old >= 0).all()
    assert (new >= 0).all()
    names_before, names_after = before.niveaux["commune"].codes, after.niveaux["commune"].codes
    same = set(names_before[old[names_before[old] == names_after[new]]])
    assert len(same) >= min(COMMUNES[ancien], COMMUNES[recent]) - 15  # a few took another code
    for annee in TOTAUX:
        population = load_referentiel(annee_population=annee).population
        for numbers in (old, new):
            assert np.bincount(numbers, weights=population).sum() == population.sum()


@pytest.mark.parametrize("annee", TOTAUX)
@pytest.mark.parametrize("millesime", MILLESIMES)
def test_each_year_adds_up_to_its_total_in_every_vintage(millesime: int, annee: int):
    population = load_referentiel(annee_population=annee).population
    everywhere = np.ones(len(population), dtype=bool)
    for niveau in ("france", "region", "departement", "epci"):
        level = load_referentiel(millesime).niveaux[niveau]
        assert level.somme(population, everywhere).sum() == TOTAUX[annee], niveau
    assert (population >= 0).all()


def test_cornouaille_has_the_inhabitants_the_ars_published():
    """217,882 in year 2018, as the ARS said at the signature; 223,251 in year 2023."""
    for annee, inhabitants in ((2018, 217_882), (2023, 223_251)):
        for millesime in MILLESIMES:
            engine = load_moteur_de(Reference(millesime, annee))
            cells = engine.perimetres.par_contrat[CORNOUAILLE]
            assert engine.referentiel.population[cells].sum() == inhabitants


@pytest.mark.parametrize(
    ("annee", "inhabitants"),
    [(2016, 217_077), (2019, 218_852), (2020, 219_725), (2021, 220_657), (2022, 222_453)],
)
def test_cornouaille_has_the_inhabitants_of_each_year(annee: int, inhabitants: int):
    engine = load_moteur(2026, annee)
    assert engine.referentiel.population[engine.perimetres.par_contrat[CORNOUAILLE]].sum() == (
        inhabitants
    )


def test_saint_denis_and_pierrefitte_were_two_communes_until_2024():
    for millesime, inhabitants in ((2024, 115_237), (2025, 148_907)):
        referentiel = load_referentiel(millesime, 2022)
        communes = referentiel.niveaux["commune"]
        saint_denis = communes.position("93066")
        assert referentiel.population_totale["commune"][saint_denis] == inhabitants
    with pytest.raises(TerritoireInconnu):
        load_referentiel(2025).cellules("commune", "93059")


def test_a_restored_commune_was_a_part_of_the_one_it_left():
    inside = load_referentiel(2024).cellules("commune", "15141")  # Neussargues en Pinatelle
    restored = [load_referentiel(2025).cellules("commune", code) for code in ("15031", "15171")]
    assert set(np.concatenate(restored)) < set(inside)


@pytest.mark.parametrize(
    ("jour", "millesime", "annee"),
    [
        (date(2012, 5, 1), 2019, 2016),
        (date(2019, 1, 1), 2019, 2016),
        (date(2020, 12, 31), 2020, 2016),  # 2017 was in force, and is not held
        (date(2021, 1, 1), 2021, 2018),
        (date(2025, 1, 31), 2025, 2022),
        (date(2026, 11, 21), 2026, 2023),
        (date(2031, 12, 31), 2026, 2023),
    ],
)
def test_what_is_in_force_at_a_date(jour: date, millesime: int, annee: int):
    assert millesime_en_vigueur(jour) == millesime
    assert annee_population_en_vigueur(jour) == annee


def test_an_epci_that_a_vintage_does_not_know_has_its_nearest_members():
    today = load_referentiel(2026)
    created = set(today.niveaux["epci"].codes) - set(load_referentiel(2019).niveaux["epci"].codes)
    assert created
    for code in sorted(created):
        cells = AuPlusPres(2019).cellules("epci", code)
        assert len(cells)
    with pytest.raises(TerritoireInconnu):
        AuPlusPres(2019).cellules("epci", "200000000")


def test_the_perimeter_of_the_signature_has_the_members_of_that_year():
    """Commune 22209 left the EPCI of Saint-Malo for that of Dinan after 2020."""
    found = build_membres(load_moteur(), "cls-35-saint-malo-1", 2026)
    assert found is not None
    assert [one.commune.code for one in found.partis] == ["22209"]
    assert found.venus == ()
    lost = found.population_signature - found.population_courante
    assert lost == sum(one.population for one in found.partis) > 0
    dinan = build_membres(load_moteur(), "cls-22-dinan-1", 2026)
    assert dinan is not None
    assert [one.commune.code for one in dinan.venus] == ["22209"]


def test_members_that_did_not_move_are_told_the_same():
    found = build_membres(load_moteur(), CORNOUAILLE, 2026)
    assert found is not None
    assert not found.ont_change
    assert found.population_signature == found.population_courante == 223_251
    assert build_membres(load_moteur(), "cls-93-saint-denis-2", 2026) is None


def test_rates_with_the_perimeters_of_the_signature_follow_the_members_of_then():
    jour = date(2026, 11, 21)
    codes = load_referentiel().codes
    covered = {
        perimetre: set(
            codes[load_moteur_de(Reference(2026, 2023, perimetre)).couverture(jour).signe]
        )
        for perimetre in ("courant", "signature")
    }
    assert covered["courant"] ^ covered["signature"]
    with pytest.raises(ValueError, match="perimetre"):
        load_moteur_de(Reference(2026, 2023, "autre"))


def test_a_vintage_is_indexed_once_however_it_is_asked_for():
    asked = load_referentiel(MILLESIME_PAR_DEFAUT, ANNEE_POPULATION_PAR_DEFAUT)
    assert load_referentiel() is asked
    assert load_referentiel(MILLESIME_PAR_DEFAUT) is asked
    assert load_referentiel(annee_population=ANNEE_POPULATION_PAR_DEFAUT) is asked
