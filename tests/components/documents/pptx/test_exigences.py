"""A deck is a file that PowerPoint opens without repairing it, and the checks can fail."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import pytest

from components.documents.pptx.diaporama import diaporama_pptx
from components.figures.figure import Chiffre
from components.gabarit.diapositive import Diaporama, Diapositive
from tests.components.diaporama_essai import BARRES, GRAPHIQUES, carte_des_regions, deck_d_essai
from tests.components.documents.pptx.exigences import fautes

HOSTILE = "<a:t>&amp; ]]></a:t>\x07\ud800\ufffe =1+1 «\u202e»"


@pytest.fixture(scope="module")
def contenu() -> bytes:
    return diaporama_pptx(deck_d_essai())


def deck_of(*slides: Diapositive) -> Diaporama:
    return replace(deck_d_essai(), diapositives=slides)


@pytest.mark.parametrize("format_", ["16:9", "4:3"])
def test_powerpoint_opens_a_deck_as_it_is(contenu: bytes, format_: str):
    by_default = format_ == "16:9"
    assert fautes(contenu if by_default else diaporama_pptx(deck_d_essai(), format_=format_)) == []


def test_a_deck_of_every_kind_of_chart_is_opened_as_it_is():
    slides = [
        Diapositive(str(rank), "Un titre", graphique=one) for rank, one in enumerate(GRAPHIQUES)
    ]
    assert fautes(diaporama_pptx(deck_of(*slides))) == []


def test_a_deck_of_hostile_texts_is_opened_as_it_is():
    slide = Diapositive(
        "hostile",
        HOSTILE,
        HOSTILE,
        (Chiffre(HOSTILE, HOSTILE, HOSTILE),) * 3,
        puces=(HOSTILE,) * 9,
        graphique=replace(BARRES, titre=HOSTILE, categories=(HOSTILE, "", "b", "c")),
        pied=HOSTILE,
        notes=(HOSTILE,),
    )
    plain = HOSTILE.replace("\ud800", "")  # pandas holds no half of a character
    table = Diapositive("tableau", "", tableau=pd.DataFrame({plain: [plain, None]}))
    carte = Diapositive("carte", "", carte=replace(carte_des_regions(), titre=HOSTILE))
    assert fautes(diaporama_pptx(deck_of(slide, table, carte))) == []


def test_a_deck_without_anything_is_opened_as_it_is():
    assert fautes(diaporama_pptx(deck_of(Diapositive("vide", "")))) == []


# The checks themselves


def altered(contenu: bytes, nom: str, edit: Callable[[bytes], bytes | None]) -> bytes:
    """Return the file with one of its parts edited, or without it."""
    written = BytesIO()
    with ZipFile(BytesIO(contenu)) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            new = edit(part) if name == nom else part
            assert name != nom or new != part
            if new is not None:
                after.writestr(name, new)
    return written.getvalue()


FAUTES: list[tuple[str, Callable[[bytes], bytes | None], str]] = [
    (
        "ppt/slides/slide2.xml",
        lambda part: re.sub(rb'(<p:cNvPr id=)"\d+"', rb'\1"2"', part),
        "shape",
    ),
    (
        "ppt/slides/slide2.xml",
        lambda part: part.replace(b'r:embed="', b'r:embed="rId99'),
        "no relation",
    ),
    ("ppt/slides/slide2.xml", lambda part: part[:-20], "slide2.xml"),
    ("ppt/media/image1.png", lambda part: None, "leads to nothing"),
    ("ppt/slides/_rels/slide2.xml.rels", lambda part: None, "relations asked for"),
    (
        "[Content_Types].xml",
        lambda part: re.sub(rb'<Override PartName="/ppt/slides/slide1.xml"[^>]*/>', b"", part),
        "no content type",
    ),
    ("[Content_Types].xml", lambda part: part.replace(b"slide1.xml", b"slide77.xml"), "not there"),
    (
        "ppt/charts/chart1.xml",
        lambda part: re.sub(rb"(<c:grouping [^>]*/>)(<c:varyColors [^>]*/>)", rb"\2\1", part),
        "out of order",
    ),
    (
        "ppt/charts/chart2.xml",
        lambda part: re.sub(rb'<c:crossAx val="[^"]*"', b'<c:crossAx val="1"', part),
        "crossed by",
    ),
    (
        "ppt/charts/chart2.xml",
        lambda part: part.replace(b'<c:idx val="1"/><c:order', b'<c:idx val="0"/><c:order'),
        "series",
    ),
    (
        "ppt/presentation.xml",
        lambda part: re.sub(rb'(<p:sldId [^>]*?)id="\d+"', rb'\1id="256"', part),
        "numbers of sldId",
    ),
]


@pytest.mark.parametrize(("nom", "edit", "why"), FAUTES)
def test_a_file_that_powerpoint_would_repair_is_told(
    contenu: bytes, nom: str, edit: Callable[[bytes], bytes | None], why: str
):
    assert any(why in fault for fault in fautes(altered(contenu, nom, edit)))
