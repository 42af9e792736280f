"""What a seminar says: the figures of the pages, the contract shown, the years looked back on."""

from datetime import date

import pandas as pd
import pytest

from geo.contrat.fiche import ContratInconnu
from geo.couverture.ou_agir import sans_contrat
from geo.couverture.synthese import build_synthese
from geo.evolution.echeances import build_echeancier
from geo.presentation.cartes import entites_de
from geo.presentation.contenu import Connu, build_connu
from geo.presentation.contrat import est_d_ici, habitants_du_contrat
from geo.presentation.seminaire import (
    ANNEES_MONTREES,
    EPCI_NOMMES,
    HORIZON_MOIS,
    build_evolution,
    build_seminaire,
    jours_de_l_evolution,
)
from geo.territoires.territoire import FRANCE, find_territoire, regions_of

JOUR = date(2026, 6, 15)
QUIMPER, BREST, MORLAIX = "200068120", "242900314", "242900835"


def bretagne(referentiel):
    return find_territoire(referentiel, "region", "53")


def test_the_years_end_on_their_last_day_and_on_the_day_itself():
    days = jours_de_l_evolution(JOUR)
    assert len(days) == ANNEES_MONTREES
    assert days[0] == date(2015, 12, 31)
    assert days[-2:] == (date(2025, 12, 31), JOUR)


def test_no_year_before_2010_is_looked_back_on():
    assert jours_de_l_evolution(date(2011, 3, 1)) == (date(2010, 12, 31), date(2011, 3, 1))
    assert jours_de_l_evolution(date(2010, 3, 1)) == (date(2010, 3, 1),)


def test_each_year_has_the_rate_of_the_coverage_page(moteur):
    region = bretagne(moteur.referentiel)
    found = build_evolution(moteur, region, JOUR)
    for jour, rate, count in zip(found.jours, found.taux_signe, found.nb_signes, strict=True):
        page = build_synthese(moteur.couverture(jour), region)
        assert rate == pytest.approx(page.taux_signe)
        assert count == sum(moteur.a_un_perimetre(name) for name in page.contrats_signes)
    assert len(found.vues) == len(found.jours)


def test_the_contracts_of_unknown_date_are_set_apart(un_contrat, un_moteur, referentiel):
    dated = un_contrat("cls-29-date-1", date_signature="2024-01-01", duree_ans=5)
    undated = un_contrat("cls-29-sans-date-1", source_date="2024-06")
    moteur = un_moteur(
        [dated, undated], {dated.id: [f"epci {QUIMPER}"], undated.id: [f"epci {BREST}"]}
    )
    found = build_evolution(moteur, bretagne(referentiel), date(2025, 1, 1))
    assert found.taux_atteste[-1] < found.taux_signe[-1]
    alone = un_moteur([dated], {dated.id: [f"epci {QUIMPER}"]})
    expected = build_synthese(alone.couverture(date(2025, 1, 1)), bretagne(referentiel))
    assert found.taux_atteste[-1] == pytest.approx(expected.taux_signe)


@pytest.mark.parametrize(
    ("niveau", "code"), [("france", ""), ("region", "75"), ("region", "06"), ("departement", "29")]
)
def test_a_seminar_holds_the_figures_of_the_pages(moteur, niveau, code):
    place = find_territoire(moteur.referentiel, niveau, code)
    found = build_seminaire(moteur, place, JOUR)
    couverture = moteur.couverture(JOUR)
    assert found.synthese == build_synthese(couverture, place)
    assert found.pays == build_synthese(couverture, FRANCE)
    held = [found.ou_chercher.lieux, found.ou_chercher.a_verifier]
    left = sans_contrat(couverture, place)
    assert set(pd.concat(held)["code"]) == set(left["code"])
    assert (found.rang is None) == (niveau == "france")


def test_the_contract_in_focus_is_in_the_territory_and_documented(moteur):
    found = build_seminaire(moteur, bretagne(moteur.referentiel), JOUR)
    assert found.fiche.contrat.id in found.synthese.contrats
    assert found.fiche.axes.nb_axes
    assert found.fiche.axes.avancement.total


def test_the_contract_in_focus_can_be_chosen(moteur):
    region = bretagne(moteur.referentiel)
    found = build_seminaire(moteur, region, JOUR, "cls-29-pays-de-brest-1")
    assert found.fiche.contrat.id == "cls-29-pays-de-brest-1"
    with pytest.raises(ContratInconnu):
        build_seminaire(moteur, region, JOUR, "cls-29-nulle-part-1")


def test_a_territory_without_any_contract_has_none_in_focus(un_moteur, referentiel):
    moteur = un_moteur([], {})
    found = build_seminaire(moteur, bretagne(referentiel), JOUR)
    assert found.fiche is None
    assert found.echeancier.contrats == ()
    assert found.synthese.taux_signe == 0
    left = found.ou_chercher.lieux["population_sans_contrat"].sum()
    assert left == found.synthese.population


