"""A deck written as PPTX, read back as a program of slides reads it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Mm

from components.documents.pptx.diaporama import ATLAS, diaporama_pptx
from components.documents.pptx.texte import PRUDENCE, largeur
from components.figures.figure import Chiffre, Serie
from components.gabarit.diapositive import Diaporama, Diapositive
from components.gabarit.tableau import cellule
from components.gabarit.texte import BLEU
from tests.components.diaporama_essai import (
    BARRES,
    COURBE,
    DEBUTS,
    FINS,
    FRISE,
    GRAPHIQUES,
    TABLEAU,
    TAUX,
    carte_des_regions,
    deck_d_essai,
)

TITRES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
HOSTILES = (
    '=HYPERLINK("http://exemple.fr")',
    "+33 1 00", "-2", "@SOMME(A1)",
    "sonnerie\x07 et \x00 nul \x1b[31m",
    "\ud800 seul \ufffe\uffff",
    "<a:t>&amp; ]]></a:t>",
    "retour\x0b à la\nligne\u2028fin",
    "renversé \u202e gauche",
)  # fmt: skip


def read(content: bytes):
    return Presentation(BytesIO(content))


@pytest.fixture(scope="module")
def deck() -> Diaporama:
    return deck_d_essai()


@pytest.fixture(scope="module")
def avance() -> list[float]:
    """How far the writing of the deck was told to be."""
    return []


@pytest.fixture(scope="module", params=["16:9", "4:3"])
def lu(request: pytest.FixtureRequest, deck: Diaporama, avance: list[float]):
    avance.clear()
    content = diaporama_pptx(deck, lambda share, text: avance.append(share), format_=request.param)
    return read(content)


def one_slide(**parts: object):
    """Write a deck of one slide, and read the slide back."""
    slide = Diapositive("essai", **{"titre": "Un titre", **parts})  # type: ignore[arg-type]
    read_back = read(diaporama_pptx(replace(deck_d_essai(), diapositives=(slide,))))
    return read_back.slides[0]


def chart_of(graphique):
    slide = one_slide(graphique=graphique)
    (frame,) = (shape for shape in slide.shapes if shape.has_chart)
    return frame.chart


def texts(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def pictures(slide) -> Iterator:
    return (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)


def test_there_is_a_slide_per_slide_and_each_title_is_in_its_placeholder(lu, deck: Diaporama):
    assert len(lu.slides) == len(deck.diapositives)
    for slide, expected in zip(lu.slides, deck.diapositives, strict=True):
        title = slide.shapes.title
        assert title.placeholder_format.type in TITRES
        assert title.text_frame.text.replace("\v", " ") == expected.titre.replace("\u00a0 ", " ")


def test_texts_are_in_placeholders_that_an_outline_shows(lu, deck: Diaporama):
    for slide, expected in zip(lu.slides, deck.diapositives, strict=True):
        shown = "\n".join(one.text_frame.text for one in slide.placeholders)
        for text in (
            expected.phrase,
            *expected.puces,
            *(text for one in expected.chiffres for text in (one.valeur, one.libelle)),
        ):
            assert text in shown
        assert all(one.text_frame.text for one in slide.placeholders), "an empty placeholder"


def test_nothing_falls_off_a_slide_its_layout_or_its_master(lu):
    for part in (*lu.slides, *lu.slide_layouts, lu.slide_master):
        for shape in part.shapes:
            assert min(shape.left, shape.top) >= 0, (part.name, shape.name)
            assert shape.left + shape.width <= lu.slide_width, (part.name, shape.name)
            assert shape.top + shape.height <= lu.slide_height, (part.name, shape.name)


def test_frames_of_a_slide_do_not_meet(lu):
    for slide in lu.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes]
        for rank, (left, top, right, bottom, name) in enumerate(boxes):
            for left2, top2, right2, bottom2, name2 in boxes[rank + 1 :]:
                slack = Mm(0.5)
                apart = (
                    right <= left2 + slack
                    or right2 <= left + slack
                    or bottom <= top2 + slack
                    or bottom2 <= top + slack
                )
                assert apart, f"{slide.name}: {name} meets {name2}"


def test_slide_numbers_are_fields_and_the_foot_is_there(lu, deck: Diaporama):
    for rank, (slide, expected) in enumerate(zip(lu.slides, deck.diapositives, strict=True)):
        fields = [one for one in slide._element.iter(qn("a:fld")) if one.get("type") == "slidenum"]
        assert [one.find(qn("a:t")).text for one in fields] == [str(rank + 1)]
        feet = [
            one.text_frame.text
            for one in slide.placeholders
            if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER
        ]
        assert feet == ([expected.pied] if expected.pied else [])


def test_notes_are_those_of_the_speaker(lu, deck: Diaporama):
    for slide, expected in zip(lu.slides, deck.diapositives, strict=True):
        assert slide.notes_slide.notes_text_frame.text.startswith("\n".join(expected.notes))


def test_every_run_is_in_french(lu):
    for part in (*lu.slides, *(one.notes_slide for one in lu.slides)):
        for run in part._element.iter(qn("a:r"), qn("a:fld")):
            assert run.find(qn("a:rPr")).get("lang") == "fr-FR"


def test_pictures_charts_and_tables_are_told_to_who_does_not_see_them(lu, deck: Diaporama):
    found = 0
    for slide, expected in zip(lu.slides, deck.diapositives, strict=True):
        told = [
            shape._element.xpath(".//p:cNvPr")[0].get("descr")
            for shape in slide.shapes
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE or shape.has_chart or shape.has_table
        ]
        assert all(told)
        found += len(told)
        for figure in (expected.carte, expected.graphique):
            assert figure is None or figure.alternative in told
    assert found == 9


def test_maps_are_sharp(lu):
    for slide in lu.slides:
        for picture in pictures(slide):
            with Image.open(BytesIO(picture.image.blob)) as image:
                shown = image.width * (1 - picture.crop_left - picture.crop_right)
                tall = image.height * (1 - picture.crop_top - picture.crop_bottom)
                assert shown / (picture.width / 914_400) >= 200
                assert abs(shown / tall - picture.width / picture.height) < 0.01


def test_the_file_says_what_it_is(lu, deck: Diaporama):
    about = lu.core_properties
    assert about.title == deck.titre
    assert about.author == ATLAS
    assert about.language == "fr-FR"
    assert about.created.year >= 2026
    assert lu.part._element.find(qn("p:sldSz")).get("type") is None
    assert lu.slide_height == 6_858_000
    assert lu.slide_width in (12_192_000, 9_144_000)


def test_text_is_legible_from_the_back_of_a_room(lu):
    for slide in lu.slides:
        for shape in slide._element.iter(qn("p:sp"), qn("p:graphicFrame")):
            at_least = 1000 if shape.xpath(".//p:ph[@type='ftr']") else 1200
            sizes = [int(one.get("sz")) for one in shape.iter(qn("a:rPr")) if one.get("sz")]
            assert min(sizes, default=at_least) >= at_least


@pytest.mark.parametrize("graphique", GRAPHIQUES, ids=lambda one: f"{one.genre}-{one.unite}")
def test_a_chart_is_native_and_holds_the_figures_of_the_deck(graphique):
    chart = chart_of(graphique)
    plot = chart.plots[0]
    assert tuple(plot.categories) == graphique.categories
    assert [one.name for one in plot.series] == [one.nom for one in graphique.series]
    if graphique.genre == "frise":
        assert tuple(plot.series[0].values) == DEBUTS
        ends = [a + b for a, b in zip(DEBUTS, plot.series[1].values, strict=True)]
        assert ends == pytest.approx(FINS)
        return
    for drawn, serie in zip(plot.series, graphique.series, strict=True):
        assert tuple(drawn.values) == serie.valeurs


def test_the_sheet_behind_a_chart_holds_its_figures():
    workbook = pd.read_excel(
        BytesIO(chart_of(COURBE).part.chart_workbook.xlsx_part.blob), index_col=0, engine="openpyxl"
    )
    assert workbook["Tous les contrats"].tolist() == list(COURBE.series[0].valeurs)
    assert workbook["Datés"].isna().sum() == 3


def test_the_first_series_of_a_frise_is_not_seen():
    first, second = chart_of(FRISE).plots[0].series
    assert first._element.find(f"{qn('c:spPr')}/{qn('a:noFill')}") is not None
    assert second._element.find(f"{qn('c:spPr')}/{qn('a:noFill')}") is None


def test_numbers_of_a_chart_are_written_in_french():
    xml = etree.tostring(chart_of(BARRES)._chartSpace, encoding="unicode")
    assert "[$-40C]#,##0" in xml


def test_bars_that_do_not_hold_are_told():
    many = replace(
        BARRES,
        categories=tuple(f"CC {rank}" for rank in range(60)),
        series=(Serie("Habitants", tuple(float(60 - rank) for rank in range(60)), "#8a4b00"),),
    )
    chart = chart_of(many)
    shown = len(list(chart.plots[0].categories))
    assert shown < 60
    assert f"… et {60 - shown}\u00a0autres" in chart.chart_title.text_frame.text


def test_a_table_is_native_and_equal_to_the_deck():
    slide = one_slide(tableau=TABLEAU)
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert rows[0] == list(TABLEAU.columns)
    assert rows[1:] == [[cellule(v) for v in row] for row in TABLEAU.itertuples(index=False)]
    assert rows[1][2] == "217\u202f882"
    assert rows[5][1] == "non renseigné"
    assert table.first_row


def test_a_long_table_is_cut_and_says_how_many_rows_are_left_out():
    many = pd.DataFrame({"Contrat": [f"CLS {rank}" for rank in range(80)], "Rang": range(80)})
    slide = one_slide(tableau=many)
    (frame,) = (shape for shape in slide.shapes if shape.has_table)
    shown = len(frame.table.rows) - 2
    assert frame.table.cell(shown + 1, 0).text_frame.text == f"… et {80 - shown}\u00a0autres lignes"
    assert sum(row.height for row in frame.table.rows) + frame.top <= Mm(190.5)


def test_hostile_texts_are_plain_text():
    chiffres = tuple(Chiffre(text, text, text) for text in HOSTILES[:3])
    table = pd.DataFrame({text: [text] for text in HOSTILES[:4]})
    graphique = replace(
        BARRES,
        titre=HOSTILES[6],
        categories=HOSTILES[4:8],
        series=(replace(BARRES.series[0], nom=HOSTILES[0]),),
        alternative=HOSTILES[5],
    )
    carte = replace(carte_des_regions(), titre=HOSTILES[7], alternative=HOSTILES[6])
    slide = one_slide(
        titre=HOSTILES[5], phrase=HOSTILES[4], chiffres=chiffres, puces=HOSTILES, pied=HOSTILES[8],
        notes=HOSTILES, carte=carte, graphique=graphique, tableau=table,
    )  # fmt: skip
    assert slide.shapes.title.text_frame.text == "seul"
    assert "sonnerie et nul [31m" in texts(slide)
    assert '=HYPERLINK("http://exemple.fr")' in slide.notes_slide.notes_text_frame.text
    assert "<a:t>&amp; ]]></a:t>" in slide.notes_slide.notes_text_frame.text
    assert "retour à la ligne fin" in slide.notes_slide.notes_text_frame.text


def test_formulas_in_the_sheet_behind_a_chart_are_text():
    graphique = replace(BARRES, categories=HOSTILES[:4])
    blob = chart_of(graphique).part.chart_workbook.xlsx_part.blob
    with ZipFile(BytesIO(blob)) as sheet:
        assert b"<f>" not in sheet.read("xl/worksheets/sheet1.xml")


def test_very_long_texts_hold_and_are_whole_in_the_notes():
    long = "Une intercommunalité aux intentions nombreuses " * 30
    puces = tuple(f"{rank} {long}" for rank in range(12))
    slide = one_slide(
        titre=long, phrase="x" * 900, puces=puces, chiffres=(Chiffre("1", long),) * 5, pied=long
    )
    title = slide.shapes.title.text_frame.text
    assert title.endswith("…")
    assert len(title) < 300
    assert long.strip() in slide.notes_slide.notes_text_frame.text
    assert "… et" in texts(slide)


def test_a_slide_without_anything_but_a_title():
    assert texts(one_slide()).startswith("Un titre")
    assert one_slide(titre="").shapes.title.text_frame.text == "Sans titre"


def test_an_empty_chart_is_left_out_and_an_empty_table_has_its_header():
    empty = replace(BARRES, categories=(), series=(replace(BARRES.series[0], valeurs=()),))
    assert not any(shape.has_chart for shape in one_slide(graphique=empty).shapes)
    slide = one_slide(tableau=TABLEAU.head(0))
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    assert [cell.text_frame.text for cell in table.rows[0].cells] == list(TABLEAU.columns)


def test_progress_goes_from_nothing_to_all(lu, avance: list[float], deck: Diaporama):
    assert avance[0] == 0
    assert avance[-1] == 1
    assert avance == sorted(avance)
    assert len(avance) >= len(deck.diapositives)


def test_an_unknown_format_is_refused(deck: Diaporama):
    with pytest.raises(ValueError, match="16:9"):
        diaporama_pptx(deck, format_="A4")


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a file, but those that tell the time, and the sheets that tell it too."""
    with ZipFile(BytesIO(content)) as file:
        return {
            name: file.read(name)
            for name in file.namelist()
            if name != "docProps/core.xml" and not name.endswith(".xlsx")
        }


