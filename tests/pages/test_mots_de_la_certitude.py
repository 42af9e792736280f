"""What no page, slide nor file says where nobody attests the list of contracts (DESIGN 10).

Two régions: Bretagne attests its list, Normandie does not.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pdfminer.high_level import extract_text
from pptx import Presentation
from streamlit.testing.v1 import AppTest

import geo.couverture.moteur
from components.commun.mots.certitude import mots_interdits
from components.diaporama.contenu import build_diaporama
from components.diaporama.emporter import exports_du_diaporama
from components.tableaux.tableaux import export_table
from geo.certitude.carte import parties
from geo.couverture.moteur import Moteur
from geo.presentation.seminaire import Seminaire, build_seminaire
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import FRANCE, Territoire, find_territoire
from tests.deux_regions import BRETAGNE, JOUR, NORMANDIE, build_moteur

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"
SEINE_MARITIME, LE_HAVRE, CAEN = "76", "76351", "14118"
NON_ATTESTES = [("region", NORMANDIE), ("departement", SEINE_MARITIME)]
PAGES = ["", "evolution", "contrats", "actions", "simulation", "presentation", "donnees"]


@pytest.fixture(scope="module")
def moteur() -> Moteur:
    return build_moteur(load_referentiel())


@pytest.fixture
def deux_regions(monkeypatch: pytest.MonkeyPatch, moteur: Moteur) -> Moteur:
    """The application, with the registre of the two régions."""
    for name in ("load_moteur", "load_moteur_de"):
        monkeypatch.setattr(geo.couverture.moteur, name, lambda *_, **__: moteur)
    return moteur


def lieu(moteur: Moteur, niveau: str, code: str) -> Territoire:
    return find_territoire(moteur.referentiel, niveau, code) if code else FRANCE


def strings(message: Any) -> Iterator[str]:
    """Every text of a message sent to the browser, whatever its fields; data tables apart."""
    for field, value in message.ListFields():
        many = value if field.is_repeated else [value]
        for one in many.values() if hasattr(many, "values") else many:
            if isinstance(one, str):
                yield re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), one)  # JSON
            elif hasattr(one, "ListFields"):
                yield from strings(one)


def said(page: AppTest) -> str:
    """Everything that a page shows: texts, tables, charts, options, helps.

    A map is given the words of every class; those that it shows are in its legend.
    """
    found: list[str] = []
    for block in (page.main, page.sidebar):
        for element in block:
            proto = getattr(element, "proto", None)
            if element.type != "component_instance" and hasattr(proto, "ListFields"):
                found += strings(proto)
            if element.type == "arrow_data_frame":
                found.append(element.value.to_csv())
    return "\n".join(found)


def faults(texte: str) -> list[str]:
    """Return the forbidden words of a text, each with what is before it."""
    found, start = [], 0
    for word in mots_interdits(texte):
        start = texte.index(word, start) + len(word)
        found.append(texte[max(0, start - 80) : start + 20])
    return found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("niveau", "code"), NON_ATTESTES)
def test_no_page_says_that_a_place_is_bare_where_nobody_attests_it(
    deux_regions: Moteur, run_sound_page: Callable[..., AppTest], page: str, niveau: str, code: str
):
    where = {niveau: code} if code else {}
    shown = said(run_sound_page(page, date=JOUR.isoformat(), **where))
    assert len(shown) > 1000
    assert faults(shown) == []


def test_every_page_is_read():
    """Those of the menu, the sheets of a place, the method and its words, what writes, the law."""
    pages = {path.stem for path in (DASHBOARD.parent / "pages").glob("*.py")}
    read = {*PAGES, "couverture", "contrat", "territoire", "methode"} - {""}
    law = {"accessibilite", "mentions", "donnees_personnelles"}
    assert pages == read | {"atelier", "saisie", "signalements"} | law


@pytest.mark.parametrize("code", [LE_HAVRE, CAEN])
def test_no_sheet_of_a_place_says_that_it_is_bare(
    deux_regions: Moteur, run_sound_page: Callable[..., AppTest], code: str
):
    shown = said(run_sound_page("territoire", commune=code, date=JOUR.isoformat()))
    assert len(shown) > 1000
    assert faults(shown) == []


@pytest.mark.parametrize("contrat", ["cls-76-le-havre-1", "cls-76-dieppe-1", "cls-76-yvetot-1"])
def test_no_sheet_of_a_contract_says_that_a_place_is_bare(
    deux_regions: Moteur, run_sound_page: Callable[..., AppTest], contrat: str
):
    shown = said(run_sound_page("contrat", id=contrat, date=JOUR.isoformat()))
    assert len(shown) > 1000
    assert faults(shown) == []


def told(seminaire: Seminaire) -> str:
    """Every text of a deck, alternatives, legends and notes included."""
    found: list[str] = []
    for slide in build_diaporama(seminaire).diapositives:
        found += [slide.titre, slide.phrase, slide.pied, *slide.puces, *slide.notes]
        found += [text for one in slide.chiffres for text in (one.libelle, one.precision)]
        for picture in (slide.carte, slide.graphique, *(carte for _, carte in slide.etapes)):
            found += [picture.titre, picture.alternative] if picture else []
        if slide.graphique is not None:
            found += [*slide.graphique.categories, *(one.nom for one in slide.graphique.series)]
        if slide.tableau is not None:
            found.append(slide.tableau.to_csv())
    return "\n".join(found)


@pytest.mark.parametrize(("niveau", "code"), NON_ATTESTES)
def test_no_slide_says_that_a_place_is_bare_where_nobody_attests_it(
    moteur: Moteur, niveau: str, code: str
):
    assert faults(told(build_seminaire(moteur, lieu(moteur, niveau, code), JOUR))) == []


def test_the_files_of_a_deck_say_no_more_than_its_slides(moteur: Moteur):
    place = lieu(moteur, "region", NORMANDIE)
    pptx, pdf = exports_du_diaporama(
        lambda: build_seminaire(moteur, place, JOUR), place.nom, "cls-presentation"
    )
    slides = Presentation(BytesIO(pptx.suivi(lambda *_: None))).slides
    written = [text for slide in slides for text in slide._element.itertext()]
    written += [text for slide in slides for text in slide.notes_slide._element.itertext()]
    assert faults("\n".join(written)) == []
    assert faults(extract_text(BytesIO(pdf.suivi(lambda *_: None)))) == []


@pytest.mark.parametrize("niveau", ["departement", "epci", "commune"])
def test_a_file_says_bare_only_where_an_ars_attests_its_list(moteur: Moteur, niveau: str):
    couverture = moteur.couverture(JOUR)
    tables = {
        code: export_table(parties(couverture, lieu(moteur, "region", code), niveau))
        for code in (NORMANDIE, BRETAGNE)
    }
    assert faults(tables[NORMANDIE].to_csv()) == []
    assert "Aucun contrat recensé" in tables[NORMANDIE]["Statut"].tolist() or niveau != "commune"
    if niveau != "departement":
        assert "Non couvert" in tables[BRETAGNE]["Statut"].tolist()
        assert "Aucun contrat recensé" not in tables[BRETAGNE]["Statut"].tolist()


def test_a_rate_in_a_file_stands_with_its_bounds_and_with_what_was_published(moteur: Moteur):
    couverture = moteur.couverture(JOUR)
    table = export_table(parties(couverture, lieu(moteur, "region", NORMANDIE), "departement"))
    row = table.set_index("Code").loc[SEINE_MARITIME]
    low, found = row["Taux attesté (%)"], row["Taux signé recensé (%)"]
    assert low < found < row["Au plus, d'après le registre (%)"]
    assert (row["Taux publié, signé (%)"], row["Date du taux publié"]) == (70, "2026-03")
