"""Themes and regional priorities: shares over the contracts whose axes are known."""

from datetime import date

import numpy as np
import pytest

from data.model import THEMES, PrioritePRS
from geo.actions.portefeuille import CriteresActions, contrats_retenus
from geo.actions.themes import (
    priorites_de,
    priorites_par_contrat,
    priorites_servies,
    themes_par_contrat,
    themes_par_region,
)
from geo.couverture.moteur import Moteur
from tests.geo.actions.registre_essai import un_axe

JOUR = date(2026, 6, 15)


# ---- Who works on what -----------------------------------------------------------------------


@pytest.fixture
def trois_contrats(un_portefeuille, signe) -> Moteur:
    """Two contracts of Bretagne, one of them with known axes; one of Normandie."""
    priorites = [
        PrioritePRS("53", "P2", 2, "Parcours", ("parcours",), "ARS"),
        PrioritePRS("53", "P1", 1, "Prévention", ("prevention_promotion", "addictions"), "ARS"),
        PrioritePRS("28", "N1", 1, "Santé mentale", ("sante_mentale",), "ARS"),
    ]
    return un_portefeuille(
        [signe("a"), signe("muet"), signe("n", "28")],
        axes=[
            un_axe("a", "1", "addictions", "sante_mentale"),
            un_axe("a", "2", "addictions"),
            un_axe("n", "1", "parcours"),
        ],
        priorites=priorites,
    )


def test_a_share_is_computed_over_the_contracts_whose_axes_are_known(trois_contrats):
    registre = trois_contrats.registre
    contrats = list(registre.contrats.values())
    matrix = themes_par_region(registre, contrats, ["53", "28", "11"])
    addictions = matrix.sujets.index("addictions")
    assert matrix.sujets == THEMES
    assert matrix.nombres[addictions].tolist() == [1, 0, 0]
    assert matrix.connus.tolist() == [1, 1, 0]
    assert matrix.retenus.tolist() == [2, 1, 0]
    assert matrix.parts[addictions, :2].tolist() == [100, 0]
    assert np.isnan(matrix.parts[addictions, 2])
    assert matrix.nb_connus == 2
    assert matrix.parts_totales[addictions] == 50


def test_a_contract_counts_once_in_a_theme_however_many_axes_it_has(trois_contrats):
    contrats = list(trois_contrats.registre.contrats.values())
    matrix = themes_par_contrat(trois_contrats.registre, contrats)
    assert matrix.groupes == ("a", "n")
    assert matrix.nombres[matrix.sujets.index("addictions")].tolist() == [1, 0]


def test_priorities_are_in_the_order_of_their_region(trois_contrats):
    assert [one.code for one in priorites_de(trois_contrats.registre, "53")] == ["P1", "P2"]
    assert priorites_de(trois_contrats.registre, "11") == ()


def test_a_priority_is_served_by_an_axis_on_one_of_its_themes(trois_contrats):
    registre = trois_contrats.registre
    contrats = [c for c in registre.contrats.values() if c.region == "53"]
    served = priorites_servies(registre, contrats, "53")
    assert [(one.priorite.code, one.contrats, one.nb_connus) for one in served] == [
        ("P1", ("a",), 1),
        ("P2", (), 1),
    ]
    matrix = priorites_par_contrat(registre, contrats, "53")
    assert matrix.sujets == ("P1", "P2")
    assert matrix.groupes == ("a",)
    assert matrix.nombres.tolist() == [[1], [0]]


def test_a_contract_of_another_region_serves_no_priority_of_this_one(trois_contrats):
    registre = trois_contrats.registre
    parcours = priorites_servies(registre, registre.contrats.values(), "53")[1]
    assert parcours.priorite.code == "P2"
    assert parcours.contrats == ()


@pytest.mark.parametrize(("region", "nombre"), [("53", 5), ("28", 7), ("75", 5), ("11", 4)])
def test_the_real_priorities_are_there_and_each_has_its_count(moteur, region, nombre):
    contrats = contrats_retenus(moteur, JOUR, CriteresActions(region=region, tous=True))
    served = priorites_servies(moteur.registre, contrats, region)
    assert len(served) == nombre
    for one in served:
        themes = set(one.priorite.themes)
        expected = {
            axe.contrat_id
            for axe in moteur.registre.axes
            if themes & set(axe.themes)
            and moteur.registre.contrats[axe.contrat_id].region == region
        }
        assert set(one.contrats) == expected
