"""The figures of one territory: what is counted, and what it rests on."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.couverture.moteur import Couverture, Moteur
from geo.couverture.synthese import Synthese, build_synthese, ends_within, sous_territoires
from geo.couverture.tables import ligne_du_territoire
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import FRANCE, Territoire, find_territoire
from tests.geo.couverture.contrat_essai import essai

JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}
SANS_SIGNATURE = {"date_fin": "2027"}
SANS_ECHEANCE = {"date_signature": "2024"}

QUIMPER = "29232"
BRIEC = "29020"
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
VILLES_SOEURS = "247600588"

Decrit = tuple[dict[str, object], list[str]]
CouvertureDe = Callable[..., Couverture]
SyntheseDe = Callable[..., Synthese]
Habitants = Callable[..., int]


# Figures


@pytest.mark.parametrize(
    "territoire",
    ["france FR", "region 75", "departement 29", f"epci {VILLES_SOEURS}", "commune 75056"],
)
def test_the_figures_of_a_territory_are_those_of_its_row(moteur: Moteur, territoire: str):
    niveau, code = territoire.split()
    couverture = moteur.couverture(JOUR)
    row = ligne_du_territoire(couverture, niveau, code)
    found = build_synthese(couverture, find_territoire(moteur.referentiel, niveau, code))
    for name in ("population", "population_signe", "population_projet"):
        assert getattr(found, name) == row[name]
    for name in ("taux_signe", "taux_signe_ou_projet"):
        assert getattr(found, name) == pytest.approx(row[name])
    unlocated = set(found.sans_perimetre)
    assert len(set(found.contrats_signes) - unlocated) == row["nb_contrats_signes"]
    assert len(set(found.contrats_projet) - unlocated) == row["nb_contrats_projet"]


def test_signed_and_project_and_the_rest_make_everyone(
    synthese_de: SyntheseDe, habitants: Habitants
):
    found = synthese_de(
        "departement 29", (SIGNE, [f"commune {QUIMPER}"]), (PROJET, ["commune 29155"])
    )
    assert found.population == habitants("departement 29")
    assert found.population_signe == habitants(f"commune {QUIMPER}")
    assert found.population_projet == habitants("commune 29155")
    assert found.population_non_couverte == found.population - habitants(
        f"commune {QUIMPER}", "commune 29155"
    )


def test_there_is_no_rate_where_nobody_lives(synthese_de: SyntheseDe):
    found = synthese_de("commune 55189", (SIGNE, ["commune 55189"]))
    assert (found.taux_signe, found.taux_signe_ou_projet) == (None, None)
    assert found.contrats_signes == (essai(1),)


def test_a_territory_across_a_border_counts_its_own_residents_only(
    synthese_de: SyntheseDe, habitants: Habitants
):
    line = (SIGNE, [f"epci {VILLES_SOEURS}"])
    sides = [synthese_de(f"region {code}", line) for code in ("28", "32")]
    assert all(side.contrats_signes == (essai(1),) for side in sides)
    assert all(side.population_signe > 0 for side in sides)
    assert sum(side.population_signe for side in sides) == habitants(f"epci {VILLES_SOEURS}")


def test_residents_of_a_commune_partly_covered_are_told_apart(
    synthese_de: SyntheseDe, habitants: Habitants
):
    lines = (SIGNE, [f"quartier {QUIMPER}", "quartier 29155"])
    found = synthese_de("departement 29", lines, (SIGNE, ["commune 29155"]))
    assert found.population_signe == habitants("commune 29155")
    assert found.population_partielle == habitants(f"commune {QUIMPER}")
    assert found.contrats_signes == (essai(1), essai(2))


def test_each_contract_that_touches_a_territory_is_listed_under_its_status(
    synthese_de: SyntheseDe,
):
    line = [f"commune {QUIMPER}"]
    found = synthese_de(
        f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}",
        (SIGNE, line),
        (PROJET, line),
        (ECHU, ["departement 29"]),
        ({"etape": "inconnue"}, line),
        ({"date_signature": "2030"}, line),
        (SIGNE, ["commune 29155"]),
    )
    assert found.contrats == (essai(1), essai(2), essai(3), essai(4), essai(5))
    assert found.contrats_signes == (essai(1),)
    assert found.contrats_projet == (essai(2),)
    assert found.contrats_inconnus == (essai(4),)


def test_an_unknown_territory_has_no_figures(moteur: Moteur):
    with pytest.raises(TerritoireInconnu, match="99"):
        build_synthese(moteur.couverture(JOUR), Territoire("region", "99", "Nulle part"))


# Reserves


def test_a_reserve_is_who_rests_on_undated_contracts_alone(
    synthese_de: SyntheseDe, habitants: Habitants
):
    found = synthese_de(
        "departement 29",
        (SANS_SIGNATURE, [f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}"]),
        (SIGNE, [f"commune {QUIMPER}"]),
    )
    assert found.signature_inconnue.contrats == (essai(1),)
    rest = habitants(f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}") - habitants(f"commune {QUIMPER}")
    assert found.signature_inconnue.population == rest
    assert found.population_signe == habitants(f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}")


def test_residents_under_two_undated_contracts_are_in_the_reserve_once(
    synthese_de: SyntheseDe, habitants: Habitants
):
    line = [f"commune {QUIMPER}"]
    found = synthese_de("departement 29", (SANS_SIGNATURE, line), (SANS_SIGNATURE, line))
    assert found.signature_inconnue.contrats == (essai(1), essai(2))
    assert found.signature_inconnue.population == habitants(f"commune {QUIMPER}")


def test_an_estimated_end_is_a_reserve_of_its_own(synthese_de: SyntheseDe, habitants: Habitants):
    found = synthese_de(
        "departement 29",
        (SANS_ECHEANCE, [f"commune {QUIMPER}"]),
        (SANS_SIGNATURE, ["commune 29155"]),
        (SIGNE, ["commune 29083"]),
    )
    assert found.echeance_estimee.contrats == (essai(1),)
    assert found.echeance_estimee.population == habitants(f"commune {QUIMPER}")
    assert found.signature_inconnue.contrats == (essai(2),)
    assert found.signature_inconnue.population == habitants("commune 29155")


def test_a_reserve_counts_the_residents_of_the_territory_only(
    synthese_de: SyntheseDe, habitants: Habitants
):
    undated = (SANS_SIGNATURE, [f"epci {VILLES_SOEURS}"])
    sides = [synthese_de(f"departement {code}", undated) for code in ("76", "80")]
    counted = [side.signature_inconnue.population for side in sides]
    assert min(counted) > 0
    assert sum(counted) == habitants(f"epci {VILLES_SOEURS}")


def test_what_is_dated_leaves_no_reserve(synthese_de: SyntheseDe):
    found = synthese_de(
        "departement 29",
        (SIGNE, [f"commune {QUIMPER}"]),
        (PROJET, [f"commune {BRIEC}"]),
        ({"date_fin": "2020"}, ["commune 29155"]),
    )
    for reserve in (found.signature_inconnue, found.echeance_estimee):
        assert reserve.contrats == ()
        assert reserve.population == 0


def test_the_real_reserve_is_a_part_of_the_residents_covered(moteur: Moteur):
    found = build_synthese(moteur.couverture(JOUR), FRANCE)
    assert 0 < found.signature_inconnue.population < found.population_signe
    assert set(found.signature_inconnue.contrats) < set(found.contrats_signes)
    for name in found.signature_inconnue.contrats:
        assert moteur.registre.contrats[name].date_signature is None


# What ends soon


@pytest.mark.parametrize(
    ("date_fin", "attendu"),
    [
        ("2025-06-29", False),  # over already
        ("2025-06-30", True),
        ("2025-12", True),
        ("2026-06-30", True),
        ("2026-07-01", False),
        ("2026-06", True),
        ("2026", False),
    ],
)
def test_a_contract_signed_ends_soon_when_it_ends_within_twelve_months(
    synthese_de: SyntheseDe, date_fin: str, attendu: bool
):
    ending = ({"date_signature": "2021", "date_fin": date_fin}, [f"commune {QUIMPER}"])
    found = synthese_de("departement 29", ending)
    assert (essai(1) in found.fins_prochaines) == attendu


def test_an_estimated_end_may_be_soon_too(synthese_de: SyntheseDe):
    line = [f"commune {QUIMPER}"]
    found = synthese_de(
        "departement 29",
        ({"date_signature": "2021-03-01"}, line),
        ({"source_date": "2020"}, line),
        (PROJET, line),
    )
    assert found.fins_prochaines == (essai(1),)


def test_a_contract_not_signed_yet_does_not_end_soon(couverture_de: CouvertureDe):
    engine = couverture_de(({"date_signature": "2025-09", "date_fin": "2025-12"}, [])).moteur
    assert not ends_within(engine, essai(1), JOUR, 12)
    assert ends_within(engine, essai(1), date(2025, 9, 1), 12)


def test_months_end_on_the_last_day_of_a_shorter_month(couverture_de: CouvertureDe):
    engine = couverture_de(({"date_signature": "2020", "date_fin": "2025-02"}, [])).moteur
    assert ends_within(engine, essai(1), date(2024, 2, 29), 12)
    assert not ends_within(engine, essai(1), date(2024, 2, 27), 12)


def test_the_parts_of_a_territory_add_up_and_say_when_they_go_beyond_it(moteur: Moteur):
    couverture = moteur.couverture(JOUR)
    normandie = find_territoire(moteur.referentiel, "region", "28")
    table = sous_territoires(couverture, normandie, "epci").set_index("code")
    whole = build_synthese(couverture, normandie)
    for name in ("population", "population_signe", "population_projet"):
        assert table[name].sum() == getattr(whole, name)
    assert table.loc[VILLES_SOEURS, "en_partie"]
    assert table.loc[VILLES_SOEURS, "departement"] == "Seine-Maritime"
    assert not table["en_partie"].all()
