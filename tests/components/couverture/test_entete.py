"""The answer first: the sentence, its bar, and the caveats behind one line."""

from dataclasses import replace
from datetime import date

import pytest

from components.commun.adresse.vue import EtatVue
from components.commun.mots.certitude import phrase
from components.commun.mots.libelles import THEMES
from components.couverture.entete import certitude_montree, fiabilite, reponse, reserves
from geo.certitude.certitude import Certitude, build_certitude
from geo.couverture.synthese import Reserve
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import Territoire, find_territoire
from tests.deux_regions import BRETAGNE, JOUR, NORMANDIE, build_moteur

RELEVE = date(2026, 6, 15)


@pytest.fixture(scope="module")
def certitudes(referentiel) -> dict[str, Certitude]:
    """Two régions, the list of the first attested, that of the second not."""
    moteur = build_moteur(referentiel)
    couverture = moteur.couverture(JOUR)
    return {
        code: build_certitude(couverture, find_territoire(referentiel, "region", code))
        for code in (BRETAGNE, NORMANDIE)
    }


def vue_de(certitude: Certitude, theme: str = "") -> EtatVue:
    return EtatVue(certitude.territoire, certitude.jour, "epci", "statut", theme=theme)


@pytest.mark.parametrize("code", [BRETAGNE, NORMANDIE])
def test_the_answer_is_the_sentence_of_certainty_and_its_bar(draw, certitudes, code):
    certitude = certitudes[code]
    shown = draw(reponse, certitude, vue_de(certitude))
    assert shown.markdown[0].value.replace("\\", "") == f"## {phrase(certitude)}"
    (bar,) = [one for one in shown.get("html") if "barre-de-certitude" in one.proto.body]
    assert 'role="img"' in bar.proto.body
    assert "Barre de certitude" in bar.proto.body


def test_with_a_theme_neither_a_published_rate_nor_an_announcement_is_told(draw, certitudes):
    for theme in THEMES:
        told = certitude_montree(certitudes[BRETAGNE], theme)
        assert told.genre == "plancher"
        assert told.annonce is None
        shown = draw(reponse, told, vue_de(told, theme)).markdown[0].value
        assert f"ceux dont un axe porte sur «\u00a0{THEMES[theme]}\u00a0»" in shown
    assert certitude_montree(certitudes[BRETAGNE], "") is certitudes[BRETAGNE]


def test_the_name_of_a_territory_is_text(draw, certitudes):
    named = replace(
        certitudes[NORMANDIE], territoire=Territoire("epci", "1", "**CC** [x](http://e.vil) <b>")
    )
    shown = draw(reponse, named, vue_de(named)).markdown[0].value
    assert r"\*\*CC\*\* \[x\]" in shown
    assert "http://" not in shown.replace("\\", "")


def chip(draw, certitude: Certitude, synthese, releve: date = RELEVE) -> str:
    shown = draw(
        fiabilite, certitude, synthese, vue_de(certitude), Reference(2026, 2023), releve, None
    )
    return shown.main.children[0].proto.popover.label


def test_the_chip_says_in_a_line_what_most_limits_the_rate(draw, certitudes, une_synthese):
    attested, other = certitudes[BRETAGNE], certitudes[NORMANDIE]
    assert chip(draw, attested, une_synthese()) == "Liste attestée complète"
    lacking = replace(other, manquants=39)
    assert "39\u00a0contrats annoncés manquent" in chip(draw, lacking, une_synthese())
    assert "ce que l'on ne sait pas" in chip(draw, replace(other, manquants=0), une_synthese())


@pytest.mark.parametrize(
    ("habitants", "jour", "dit"),
    [
        (60_000, date(2022, 6, 1), True),
        (10_000, date(2022, 6, 1), False),
        (60_000, RELEVE, False),
    ],
)
def test_a_past_rate_that_rests_on_undated_signatures_says_so_at_once(
    draw, certitudes, une_synthese, habitants, jour, dit
):
    synthese = une_synthese(signature_inconnue=Reserve(("cls-a",), habitants), jour=jour)
    assert ("60,0\u00a0%" in chip(draw, certitudes[NORMANDIE], synthese)) is dit


def test_behind_the_chip_stand_the_table_of_the_bar_and_what_is_counted(
    draw, certitudes, une_synthese
):
    certitude = certitudes[NORMANDIE]
    shown = draw(
        fiabilite,
        certitude,
        une_synthese(),
        vue_de(certitude),
        Reference(2026, 2023),
        RELEVE,
        None,
        ouverts=("fiabilite",),
    )
    assert {"Attesté", "Recensé", "En projet"} <= set(shown.table[0].value.index)
    text = " ".join(one.value for one in shown.markdown)
    assert "population municipale 2023" in text.lower()
    assert "ce n'est pas un chiffre officiel" in text


def reserves_said(synthese) -> list[str]:
    return reserves(synthese, RELEVE)


def test_figures_that_rest_on_nothing_estimated_have_no_reserve(une_synthese):
    assert reserves_said(une_synthese()) == []


def test_what_is_estimated_is_counted_apart(une_synthese):
    synthese = une_synthese(
        signature_inconnue=Reserve(("a", "b"), 312_000), echeance_estimee=Reserve(("a",), 1_000)
    )
    assert reserves_said(synthese) == [
        "2\u00a0contrats signés à date de signature inconnue (312\u202f000\u00a0hab. ne sont "
        "couverts que par eux)",
        "1\u00a0contrat signé à échéance estimée ou inconnue (1\u202f000\u00a0hab. ne sont "
        "couverts que par lui)",
    ]


@pytest.mark.parametrize(
    ("contrats", "sans_perimetre", "inconnus"),
    [
        (
            ("a",),
            "1\u00a0contrat signé ou en projet au périmètre inconnu, compté dans aucun taux",
            "1\u00a0contrat dont la source ne dit pas où il en est, compté dans aucun taux",
        ),
        (
            ("a", "b"),
            "2\u00a0contrats signés ou en projet au périmètre inconnu, comptés dans aucun taux",
            "2\u00a0contrats dont la source ne dit pas où ils en sont, comptés dans aucun taux",
        ),
    ],
)
def test_contracts_that_no_rate_counts_are_told(une_synthese, contrats, sans_perimetre, inconnus):
    synthese = une_synthese(sans_perimetre=contrats, contrats_inconnus=contrats)
    assert reserves_said(synthese) == [sans_perimetre, inconnus]


def test_a_partial_coverage_is_told(une_synthese):
    said = reserves_said(une_synthese(population_partielle=1_234))
    assert said[0].startswith("1\u202f234\u00a0hab. vivent dans une commune couverte en partie")


def test_a_day_after_the_registre_was_gathered_is_told(une_synthese):
    assert reserves_said(une_synthese(jour=RELEVE)) == []
    said = reserves_said(une_synthese(jour=date(2026, 6, 16)))
    assert said[0].startswith("Le registre a été relevé le 15\u00a0juin\u00a02026")
