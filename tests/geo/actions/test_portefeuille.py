"""Across contracts: what is counted, on which contracts, and what is not known is not counted."""

from collections.abc import Iterable
from datetime import date

import pytest

from geo.actions.portefeuille import (
    DIMENSIONS,
    THEME_INCONNU,
    ActionDuPortefeuille,
    CriteresActions,
    build_portefeuille,
    compter,
    contrats_retenus,
    filtrer,
    pilotes,
)
from geo.contrats.actions import STATUTS_ACTION
from geo.couverture.moteur import Moteur
from tests.geo.actions.registre_essai import un_axe, une_action

JOUR = date(2026, 6, 15)


def all_actions(moteur: Moteur, jour: date = JOUR) -> list[ActionDuPortefeuille]:
    return build_portefeuille(moteur.registre, moteur.registre.contrats.values(), jour)


def numbers(actions: Iterable[ActionDuPortefeuille]) -> set[str]:
    return {one.action.numero for one in actions}


# ---- Contracts counted -----------------------------------------------------------------------


def test_contracts_signed_or_in_project_are_counted_and_the_others_on_demand(
    un_portefeuille, un_contrat, signe
):
    moteur = un_portefeuille(
        [
            signe("a"),
            un_contrat("b", etape="diagnostic", source_date="2026-01"),
            un_contrat("c", date_signature="2010", date_fin="2013"),
            un_contrat("d", etape="inconnue"),
        ]
    )

    def counted(**criteres: object) -> list[str]:
        return [c.id for c in contrats_retenus(moteur, JOUR, CriteresActions(**criteres))]

    assert counted() == ["a", "b"]
    assert counted(tous=True) == ["a", "b", "c", "d"]


def test_a_region_counts_the_contracts_of_its_ars(un_portefeuille, signe):
    moteur = un_portefeuille([signe("a"), signe("b", "75")])
    kept = contrats_retenus(moteur, JOUR, CriteresActions(region="75"))
    assert [contrat.id for contrat in kept] == ["b"]


def test_one_contract_asked_for_counts_even_when_it_is_over(un_portefeuille, un_contrat, signe):
    moteur = un_portefeuille([signe("a"), un_contrat("c", date_signature="2010", date_fin="2013")])
    kept = contrats_retenus(moteur, JOUR, CriteresActions(contrat="c"))
    assert [contrat.id for contrat in kept] == ["c"]


# ---- Actions ---------------------------------------------------------------------------------


def test_an_action_has_the_themes_of_its_axis_and_none_when_the_axis_is_not_told(
    un_portefeuille, signe
):
    moteur = un_portefeuille(
        [signe("a")],
        [une_action("a", "1", axe="2"), une_action("a", "2"), une_action("a", "3", axe="9")],
        [un_axe("a", "2", "sante_mentale", "addictions"), un_axe("a", "", "violences")],
    )
    told, untold, elsewhere = all_actions(moteur)
    assert told.themes == ("sante_mentale", "addictions")
    assert untold.axe is None
    assert untold.themes == ()
    assert elsewhere.themes == ()


def test_a_status_read_later_is_not_known_yet(un_portefeuille, signe):
    moteur = un_portefeuille([signe("a")], [une_action("a", "1", "realisee", date_statut="2025")])
    assert all_actions(moteur, date(2024, 12, 31))[0].statut == "non_renseigne"
    assert all_actions(moteur, date(2025, 1, 1))[0].statut == "realisee"


def test_late_is_past_and_known_not_to_be_finished(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a")],
        [
            une_action("a", "late", "en_cours", echeance="2025"),
            une_action("a", "done", "realisee", echeance="2025"),
            une_action("a", "given up", "abandonnee", echeance="2025"),
            une_action("a", "unknown", echeance="2025"),
            une_action("a", "to come", "en_cours", echeance="2026"),
            une_action("a", "no deadline", "en_cours"),
        ],
    )
    actions = all_actions(moteur)
    assert numbers(filtrer(actions, CriteresActions(echeance="en_retard"))) == {"late"}
    assert numbers(filtrer(actions, CriteresActions(echeance="a_verifier"))) == {"unknown"}


