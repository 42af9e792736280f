"""The answer first: what the sentence says, and what it rests on."""

from datetime import date

import pytest

from components.commun.adresse.vue import EtatVue
from components.commun.mots.libelles import THEMES
from components.couverture.entete import (
    answer,
    completude_france,
    completude_locale,
    completude_region,
    phrase,
    reserve_du_passe,
    reserves,
)
from data.dates import DatePartielle
from data.model import AnnonceRegion
from geo.couverture.synthese import Completude, Reserve
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import Territoire

RELEVE = date(2026, 6, 15)


@pytest.fixture
def dite(une_synthese):
    """Return ``dite(theme="", **changes)``: the sentence, without the marks of Markdown."""

    def sentence(theme: str = "", **changes) -> str:
        synthese = une_synthese(**changes)
        vue = EtatVue(synthese.territoire, synthese.jour, "commune", "statut", theme=theme)
        return phrase(synthese, vue).replace("*", "").replace("\\", "")

    return sentence


def test_the_sentence_gives_date_territory_rates_and_populations(dite):
    assert dite() == (
        "Au 1er\u00a0mars\u00a02025, CC d'Essai\u00a0: 50,0\u00a0% de la population est couverte "
        "par un contrat local de santé signé (100\u202f000 habitants sur 200\u202f000), "
        "60,0\u00a0% en comptant les contrats en projet."
    )


def test_the_rates_stand_out(une_synthese):
    vue = EtatVue(une_synthese().territoire, une_synthese().jour, "commune", "statut")
    assert "**50,0\u00a0%**" in phrase(une_synthese(), vue)
    assert "**60,0\u00a0%**" in phrase(une_synthese(), vue)


def test_where_nobody_lives_there_is_no_rate(dite):
    assert dite(
        population=0, population_signe=0, taux_signe=None, taux_signe_ou_projet=None
    ).endswith("aucun habitant n'y est recensé, un taux ne peut pas être calculé.")


def test_a_theme_is_said_in_the_sentence(dite):
    assert "dont un axe porte sur «\u00a0Santé mentale\u00a0»" in dite("sante_mentale")
    for theme in THEMES:
        assert THEMES[theme] in dite(theme)


def test_the_name_of_a_territory_is_text(une_synthese):
    synthese = une_synthese(territoire=Territoire("epci", "1", "**CC** [x](http://e.vil) <b>"))
    vue = EtatVue(synthese.territoire, synthese.jour, "commune", "statut")
    assert r"\*\*CC\*\* \[x\]" in phrase(synthese, vue)
    assert "http://" not in phrase(synthese, vue).replace("\\", "")


@pytest.mark.parametrize(
    ("population_signe", "taux", "dit"),
    [
        (199_999, 99.9995, "99,9\u00a0%"),
        (1, 0.0005, "0,1\u00a0%"),
        (200_000, 100.0, "100\u00a0%"),
        (0, 0.0, "0\u00a0%"),
    ],
)
def test_all_but_one_inhabitant_is_not_everybody(dite, population_signe, taux, dit):
    sentence = dite(population_signe=population_signe, taux_signe=taux)
    assert f"CC d'Essai\u00a0: {dit} de la population" in sentence


def test_the_sentence_comes_with_the_year_of_the_population(draw, une_synthese):
    synthese = une_synthese()
    vue = EtatVue(synthese.territoire, synthese.jour, "commune", "statut")
    shown = draw(answer, synthese, vue, Reference(2026, 2023))
    assert shown.markdown[0].value.endswith(phrase(synthese, vue))
    assert "Population municipale 2023" in shown.caption[0].value
    assert "ce n'est pas un chiffre officiel" in shown.caption[0].value


def reserves_said(draw, synthese) -> list[str]:
    shown = draw(reserves, synthese, RELEVE)
    if not shown.expander:
        return []
    return shown.expander[0].markdown[0].value.removeprefix("- ").split("\n- ")


def test_figures_that_rest_on_nothing_estimated_have_no_reserve(draw, une_synthese):
    assert reserves_said(draw, une_synthese()) == []


