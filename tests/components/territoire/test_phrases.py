"""The answer in words: true to what the page lists, whatever the place, and never markup."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from components.commun.mots.contrat import (
    Morceau,
    avec_article,
    contrat_signe,
    en_markdown,
    en_texte,
    quand,
)
from components.territoire.phrases import reponse
from components.territoire.precisions import precisions
from data.dates import DatePartielle
from data.model import ChiffrePublie
from geo.couverture.moteur import Couverture, load_moteur
from geo.territoire.situation import Situation, build_situation
from geo.territoires.lieux import Lieu, find_lieux
from geo.territoires.territoire import Territoire

JOUR = date(2026, 11, 21)
HOSTILE = "<script>alert(1)</script> **[clic](javascript:alert(1))** www.exemple.fr"


@pytest.fixture(scope="module")
def couverture() -> Couverture:
    return load_moteur().couverture(JOUR)


@pytest.fixture(scope="module")
def situation_of(couverture: Couverture) -> Callable[[str], Situation]:
    """Return ``situation_of(code)``: the real situation of a place."""
    referentiel = couverture.moteur.referentiel
    return lambda code: build_situation(couverture, find_lieux(referentiel, code)[0])


def answer(situation: Situation) -> str:
    return en_texte(reponse(situation))


def test_no_answer_denies_a_contract_that_the_page_lists(couverture: Couverture):
    """A signed contract without a known perimeter covers nobody in the rates, and exists."""
    referentiel = couverture.moteur.referentiel
    for niveau in ("departement", "region"):
        for code, nom in zip(
            referentiel.niveaux[niveau].codes.tolist(),
            referentiel.niveaux[niveau].noms.tolist(),
            strict=True,
        ):
            situation = build_situation(couverture, Lieu(Territoire(niveau, code, nom)))
            text = answer(situation)
            for one in situation.de_statut("signe"):
                assert "aucun contrat local de santé n'est" not in text, nom
                assert one.perimetre_connu or "périmètre connu" in text or "%" in text, nom


def test_every_answer_begins_with_the_day_and_ends_with_a_full_stop(couverture: Couverture):
    referentiel = couverture.moteur.referentiel
    for code in referentiel.niveaux["epci"].codes.tolist()[::25]:
        text = answer(build_situation(couverture, find_lieux(referentiel, code)[0]))
        assert text.startswith("Au 21\u00a0novembre\u00a02026, ")
        assert text.endswith(".")
        assert ".." not in text
        assert " ,  " not in text


def test_an_estimated_end_is_said_to_be_estimated(situation_of):
    (one,) = situation_of("29232").de_statut("signe")
    known = replace(one, fin=DatePartielle(2027), fin_estimee=False)
    assert "(échéance estimée)" in en_texte(contrat_signe(one))
    assert "jusqu'en 2027, porté" in en_texte(contrat_signe(known))
    assert "sans échéance connue" in en_texte(contrat_signe(replace(one, fin=None)))


def test_a_signature_that_no_source_gives_is_not_guessed(situation_of):
    (one,) = situation_of("29232").de_statut("signe")
    unknown = replace(one, contrat=replace(one.contrat, date_signature=None))
    assert "signé à une date que la source ne donne pas" in en_texte(contrat_signe(unknown))


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("2023", "en 2023"),
        ("2023-07", "en juillet\u00a02023"),
        ("2023-07-01", "le 1er\u00a0juillet"),
    ],
)
def test_a_date_is_said_with_its_own_precision(texte: str, attendu: str):
    assert quand("le", "en", DatePartielle.parse(texte)).startswith(attendu)


def test_an_organisation_has_its_article_when_its_name_tells_it():
    assert avec_article("Ville de Montreuil") == "la Ville de Montreuil"
    assert avec_article("PETR du Pays de Langres") == "le PETR du Pays de Langres"
    assert avec_article("Quimper Cornouaille Développement") == "Quimper Cornouaille Développement"


def test_text_from_the_data_is_escaped_in_the_sentence(situation_of):
    situation = situation_of("29232")
    (one,) = situation.de_statut("signe")
    hostile = replace(one, contrat=replace(one.contrat, nom=HOSTILE, porteur=HOSTILE))
    text = en_markdown(reponse(replace(situation, contrats=(hostile,))))
    assert "<script>" not in text.replace(r"\<", "")
    assert "](" not in text
    assert en_markdown((Morceau("a*b", fort=True),)) == r"**a\*b**"


def test_a_publication_that_covers_everybody_is_set_against_the_registre(situation_of):
    situation = situation_of("56019")
    morbihan = next(one for one in situation.parents if one.niveau == "departement")
    figure = ChiffrePublie(
        "departement", "56", DatePartielle(2024), "taux_population_signe", "100", "%", ""
    )
    told = [en_texte(one) for one in precisions(replace(situation, publies={morbihan: (figure,)}))]
    assert any("toute la population couverte (Morbihan, 2024)" in one for one in told)
    later = replace(figure, date=DatePartielle(2030))
    told = [en_texte(one) for one in precisions(replace(situation, publies={morbihan: (later,)}))]
    assert not any("toute la population" in one for one in told)
