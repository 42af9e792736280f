"""No file fails on a character, nor hangs on a length, whoever wrote the text and wherever."""

import csv
import io
import json
import sqlite3
import unicodedata
from dataclasses import replace
from xml.etree import ElementTree
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation

from components.commun.mots.formats import slug
from components.commun.statuts import aspect_de
from components.documents.figures import exports_des_figures
from components.documents.pdf.diaporama import diaporama_pdf
from components.documents.pptx.diaporama import diaporama_pptx
from components.documents.telechargements import csv_bytes, xlsx_bytes
from components.figures.figure import GENRES, Chiffre, Graphique, Jauge, Jauges, Serie
from components.figures.image.carte import carte_image
from components.figures.image.graphique import graphique_image
from components.figures.image.jauges import jauges_svg
from components.figures.image.police import largeur, lisible, raccourci
from components.gabarit.diapositive import Diaporama, Diapositive
from data.textes import est_interdit, propre
from geo.documents.attributs import ATTRIBUTS
from geo.documents.formats_geographiques import geojson_bytes, gpkg_bytes
from geo.documents.perimetres import Entites
from tests.components.diaporama_essai import BARRES, carte_des_regions, deck_d_essai

PIEGES = (
    "\0",
    "\x07\x1b[31m",
    "\ud800",
    "\udfff\ud800",
    "\u202egnp.exe",
    "\u2066\u2069",
    "\u200b\u200d\ufeff",
    "\ufffe\uffff",
    "\U000e0001",
    "\U0010ffff",
    "e\u0301" * 40,
    "a" + "\u0303" * 200,
    "\u3164",
    "\u2028\u2029\x85\x0b\x0c",
    "😀👨‍👩‍👧",
    "]]></a:t>&<",
    "#set page(width: 1pt)$x$",
    "$\\frac{1}{0}$",
    "=1+1",
    "العربية עברית",
    "   ",
    "",
)
textes = st.one_of(
    st.sampled_from(PIEGES),
    st.text(max_size=30),
    st.lists(st.sampled_from(PIEGES), max_size=4).map("é".join),
    st.integers(0xD800, 0xDFFF).map(chr),
)
peu = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
LONG = "Communauté d'agglomération " * 190


def known_to_pandas(texte: str) -> str:
    """Return a name of column: pandas holds none with half of a character."""
    return "".join(signe for signe in texte if not "\ud800" <= signe <= "\udfff") or "x"


def is_clean(texte: str) -> bool:
    return not any(est_interdit(signe) and signe not in "\t\n\r" for signe in texte)


def chart(genre: str, texte: str) -> Graphique:
    values = (2019.5, 2022.0) if genre == "frise" else (78.6, None)
    fins = (2024.0, 2025.0) if genre == "frise" else (10.0, 0.0)
    series = (
        Serie(texte, values, "#1f4e8c"),
        Serie(f"{texte}.", fins, "#8a4b00"),
    )
    return Graphique(genre, texte, (texte, f"{texte} 2"), series, "%", texte)


@given(textes)
def test_a_clean_text_holds_nothing_that_is_not_seen(texte: str) -> None:
    found = propre(texte)
    assert is_clean(found)
    assert unicodedata.is_normalized("NFC", found)
    assert propre(found) == found
    found.encode("utf-8")


@given(st.lists(textes, min_size=1, max_size=4), textes)
def test_tables_are_written_and_read_back(noms: list[str], autre: str) -> None:
    entete = known_to_pandas(autre)
    table = pd.DataFrame(
        {"nom": pd.Series(noms, dtype=object), entete: pd.Series(range(len(noms)))}
    )
    text = csv_bytes(table).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == 1 + len(noms)
    assert is_clean(text)
    book = load_workbook(io.BytesIO(xlsx_bytes({autre: table}, {autre: autre})))
    assert book.worksheets[0].max_row == 1 + len(noms)


@given(textes, textes)
def test_shapes_are_written_and_read_back(texte: str, source: str) -> None:
    ligne = {
        nom: {"entier": 1, "booleen": True, "jour": "2026-01-31"}.get(kind, texte)
        for nom, kind, _ in ATTRIBUTS
    }
    entites = Entites((ligne,), np.array([shapely.box(0, 0, 1, 1)], dtype=object))
    read = json.loads(geojson_bytes(entites, {source: texte}).decode("utf-8"))
    assert read["features"][0]["properties"]["nom"] == propre(texte)


