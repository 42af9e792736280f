"""What the map shows: the features of its layers, their order, their status, a click on them."""

import gzip
import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
import pytest

from data.model import Contrat
from data.paths import DOSSIER_COUCHES
from geo.couverture.carte import build_etat, statuts_des_territoires
from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.couverture.tables import ligne_du_territoire
from geo.territoires.couches import couches_for, feature_at, feature_codes
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import (
    FRANCE,
    Territoire,
    find_territoire,
    territoire_of_feature,
)

JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}

QUIMPER = "29232"
DIEPPE = "76217"
BRIEC = "29020"  # one of the communes around Quimper
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
VILLES_SOEURS = "247600588"
FLEURY_DEVANT_DOUAUMONT = "55189"  # nobody lives there
FEATURE = re.compile(r'"type":"Feature","id":"([^"]+)","properties":(\{[^{}]*\})')
COUCHES = sorted(path.name.removesuffix(".json.gz") for path in DOSSIER_COUCHES.glob("*.json.gz"))

CouvertureDe = Callable[..., Couverture]


@cache
def features(couche: str) -> list[tuple[str, float, float]]:
    """Identifier, latitude and longitude of the point of each feature, in the file's order."""
    with gzip.open(DOSSIER_COUCHES / f"{couche}.json.gz", "rt", encoding="utf-8") as file:
        found = FEATURE.findall(file.read())
    points = [json.loads(properties)["p"] for _, properties in found]
    return [
        (code, latitude, longitude)
        for (code, _), (longitude, latitude) in zip(found, points, strict=True)
    ]


def point_of(couche: str, wanted: str) -> tuple[float, float]:
    """Latitude and longitude of the point of a feature."""
    return next(tuple(point) for code, *point in features(couche) if code == wanted)


def essai(rang: int) -> str:
    return f"cls-29-essai-{rang}"


@pytest.fixture(scope="session")
def couverture_de(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
) -> CouvertureDe:
    """Coverage on 30 June 2025 by invented contracts: ``(fields, lines of the perimeter), …``."""

    def build(*decrits: tuple[dict[str, object], list[str]]) -> Couverture:
        numbered = {essai(rang): decrit for rang, decrit in enumerate(decrits, start=1)}
        contrats = [un_contrat(nom, **champs) for nom, (champs, _) in numbered.items()]
        lines = {nom: lignes for nom, (_, lignes) in numbered.items()}
        return un_moteur(contrats, lines).couverture(JOUR)

    return build


def statut_of(couverture: Couverture, niveau: str, code: str, within: str = "") -> str:
    referentiel = couverture.moteur.referentiel
    inside = mask_of(referentiel, *within.split()) if within else None
    position = referentiel.niveaux[niveau].position(code)
    return str(statuts_des_territoires(couverture, niveau, inside)[position])


# Features of the layers


def test_every_departement_has_its_layer_of_communes(referentiel: Referentiel):
    departements = referentiel.niveaux["departement"].codes.tolist()
    expected = {"region", "departement", "epci", "communes", "ept", "arrondissement_municipal"}
    assert set(COUCHES) == expected | {f"communes-{code}" for code in departements}


@pytest.mark.parametrize("couche", COUCHES)
def test_the_features_of_a_layer_are_in_the_order_that_the_server_counts_on(
    referentiel: Referentiel, couche: str
):
    in_the_file = [code for code, _, _ in features(couche)]
    assert in_the_file == feature_codes(referentiel, couche).tolist()


@pytest.mark.parametrize("couche", COUCHES)
def test_no_two_features_of_a_layer_share_the_point_that_tells_a_click(couche: str):
    points = [(latitude, longitude) for _, latitude, longitude in features(couche)]
    assert len(set(points)) == len(points)


def test_an_epci_astride_two_departements_is_drawn_in_two_parts(referentiel: Referentiel):
    drawn = feature_codes(referentiel, "epci").tolist()
    parts = [code for code in drawn if code.startswith(VILLES_SOEURS)]
    assert parts == [f"{VILLES_SOEURS}-76", f"{VILLES_SOEURS}-80"]
    found = {territoire_of_feature(referentiel, "epci", part) for part in parts}
    assert found == {find_territoire(referentiel, "epci", VILLES_SOEURS)}
    names = [referentiel.nom("partie", part) for part in parts]
    assert ["Seine-Maritime" in names[0], "Somme" in names[1]] == [True, True]


def test_each_part_of_an_epci_is_in_one_departement(referentiel: Referentiel):
    parts, departements = (referentiel.niveaux[name] for name in ("partie", "departement"))
    inside = parts.appartenance >= 0
    pairs = np.unique(
        np.stack([parts.appartenance[inside], departements.appartenance[inside]]), axis=1
    )
    assert pairs.shape[1] == len(parts.codes)


def test_a_commune_in_no_epci_is_drawn_as_itself(referentiel: Referentiel):
    assert "29155" in feature_codes(referentiel, "epci").tolist()
    found = territoire_of_feature(referentiel, "epci", "29155")
    assert found == Territoire("commune", "29155", "Ouessant")


# A click


@pytest.mark.parametrize("couche", ["region", "departement", "epci", "communes-29", "communes"])
def test_the_point_of_a_feature_tells_the_feature(couche: str):
    for code, latitude, longitude in features(couche)[::13]:
        assert feature_at((couche,), latitude, longitude) == code


def test_a_point_is_told_despite_the_noise_of_floating_numbers():
    latitude, longitude = point_of("communes-29", QUIMPER)
    found = feature_at(("communes-29",), latitude + 1e-9, longitude - 1e-9)
    assert found == QUIMPER


def test_a_point_is_looked_for_in_every_layer_in_view():
    latitude, longitude = point_of("communes-76", DIEPPE)
    assert feature_at(("communes-80", "communes-76"), latitude, longitude) == DIEPPE
    assert feature_at(("communes-80",), latitude, longitude) is None


def test_a_point_of_no_feature_tells_nothing():
    assert feature_at(("region", "departement"), 0.0, 0.0) is None
    assert feature_at((), 48.0, -4.1) is None


# Layers of a view


@pytest.mark.parametrize(
    ("territoire", "niveau", "attendu"),
    [
        ("france FR", "region", ("region",)),
        ("france FR", "epci", ("epci",)),
        ("france FR", "commune", ("communes",)),
        ("region 94", "commune", ("communes-2A", "communes-2B")),
        ("departement 29", "commune", ("communes-29",)),
        (f"epci {VILLES_SOEURS}", "commune", ("communes-76", "communes-80")),
        ("commune 97801", "commune", ()),
    ],
)
def test_communes_are_drawn_departement_by_departement_except_for_the_country(
    referentiel: Referentiel, territoire: str, niveau: str, attendu: tuple[str, ...]
):
    looked_at = find_territoire(referentiel, *territoire.split())
    assert couches_for(referentiel, looked_at, niveau) == attendu


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
