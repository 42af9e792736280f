"""Maps as pictures: what the page shows is on the paper, at the size asked for, for everybody."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import shapely
from pdfminer.high_level import extract_text
from PIL import Image

from components.carte.carte import EtatCarte
from components.carte.comptee import classes_des_territoires
from components.carte.couverture import CONTOURS, etat_carte
from components.commun.adresse.vue import EtatVue
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.statuts import HORS_VUE, STATUTS, aspect_de
from components.figures.carte_a_imprimer import carte_a_imprimer, titre_de_carte
from components.figures.figure import Carte
from components.figures.image.carte import carte_image, carte_svg
from components.figures.image.encarts import ECART, METROPOLE, OUTRE_MER, projette
from components.figures.image.formes import cadrage, pose
from components.territoire.carte import carte_du_lieu_a_imprimer
from geo.certitude.carte import build_etat, parties
from geo.couverture.moteur import Moteur, load_moteur
from geo.territoire.carte import build_carte
from geo.territoires.contours import Contours
from geo.territoires.fond_image import FondImage, load_fond
from geo.territoires.territoire import FRANCE, find_territoire

JOUR = date(2025, 1, 31)
SVG = "{http://www.w3.org/2000/svg}"
QUIMPER = ("commune", "29232")
PIED = "Situation au 31 janvier 2025"
HOSTILE = "<script>alert(1)</script> & $x^2$ \"'"


@pytest.fixture(scope="module")
def moteur() -> Moteur:
    return load_moteur()


@pytest.fixture(scope="module")
def une_carte(moteur: Moteur) -> Callable[..., Carte]:
    """The map of a view of the coverage page: ``une_carte("region", "53", "epci")``."""

    def build(niveau: str, code: str, decoupe: str, affichage: str = "statut") -> Carte:
        place = find_territoire(moteur.referentiel, niveau, code) if code else FRANCE
        vue = EtatVue(place, JOUR, decoupe, affichage)
        couches = build_etat(moteur.couverture(JOUR), place, decoupe, False)
        etat = etat_carte(vue, couches)
        fond = load_fond(couches.couches, etat.contours)
        return carte_a_imprimer(titre_de_carte(vue), etat, fond, NIVEAUX_PLURIEL[decoupe])

    return build


@pytest.fixture(scope="module")
def bretagne(une_carte: Callable[..., Carte]) -> Carte:
    return une_carte("region", "53", "epci")


@pytest.fixture(scope="module")
def france(une_carte: Callable[..., Carte]) -> Carte:
    return une_carte("france", "", "epci")


def carres(*classes: str, trous: bool = False) -> Carte:
    """Squares of a degree in a row near the equator, one per class."""
    shapes = []
    for rank in range(len(classes)):
        square = shapely.box(rank, 0, rank + 1, 1)
        hole = shapely.box(rank + 0.3, 0.3, rank + 0.7, 0.7)
        shapes.append(square.difference(hole) if trous else square)
    codes = np.array([str(rank) for rank in range(len(classes))])
    points = np.array([[rank + 0.1, 0.1] for rank in range(len(classes))])
    formes = Contours(codes, codes.astype(object), np.array(shapes, dtype=object), points)
    etat = EtatCarte(
        ("essai",),
        "".join(classes),
        "--" * len(classes),
        ";" * (len(classes) - 1),
        "essai",
        False,
        None,
        "statut",
    )
    return carte_a_imprimer("Essai", etat, FondImage(formes, None), "territoires")


def pixels(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(content)).convert("RGB"))


def rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])


def painted(image: np.ndarray, colour: str) -> int:
    return int((np.abs(image.astype(int) - rgb(colour)).max(axis=2) <= 2).sum())


def nearer(image: np.ndarray, colour: str, other: str) -> int:
    distances = [np.abs(image.astype(int) - rgb(one)).sum(axis=2) for one in (colour, other)]
    return int((distances[0] < distances[1]).sum())


def texts(svg: bytes) -> list[str]:
    root = ElementTree.fromstring(svg)
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


def tags(svg: bytes) -> Iterator[ElementTree.Element]:
    return ElementTree.fromstring(svg).iter()


def test_the_png_has_the_size_asked_for(bretagne: Carte):
    image = Image.open(BytesIO(carte_image(bretagne, "png", 127, 101.6, dpi=100)))
    assert image.size == (500, 400)
    assert image.info["Title"] == bretagne.titre
    assert image.info["Description"] == bretagne.alternative


def test_each_status_has_on_paper_the_share_of_the_land_that_it_has_on_the_map(bretagne: Carte):
    image = pixels(carte_image(bretagne, "png", 200, 150, dpi=150, avec_titre=False))
    image = image[: int(0.85 * len(image))]  # without the legend
    classes = np.array(list(bretagne.etat.classes))
    flat = shapely.transform(bretagne.formes.formes, projette)
    land = {
        status: shapely.area(flat[classes == aspect.code]).sum()
        for status, aspect in STATUTS.items()
    }
    assert land["signe"] > 0
    assert land["projet"] > 0
    assert land["partielle"] == 0  # its dots have the colour of the signed ones
    plain = {status: painted(image, STATUTS[status].couleur) for status in land}
    assert plain["partielle"] == 0
    # Borders, and strokes of the patterns, take some of the colour.
    signed, bare = plain["signe"] / land["signe"], plain["aucun_recense"] / land["aucun_recense"]
    assert signed == pytest.approx(bare, rel=0.12)
    for status in ("projet", "echu"):
        assert 0.4 * signed < plain[status] / land[status] < signed, status


@pytest.mark.parametrize("status", STATUTS)
def test_a_status_is_told_by_its_pattern_as_on_screen(status: str):
    aspect = STATUTS[status]
    image = pixels(carte_image(carres(aspect.code), "png", 60, 60, dpi=200))
    side = image[170:290, 170:300]  # inside the square
    assert painted(side, aspect.couleur) > 0.3 * side[..., 0].size
    if aspect.motif:
        strokes = nearer(side, aspect.couleur_motif, aspect.couleur)
        assert 0.02 < strokes / side[..., 0].size < 0.5
    else:
        assert painted(side, aspect.couleur) == side[..., 0].size


def test_what_is_out_of_view_is_a_faint_context_and_not_in_the_legend():
    carte = carres("s", HORS_VUE)
    assert [aspect.libelle for aspect in carte.legende] == ["Signé"]
    image = pixels(carte_image(carte, "png", 80, 60, dpi=100))
    assert painted(image, "#e4e8eb") > 0
    assert painted(image, STATUTS["aucun_recense"].couleur) == 0


def test_a_hole_in_a_shape_is_not_painted():
    whole = painted(pixels(carte_image(carres("s"), "png", 60, 60)), STATUTS["signe"].couleur)
    holed = carte_image(carres("s", trous=True), "png", 60, 60)
    assert painted(pixels(holed), STATUTS["signe"].couleur) == pytest.approx(0.84 * whole, rel=0.05)


def test_the_map_is_fitted_to_the_territory_and_keeps_its_proportions(bretagne: Carte):
    place = (4.0, 10.0, 172.0, 120.0)
    classes = np.array(list(bretagne.etat.classes))
    frame = cadrage(bretagne.formes, classes != HORS_VUE, place, False)
    laid = pose(bretagne.formes, frame, place)
    left, top, right, bottom = shapely.total_bounds(laid[classes != HORS_VUE])
    assert left >= 4
    assert right <= 176
    assert top >= 10
    assert bottom <= 130
    assert max((right - left) / 172, (bottom - top) / 120) > 0.9
    # As wide as the land is, in the metres of the projection of the screen.
    metres = projette(
        shapely.total_bounds(bretagne.formes.formes[classes != HORS_VUE]).reshape(2, 2)
    )
    width, height = metres[1] - metres[0]
    assert (right - left) / (bottom - top) == pytest.approx(width / height, rel=1e-6)


@pytest.mark.parametrize(("largeur", "hauteur"), [(260, 184), (150, 190), (100, 200)])
def test_the_overseas_regions_are_in_their_frames_whatever_the_shape_of_the_paper(
    france: Carte, largeur: float, hauteur: float
):
    written = texts(carte_image(france, "svg", largeur, hauteur))
    assert [name for name in written if name in OUTRE_MER] == list(OUTRE_MER)
    place = (0.0, 0.0, float(largeur), float(hauteur))
    frame = cadrage(france.formes, np.ones(len(france.formes.codes), bool), place, True)
    laid = pose(france.formes, frame, place)
    for encart in frame.encarts:
        inside = encart.contient(france.formes.points)
        assert inside.any()
        left, top, width, height = frame.rectangle(encart.cadre)
        box = shapely.box(left, top, left + width, top + height)
        assert shapely.covers(box, laid[inside]).all()
        assert left >= -1e-6
        assert left + width <= largeur + 1e-6


def test_the_insets_are_those_of_the_screen():
    script = (Path(__file__).parents[4] / "components/carte/assets/encarts.js").read_text("utf-8")
    found = dict(re.findall(r'nom: "([^"]+)", etendue: \[([^\]]+)\]', script))
    numbers = {name: tuple(map(float, values.split(","))) for name, values in found.items()}
    assert numbers == OUTRE_MER
    mainland = re.search(r"METROPOLE = \[([^\]]+)\]", script)
    assert mainland is not None
    assert tuple(map(float, mainland[1].split(","))) == METROPOLE
    assert f"ECART = {ECART / 1000:.0f}e3" in script


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


def test_names_are_written_on_a_map_when_they_are_asked_for(moteur: Moteur):
    carte = build_carte(moteur.couverture(JOUR), find_territoire(moteur.referentiel, *QUIMPER))
    fond = load_fond(carte.etat.couches, CONTOURS[carte.niveau])
    printed = carte_du_lieu_a_imprimer(carte, fond, JOUR)
    assert {"Quimper", "Plogonnec"} <= set(texts(carte_svg(printed, 106, 98, 8.5, avec_noms=True)))
    assert "Plogonnec" not in texts(carte_svg(printed, 106, 98, 8.5))


def test_the_land_around_is_painted_as_a_faint_context():
    carte = carres("s")
    alone = painted(pixels(carte_image(carte, "png", 120, 60, dpi=60)), "#e4e8eb")
    codes = np.array(["x"])
    land = np.array([shapely.box(1, 0, 5, 1)], dtype=object)
    around = Contours(codes, codes.astype(object), land, np.array([[2.0, 0.5]]))
    shown = carte_image(replace(carte, autour=around), "png", 120, 60, dpi=60)
    assert painted(pixels(shown), "#e4e8eb") > alone + 1000


def test_the_text_of_the_pdf_can_be_selected(bretagne: Carte):
    content = carte_image(bretagne, "pdf", 200, 150, pied=PIED)
    text = extract_text(BytesIO(content)).replace("\n", " ")
    assert bretagne.titre in text
    assert "En projet" in text
    assert PIED in text


def told(carte: Carte) -> dict[str, int]:
    """The counts of the alternative text, by the word of their status."""
    found = re.findall(r"([^:;]+)\u00a0: (\d+)", carte.alternative.rpartition("couleur\u00a0: ")[2])
    return {word.strip(): int(number) for word, number in found}


@pytest.mark.parametrize(("niveau", "code"), [("region", "53"), ("region", "75"), ("france", "")])
def test_the_alternative_counts_each_epci_once_as_the_table_does(
    une_carte: Callable[..., Carte], moteur: Moteur, niveau: str, code: str
):
    """An EPCI astride two départements is drawn in two parts: it is still one EPCI."""
    carte = une_carte(niveau, code, "epci")
    place = find_territoire(moteur.referentiel, niveau, code) if code else FRANCE
    table = parties(moteur.couverture(JOUR), place, "epci")
    rows = Counter(aspect_de(name).libelle.lower() for name in table["statut"])
    assert told(carte) == dict(rows)
    assert sum(rows.values()) < sum(one != HORS_VUE for one in carte.etat.classes)


def test_parts_of_rates_are_counted_only_when_somebody_put_them_together():
    with pytest.raises(ValueError, match="200: a status expected"):
        classes_des_territoires(["200-29", "200-56"], "13")
    assert classes_des_territoires(["200-29", "200-56", "201"], "113") == "13"


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        *(("sn", "q"), ("pn", "j"), ("pe", "j"), ("jn", "j"), ("en", "e")),
        *(
            ("sc", "c"),
            ("cn", "q"),
            ("ei", "e"),
            ("in", "i"),
            ("tn", "t"),
            ("nx", "n"),
            ("tx", "t"),
        ),
        *(("as", "a"), ("an", "b"), ("rn", "r")),
    ],
)
def test_a_territory_in_parts_has_the_status_of_the_whole(parts: str, whole: str):
    assert classes_des_territoires(["200-29", "200-56"], parts) == whole
    assert classes_des_territoires(["200-29", "200-56"], f"{parts[0]}.") == parts[0]


def test_the_map_of_a_place_has_its_outline_in_bold_and_its_name_in_the_legend(moteur: Moteur):
    place = find_territoire(moteur.referentiel, "commune", "29232")
    carte = build_carte(moteur.couverture(JOUR), place)
    assert carte is not None
    fond = load_fond(carte.etat.couches, CONTOURS[carte.niveau])
    content = carte_image(carte_du_lieu_a_imprimer(carte, fond, JOUR), "svg", 160, 120)
    assert "Quimper" in texts(content)
    assert b"stroke: #12181f" in content


@pytest.mark.parametrize("couches", [("communes-972",), ("communes-29", "communes-56")])
def test_the_outline_of_a_departement_follows_the_coast_of_its_communes(couches: tuple[str, ...]):
    fond = load_fond(couches, "departement")
    assert fond.traits is not None
    assert fond.traits.codes.tolist() == [name.partition("-")[2] for name in couches]
    whole = shapely.union_all(fond.formes.formes)
    outlines = shapely.union_all(fond.traits.formes)
    assert shapely.symmetric_difference(whole, outlines).area == pytest.approx(0, abs=1e-12)


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