def test_two_decks_written_at_once_are_those_written_alone():
    whole = deck_d_essai("Bretagne", "53"), deck_d_essai("Mayotte", "06")
    decks = [replace(one, diapositives=one.diapositives[1:5]) for one in whole] * 2
    alone = [parts(diaporama_pptx(deck)) for deck in decks[:2]]
    with ThreadPoolExecutor(4) as pool:
        together = [parts(content) for content in pool.map(diaporama_pptx, decks)]
    assert together == alone * 2


def test_a_rate_just_under_the_whole_is_never_written_as_the_whole():
    xml = etree.tostring(chart_of(TAUX)._chartSpace, encoding="unicode")
    assert '"99,9 %"' in xml.replace("&quot;", '"').replace("\u00a0", " ")  # 99.97
    written = etree.tostring(chart_of(COURBE)._chartSpace, encoding="unicode")
    assert "80,0\u00a0%" in written


def test_each_slide_says_what_the_deck_says(lu, deck: Diaporama):
    for slide, expected in zip(lu.slides, deck.diapositives, strict=True):
        said = " ".join(texts(slide).split())
        for wanted in (expected.titre, expected.phrase, *expected.puces):
            assert " ".join(wanted.split()) in said
        titles = [one.chart.chart_title.text_frame.text for one in slide.shapes if one.has_chart]
        assert titles == [one.titre for one in (expected.graphique,) if one is not None]


