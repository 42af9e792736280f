"""What a speaker adds to a deck is on its slides, in the PPTX and in the PDF."""

from io import BytesIO

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from components.diaporama.habillage import SANS_HABILLAGE, Habillage
from components.documents.pdf.diaporama import diaporama_pdf
from components.documents.pptx.diaporama import diaporama_pptx
from components.gabarit.diapositive import Diaporama
from geo.presentation.logo import Logo, logo_du_fichier
from tests.components.diaporama_essai import deck_d_essai


@pytest.fixture(scope="module")
def logo() -> Logo:
    content = BytesIO()
    Image.new("RGB", (300, 100), "#1f4e8c").save(content, "PNG")
    return logo_du_fichier(content.getvalue(), "ARS & co")


@pytest.fixture(scope="module")
def dressed(logo: Logo) -> Diaporama:
    return Habillage("Direction de l'offre <de soins>", logo).sur(deck_d_essai())


def test_a_deck_without_anything_added_is_the_same():
    deck = deck_d_essai()
    assert SANS_HABILLAGE.sur(deck) is deck


def test_the_name_is_on_the_first_slide_alone(dressed):
    named = [one.cle for one in dressed.diapositives if any("Direction" in p for p in one.puces)]
    assert named == ["titre"]


@pytest.mark.parametrize("format_", ["16:9", "4:3"])
def test_the_slides_of_the_pptx_bear_the_logo_in_its_proportions(dressed, format_):
    made = Presentation(BytesIO(diaporama_pptx(dressed, format_=format_)))
    for rank, slide in enumerate(made.slides):
        (shape,) = [one for one in slide.shapes if one.name == "Logo"]
        assert shape._element.nvPicPr.cNvPr.get("descr") == "ARS & co"
        assert shape.width / shape.height == pytest.approx(3, abs=0.02)
        assert 0 <= shape.left <= shape.left + shape.width <= made.slide_width
        assert 0 <= shape.top <= shape.top + shape.height <= made.slide_height
        foot = [one for one in slide.placeholders if one.placeholder_format.idx == 11]
        if rank and foot:
            assert foot[0].left + foot[0].width <= shape.left
    texts = " ".join(one.text_frame.text for one in made.slides[0].placeholders)
    assert "Direction de l'offre <de soins>" in texts


def test_the_pages_of_the_pdf_bear_the_logo_and_the_name(dressed):
    reader = PdfReader(BytesIO(diaporama_pdf(dressed)))
    assert "Direction de l'offre <de soins>" in reader.pages[0].extract_text()
    plain = PdfReader(BytesIO(diaporama_pdf(deck_d_essai())))
    for before, after in zip(plain.pages, reader.pages, strict=True):
        assert len(after.images) == len(before.images) + 1
