"""Where to look first: never a place whose contract stands in the registre."""

from datetime import date

import pandas as pd

from geo.certitude.ou_chercher import build_ou_chercher
from geo.couverture.moteur import Moteur
from geo.couverture.ou_agir import sans_contrat
from geo.territoires.territoire import FRANCE, find_territoire
from tests.deux_regions import BRETAGNE, JOUR, NORMANDIE

AUJOURD_HUI = date(2026, 11, 30)
GRAND_POITIERS = "200069854"


def held(table: pd.DataFrame, code: str) -> tuple[str, ...]:
    return table.set_index("code").loc[code, "contrats"]


def test_grand_poitiers_is_not_named_while_a_contract_of_poitiers_is_listed(moteur: Moteur):
    """No source gives the perimeter of that contract: its name says enough."""
    place = find_territoire(moteur.referentiel, "region", "75")
    found = build_ou_chercher(moteur.couverture(AUJOURD_HUI), place)
    assert GRAND_POITIERS not in set(found.lieux["code"])
    assert held(found.a_verifier, GRAND_POITIERS) == ("cls-86-poitiers-x",)


def test_no_place_named_is_touched_by_a_contract_of_any_status(moteur: Moteur):
    situation = moteur.couverture(AUJOURD_HUI)
    for code in ("53", "75", "84"):
        found = build_ou_chercher(situation, find_territoire(moteur.referentiel, "region", code))
        cells, _ = moteur.perimetres.touchees
        for niveau, place in zip(found.lieux["niveau"], found.lieux["code"], strict=True):
            inside = set(moteur.referentiel.cellules(niveau, place).tolist())
            region = moteur.referentiel.niveaux["region"]
            here = region.position(code)
            inside = {cell for cell in inside if region.appartenance[cell] == here}
            assert not inside & set(cells.tolist())


def test_the_two_lists_are_the_places_without_a_contract_and_nothing_else(moteur: Moteur):
    situation = moteur.couverture(AUJOURD_HUI)
    found, whole = build_ou_chercher(situation, FRANCE), sans_contrat(situation, FRANCE)
    assert sorted([*found.lieux["code"], *found.a_verifier["code"]]) == sorted(whole["code"])
    assert found.lieux["population_sans_contrat"].is_monotonic_decreasing
    assert all(found.a_verifier["contrats"])
    assert not found.est_attestee


def test_where_the_list_is_attested_every_place_left_is_one_where_to_act(deux_regions: Moteur):
    situation = deux_regions.couverture(JOUR)
    place = find_territoire(deux_regions.referentiel, "region", BRETAGNE)
    found = build_ou_chercher(situation, place)
    assert found.est_attestee
    assert found.a_verifier.empty
    pd.testing.assert_frame_equal(found.lieux, sans_contrat(situation, place))


def test_elsewhere_what_is_over_or_unknown_is_to_be_checked(deux_regions: Moteur):
    place = find_territoire(deux_regions.referentiel, "region", NORMANDIE)
    found = build_ou_chercher(deux_regions.couverture(JOUR), place)
    told = {name for names in found.a_verifier["contrats"] for name in names}
    assert {"cls-76-dieppe-1", "cls-76-elbeuf-1", "cls-76-fecamp-1"} <= told
    assert "cls-76-sans-lieu-1" not in told  # it bears the name of no place


def test_a_contract_named_after_a_place_of_another_departement_is_another(un_contrat, un_moteur):
    engine = un_moteur(
        [un_contrat("cls-29-x-1", porteur="Ville de Vannes", departements=("29",))], {}
    )
    place = find_territoire(engine.referentiel, "departement", "56")
    assert build_ou_chercher(engine.couverture(JOUR), place).a_verifier.empty


def test_where_everybody_is_covered_both_lists_are_empty(un_contrat, un_moteur):
    engine = un_moteur(
        [un_contrat(date_signature="2024", date_fin="2028")],
        {"cls-29-essai-1": ["departement 29"]},
    )
    place = find_territoire(engine.referentiel, "departement", "29")
    found = build_ou_chercher(engine.couverture(JOUR), place)
    assert found.lieux.empty
    assert found.a_verifier.empty
