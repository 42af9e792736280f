"""Decks and sheets can be read by everybody; what would prevent it is seen."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from components.documents.pdf.diaporama import diaporama_pdf
from components.gabarit.diapositive import Diapositive
from components.gabarit.gabarit import FORMATS
from tests.components.diaporama_essai import (
    BARRES,
    PIED,
    TABLEAU,
    carte_des_regions,
    deck_d_essai,
)
from tests.components.documents.pdf.accessibilite import defauts, elements
from tests.components.documents.pdf.lecture import Lu


@pytest.fixture(scope="module")
def lu() -> Lu:
    return Lu(diaporama_pdf(deck_d_essai()))


@pytest.fixture(scope="module")
def une_page() -> Lu:
    slide = Diapositive(
        "essai", "Titre", "Phrase.", (), carte_des_regions(), BARRES, TABLEAU, ("Un",), PIED
    )
    return Lu(diaporama_pdf(replace(deck_d_essai(), diapositives=(slide, slide))))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_deck_can_be_read_by_everybody(lu: Lu, format_: str):
    by_default = format_ == "16:9"
    written = lu if by_default else Lu(diaporama_pdf(deck_d_essai(), format_=format_))
    assert defauts(written) == []


def test_every_map_and_chart_of_a_deck_is_a_figure_that_says_what_it_shows(lu: Lu):
    shown = [
        figure.alternative
        for slide in deck_d_essai().diapositives
        for figure in (slide.carte, slide.graphique)
        if figure is not None
    ]
    assert [str(one.brut["/Alt"]) for one in elements(lu, "/Figure")] == shown


def test_every_slide_has_one_title_and_every_table_its_header(lu: Lu):
    slides = deck_d_essai().diapositives
    assert [str(one.brut["/T"]) for one in elements(lu, "/H1")] == [one.titre for one in slides]
    (table,) = elements(lu, "/Table")
    assert len(table.de("/TH")) == TABLEAU.shape[1]
    assert len(table.de("/TR")) == len(TABLEAU) + 1


def test_bullets_are_a_list(lu: Lu):
    lists = elements(lu, "/L")
    slides = [one for one in deck_d_essai().diapositives if one.puces and one.cle != "titre"]
    assert [len(one.de("/LI")) for one in lists] == [len(one.puces) for one in slides]


def spoiled(lu: Lu, spoil: Callable[[PdfWriter], None]) -> list[str]:
    """What is found wrong in the same file once something of it is lost."""
    writer = PdfWriter(clone_from=BytesIO(lu.contenu))
    spoil(writer)
    content = BytesIO()
    writer.write(content)
    return defauts(Lu(content.getvalue()))


def of_kind(writer: PdfWriter, genre: str) -> DictionaryObject:
    """The first element of the structure of a kind."""
    return next(
        one
        for one in writer._objects
        if isinstance(one, DictionaryObject) and one.get("/S") == genre and "/P" in one
    )


def forget(writer: PdfWriter, key: str) -> None:
    del writer.root_object[NameObject(key)]


def rename(genre: str, other: str, every: bool = False) -> Callable[[PdfWriter], None]:
    """Return what gives elements of a kind another kind."""

    def spoil(writer: PdfWriter) -> None:
        one = of_kind(writer, genre)
        while one is not None:
            one[NameObject("/S")] = NameObject(other)
            try:
                one = of_kind(writer, genre) if every else None
            except StopIteration:
                one = None

    return spoil


def without_alternative(writer: PdfWriter) -> None:
    del of_kind(writer, "/Figure")[NameObject("/Alt")]


def without_font(writer: PdfWriter) -> None:
    for one in writer._objects:
        for key in ("/FontFile2", "/FontFile3"):
            if isinstance(one, DictionaryObject) and key in one:
                del one[NameObject(key)]


def without_title(writer: PdfWriter) -> None:
    writer.metadata = {"/Author": "Atlas"}


def with_a_stroke(writer: PdfWriter) -> None:
    page = writer.pages[0]
    drawn = StreamObject()
    drawn.set_data(page.get_contents().get_data() + b"\n0 0 m 100 100 l S\n")
    page[NameObject("/Contents")] = writer._add_object(drawn)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda writer: forget(writer, "/Lang"), "no language"),
        (without_title, "no title"),
        (lambda writer: forget(writer, "/MarkInfo"), "not marked as tagged"),
        (lambda writer: forget(writer, "/ViewerPreferences"), "the title is not shown"),
        (lambda writer: forget(writer, "/Metadata"), "does not say that it follows PDF/UA-1"),
        (lambda writer: forget(writer, "/StructTreeRoot"), "no structure"),
        (lambda writer: forget(writer, "/Outlines"), "no bookmark"),
        (rename("/H1", "/P", every=True), "no heading"),
        (rename("/H1", "/H2"), "heading out of order: H2 after H0"),
        (without_alternative, "figure without an alternative text"),
        (rename("/TH", "/TD", every=True), "table without a header cell"),
        (rename("/TD", "/P"), "rows of different lengths"),
        (rename("/LI", "/P"), "list of something else than items"),
        (without_font, "font that is not embedded"),
        (with_a_stroke, "page 1: something is painted out of the structure"),
    ],
)
def test_what_would_prevent_a_reader_is_seen(
    une_page: Lu, spoil: Callable[[PdfWriter], None], fault: str
):
    assert any(fault in one for one in spoiled(une_page, spoil))


def test_a_file_written_again_as_it_is_has_no_fault(une_page: Lu):
    assert spoiled(une_page, lambda writer: None) == []
