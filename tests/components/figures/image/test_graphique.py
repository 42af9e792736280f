"""Charts as pictures: figures in French, readable in black and white, nothing run."""

from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from components.commun.statuts import STATUTS
from components.figures.classement import graphique_classement
from components.figures.figure import GENRES, Graphique, Serie
from components.figures.image.cadre import graduations, valeur_ecrite
from components.figures.image.graphique import graphique_image, graphique_svg, hauteur_conseillee

BLEU, ORANGE = STATUTS["signe"].couleur, STATUTS["projet"].couleur
FRISE = (
    Serie("Début", (2019.5, 2022, None), BLEU),
    Serie("Fin", (2024, None, None), BLEU),
)
TAUX = (
    Serie("Signé", (78.6, 99.99, None), BLEU),
    Serie("En projet", (10, 0, None), ORANGE),
)


def chart(genre: str, **changes: object) -> Graphique:
    content = {
        "genre": genre,
        "titre": "Population couverte",
        "categories": ("Finistère", "Lot", "Mayotte"),
        "series": FRISE if genre == "frise" else TAUX,
        "unite": "" if genre == "frise" else "%",
        "alternative": "Trois territoires",
    }
    return Graphique(**{**content, **changes})


def texts(graphique: Graphique) -> list[str]:
    root = ElementTree.fromstring(graphique_image(graphique, "svg", 160, 80, pied="Source"))
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize("format_", ["png", "svg", "pdf"])
def test_every_kind_of_chart_becomes_every_kind_of_file(genre: str, format_: str):
    content = graphique_image(chart(genre), format_, 160, 80, dpi=100)
    assert content.startswith({"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[format_])


@pytest.mark.parametrize("genre", GENRES)
def test_a_chart_says_its_title_its_categories_and_its_source(genre: str):
    written = texts(chart(genre))
    assert {"Population couverte", "Finistère", "Mayotte", "Source"} <= set(written)


def test_bars_bear_their_values_in_french_and_say_what_is_not_known():
    written = texts(chart("barres"))
    assert {"78,6\u00a0%", "99,9\u00a0%", "0\u00a0%"} <= set(written)
    assert written.count("non renseigné") == 2


def test_stacked_bars_bear_their_parts_and_their_sum():
    written = texts(chart("barres_empilees"))
    assert {"78,6\u00a0%", "10,0\u00a0%", "88,6\u00a0%"} <= set(written)
    assert written.count("non renseigné") == 1


def test_a_line_is_named_at_its_last_known_value():
    assert {"Signé\u00a0: 99,9\u00a0%", "En projet\u00a0: 0\u00a0%"} <= set(texts(chart("courbe")))


def test_a_timeline_bears_its_years_and_says_which_is_not_known():
    assert {"2019–2024", "2022–?", "dates non renseignées"} <= set(texts(chart("frise")))
    with pytest.raises(ValueError, match="two series expected"):
        graphique_image(chart("frise", series=FRISE[:1]), "svg", 160, 80)


@pytest.mark.parametrize(
    ("valeur", "unite", "texte"),
    [
        (78.64, "%", "78,6\u00a0%"),
        (1240, "actions", "1\u202f240\u00a0actions"),
        (2.5, "", "2,5"),
        (-3, "", "-3"),
    ],
)
def test_values_are_written_in_french(valeur: float, unite: str, texte: str):
    assert valeur_ecrite(valeur, unite) == texte


@pytest.mark.parametrize("genre", ["barres", "barres_empilees"])
def test_series_differ_by_their_pattern_in_black_and_white(genre: str):
    svg = graphique_image(chart(genre), "svg", 160, 80)
    assert len(ElementTree.fromstring(svg).findall(".//{*}pattern")) == 1
    image = Image.open(BytesIO(graphique_image(chart(genre), "png", 160, 80))).convert("L")
    grey = np.asarray(image).astype(int)
    blue, orange = (
        int(Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0)))
        for colour in (BLEU, ORANGE)
    )
    assert abs(blue - orange) > 60
    assert (abs(grey - blue) <= 2).any()
    assert (abs(grey - orange) <= 2).any()


