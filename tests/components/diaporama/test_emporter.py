"""The slides that pages give to take away."""

from datetime import date
from io import BytesIO

import pytest
from pdfminer.pdfpage import PDFPage
from pptx import Presentation

from components.diaporama.contenu import DIAPOSITIVES
from components.diaporama.emporter import exports_du_diaporama
from geo.couverture.moteur import load_moteur
from geo.presentation.seminaire import build_seminaire, territoire_du_seminaire

JOUR = date(2026, 11, 21)


@pytest.fixture(scope="module")
def exports(find):
    mayotte = find("region", "06")
    return exports_du_diaporama(
        lambda: build_seminaire(load_moteur(), mayotte, JOUR),
        mayotte.nom,
        "cls-presentation_mayotte",
    )


def test_nothing_is_computed_before_it_is_asked_for():
    def never():
        raise AssertionError("computed too early")

    made = exports_du_diaporama(never, "Mayotte", "nom")
    assert [one.libelle for one in made] == ["Présentation (PPTX)", "Présentation (PDF)"]
    assert [one.fichier for one in made] == ["nom.pptx", "nom.pdf"]


def test_the_files_hold_the_slides_of_the_territory_and_tell_their_progress(exports):
    for export in exports:
        seen: list[float] = []
        content = export.suivi(lambda part, what, seen=seen: seen.append(part))
        assert (seen[0], seen[-1]) == (0, 1)
        assert seen == sorted(seen)
        if export.fichier.endswith(".pptx"):
            slides = Presentation(BytesIO(content)).slides
            assert len(slides) == len(DIAPOSITIVES)
            assert "Mayotte" in slides[0].shapes.title.text_frame.text
        else:
            assert len(list(PDFPage.get_pages(BytesIO(content)))) == len(DIAPOSITIVES)


@pytest.mark.parametrize(
    ("niveau", "code", "attendu"),
    [
        ("commune", "29232", ("departement", "29")),
        ("epci", "200068120", ("departement", "29")),
        ("departement", "29", ("departement", "29")),
        ("region", "06", ("region", "06")),
        ("france", "FR", ("france", "FR")),
    ],
)
def test_a_small_place_has_the_deck_of_its_departement(referentiel, find, niveau, code, attendu):
    place = find(niveau, code)
    found = territoire_du_seminaire(referentiel, place)
    assert found.niveau == attendu[0]
    assert niveau == "france" or found.code == attendu[1]