def test_actions_are_filtered_by_status_theme_and_pilote(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a")],
        [
            une_action("a", "1", "en_cours", axe="1", pilote="ARS ; Ville de Brest"),
            une_action("a", "2", "realisee", axe="2", pilote="Ville de Brest"),
            une_action("a", "3"),
        ],
        [un_axe("a", "1", "sante_mentale"), un_axe("a", "2", "addictions", "acces_soins")],
    )
    actions = all_actions(moteur)

    def kept(**criteres: object) -> set[str]:
        return numbers(filtrer(actions, CriteresActions(**criteres)))

    assert kept() == {"1", "2", "3"}
    assert kept(statuts=("en_cours", "realisee")) == {"1", "2"}
    assert kept(statuts=("non_renseigne",)) == {"3"}
    assert kept(themes=("acces_soins", "violences")) == {"2"}
    assert kept(themes=(THEME_INCONNU,)) == {"3"}
    assert kept(pilote="ARS") == {"1"}
    assert kept(pilote="Ville de Brest", statuts=("realisee",)) == {"2"}
    assert pilotes(actions) == ["ARS", "Ville de Brest"]


def test_what_calls_for_attention_is_read_first(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a")],
        [
            une_action("a", "unknown"),
            une_action("a", "done", "realisee"),
            une_action("a", "to check", echeance="2025"),
            une_action("a", "going on", "en_cours"),
            une_action("a", "late", "non_demarree", echeance="2025"),
        ],
    )
    ordered = [one.action.numero for one in filtrer(all_actions(moteur), CriteresActions())]
    assert ordered == ["late", "to check", "going on", "done", "unknown"]


# ---- Counts ----------------------------------------------------------------------------------


def test_counts_by_status_add_up_and_unknown_is_a_status_of_its_own(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a"), signe("b")],
        [
            une_action("a", "1", "realisee"),
            une_action("b", "2", "realisee"),
            une_action("a", "3"),
            une_action("a", "4", "en_cours", echeance="2025"),
        ],
    )
    table = compter(all_actions(moteur), "statut", JOUR).set_index("code")
    assert table["nb_actions"].to_dict() == {"realisee": 2, "en_cours": 1, "non_renseigne": 1}
    assert table["part"].to_dict() == {"realisee": 50, "en_cours": 25, "non_renseigne": 25}
    assert table.loc["realisee", "nb_contrats"] == 2
    assert table.loc["en_cours", "en_retard"] == 1
    assert "non_demarree" not in table.index


def test_an_action_on_two_themes_counts_in_each(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a")],
        [une_action("a", "1", axe="1"), une_action("a", "2")],
        [un_axe("a", "1", "sante_mentale", "addictions")],
    )
    table = compter(all_actions(moteur), "theme", JOUR).set_index("code")
    counted = {"addictions": 1, "sante_mentale": 1, THEME_INCONNU: 1}
    assert table["nb_actions"].to_dict() == counted
    assert table["part"].tolist() == [50, 50, 50]


def test_counts_by_region_add_up(moteur):
    actions = all_actions(moteur)
    table = compter(actions, "region", JOUR)
    assert table["nb_actions"].sum() == len(actions)
    assert table["part"].sum() == pytest.approx(100)
    assert table["nb_actions"].is_monotonic_decreasing


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_statuses_of_a_row_are_its_actions(moteur, dimension):
    table = compter(all_actions(moteur), dimension, JOUR)
    assert (table[list(STATUTS_ACTION)].sum(axis=1) == table["nb_actions"]).all()


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_no_action_makes_an_empty_table(dimension):
    assert compter([], dimension, JOUR).empty