LONGS = ("Prévention et promotion de la santé", *(f"Thème {rank}" for rank in range(7)))


def test_a_long_name_goes_on_two_lines_where_rows_are_tall_and_is_cut_where_they_are_not():
    series = (Serie("Contrats", tuple(range(8)), BLEU),)
    bars = chart("barres", categories=LONGS, series=series, unite="")

    def written(height: float) -> list[str]:
        root = ElementTree.fromstring(graphique_image(bars, "svg", 100, height))
        return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]

    assert LONGS[0] not in written(120)
    assert LONGS[0] in " ".join(written(120))
    assert any(text.startswith("Prév") and text.endswith("…") for text in written(50))


def test_the_chart_of_a_document_names_its_lines_in_a_legend_and_has_no_font_of_its_own():
    svg = graphique_svg(chart("courbe"), 100, 80, 13).decode()
    root = ElementTree.fromstring(svg)
    written = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Signé", "En projet", "99,9\u00a0%", "0\u00a0%"} <= set(written)
    assert "Population couverte" not in written
    assert "@font-face" not in svg


def test_the_axis_of_a_document_ends_where_it_is_told():
    low = chart("courbe", series=(Serie("Signé", (10.0, 20.0, 30.0), BLEU),))
    assert "100\u00a0%" in graphique_svg(low, 100, 80, 9).decode()
    told = graphique_svg(low, 100, 80, 9, haut=40.0).decode()
    assert "40\u00a0%" in told
    assert "100\u00a0%" not in told


def test_the_length_of_a_bar_is_its_value():
    image = Image.open(
        BytesIO(
            graphique_image(
                chart("barres", series=(Serie("Signé", (80, 40, 0), BLEU),)), "png", 160, 80
            )
        )
    )
    blue = np.abs(np.asarray(image.convert("RGB")).astype(int) - [31, 78, 140]).max(axis=2) <= 2
    lengths = sorted(set(blue.sum(axis=1).tolist()) - {0})
    assert lengths[-1] / lengths[0] == pytest.approx(2, rel=0.02)


def test_a_chart_of_which_nothing_is_known_says_so():
    nothing = chart("courbe", series=(Serie("Signé", (None, None, None), BLEU),))
    assert "Aucune valeur n'est connue." in texts(nothing)


def test_the_chart_of_the_coverage_page_has_the_figures_of_its_table():
    pd = pytest.importorskip("pandas")
    table = pd.DataFrame(
        {
            "nom": ["Bas", "Haut", "Désert"],
            "population": [10, 20, 0],
            "taux_signe": [20.0, 60.0, float("nan")],
            "taux_signe_ou_projet": [50.0, 60.0, float("nan")],
        }
    )
    drawn = graphique_classement(table, "Titre", "taux_signe_ou_projet")
    assert drawn.categories == ("Haut", "Bas", "Désert")
    assert [serie.valeurs for serie in drawn.series] == [(60, 20, None), (0, 30, None)]
    assert len(graphique_classement(table, "Titre", "taux_signe").series) == 1


@given(st.floats(0.01, 1e7))
def test_the_axis_holds_the_greatest_value_with_few_round_marks(haut: float):
    marks = graduations(0, haut)
    assert marks[0] == 0
    assert marks[-1] >= haut * (1 - 1e-9)
    assert 3 <= len(marks) <= 8


@given(st.text(max_size=30), st.sampled_from(GENRES))
@settings(max_examples=20, deadline=None)
def test_no_name_prevents_a_chart_from_being_drawn(nom: str, genre: str):
    drawn = chart(genre, titre=nom, categories=(nom, "<b>$\\frac{1}$</b>", nom * 20))
    root = ElementTree.fromstring(graphique_image(drawn, "svg", 120, hauteur_conseillee(drawn)))
    assert not root.findall(".//{*}script")
