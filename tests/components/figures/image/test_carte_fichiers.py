"""The files of a map: text that stays text, nothing beyond the frame, the same for everybody."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pytest
from pdfminer.high_level import extract_text

from components.figures.carte_a_imprimer import carte_a_imprimer
from components.figures.figure import Carte
from components.figures.image.carte import carte_image, carte_svg
from geo.territoires.fond_image import FondImage
from tests.components.figures.image.images_lues import carres, texts

SVG = "{http://www.w3.org/2000/svg}"
PIED = "Situation au 31 janvier 2025"
HOSTILE = "<script>alert(1)</script> & $x^2$ \"'"


def tags(svg: bytes) -> Iterator[ElementTree.Element]:
    return ElementTree.fromstring(svg).iter()


def test_the_svg_says_in_text_its_title_its_legend_and_its_sources(bretagne: Carte):
    content = carte_image(bretagne, "svg", 200, 150, pied=PIED)
    written = " ".join(texts(content))
    assert bretagne.titre in written
    assert {aspect.libelle for aspect in bretagne.legende} <= set(texts(content))
    assert PIED in written
    assert "IGN" in written
    root = ElementTree.fromstring(content)
    assert root.attrib["role"] == "img"
    children = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert (children["title"], children["desc"]) == (bretagne.titre, bretagne.alternative)
    assert "@font-face" in str(children["style"])


def test_the_svg_runs_nothing_and_fetches_nothing(bretagne: Carte):
    carte = replace(bretagne, titre=HOSTILE, alternative=HOSTILE)
    content = carte_image(carte, "svg", 200, 150, pied=HOSTILE)
    assert HOSTILE in texts(content)
    for element in tags(content):
        assert element.tag.rpartition("}")[2] not in ("script", "foreignObject", "image", "a")
        for name, value in element.attrib.items():
            assert not name.rpartition("}")[2].lower().startswith("on")
            if name.rpartition("}")[2] == "href":
                assert value.startswith("#")
    style = " ".join(element.text or "" for element in tags(content) if "style" in element.tag)
    assert re.findall(r"url\((?!data:font/woff;base64,)", style) == []


def written_points(svg: bytes) -> np.ndarray:
    """Every point of the shapes of a picture, in millimetres; the drawings of patterns aside."""
    root = ElementTree.fromstring(svg)
    patterns = {path for one in root.iter(f"{SVG}pattern") for path in one.iter(f"{SVG}path")}
    paths = [one.get("d", "") for one in root.iter(f"{SVG}path") if one not in patterns]
    places = re.findall(r"[ML] ([-\d.]+) ([-\d.]+)", " ".join(paths))
    return np.array(places, dtype=float) * 25.4 / 72


@pytest.mark.parametrize("document", [True, False])
def test_a_file_of_vectors_holds_nothing_beyond_its_frame(bretagne: Carte, document: bool):
    svg = carte_svg(bretagne, 120, 90, 9) if document else carte_image(bretagne, "svg", 120, 90)
    points = written_points(svg)
    assert len(points) > 1000
    assert points.min() >= -1.01
    assert (points.max(axis=0) <= [121.01, 91.01]).all()


def test_the_map_of_a_document_has_no_margin_no_title_and_no_font_of_its_own(bretagne: Carte):
    svg = carte_svg(bretagne, 120, 90, 9)
    assert bretagne.titre not in texts(svg)
    assert {one.libelle for one in bretagne.legende} <= set(texts(svg))
    assert b"@font-face" not in svg
    (sea,) = [
        one.get("d", "") for one in tags(svg) if one.get("style", "").startswith("fill: #e9f1f6")
    ]
    assert min(float(x) for x in re.findall(r"[ML] ([-\d.]+)", sea)) == 0


def test_the_text_of_the_pdf_can_be_selected(bretagne: Carte):
    content = carte_image(bretagne, "pdf", 200, 150, pied=PIED)
    text = extract_text(BytesIO(content)).replace("\n", " ")
    assert bretagne.titre in text
    assert "En projet" in text
    assert PIED in text


def test_shapes_and_state_must_be_of_the_same_features(bretagne: Carte):
    shorter = replace(bretagne.etat, classes="s", taux="--", contrats="")
    with pytest.raises(ValueError, match="1 shapes expected"):
        carte_a_imprimer("", shorter, FondImage(bretagne.formes, None), "EPCI")


@pytest.mark.parametrize(
    ("format_", "largeur", "dpi", "message"),
    [
        ("gif", 200, 200, "png, svg, svg-traces, pdf expected"),
        ("png", 5, 200, "10 to 2,000 mm expected"),
        ("png", 2000, 2000, "pixels"),
    ],
)
def test_what_cannot_be_drawn_is_refused(format_: str, largeur: float, dpi: float, message: str):
    with pytest.raises(ValueError, match=message):
        carte_image(carres("s"), format_, largeur, largeur, dpi=dpi)


def test_several_people_exporting_at_once_get_the_same_files_as_alone(
    bretagne: Carte, une_carte: Callable[..., Carte]
):
    reunion = une_carte("region", "04", "commune", "taux")
    asked = [(carte, format_) for carte in (bretagne, reunion) for format_ in ("png", "svg", "pdf")]
    alone = [carte_image(carte, format_, 120, 90, pied=PIED) for carte, format_ in asked]
    with ThreadPoolExecutor(6) as people:
        together = list(people.map(lambda one: carte_image(*one, 120, 90, pied=PIED), asked * 2))
    assert together == alone * 2


def test_a_drawing_with_outlined_letters_has_no_text_and_the_same_names(bretagne: Carte):
    with_text = carte_image(bretagne, "svg", 200, 150)
    outlined = carte_image(bretagne, "svg-traces", 200, 150).decode()
    assert texts(with_text)
    assert "<text" not in outlined
    assert "font-family" not in outlined
    assert "<title>" in outlined
    assert outlined.count("<use ") > 20  # a letter is drawn once, and used again
