"""What comes to an end: dates, who leaves the coverage, and what rests on estimates."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.dates import mois_apres
from data.model import Contrat
from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.evolution.echeances import Echeancier, build_echeancier
from geo.evolution.fins import MOIS_PAR_DEFAUT
from geo.evolution.sorties import territoires_a_echeance
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import FRANCE, Territoire, find_territoire

JOUR = date(2025, 6, 30)
QUIMPER, BRIEC = "commune 29232", "commune 29020"
AGGLOMERATION = "epci 200068120"
VILLES_SOEURS = "epci 247600588"  # in two départements and two regions
FINISTERE = ("departement", "29")

Decrit = tuple[dict[str, object], list[str]]
EcheancierDe = Callable[..., Echeancier]
CouvertureDe = Callable[..., Couverture]
Habitants = Callable[..., int]

# In force on 30 June 2025, with an end read, estimated or unknown; and some that are not in force.
ETATS = (
    {"date_signature": "2022", "date_fin": "2026"},
    {"date_signature": "2022-03-15", "date_fin": "2027-03-14"},
    {"date_signature": "2023-02", "duree_ans": 3},
    {"date_signature": "2021-09"},
    {"date_fin": "2028-06-30", "duree_ans": 4},
    {"date_fin": "2028-07-01", "duree_ans": 4},
    {"source_date": "2019"},
    {"etape": "renouvellement", "date_signature": "2021", "date_fin": "2025-12"},
    {"date_signature": "2015", "date_fin": "2020"},
    {"date_signature": "2026-01-01", "date_fin": "2030"},
    {"etape": "elaboration", "source_date": "2025-02"},
)
LIGNES = (QUIMPER, BRIEC, AGGLOMERATION, VILLES_SOEURS, "departement 29", "quartier 29232")


def essai(rang: int) -> str:
    return f"cls-29-essai-{rang}"


@pytest.fixture(scope="session")
def couverture_de(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
) -> CouvertureDe:
    """Coverage on 30 June 2025 by invented contracts: ``(fields, lines of the perimeter), …``."""

    def build(*decrits: Decrit) -> Couverture:
        contrats = [un_contrat(essai(rang), **fields) for rang, (fields, _) in enumerate(decrits)]
        lines = {essai(rang): lignes for rang, (_, lignes) in enumerate(decrits)}
        return un_moteur(contrats, lines).couverture(JOUR)

    return build


@pytest.fixture(scope="session")
def echeancier_de(couverture_de: CouvertureDe) -> EcheancierDe:
    def build(*decrits: Decrit, territoire: tuple[str, str] = FINISTERE) -> Echeancier:
        couverture = couverture_de(*decrits)
        found = find_territoire(couverture.moteur.referentiel, *territoire)
        return build_echeancier(couverture, found)

    return build


def test_a_contract_ends_on_the_last_day_that_its_date_allows(echeancier_de: EcheancierDe):
    ahead = echeancier_de(({"date_signature": "2022", "date_fin": "2026"}, [QUIMPER]))
    (one,) = ahead.contrats
    assert one.fin == date(2026, 12, 31)
    assert one.echeance.date is not None
    assert one.echeance.date.texte == "2026"
    assert not one.est_estimee


def test_an_end_that_no_source_gives_is_estimated_and_said_so(
    echeancier_de: EcheancierDe, habitants: Habitants
):
    ahead = echeancier_de(
        ({"date_signature": "2023-02", "duree_ans": 3}, [QUIMPER]),
        ({"date_signature": "2022-04-05"}, [BRIEC]),
    )
    assert [one.fin for one in ahead.contrats] == [date(2026, 2, 28), date(2027, 4, 5)]
    assert ahead.estimes == ahead.contrats
    assert ahead.population_sortie_estimee == habitants(QUIMPER, BRIEC)


def test_a_contract_without_any_date_counts_apart_until_its_source_and_length_tell_no_more(
    echeancier_de: EcheancierDe, habitants: Habitants
):
    ahead = echeancier_de(
        ({"source_date": "2022"}, [QUIMPER]), ({"source_date": "2024"}, [BRIEC])
    )  # 5 years after: within the horizon, then beyond it
    assert ahead.contrats == ()
    assert ahead.sans_echeance == (essai(0), essai(1))
    assert ahead.depart["population_inconnue"] == habitants(QUIMPER, BRIEC)
    assert ahead.arrivee["population_signe"] == habitants(BRIEC)
    assert ahead.arrivee["population_inconnue"] == habitants(BRIEC)
    assert ahead.arrivee["population_sortie"] == habitants(QUIMPER)


def test_a_contract_that_ends_on_the_last_day_of_the_horizon_is_ahead_the_day_after_is_not(
    echeancier_de: EcheancierDe, habitants: Habitants
):
    ahead = echeancier_de(
        ({"date_fin": "2028-06-30", "duree_ans": 4}, [QUIMPER]),
        ({"date_fin": "2028-07-01", "duree_ans": 4}, [BRIEC]),
    )
    assert ahead.horizon == date(2028, 6, 30)
    assert [one.contrat.id for one in ahead.contrats] == [essai(0)]
    assert ahead.arrivee["date"] == date(2028, 7, 1)
    assert ahead.arrivee["population_signe"] == habitants(BRIEC)


def test_a_resident_under_a_contract_that_lasts_longer_does_not_leave(
    echeancier_de: EcheancierDe, habitants: Habitants
):
    ahead = echeancier_de(
        ({"date_signature": "2022", "date_fin": "2025"}, [AGGLOMERATION]),
        ({"date_signature": "2022", "date_fin": "2030"}, [QUIMPER]),
    )
    (one,) = ahead.contrats
    assert one.population == habitants(AGGLOMERATION)
    assert one.population_perdue == habitants(AGGLOMERATION) - habitants(QUIMPER)
    assert ahead.arrivee["population_sortie"] == one.population_perdue


def test_a_resident_leaves_with_the_last_of_the_contracts_that_cover_him(
    echeancier_de: EcheancierDe, habitants: Habitants
):
    ahead = echeancier_de(
        ({"date_signature": "2022", "date_fin": "2025"}, [AGGLOMERATION]),
        ({"date_signature": "2022", "date_fin": "2026"}, [QUIMPER]),
    )
    first, last = ahead.contrats
    assert first.population_perdue == habitants(AGGLOMERATION) - habitants(QUIMPER)
    assert last.population_perdue == habitants(QUIMPER)
    assert ahead.arrivee["population_sortie"] == habitants(AGGLOMERATION)


def test_a_project_on_the_same_territory_is_named_with_those_it_covers(
    echeancier_de: EcheancierDe, habitants: Habitants
):
    ahead = echeancier_de(
        ({"date_signature": "2022", "date_fin": "2026"}, [AGGLOMERATION]),
        ({"etape": "elaboration", "source_date": "2025-02"}, [QUIMPER]),
    )
    (one,) = ahead.contrats
    assert [contrat.id for contrat in one.relais] == [essai(1)]
    assert one.population_relayee == habitants(QUIMPER)


def test_a_contract_whose_renewal_is_under_way_relays_itself(
    echeancier_de: EcheancierDe, habitants: Habitants
):
    signed = {"etape": "renouvellement", "date_signature": "2021", "date_fin": "2025-12"}
    (one,) = echeancier_de((signed, [QUIMPER])).contrats
    assert [contrat.id for contrat in one.relais] == [essai(0)]
    assert one.population_relayee == habitants(QUIMPER)


def test_a_contract_without_a_known_perimeter_is_listed_and_moves_no_rate(
    echeancier_de: EcheancierDe,
):
    ahead = echeancier_de(({"date_signature": "2022", "date_fin": "2026"}, []))
    (one,) = ahead.contrats
    assert one.population is None
    assert one.population_perdue is None
    assert set(ahead.courbe["taux_signe"]) == {0.0}
    assert ahead.arrivee["nb_contrats_echus"] == 1


def test_a_contract_astride_two_regions_leaves_each_for_its_part(
    echeancier_de: EcheancierDe, habitants: Habitants
):
    contrat = ({"date_signature": "2022", "date_fin": "2026"}, [VILLES_SOEURS])
    parts = [
        echeancier_de(contrat, territoire=("departement", code)).arrivee["population_sortie"]
        for code in ("76", "80")
    ]
    assert min(parts) > 0
    assert sum(parts) == habitants(VILLES_SOEURS)


def test_the_curve_has_the_day_the_first_of_each_month_and_the_day_after_the_horizon(
    echeancier_de: EcheancierDe,
):
    dates = echeancier_de().courbe["date"].tolist()
    assert dates[0] == JOUR
    assert dates[1:3] == [date(2025, 7, 1), date(2025, 8, 1)]
    assert dates[-1] == date(2028, 7, 1)
    assert len(dates) == len(set(dates)) == 1 + 36 + 1


def test_thirty_six_months_after_the_29_february_is_a_day_of_the_calendar():
    assert mois_apres(date(2024, 2, 29), MOIS_PAR_DEFAUT) == date(2027, 2, 28)


def test_an_unknown_territory_is_refused(couverture_de: CouvertureDe):
    with pytest.raises(TerritoireInconnu):
        build_echeancier(couverture_de(), Territoire("region", "99", "?"))


contrats = st.lists(
    st.tuples(st.sampled_from(ETATS), st.lists(st.sampled_from(LIGNES), max_size=2, unique=True)),
    max_size=6,
)


@settings(max_examples=30)
@given(decrits=contrats)
def test_the_rate_if_none_is_renewed_is_the_rate_of_the_contracts_signed_that_day(
    couverture_de: CouvertureDe, decrits: list[Decrit]
):
    couverture = couverture_de(*decrits)
    territoire = find_territoire(couverture.moteur.referentiel, *FINISTERE)
    within = mask_of(couverture.moteur.referentiel, *FINISTERE)
    signed = couverture.contrats("signe")
    for row in build_echeancier(couverture, territoire).courbe.itertuples():
        then = couverture.moteur.couverture(row.date, signed)
        assert row.population_signe == then.population(then.signe, within)


@settings(max_examples=30)
@given(decrits=contrats)
def test_the_coverage_never_rises_and_its_parts_add_up(
    couverture_de: CouvertureDe, decrits: list[Decrit]
):
    couverture = couverture_de(*decrits)
    territoire = find_territoire(couverture.moteur.referentiel, *FINISTERE)
    ahead = build_echeancier(couverture, territoire)
    curve = ahead.courbe
    assert (curve["population_signe"].diff().dropna() <= 0).all()
    parts = curve[["population_source", "population_estimee", "population_inconnue"]]
    assert (parts.sum(axis=1) == curve["population_signe"]).all()
    assert ahead.arrivee["nb_contrats_echus"] == len(ahead.contrats)
    assert ahead.population_sortie_estimee <= ahead.arrivee["population_sortie"]


@settings(max_examples=15)
@given(decrits=contrats)
@pytest.mark.parametrize("niveau", ["departement", "epci", "commune"])
def test_the_territories_add_up_to_what_the_whole_loses(
    couverture_de: CouvertureDe, niveau: str, decrits: list[Decrit]
):
    couverture = couverture_de(*decrits)
    table = territoires_a_echeance(couverture, FRANCE, niveau)
    ahead = build_echeancier(couverture, FRANCE)
    assert table["population_sortie"].sum() == ahead.arrivee["population_sortie"]
    assert (table["population_sortie"].diff().dropna() <= 0).all()
    assert (table["nb_contrats_echus"] > 0).all()


def test_each_end_of_bretagne_read_by_hand_in_the_registre(moteur: Moteur):
    """Five contracts of Bretagne in force on 21 November 2026 end within 36 months."""
    couverture = moteur.couverture(date(2026, 11, 21))
    bretagne = find_territoire(moteur.referentiel, "region", "53")
    ahead = build_echeancier(couverture, bretagne)
    ends = {one.contrat.id: (one.fin.isoformat(), one.est_estimee) for one in ahead.contrats}
    assert ends == {
        "cls-22-guingamp-2": ("2026-12-31", False),
        "cls-56-pontivy-x": ("2027-12-31", False),
        "cls-29-cornouaille-1": ("2028-07-12", True),
        "cls-56-auray-quiberon-1": ("2028-12-31", False),
        "cls-29-cob-3": ("2029-01-09", True),
    }
    # None of the five overlaps another: what leaves is the sum of their residents.
    populations = [one.population for one in ahead.contrats]
    assert None not in populations
    assert ahead.arrivee["population_sortie"] == sum(p for p in populations if p is not None)
    assert np.isclose(ahead.depart["taux_signe"] - ahead.arrivee["taux_signe"], 15.918, atol=0.001)
