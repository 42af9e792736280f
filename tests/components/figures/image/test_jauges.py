"""Bars of the parts of one whole: as long as what they say, told by colour, pattern and text."""

import re
from xml.etree import ElementTree

import pytest

from components.commun.statuts import STATUTS
from components.figures.figure import Jauge, Jauges
from components.figures.image.jauges import echantillon_svg, hauteur_des_jauges, jauges_svg

SIGNE, PROJET = STATUTS["signe"], STATUTS["projet"]
LARGEUR = 70.0
JAUGES = Jauges(
    "Part de la population couverte",
    (
        Jauge("Finistère", ((40.0, SIGNE), (20.0, PROJET)), "40\u00a0% signé"),
        Jauge("Lot", ((0.0, SIGNE), (0.0, PROJET)), "0\u00a0% signé"),
        Jauge("Mayotte", ((100.0, SIGNE), (0.0, PROJET)), "100\u00a0% signé"),
    ),
    "Trois départements.",
)


def widths(svg: bytes, fill: str) -> list[float]:
    """The widths, in parts of the sheet, of the rectangles filled with something."""
    root = ElementTree.fromstring(svg)
    sheet = float(root.get("viewBox", "").split()[2])
    found = []
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        if f"fill: {fill}" in path.get("style", ""):
            places = [float(x) for x in re.findall(r"[ML] ([-\d.]+)", path.get("d", ""))]
            found.append((max(places) - min(places)) / sheet)
    return found


def test_a_bar_is_as_long_as_its_share():
    svg = jauges_svg(JAUGES, LARGEUR)
    assert widths(svg, SIGNE.couleur) == pytest.approx([0.4, 1.0], abs=0.001)
    assert widths(svg, r"url(#") == pytest.approx([0.2], abs=0.001)


def test_parts_that_exceed_the_whole_stay_in_the_bar():
    too_much = Jauges("", (Jauge("Lot", ((80.0, SIGNE), (80.0, PROJET)), ""),), "")
    svg = jauges_svg(too_much, LARGEUR)
    assert widths(svg, SIGNE.couleur) == pytest.approx([0.8], abs=0.001)
    assert widths(svg, r"url(#") == pytest.approx([0.2], abs=0.001)


def test_bars_say_their_names_and_their_shares():
    written = jauges_svg(JAUGES, LARGEUR).decode()
    assert all(text in written for one in JAUGES.jauges for text in (one.nom, one.texte))
    assert "@font-face" not in written
    root = ElementTree.fromstring(written)
    height = float(root.get("viewBox", "").split()[3]) * 25.4 / 72
    assert height == pytest.approx(hauteur_des_jauges(JAUGES), abs=0.01)


@pytest.mark.parametrize("statut", STATUTS)
def test_the_sample_of_a_class_has_its_colour_and_its_pattern(statut: str):
    svg = echantillon_svg(STATUTS[statut], 6.0, 3.4).decode()
    assert STATUTS[statut].couleur in svg
    assert ("<pattern" in svg) is bool(STATUTS[statut].motif)
