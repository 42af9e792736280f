"""The deck of a département: what is published there, and who leads its contracts."""

from datetime import date

import numpy as np
import pytest

from components.commun.mots.formats import pourcentage
from geo.couverture.moteur import load_moteur
from geo.presentation.seminaire import build_seminaire
from tests.components.diaporama.diapositives import slides

RELEVE_DU_REGISTRE = date(2026, 11, 21)


@pytest.fixture(scope="module")
def finistere(find):
    return build_seminaire(load_moteur(), find("departement", "29"), RELEVE_DU_REGISTRE)


def test_a_departement_said_to_be_covered_elsewhere_is_told_with_the_source(finistere):
    found = slides(finistere)
    assert "100\u00a0%, publié par l'ARS le 12\u00a0juillet\u00a02023" in found["region"].phrase
    for key in ("region", "ou-agir"):
        told = [one for one in found[key].notes if one.startswith("À vérifier")]
        source = "le-finistere-est-entierement-couvert-par-les-cls"
        assert len([one for one in told if one.endswith(source)]) == 1, key
    announced = [one for one in found["region"].notes if "sur 5 annoncés" in one]
    assert len(announced) == 1  # by the département's own announcement, which has its source
    assert any(one.startswith("Source de l'annonce") for one in found["region"].notes)


def test_a_publication_is_not_quoted_before_its_day(find):
    before = build_seminaire(load_moteur(), find("departement", "29"), date(2023, 7, 11))
    told = slides(before)["region"]
    assert told.phrase.count("100") == told.phrase.count("plus récent que cette date\u00a0: 100")
    assert "100" not in told.titre + told.chiffres[0].valeur


def test_the_end_of_a_contract_without_a_perimeter_changes_nothing_that_is_known(find):
    cher = build_seminaire(load_moteur(), find("departement", "18"), RELEVE_DU_REGISTRE)
    assert [one.population for one in cher.echeancier.contrats] == [None]
    phrase = slides(cher)["a-venir"].phrase
    assert "Périmètre non renseigné" in phrase
    assert "CLS de Vierzon" in "\n".join(slides(cher)["ou-agir"].notes)


def test_a_contract_led_by_another_ars_is_told_beside_the_count_of_the_region(find):
    bretagne = build_seminaire(load_moteur(), find("region", "53"), RELEVE_DU_REGISTRE)
    found = slides(bretagne)["region"]
    signed, led = bretagne.certitude.contrats.recenses, bretagne.certitude.contrats.de_l_ars
    assert signed > led
    (count,) = (one for one in found.chiffres if one.libelle == "contrats signés recensés")
    assert count.valeur == str(signed)
    assert count.precision.startswith(f"dont {signed - led} d'une ARS voisine, et ")


def test_two_years_compare_by_what_is_attested_when_the_sources_lift_the_curve(seminaire):
    slide, found = slides(seminaire)["evolution"], seminaire.evolution
    assert slide.graphique.series[0].ruptures == tuple(np.flatnonzero(found.sauts))
    assert slide.graphique.series[1].ruptures == ()
    if not found.comparables and len(set(found.taux_atteste)) > 1:
        assert "aux dates lues" in slide.titre
        assert pourcentage(found.taux_atteste[-1]) in slide.titre