def test_the_lines_of_a_curve_are_told_apart_without_their_colours():
    first, second = chart_of(COURBE).plots[0].series
    assert first.format.line.dash_style != second.format.line.dash_style
    assert second.format.line.dash_style == MSO_LINE.DASH
    assert first.marker.style != second.marker.style
    assert None not in (first.marker.style, second.marker.style)


@pytest.mark.parametrize(
    ("plus_haut", "fin"), [(0, 100), (8, 10), (10, 20), (41.5, 50), (58, 80), (80, 100), (100, 100)]
)
def test_the_axis_of_rates_ends_just_above_the_highest(plus_haut, fin):
    low = replace(COURBE, categories=("2025", "2026"), series=(Serie("a", (0, plus_haut), BLEU),))
    axis = chart_of(low).value_axis
    assert axis.maximum_scale == fin
    assert fin % axis.major_unit == 0


@pytest.mark.parametrize(
    ("texte", "gras", "millieme"),
    [("A", False, 667), ("été", False, 1390), ("Œ€", True, 1556), ("1\u202f234", False, 2502)],
)
def test_letters_are_as_wide_as_those_of_arial(texte: str, gras: bool, millieme: int):
    assert largeur(texte, 72 / 25.4, gras) == pytest.approx(PRUDENCE * millieme / 1000)
