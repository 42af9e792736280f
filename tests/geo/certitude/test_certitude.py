"""What may be said of a territory on a day: one object, from which every reader is told."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.certitude.certitude import Certitude, build_certitude
from geo.certitude.classes import classes_de_certitude
from geo.couverture.moteur import Moteur, calcule_taux
from geo.territoires.territoire import FRANCE, Territoire, find_territoire
from tests.deux_regions import BREST, BRETAGNE, DOUARNENEZ, LANDERNEAU, NORMANDIE, QUIMPER

CertitudeDe = Callable[..., Certitude]
AUJOURD_HUI = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("niveau", "code", "genre"),
    [
        ("region", BRETAGNE, "complet"),  # attested, nothing published
        ("region", NORMANDIE, "plancher"),  # published eighteen months and four days before
        ("departement", "76", "publie"),  # published in March
        ("departement", "29", "complet"),
        ("commune", QUIMPER, "complet"),
        ("commune", "14118", "plancher"),
        ("commune", "55189", "sans_population"),
    ],
)
def test_what_is_told_first(certitude_de: CertitudeDe, niveau: str, code: str, genre: str):
    assert certitude_de(niveau, code).genre == genre


def test_a_published_figure_is_told_first_while_it_is_recent(certitude_de: CertitudeDe):
    days = [date(2025, 3, 26), date(2026, 9, 26), date(2026, 9, 27)]
    assert [certitude_de("region", NORMANDIE, day).genre for day in days] == [
        *("publie", "publie"),
        "plancher",
    ]
    assert certitude_de("region", NORMANDIE).publie.valeur == 50  # and stays beside


def test_a_figure_of_after_the_day_is_kept_apart(certitude_de: CertitudeDe):
    found = certitude_de("departement", "76")
    assert (found.publie.valeur, found.publie_signe_ou_projet.valeur) == (70, 75.5)
    assert found.publie_ensuite.valeur == 90


def test_the_figures_of_an_attested_region(certitude_de: CertitudeDe, habitants):
    def people(*communes: str) -> int:
        return habitants(*(f"commune {code}" for code in communes))

    found = certitude_de("region", BRETAGNE)
    assert found.atteste == people(QUIMPER)
    assert found.recense == people(QUIMPER, BREST)
    assert found.projet == people(LANDERNEAU)
    assert found.echeance_passee == people(DOUARNENEZ)
    assert (found.incertain, found.manquants) == (0, 0)
    recorded = people(QUIMPER, BREST, LANDERNEAU, DOUARNENEZ)
    assert found.aucun_recense == found.population - recorded
    assert [one.auteur for one in found.attestations] == ["ARS Bretagne"]


def test_the_parts_add_up_to_the_highest_possible(moteur: Moteur):
    situation = moteur.couverture(AUJOURD_HUI)
    places = [FRANCE, Territoire("region", "75", ""), Territoire("departement", "29", "")]
    for place in places:
        found = build_certitude(situation, place)
        assert found.recense + found.echeance_passee + found.incertain == found.plafond
        assert found.atteste <= found.recense
        assert found.taux_atteste <= found.taux_recense <= found.taux_plafond <= 100


def test_the_rate_recorded_is_that_of_the_tables(moteur: Moteur):
    situation = moteur.couverture(AUJOURD_HUI)
    rates = calcule_taux(situation, "departement")
    level = moteur.referentiel.niveaux["departement"]
    for code in ("29", "86", "971"):
        found = build_certitude(situation, Territoire("departement", code, ""))
        position = level.position(code)
        assert found.taux_recense == pytest.approx(rates["taux_signe"][position])
        expected = rates["taux_signe_ou_projet"][position]
        assert found.taux_signe_ou_projet == pytest.approx(expected)


def test_residents_without_any_contract_recorded_live_where_none_has_a_cell(moteur: Moteur):
    """Not one over, nor of unknown status, nor on a quarter of the commune."""
    situation = moteur.couverture(AUJOURD_HUI)
    cells, owners = moteur.perimetres.touchees
    come = {name for name, statut in situation.statuts.items() if statut != "a_venir"}
    kept = [moteur.perimetres.contrats[owner] in come for owner in owners.tolist()]
    bare = moteur.referentiel.niveaux["france"].appartenance >= 0
    bare[cells[kept]] = False
    found = build_certitude(situation, FRANCE).aucun_recense
    assert found == moteur.referentiel.population[bare].sum()
    # A commune told so is whole; those of which a part only is under a contract are not.
    communes = classes_de_certitude(situation, "commune") == "aucun_recense"
    people = moteur.referentiel.population_totale["commune"][communes].sum()
    assert 0.99 * found < people <= found


def test_the_country_lacks_what_its_regions_announced_and_do_not_hold(certitude_de: CertitudeDe):
    found = certitude_de("france", "FR")
    assert (found.manquants, found.regions_muettes) == (6, 16)
    assert (found.annonce, found.region, found.est_attestee) == (None, None, False)


def test_a_small_territory_is_told_what_its_region_lacks(certitude_de: CertitudeDe):
    found = certitude_de("commune", "14118")
    assert found.region.code == found.annonce.territoire.code == NORMANDIE
    assert found.manquants == 6


@pytest.mark.parametrize(
    ("niveau", "code"), [("ept", "200057867"), ("arrondissement_municipal", "75101")]
)
def test_places_that_are_no_level_have_their_region(moteur: Moteur, niveau: str, code: str):
    found = build_certitude(moteur.couverture(AUJOURD_HUI), Territoire(niveau, code, "Lieu"))
    assert found.region.code == "11"


def test_saint_martin_lies_in_no_region(moteur: Moteur):
    place = find_territoire(moteur.referentiel, "commune", "97801")
    found = build_certitude(moteur.couverture(AUJOURD_HUI), place)
    assert (found.region, found.annonce, found.est_attestee) == (None, None, False)


def test_the_real_bretagne_and_nouvelle_aquitaine(moteur: Moteur):
    """The figures of the two ARS stand beside those found, and what lacks is counted."""
    situation = moteur.couverture(AUJOURD_HUI)
    nouvelle_aquitaine, bretagne, finistere = (
        build_certitude(situation, find_territoire(moteur.referentiel, *place))
        for place in (("region", "75"), ("region", "53"), ("departement", "29"))
    )
    assert (nouvelle_aquitaine.genre, nouvelle_aquitaine.publie.valeur) == ("publie", 78.6)
    assert (nouvelle_aquitaine.annonce.nombre, nouvelle_aquitaine.manquants) == (55, 39)
    assert (bretagne.genre, bretagne.publie.valeur) == ("plancher", 60)
    assert (finistere.publie.valeur, finistere.taux_plafond) == (100, 100)
