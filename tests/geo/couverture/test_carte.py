"""What the map shows: the features of its layers, their order, their status, a click on them."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.couverture.carte import build_etat, statuts_des_territoires
from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.couverture.tables import ligne_du_territoire
from geo.territoires.couches import feature_codes
from geo.territoires.territoire import FRANCE, find_territoire
from tests.geo.couverture.contrat_essai import essai

JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}

QUIMPER = "29232"
BRIEC = "29020"  # one of the communes around Quimper
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
VILLES_SOEURS = "247600588"
FLEURY_DEVANT_DOUAUMONT = "55189"  # nobody lives there

CouvertureDe = Callable[..., Couverture]


def statut_of(couverture: Couverture, niveau: str, code: str, within: str = "") -> str:
    referentiel = couverture.moteur.referentiel
    inside = mask_of(referentiel, *within.split()) if within else None
    position = referentiel.niveaux[niveau].position(code)
    return str(statuts_des_territoires(couverture, niveau, inside)[position])


# Statuses


@pytest.mark.parametrize(
    ("decrits", "attendu"),
    [
        ([(SIGNE, "departement 29")], "signe"),
        ([(SIGNE, f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}"), (PROJET, "departement 29")], "signe"),
        ([(SIGNE, f"commune {QUIMPER}")], "partielle"),
        ([(SIGNE, f"commune {QUIMPER}"), (PROJET, "departement 29")], "partielle"),
        ([(SIGNE, f"quartier {QUIMPER}")], "partielle"),
        ([(SIGNE, f"quartier {QUIMPER}"), (PROJET, "departement 29")], "partielle"),
        ([(PROJET, "departement 29")], "projet"),
        ([(PROJET, f"commune {QUIMPER}"), (PROJET, "departement 29")], "projet"),
        ([(PROJET, f"commune {QUIMPER}")], "projet_partie"),
        ([(PROJET, f"commune {QUIMPER}"), (ECHU, "departement 29")], "projet_partie"),
        ([(ECHU, f"commune {QUIMPER}")], "echu"),
        ([(PROJET, f"quartier {QUIMPER}")], "aucun_recense"),
        ([({"etape": "inconnue"}, "departement 29")], "aucun_recense"),
        ([(SIGNE, "commune 29155")], "aucun_recense"),
        ([], "aucun_recense"),
    ],
)
def test_an_epci_shows_the_best_that_holds_for_its_residents(
    couverture_de: CouvertureDe, decrits: list[tuple[dict[str, str], str]], attendu: str
):
    couverture = couverture_de(*((champs, [line]) for champs, line in decrits))
    assert statut_of(couverture, "epci", QUIMPER_BRETAGNE_OCCIDENTALE) == attendu


def test_two_contracts_that_together_cover_everyone_make_a_territory_signed(
    couverture_de: CouvertureDe,
):
    line = f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}"
    couverture = couverture_de(
        (SIGNE, [line, f"sauf commune {QUIMPER}"]), (SIGNE, [f"commune {QUIMPER}"])
    )
    assert statut_of(couverture, "epci", QUIMPER_BRETAGNE_OCCIDENTALE) == "signe"


def test_a_contract_that_was_replaced_is_not_shown_as_over(couverture_de: CouvertureDe):
    everyone = f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}"
    alone = couverture_de((ECHU, [everyone]))
    assert statut_of(alone, "commune", BRIEC) == "echu"
    replaced = couverture_de((ECHU, [everyone]), (SIGNE, [everyone, f"sauf commune {BRIEC}"]))
    assert statut_of(replaced, "commune", QUIMPER) == "signe"
    assert statut_of(replaced, "commune", BRIEC) == "aucun_recense"


def test_a_commune_without_residents_has_a_status_too(couverture_de: CouvertureDe):
    line = [f"commune {FLEURY_DEVANT_DOUAUMONT}"]
    for champs, attendu in ((SIGNE, "signe"), (PROJET, "projet"), (ECHU, "echu")):
        couverture = couverture_de((champs, line))
        assert statut_of(couverture, "commune", FLEURY_DEVANT_DOUAUMONT) == attendu


def test_a_city_covered_by_some_of_its_arrondissements_is_partly_covered(
    couverture_de: CouvertureDe,
):
    couverture = couverture_de((SIGNE, ["arrondissement_municipal 75119"]))
    assert statut_of(couverture, "commune", "75056") == "partielle"


def test_each_part_of_an_epci_has_its_own_status(couverture_de: CouvertureDe):
    couverture = couverture_de((SIGNE, ["departement 76"]))
    assert statut_of(couverture, "partie", f"{VILLES_SOEURS}-76") == "signe"
    assert statut_of(couverture, "partie", f"{VILLES_SOEURS}-80") == "aucun_recense"
    assert statut_of(couverture, "epci", VILLES_SOEURS) == "partielle"
    assert statut_of(couverture, "epci", VILLES_SOEURS, "departement 76") == "signe"
    assert statut_of(couverture, "epci", VILLES_SOEURS, "departement 80") == "aucun_recense"


# State of a view


@pytest.mark.parametrize(
    ("territoire", "niveau"),
    [
        ("france FR", "epci"),
        ("region 53", "commune"),
        ("departement 29", "epci"),
        (f"epci {VILLES_SOEURS}", "commune"),
    ],
)
def test_the_state_of_a_view_is_that_of_each_of_its_territories(
    moteur: Moteur, territoire: str, niveau: str
):
    couverture = moteur.couverture(JOUR)
    referentiel = moteur.referentiel
    state = build_etat(couverture, find_territoire(referentiel, *territoire.split()), niveau, False)
    drawn = [code for couche in state.couches for code in feature_codes(referentiel, couche)]
    level = referentiel.niveaux[state.niveau]
    assert level.codes[state.positions].tolist() == drawn
    within = set(level.appartenance[referentiel.cellules(*territoire.split())].tolist())
    assert state.dans_la_vue.tolist() == [place in within for place in state.positions.tolist()]
    for rank in range(0, len(drawn), 97):
        row = ligne_du_territoire(couverture, state.niveau, drawn[rank])
        assert state.taux[rank] == pytest.approx(row["taux_signe"], nan_ok=True)
        assert state.statuts[rank] == statut_of(couverture, state.niveau, drawn[rank])
        told = [status for _, status in state.contrats[rank]]
        assert told.count("signe") == row["nb_contrats_signes"]
        assert told.count("projet") == row["nb_contrats_projet"]


def test_a_view_may_show_signed_or_in_project(couverture_de: CouvertureDe):
    couverture = couverture_de((PROJET, ["departement 29"]))
    states = [build_etat(couverture, FRANCE, "departement", wanted) for wanted in (False, True)]
    codes = feature_codes(couverture.moteur.referentiel, "departement").tolist()
    rates = [state.taux[codes.index("29")] for state in states]
    assert rates == [0, 100]


def test_the_contracts_of_a_feature_come_signed_first_then_in_project_then_over(
    couverture_de: CouvertureDe,
):
    other = ["commune 29155", f"commune {QUIMPER}"]
    couverture = couverture_de(
        (ECHU, [f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}", "epci 242900314"]),
        (PROJET, other),
        (SIGNE, other),
        ({"etape": "inconnue"}, other),
    )
    state = build_etat(couverture, FRANCE, "departement", False)
    codes = feature_codes(couverture.moteur.referentiel, "departement").tolist()
    names = couverture.moteur.perimetres.contrats
    told = [(names[owner], status) for owner, status in state.contrats[codes.index("29")]]
    assert told == [(essai(3), "signe"), (essai(2), "projet"), (essai(1), "echu")]


def test_saint_martin_has_no_layer_and_an_empty_view(moteur: Moteur):
    saint_martin = find_territoire(moteur.referentiel, "commune", "97801")
    state = build_etat(moteur.couverture(JOUR), saint_martin, "commune", False)
    assert state.couches == ()
    assert len(state.positions) == len(state.statuts) == len(state.contrats) == 0