def test_the_ends_ahead_are_those_of_the_page_evolution(moteur):
    region = bretagne(moteur.referentiel)
    found = build_seminaire(moteur, region, JOUR).echeancier
    page = build_echeancier(moteur.couverture(JOUR), region, HORIZON_MOIS)
    assert found.contrats == page.contrats
    assert found.courbe.equals(page.courbe)


def test_both_parts_of_an_epci_astride_two_departements_are_outlined(moteur):
    found = build_seminaire(moteur, FRANCE, JOUR)
    parts = entites_de(found.carte, [QUIMPER])
    assert parts == (f"{QUIMPER}-29",)
    outside = build_seminaire(moteur, bretagne(moteur.referentiel), JOUR)
    assert entites_de(outside.carte, ["200067106"]) == ()  # Pays Basque


def test_the_contract_in_focus_has_axes_when_one_of_the_territory_does(moteur):
    for code in ("75", "53", "84", "11"):
        found = build_seminaire(moteur, find_territoire(moteur.referentiel, "region", code), JOUR)
        alive = (*found.synthese.contrats_signes, *found.synthese.contrats_projet)
        if any(moteur.registre.axes_du_contrat(name) for name in alive):
            assert found.fiche.axes.nb_axes, code


def test_the_last_contract_over_of_an_epci_without_any_is_named(moteur):
    found = build_seminaire(moteur, find_territoire(moteur.referentiel, "region", "75"), JOUR)
    over = found.ou_chercher.a_verifier.head(EPCI_NOMMES).query("population_echu > 0")["code"]
    assert set(found.derniers_echus) == set(over)
    assert len(over) > 0
    for code, contrat in found.derniers_echus.items():
        here = build_synthese(
            found.couverture, find_territoire(moteur.referentiel, "epci", code)
        ).contrats
        assert contrat.id in here
        assert found.couverture.statuts[contrat.id] == "echu"
        mine = moteur.periodes[contrat.id].signe
        for name in here:
            other = moteur.periodes[name].signe
            if found.couverture.statuts[name] == "echu" and other and other.fin:
                assert mine.fin >= other.fin


def test_the_contract_in_focus_is_in_force_with_axes_and_several_actions_where_there_is_one(moteur):
    registre = moteur.registre
    for place in regions_of(moteur.referentiel):
        found = build_seminaire(moteur, place, JOUR)
        best = [
            name
            for name in found.synthese.contrats_signes
            if registre.axes_du_contrat(name)
            and len(registre.actions_du_contrat(name)) > 1
            and est_d_ici(moteur, name, found.synthese)
        ]
        if best:
            assert found.fiche.contrat.id in best, place.nom


def test_a_contract_that_barely_touches_a_territory_is_not_chosen_for_it(moteur):
    creuse = build_seminaire(moteur, find_territoire(moteur.referentiel, "departement", "23"), JOUR)
    assert creuse.synthese.contrats  # one of Corrèze, over a commune of Creuse
    assert creuse.fiche is None
    asked = build_seminaire(moteur, creuse.territoire, JOUR, creuse.synthese.contrats[0])
    population = asked.fiche.perimetre.population
    assert 0 < asked.habitants_de_la_fiche < population / 2


def test_a_contract_astride_a_border_is_counted_here_for_its_residents_here(moteur):
    villes_soeurs = "cls-76-villes-soeurs-2"
    sides = [
        habitants_du_contrat(
            moteur, villes_soeurs, find_territoire(moteur.referentiel, "region", code)
        )
        for code in ("28", "32")
    ]
    cells = moteur.perimetres.par_contrat[villes_soeurs]
    assert min(sides) > 0
    assert sum(sides) == moteur.referentiel.population[cells].sum()


def test_the_contracts_over_come_last_end_first(moteur):
    place = find_territoire(moteur.referentiel, "region", "01")
    found = build_seminaire(moteur, place, JOUR)
    expected = {
        name for name in found.synthese.contrats if found.couverture.statuts[name] == "echu"
    }
    assert expected
    assert {contrat.id for contrat, _ in found.echus} == expected
    ends = [end.date.dernier_jour for _, end in found.echus if end.date]
    assert ends == sorted(ends, reverse=True)


@pytest.mark.parametrize(
    ("niveau", "code", "attendu"),
    [
        ("departement", "23", Connu(axes=False, contrat=False, echeances=False)),
        ("region", "01", Connu(axes=False, contrat=True, echeances=False)),
        ("region", "75", Connu(axes=True, contrat=True, echeances=True)),
    ],
)
def test_what_a_deck_can_show_is_what_its_slides_hold(moteur, niveau, code, attendu):
    found = build_seminaire(moteur, find_territoire(moteur.referentiel, niveau, code), JOUR)
    assert build_connu(found.couverture, found.synthese) == attendu
    assert attendu.axes == bool(found.acteurs.themes.nb_connus)
    assert attendu.contrat == (found.fiche is not None)
    assert attendu.echeances == bool(found.echeancier.contrats)