def test_what_is_estimated_is_counted_apart(draw, une_synthese):
    synthese = une_synthese(
        signature_inconnue=Reserve(("a", "b"), 312_000), echeance_estimee=Reserve(("a",), 1_000)
    )
    assert reserves_said(draw, synthese) == [
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
            "1\u00a0contrat signé ou en projet sans périmètre connu, compté dans aucun taux",
            "1\u00a0contrat dont la source ne dit pas où il en est, compté dans aucun taux",
        ),
        (
            ("a", "b"),
            "2\u00a0contrats signés ou en projet sans périmètre connu, comptés dans aucun taux",
            "2\u00a0contrats dont la source ne dit pas où ils en sont, comptés dans aucun taux",
        ),
    ],
)
def test_contracts_that_no_rate_counts_are_told(
    draw, une_synthese, contrats, sans_perimetre, inconnus
):
    synthese = une_synthese(sans_perimetre=contrats, contrats_inconnus=contrats)
    assert reserves_said(draw, synthese) == [sans_perimetre, inconnus]


def test_a_partial_coverage_is_told(draw, une_synthese):
    said = reserves_said(draw, une_synthese(population_partielle=1_234))
    assert said[0].startswith("1\u202f234\u00a0hab. vivent dans une commune couverte en partie")


def test_a_day_after_the_registre_was_gathered_is_told(draw, une_synthese):
    assert reserves_said(draw, une_synthese(jour=RELEVE)) == []
    said = reserves_said(draw, une_synthese(jour=date(2026, 6, 16)))
    assert said[0].startswith("le registre a été relevé le 15\u00a0juin\u00a02026")


@pytest.fixture
def annoncee(draw):
    """Return ``annoncee(**announcement)``: what is said beside 34 contracts signed."""

    def said(**announcement) -> str:
        nothing = dict.fromkeys(
            ("nb_cls_annonces", "taux_signe_publie", "taux_signe_ou_projet_publie", "remarque"), ""
        )
        fields = {"region": "75", "ars": "ARS d'Essai", "date_annonce": None, "source_url": ""}
        annonce = AnnonceRegion(**(nothing | fields | announcement))
        shown = draw(completude_region, Completude(annonce, 34, 6), date(2025, 1, 31))
        return shown.info[0].value.replace("**", "").replace("\\", "")

    return said


def test_the_registre_is_set_beside_what_the_ars_announced(annoncee):
    said = annoncee(
        nb_cls_annonces="55",
        date_annonce=DatePartielle(2025),
        taux_signe_publie="78.6",
        taux_signe_ou_projet_publie="82",
        source_url="https://exemple.fr/cls",
    )
    assert said == (
        "Registre incomplet\u00a0: 34\u00a0CLS signés recensés pour l'ARS d'Essai au "
        "31\u00a0janvier\u00a02025, 55 annoncés par l'agence (2025). Elle publie\u00a0: "
        "78,6\u00a0% de la population couverte par un contrat signé et 82\u00a0% de la population "
        "couverte par un contrat signé ou en projet (2025). [Source](https://exemple.fr/cls)"
    )


def test_more_than_a_number_is_said_in_words(annoncee):
    said = annoncee(nb_cls_annonces=">30", taux_signe_publie=">50")
    assert "plus de 30 annoncés" in said
    assert "plus de 50\u00a0% de la population" in said
    assert ">" not in said


def test_an_ars_that_announced_nothing_is_not_compared(annoncee):
    said = annoncee()
    assert "34\u00a0CLS signés recensés" in said
    assert "pour l'ARS d'Essai" in said
    assert "Aucun nombre publié par l'agence" in said
    assert "le taux réel peut être plus élevé" in said


def test_the_country_says_how_many_ars_can_be_compared(draw):
    said = draw(completude_france, 204, 61, 11).info[0].value.replace("**", "")
    assert "204\u00a0CLS signés et 61\u00a0projets recensés" in said
    assert "11 ARS sur 18" in said


def test_a_small_territory_says_what_no_contract_means(draw):
    assert "aucun contrat n'a été trouvé" in draw(completude_locale).caption[0].value


@pytest.mark.parametrize(
    ("habitants", "jour", "dit"),
    [
        (60_000, date(2022, 6, 1), True),
        (10_000, date(2022, 6, 1), False),
        (60_000, RELEVE, False),
    ],
)
def test_a_past_rate_that_rests_on_undated_signatures_says_so_at_once(
    draw, une_synthese, habitants, jour, dit
):
    synthese = une_synthese(signature_inconnue=Reserve(("cls-a",), habitants), jour=jour)
    page = draw(reserve_du_passe, synthese, RELEVE)
    assert [("60,0\u00a0%" in one.value) for one in page.info] == [True] * dit


def test_a_past_day_that_nobody_covers_has_nothing_to_say(draw, une_synthese):
    synthese = une_synthese(population_signe=0, jour=date(2010, 1, 1))
    assert not draw(reserve_du_passe, synthese, RELEVE).info
