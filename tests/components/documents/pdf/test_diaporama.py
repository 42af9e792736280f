"""A deck written as PDF, read back as a reader's program reads it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pdfminer.layout import LTChar, LTCurve, LTImage

from components.commun.mots.formats import nombre
from components.documents.pdf.compilation import ATLAS
from components.documents.pdf.diaporama import diaporama_pdf
from components.figures.figure import Chiffre
from components.gabarit.diapositive import Diaporama, Diapositive
from components.gabarit.gabarit import FORMATS
from components.gabarit.tableau import textes_du_tableau
from tests.components.diaporama_essai import (
    BARRES,
    FRISE,
    GRAPHIQUES,
    TABLEAU,
    TAUX,
    carte_des_regions,
    deck_d_essai,
)
from tests.components.documents.pdf.lecture import Lu, flat, parts

POINT = 72 / 25.4
PAR_DEFAUT = "16:9"
MARQUES = "#set page(fill: red) *gras* $x^2$ _i_ <lien> @ref `code` // /* \\ [ ] { } = titre ~ --"


@pytest.fixture(scope="module")
def deck() -> Diaporama:
    return deck_d_essai()


@pytest.fixture(scope="module")
def avance() -> list[float]:
    """How far the writing of the deck was told to be."""
    return []


@pytest.fixture(scope="module")
def lu(deck: Diaporama, avance: list[float]) -> Lu:
    return Lu(diaporama_pdf(deck, lambda share, text: avance.append(share)))


def one_page(**content: object) -> Lu:
    """Write a deck of one slide, and read it back."""
    slide = Diapositive("essai", **{"titre": "Un titre", **content})  # type: ignore[arg-type]
    return Lu(diaporama_pdf(replace(deck_d_essai(), diapositives=(slide,))))


def test_there_is_a_page_per_slide_and_it_says_what_the_slide_says(lu: Lu, deck: Diaporama):
    assert len(lu.pages) == len(deck.diapositives)
    for rank, expected in enumerate(deck.diapositives):
        shown = flat(lu.texte_de(rank))
        for text in (
            expected.titre,
            expected.phrase,
            *expected.puces,
            expected.pied,
            *(text for one in expected.chiffres for text in (one.valeur, one.libelle)),
            str(rank + 1),
        ):
            assert flat(text) in shown


@pytest.mark.parametrize("format_", FORMATS)
def test_pages_have_the_ratio_asked_for_and_nothing_falls_off(
    deck: Diaporama, lu: Lu, format_: str
):
    width, height = (side * POINT for side in FORMATS[format_])
    written = lu if format_ == PAR_DEFAUT else Lu(diaporama_pdf(deck, format_=format_))
    for page in written.pages:
        assert (page.width, page.height) == pytest.approx((width, height), abs=1)
        for sign in parts(page, LTChar):
            if sign.get_text().strip():
                assert sign.x0 >= 30
                assert sign.x1 <= page.width - 30
                assert sign.y0 >= 8
                assert sign.y1 <= page.height - 12
        for curve in parts(page, LTCurve):
            assert curve.x0 >= -1
            assert curve.x1 <= page.width + 1
            assert curve.y0 >= -1
            assert curve.y1 <= page.height + 1


def test_text_is_legible_from_the_back_of_a_room(lu: Lu):
    for page in lu.pages:
        foot = FORMATS["16:9"][1] * POINT - 172 * POINT
        for sign in parts(page, LTChar):
            assert sign.size >= (9.9 if sign.y0 < foot else 9.0)
        body = [sign.size for sign in parts(page, LTChar) if sign.y0 >= foot]
        assert sorted(body)[len(body) // 2] >= 13


def test_words_are_not_written_over_each_other(lu: Lu):
    for page in lu.pages:
        boxes = np.array([one.bbox for one in parts(page, LTChar) if one.get_text().strip()])
        west, south, east, north = boxes.T[:, :, None]
        wide = np.minimum(east, east.T) - np.maximum(west, west.T)
        tall = np.minimum(north, north.T) - np.maximum(south, south.T)
        meet = (wide > 0.6 * (east - west)) & (tall > 0.5 * (north - south))
        assert not np.triu(meet, k=1).any()


def test_maps_and_charts_are_vectors(lu: Lu, deck: Diaporama):
    assert lu.images == []
    for page, expected in zip(lu.pages, deck.diapositives, strict=True):
        assert not list(parts(page, LTImage))
        paths = len(list(parts(page, LTCurve)))
        if expected.carte is not None:
            assert paths > 20


def test_statuses_have_their_pattern_beside_their_colour():
    carte = carte_des_regions()
    plain = replace(carte, legende=tuple(replace(one, motif="") for one in carte.legende))
    assert one_page(carte=carte).motifs >= sum(bool(one.motif) for one in carte.legende)
    assert one_page(carte=plain).motifs == 0


def test_the_fonts_are_embedded(lu: Lu):
    assert len(lu.polices) >= len(lu.pages)
    for font in lu.polices:
        (inner,) = font["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"].get_object()
        assert "SourceSansPro" in descriptor["/FontName"]
        (file,) = (descriptor[key] for key in ("/FontFile2", "/FontFile3") if key in descriptor)
        assert len(file.get_object().get_data()) > 1000


def test_the_file_says_what_it_is(lu: Lu, deck: Diaporama):
    about = lu.lecteur.metadata
    assert (about.title, about.author) == (deck.titre, ATLAS)
    assert about.subject == f"{deck.territoire}, situation au 21\u00a0novembre\u00a02026"
    assert lu.catalogue["/Lang"] == "fr-FR"
    assert lu.catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_each_slide_has_its_bookmark(lu: Lu, deck: Diaporama):
    assert lu.signets == [one.titre for one in deck.diapositives]


@pytest.mark.parametrize("graphique", GRAPHIQUES, ids=lambda one: f"{one.genre}-{one.unite}")
def test_a_chart_says_its_title_its_categories_and_its_series(graphique):
    shown = flat(one_page(graphique=graphique).texte_de(0))
    assert flat(graphique.titre) in shown
    names = graphique.categories[-1:] if graphique.genre == "courbe" else graphique.categories
    for name in names:
        assert flat(name) in shown
    if len(graphique.series) > 1 and graphique is not FRISE:
        assert all(flat(serie.nom) in shown for serie in graphique.series)


def test_bars_bear_their_figures_in_french():
    shown = flat(one_page(graphique=BARRES).texte_de(0))
    assert all(flat(nombre(value)) in shown for value in (90_000, 61_000, 45_120))
    shown = flat(one_page(graphique=TAUX).texte_de(0))
    assert all(figure in shown for figure in ("99,9%", "100%", "33,3%"))
    assert "2019\u20132024" in flat(one_page(graphique=FRISE).texte_de(0))


def test_a_table_says_what_the_deck_says():
    shown = flat(one_page(tableau=TABLEAU).texte_de(0))
    header, rows = textes_du_tableau(TABLEAU)
    assert all(flat(text) in shown for row in (header, *rows) for text in row)


def test_a_long_table_says_how_many_rows_are_left_out():
    many = pd.DataFrame({"Contrat": [f"CLS {rank}" for rank in range(80)], "Rang": range(80)})
    shown = one_page(tableau=many).texte_de(0)
    assert "autres\u00a0lignes" in shown or "autres lignes" in shown


def test_hostile_and_very_long_texts_are_plain_text():
    long = "Une intercommunalité aux intentions nombreuses " * 30
    read = one_page(
        titre="=1+1 <b>&amp;</b> \x07\ud800 \U0001f600 " + long,
        phrase="x" * 900,
        puces=("sonnerie\x00 nul", *(f"{rank} {long}" for rank in range(12))),
        chiffres=(Chiffre("1", long),) * 5,
        pied=long,
        carte=replace(carte_des_regions(), titre=long),
        graphique=replace(BARRES, titre=long, categories=(long, "@A", "-2", "\x1b[31m")),
    )
    assert len(read.pages) == 1
    assert "=1+1 <b>&amp;</b>" in read.texte_de(0)
    for sign in parts(read.pages[0], LTChar):
        if sign.get_text().strip():
            assert sign.x0 >= 30
            assert sign.x1 <= read.pages[0].width - 30


def test_no_text_is_read_as_markup():
    read = one_page(
        titre=MARQUES,
        phrase=MARQUES,
        puces=(MARQUES,),
        chiffres=(Chiffre(MARQUES, MARQUES),),
        pied=MARQUES,
        graphique=replace(BARRES, titre=MARQUES, alternative=MARQUES),
        tableau=pd.DataFrame({MARQUES: [MARQUES]}),
    )
    (page,) = read.pages
    shown = flat(read.texte_de(0))
    assert shown.count(flat("$x^2$ _i_ <lien> @ref `code` //")) >= 5
    assert read.signets == [MARQUES]
    assert page.width == pytest.approx(FORMATS["16:9"][0] * POINT, abs=1)


def test_an_empty_chart_is_left_out_and_an_empty_table_has_its_header():
    empty = replace(BARRES, categories=(), series=(replace(BARRES.series[0], valeurs=()),))
    assert "Un titre" in one_page(graphique=empty).texte_de(0)
    assert "Contrat" in one_page(tableau=TABLEAU.head(0)).texte_de(0)


def test_progress_goes_from_nothing_to_all(lu: Lu, avance: list[float]):
    assert (avance[0], avance[-1]) == (0, 1)
    assert avance == sorted(avance)


def test_an_unknown_format_is_refused(deck: Diaporama):
    with pytest.raises(ValueError, match="16:9"):
        diaporama_pdf(deck, format_="A4")


def test_two_decks_written_at_once_are_those_written_alone():
    whole = deck_d_essai("Bretagne", "53"), deck_d_essai("Mayotte", "06")
    decks = [replace(one, diapositives=one.diapositives[2:4]) for one in whole] * 2
    alone = [said(diaporama_pdf(deck)) for deck in decks[:2]]
    with ThreadPoolExecutor(4) as pool:
        together = [said(content) for content in pool.map(diaporama_pdf, decks)]
    assert together == alone * 2


def said(content: bytes) -> list[tuple[str, int]]:
    """What each page says, and how many paths it has."""
    read = Lu(content)
    return [
        (read.texte_de(rank), len(list(parts(page, LTCurve))))
        for rank, page in enumerate(read.pages)
    ]