@peu
@given(textes)
def test_a_geopackage_is_written_and_read_back(tmp_path_factory, texte: str) -> None:
    ligne = {
        nom: {"entier": 1, "booleen": True, "jour": "2026-01-31"}.get(kind, texte)
        for nom, kind, _ in ATTRIBUTS
    }
    formes = np.array([shapely.MultiPolygon([shapely.box(0, 0, 1, 1)])], dtype=object)
    path = tmp_path_factory.mktemp("gpkg") / "perimetres.gpkg"
    path.write_bytes(gpkg_bytes(Entites((ligne,), formes), {texte: texte}))
    with sqlite3.connect(path) as base:
        [(nom,)] = base.execute("SELECT nom FROM perimetres").fetchall()
    base.close()
    assert nom == propre(texte)


@pytest.mark.parametrize("genre", GENRES)
@peu
@given(textes, st.sampled_from(("svg", "png", "pdf")))
def test_pictures_of_charts_are_drawn(genre: str, texte: str, format_: str) -> None:
    content = graphique_image(chart(genre, texte), format_, 160, 80, dpi=40, pied=texte)
    if format_ == "svg":
        ElementTree.fromstring(content)


@peu
@given(textes)
def test_pictures_of_maps_are_drawn(texte: str) -> None:
    carte = replace(carte_des_regions(), titre=texte, alternative=texte)
    ElementTree.fromstring(carte_image(carte, "svg", 120, 90, pied=texte))
    jauges = Jauges(texte, (Jauge(texte, ((40.0, aspect_de("signe")),), texte),), texte)
    ElementTree.fromstring(jauges_svg(jauges, 80))


def deck_of(texte: str) -> Diaporama:
    slide = Diapositive(
        "un",
        texte,
        texte,
        (Chiffre(texte, texte, texte),),
        puces=(texte, texte),
        graphique=replace(BARRES, titre=texte, categories=(texte, "a", "b", "c")),
        pied=texte,
        notes=(texte,),
    )
    table = pd.DataFrame({known_to_pandas(texte): pd.Series([texte, "a"], dtype=object)})
    other = replace(slide, graphique=None, tableau=table)
    return replace(deck_d_essai(), titre=texte, territoire=texte, diapositives=(slide, other))


@peu
@given(textes)
def test_decks_are_written_and_opened(texte: str) -> None:
    deck = deck_of(texte)
    assert len(Presentation(io.BytesIO(diaporama_pptx(deck))).slides) == 2
    assert diaporama_pdf(deck).startswith(b"%PDF")


@peu
@given(textes)
def test_a_zip_of_pictures_is_written_and_opened(texte: str) -> None:
    (export,) = [
        one
        for one in exports_des_figures(lambda: deck_of(texte), slug(texte), 1)
        if one.fichier.endswith("svg.zip")
    ]
    assert export.suivi is not None
    with ZipFile(io.BytesIO(export.suivi(lambda part, what: None))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 1


# Lengths: a count of measures, never a time.


@pytest.fixture
def mesures(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts measured, in order."""
    import components.figures.image.police as module

    seen: list[str] = []

    def counted(texte: str, taille: float, gras: bool = False) -> float:
        seen.append(texte)
        return largeur(texte, taille, gras)

    monkeypatch.setattr(module, "largeur", counted)
    return seen


@pytest.mark.parametrize("texte", ["i" * 5_000, LONG, "é" * 100_000, "e\u0301" * 5_000])
def test_a_very_long_name_is_shortened_with_a_dozen_measures(
    mesures: list[str], texte: str
) -> None:
    short = raccourci(texte, 9, 60)
    assert len(mesures) <= 12
    assert max(map(len, mesures)) <= 200
    assert short.endswith("…")
    assert largeur(short, 9) <= 60


@given(st.text(st.characters(codec="latin-1"), max_size=60), st.floats(1, 60))
def test_a_name_is_cut_where_it_was_when_letters_were_taken_off_one_by_one(
    texte: str, place: float
) -> None:
    text = lisible(texte)
    expected = text
    while expected and largeur(text, 9) > place and largeur(f"{expected}…", 9) > place:
        expected = expected[:-1]
    if largeur(text, 9) > place:
        expected = f"{expected.rstrip()}…"
    assert raccourci(texte, 9, place) == expected


@pytest.mark.parametrize("genre", GENRES)
def test_a_picture_of_names_of_thousands_of_letters_is_drawn(genre: str) -> None:
    assert graphique_image(chart(genre, LONG), "svg", 160, 80, pied=LONG)


def test_a_map_and_a_deck_of_names_of_thousands_of_letters_are_drawn() -> None:
    assert carte_image(replace(carte_des_regions(), titre=LONG), "png", 120, 90, dpi=40, pied=LONG)
    assert diaporama_pptx(deck_of(LONG))
    assert diaporama_pdf(deck_of(LONG))
