"""The territory page run without a browser: for each address, the answer and what goes with it."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape, unescape
from io import BytesIO

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.commun.mots.certitude import phrase
from components.commun.mots.contrat import en_texte
from components.documents.telechargements import csv_bytes
from components.figures.certitude import barre_de_certitude
from components.territoire.demarche import site_de_l_ars
from components.territoire.export import COLONNES, export_situation
from components.territoire.phrases import reponse
from geo.certitude.certitude import build_certitude
from geo.couverture.moteur import Moteur
from geo.territoire.situation import Situation, build_situation
from geo.territoires.lieux import find_lieux
from tests.pages.lecture import assert_nothing_wrong

JOUR = date(2026, 11, 21)


@pytest.fixture
def open_page(run_page) -> Callable[..., AppTest]:
    """Return ``open_page(**parameters)``: the page at an address, run once."""
    return partial(run_page, "territoire")


@pytest.fixture
def page_of(open_page) -> Callable[..., AppTest]:
    """Return ``page_of(code)``: the page of a place on JOUR, where nothing must go wrong."""

    def run(code: str, **parameters: str) -> AppTest:
        page = open_page(code=code, **({"date": JOUR.isoformat()} | parameters))
        assert_nothing_wrong(page)
        assert not page.warning
        return page

    return run


def plain(markdown: str) -> str:
    """Return a text without the marks of Markdown."""
    return re.sub(r"\\(.)", r"\1", markdown.replace("**", ""))


def hero(page: AppTest) -> int:
    """Return the rank of the first sentence, that of the rate, among the texts of the page."""
    return next(
        rank for rank, one in enumerate(page.markdown) if one.value.startswith(("Au ", "**Au "))
    )


def answer(page: AppTest) -> str:
    """Return the sentence that tells the contracts, under the day written in the one above."""
    rank = hero(page)
    day = plain(page.markdown[rank].value).split(", ")[0]
    told = plain(page.markdown[rank + 1].value)
    return f"{day}, {told[0].lower()}{told[1:]}"


def html(page: AppTest) -> str:
    """Return the pieces of HTML of the page, as text."""
    pieces = " ".join(one.proto.body for one in page.get("html"))
    return unescape(re.sub(r"<[^>]+>", " ", pieces))


def everything(page: AppTest) -> str:
    """Return all the text of the page."""
    parts = [one.value for kind in (page.markdown, page.caption, page.header) for one in kind]
    return plain(" ".join(parts)) + html(page)


def title(page: AppTest) -> str:
    return plain(page.title[0].value)


def test_a_covered_commune_is_told_its_contract(page_of):
    page = page_of("29232")
    assert title(page) == "Quimper"
    text = answer(page)
    assert text.startswith("Au 21\u00a0novembre\u00a02026, la commune est couverte par un contrat")
    assert "CLS de Cornouaille, signé le 12\u00a0juillet\u00a02023" in text
    assert "jusqu'au 12\u00a0juillet\u00a02028 (échéance estimée)" in text
    assert "porté par Quimper Cornouaille Développement" in text
    assert "étape «\u00a0Suivi des actions\u00a0» (5 sur 6)" in text
    told = everything(page)
    assert "Promouvoir et prévenir la santé à tous les âges" in told
    assert "Actions (2\u00a0connues sur 21 annoncées)" in told
    assert "Diagnostic santé environnementale" in told
    assert "Signataires (13)" in told
    assert "Le contrat" in [one.value for one in page.header]
    assert "par où commencer" not in told


def test_a_commune_in_project_is_told_the_step(page_of):
    page = page_of("93048")
    text = answer(page)
    assert "aucun contrat local de santé signé n'est recensé dans la commune, mais" in text
    assert "CLS de Montreuil, à l'étape «\u00a0Élaboration concertée\u00a0» (4 sur 6)" in text
    assert "Élaboration concertée du contrat et de ses actions – en cours" in everything(page)


def test_a_commune_whose_contract_is_over_is_told_since_when(page_of):
    page = page_of("29019")
    assert "aucun contrat local de santé en cours n'est recensé" in answer(page)
    assert "échéance passée en 2025" in answer(page)
    told = everything(page)
    assert "Renouveler un contrat\u00a0: par où commencer" in told
    assert "une source publique disait toute la population couverte" in told


def test_a_commune_under_nothing_is_told_how_to_start(page_of):
    page = page_of("56019")
    assert "aucun contrat local de santé n'est recensé dans la commune" in answer(page)
    told = everything(page)
    assert "Aucun contrat recensé\u00a0: par où commencer" in told
    assert "Lettre d'intention de la collectivité" in told
    assert "Élaboration d'un diagnostic territorial de santé" in told
    assert "l'ingénierie de projet" in told
    assert "À l'ARS Bretagne" in told
    assert "4\u00a0communes limitrophes" in told
    assert "Dans le département, 2\u00a0projets" in told
    assert re.search(r"À 10\u00a0km\. Signé le 14\u00a0mars\u00a02023", told)


def test_a_former_commune_is_told_apart_from_the_whole(page_of):
    page = page_of("93059")
    assert title(page) == "Saint-Denis"
    assert "Pierrefitte-sur-Seine est une ancienne commune" in everything(page)
    assert "limité à l'ancienne commune Saint-Denis" in answer(page)


def test_a_partly_covered_epci_is_told_its_rate_and_its_communes(page_of):
    page = page_of("200054781")
    assert re.search(r"couvrent 8,5\u00a0% de la population", answer(page))
    assert "Communes où rien n'est recensé en cours" in [one.value for one in page.header]
    assert "117\u00a0communes sur 130" in everything(page)


@pytest.mark.parametrize(
    ("code", "nom", "debut"),
    [
        (
            "75101",
            "Paris 1er Arrondissement",
            "aucun contrat local de santé en cours n'est recensé dans l'arr",
        ),
        (
            "200057875",
            "Est Ensemble",
            "aucun contrat local de santé signé n'est recensé dans l'établissement",
        ),
        ("29", "Finistère", "les contrats signés recensés couvrent 41,9\u00a0% de la population"),
        ("97801", "Saint-Martin", "aucun contrat local de santé en cours n'est recensé dans la"),
        ("200068120", "CA Quimper Bretagne Occidentale", "l'intercommunalité est entièrement couv"),
    ],
)
def test_every_kind_of_place_has_its_answer(page_of, code: str, nom: str, debut: str):
    page = page_of(code)
    assert title(page) == nom
    assert debut in answer(page)


def test_a_place_without_a_contour_says_that_it_has_no_map(page_of):
    page = page_of("97801")
    assert any("il n'y a pas de carte" in one.value for one in page.info)
    assert "ARS Guadeloupe" in everything(page)


def test_a_past_day_shows_the_situation_of_that_day(open_page):
    page = open_page(code="29232", date="2022-01-01")
    assert_nothing_wrong(page)
    assert answer(page).startswith("Au 1er\u00a0janvier\u00a02022, ")
    assert "est couverte" not in answer(page)


def situation(moteur: Moteur, code: str) -> Situation:
    lieu = find_lieux(moteur.referentiel, code)[0]
    return build_situation(moteur.couverture(JOUR), lieu)


def test_the_data_of_the_page_is_one_table_with_its_sources(moteur: Moteur):
    found = situation(moteur, "29232")
    table = export_situation(found)
    assert tuple(table.columns) == COLONNES
    read = pd.read_csv(BytesIO(csv_bytes(table)), sep=";", encoding="utf-8-sig", decimal=",")
    assert len(read) == len(table)
    values = dict(zip(read["Élément"], read["Valeur"], strict=True))
    assert values["Phrase"] == en_texte(reponse(found))
    assert values["Code"] == "29232"
    assert values["Population"] == "64385"
    assert set(read["Rubrique"]) >= {"Contrat", "Axe", "Action", "Signataire", "Contrat voisin"}
    contracts = read[read["Rubrique"] == "Contrat"]
    assert contracts["Source"].str.startswith("https://").all()


def test_the_link_is_the_address_of_the_view(page_of):
    page = page_of("29232")
    (link,) = page.code
    assert link.value.endswith("/territoire?code=29232&date=2026-11-21")


def test_the_first_sentence_is_that_of_the_rate_whatever_the_place(page_of, moteur: Moteur):
    for code in ("29232", "56019", "29"):
        page = page_of(code)
        certitude = build_certitude(
            moteur.couverture(JOUR), find_lieux(moteur.referentiel, code)[0].territoire
        )
        assert plain(page.markdown[hero(page)].value) == phrase(certitude)
        barre = barre_de_certitude(certitude)
        assert barre is not None
        assert any(escape(barre.alternative) in one.proto.body for one in page.get("html"))


def test_a_place_where_nothing_is_recorded_is_not_told_uncovered(page_of):
    page = page_of("56019")
    bold = re.findall(r"<b>([^<]+)</b>", " ".join(one.proto.body for one in page.get("html")))
    assert "Aucun contrat recensé" in bold
    assert "Non couvert" not in bold


def test_the_rate_published_for_the_departement_stands_under_that_of_the_commune(open_page):
    page = open_page(code="29019", date="2023-12-01")
    assert_nothing_wrong(page)
    assert "Finistère\u00a0: 100\u00a0% de la population" in everything(page)
    assert "chiffre publié" in everything(page)


def test_a_commune_under_nothing_is_led_to_its_epci_and_to_a_neighbour(page_of):
    page = page_of("56019")
    assert "Rejoindre un voisin" in everything(page)
    button = page.button(key="territoire-piste-epci")
    name = plain(button.label).split("\u00a0: ")[1]
    button.click().run()
    assert_nothing_wrong(page)
    assert title(page) == name


def test_whom_to_write_to_names_the_ars_its_site_and_who_carries_the_contract(page_of):
    page = page_of("29232")
    told = everything(page)
    assert "À l'ARS Bretagne" in told
    assert "CLS de Cornouaille, porté par Quimper Cornouaille Développement" in told
    sites = [one.proto.url for one in page.get("link_button")]
    assert "https://bretagne.ars.sante.fr" in sites


@pytest.mark.parametrize(
    ("read", "site"),
    [
        ("https://bretagne.ars.sante.fr/les-contrats", "https://bretagne.ars.sante.fr"),
        ("https://fr.slideshare.net/rapport", ""),
        ("javascript://bretagne.ars.sante.fr/%0aalert(1)", ""),
        ("", ""),
    ],
)
def test_the_site_of_an_ars_is_one_of_the_ars(read: str, site: str):
    assert site_de_l_ars(read) == site


def test_a_commune_says_how_to_write_to_its_town_hall(page_of):
    said = " ".join(one.value for one in page_of("63113").markdown)
    assert "À la **mairie** (Clermont" in said
