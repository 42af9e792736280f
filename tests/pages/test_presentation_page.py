"""The preparation of a presentation, run without a browser."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO

import pytest
from pptx import Presentation as PptxPresentation
from streamlit.testing.v1 import AppTest

from components.commun.mots.formats import pourcentage
from components.diaporama.contenu import LIBELLES
from components.presentation.projection import DIAPO
from geo.couverture.moteur import load_moteur_de
from geo.couverture.synthese import build_synthese
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import find_territoire


@pytest.fixture
def page_at(run_sound_page) -> Callable[..., AppTest]:
    """Return ``page_at(**parameters)``: the page at an address, run once."""
    return partial(run_sound_page, "presentation", date="2026-06-15")


def answer(page: AppTest) -> str:
    found = next(one.value for one in page.markdown if one.value.startswith("## "))
    return found.replace("*", "").replace("\\", "")


def titles(page: AppTest) -> list[str]:
    return page.dataframe[0].value["Message"].tolist()


def test_a_region_is_ready_with_every_slide(page_at):
    page = page_at(region="75")
    assert "10\u00a0diapositives prêtes sur Nouvelle-Aquitaine" in answer(page)
    assert len(titles(page)) == len(LIBELLES)
    assert not page.warning


def test_each_slide_has_its_notes(page_at):
    page = page_at(region="53", diapos="titre,region")
    notes = [one for one in page.expander if one.label[0].isdigit()]
    assert len(notes) == 2
    assert all(one.markdown[0].value for one in notes)


def test_a_faulty_address_is_prepared_and_not_projected(page_at):
    page = page_at(region="99", mode="projection")
    assert len(page.warning) == 1
    assert "diapositives prêtes sur France" in answer(page)


def test_each_fault_is_said_and_the_rest_works(page_at):
    page = page_at(
        region="53", contrat="<b>x</b>", diapos="titre,region,fin", format="2-1", rythme="3"
    )
    assert len(page.warning) == 4
    assert len(titles(page)) == 2
    assert titles(page)[1].startswith("Bretagne")


def test_the_territory_chosen_is_written_in_the_address(page_at):
    page = page_at(region="75", contrat="cls-64-pays-basque-x", diapo="4")
    box = next(one for one in page.selectbox if one.label == "Territoire")
    box.select(next(one for one in box.options if "Bretagne" in one)).run()
    assert not page.exception
    assert page.query_params["region"] == "53"
    assert "contrat" not in page.query_params
    assert "Bretagne" in answer(page)


def test_starting_writes_the_projection_in_the_address(page_at):
    page = page_at(region="75", diapo="3")
    next(one for one in page.button if one.label == "Lancer la présentation").click().run()
    assert not page.exception
    assert page.query_params["mode"] == "projection"
    assert page.query_params["diapo"] == "3"


def test_a_presentation_entered_again_starts_from_its_address(run_framed_page):
    """What the keys asked for in the visit before is not asked of this one."""
    page = run_framed_page("presentation", region="53", date="2026-06-15", mode="projection")
    page.session_state[DIAPO] = 9  # what a key does, in the part of the page that runs alone
    assert shown(page.run()) == "9"
    page.switch_page("pages/mentions.py").run()
    page.switch_page("pages/presentation.py")
    for name, value in {"region": "53", "mode": "projection", "diapo": "8"}.items():
        page.query_params[name] = value
    assert shown(page.run()) == "8"
    page.session_state[DIAPO] = 9
    page.query_params["diapo"] = "3"  # the browser's way back, from a slide to another
    assert shown(page.run()) == "3"


def shown(page: AppTest) -> str:
    """Return the number of the slide drawn."""
    bodies = [element.proto.body for element in page.get("html")]
    (found,) = [one for body in bodies for one in re.findall(r'data-diapo="(\d+)"', body)]
    return found


def test_a_territory_without_any_contract_is_presented_in_words(page_at):
    page = page_at(departement="23", date="2010-01-31")
    assert any("aucun contrat signé" in one for one in titles(page))


@pytest.mark.parametrize(("suffixe", "debut"), [("pptx", b"PK"), ("pdf", b"%PDF")])
def test_the_slides_chosen_are_written_when_they_are_asked_for(page_at, suffixe, debut):
    page = page_at(region="06", diapos="titre,sources", format="4-3")
    name = f"cls-presentation_mayotte_2026-06-15_4-3_2-diapos.{suffixe}"
    (prepare,) = (one for one in page.button if one.key and one.key.endswith(f"{name}-preparer"))
    prepare.click().run()
    assert not page.exception
    ready = page.session_state[prepare.key.partition("-cls")[0] + "-pret"]
    assert ready[0] == name
    assert ready[1].startswith(debut)
    if suffixe == "pptx":
        assert len(PptxPresentation(BytesIO(ready[1])).slides) == 2


def test_the_figures_of_a_past_day_are_those_of_the_coverage_page(page_at):
    page = page_at(region="53", date="2023-01-31", diapos="region")
    jour = date(2023, 1, 31)
    moteur = load_moteur_de(Reference.au(jour))
    region = find_territoire(moteur.referentiel, "region", "53")
    rate = build_synthese(moteur.couverture(jour), region).taux_signe
    assert pourcentage(rate) in titles(page)[0]
    year = moteur.referentiel.annee_population
    assert any(f"population municipale {year}" in one.value for one in page.caption)


def test_the_list_of_another_ars_is_shown_only_when_it_is_asked_for(page_at):
    page = page_at(region="53")
    assert not any("La liste suivie" in one for one in titles(page))
    page = page_at(region="53", diapos="titre,probantes")
    assert titles(page)[1].startswith("La liste suivie par l'ARS Nouvelle-Aquitaine")
