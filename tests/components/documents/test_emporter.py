"""The list of files to take away: nothing is made before it is asked for."""

import re
from datetime import date

import pandas as pd
import pytest

from components.commun.a_la_demande import EN_ROUTE
from components.commun.mots.formats import slug
from components.documents.donnees import (
    LONG,
    export_du_registre,
    export_xlsx,
    exports_des_perimetres,
)
from components.documents.emporter import Export, cle_de_la_liste, emporter
from components.documents.images import exports_de_carte, exports_de_graphique, pied_de_page
from components.documents.telechargements import MIMES, suffixe

OUVERTS = (cle_de_la_liste("essai"),)


def never() -> bytes:
    raise AssertionError("made before it is asked for")


def long_one(avance) -> bytes:
    avance(0.5, "Lecture des contours")
    avance(3.0, "Fin")
    return b"fait"


def failing(avance) -> bytes:
    raise OSError("disk full")


def labels(shown) -> list[str]:
    return [one.proto.label for one in shown.get("download_button")]


def test_nothing_is_made_before_it_is_asked_for(draw):
    shown = draw(
        emporter,
        [
            Export("Carte", "PNG", "une image", "cls.png", never),
            Export("Carte", "SVG", "", "cls.svg", never),
            Export("Données", "ZIP", "le *registre*", "cls.zip", never),
        ],
        "essai",
        ouverts=OUVERTS,
    )
    assert labels(shown) == ["PNG", "SVG", "ZIP"]
    assert [one.value for one in shown.markdown] == ["**Carte**", "**Données**"]
    assert [one.value for one in shown.caption] == [
        "PNG\u00a0: une image",
        "ZIP\u00a0: le \\*registre\\*",
    ]


def test_a_list_that_nobody_opens_is_not_even_made(draw):
    shown = draw(emporter, never, "essai")
    (button,) = shown.get("popover")
    assert button.proto.popover.label == "Emporter"
    assert not labels(shown)
    assert [one.value for one in shown.caption] == [EN_ROUTE]


def test_without_any_file_there_is_no_button(draw):
    assert not draw(emporter, [], "essai").get("popover")


def test_a_long_export_is_prepared_under_the_eyes_of_the_reader_then_downloaded(draw):
    shown = draw(
        emporter,
        [Export("D", "GeoJSON", "", "a.geojson", suivi=long_one)],
        "essai",
        ouverts=OUVERTS,
    )
    assert labels(shown) == []
    (button,) = shown.button
    assert button.label == "Préparer GeoJSON"
    button.click().run()
    assert not shown.exception
    assert labels(shown) == ["Télécharger GeoJSON"]
    assert not shown.button


def test_a_long_export_that_fails_says_so(draw):
    shown = draw(
        emporter, [Export("D", "GeoJSON", "", "a.geojson", suivi=failing)], "essai", ouverts=OUVERTS
    )
    shown.button[0].click().run()
    assert "n'a pas pu être fabriqué" in shown.error[0].value
    assert not shown.exception
    assert [one.label for one in shown.button] == ["Préparer GeoJSON"]  # to try again


@pytest.mark.parametrize(
    ("fichier", "fabriques"),
    [("a.exe", {"fabrique": never}), ("a.png", {}), ("a.png", {"fabrique": never, "suivi": never})],
)
def test_a_file_has_a_known_suffix_and_one_way_of_being_made(fichier: str, fabriques: dict):
    with pytest.raises(ValueError, match="expected"):
        Export("", "", "", fichier, **fabriques)


def test_few_perimeters_come_at_once_and_many_with_their_progress():
    few = exports_des_perimetres(long_one, long_one, LONG, "cls")
    many = exports_des_perimetres(long_one, long_one, LONG + 1, "cls")
    assert [one.fichier for one in few] == ["cls.geojson", "cls.gpkg"]
    assert all(one.suivi is None and one.fabrique and one.fabrique() == b"fait" for one in few)
    assert all(one.suivi is not None for one in many)
    assert exports_des_perimetres(long_one, long_one, 0, "cls") == []


@pytest.mark.parametrize("nom", ["CON", "L'Haÿ-les-Roses / ..\\..", "a" * 300, "œ:*?|<>", ""])
def test_file_names_are_safe_on_every_system(nom: str):
    stem = f"cls-carte_{slug(nom)}_2025-01-31"
    exports = [
        *exports_de_carte(never, {}, stem),
        *exports_de_graphique(never, {}, stem),
        export_xlsx(pd.DataFrame, {}, stem),
        export_du_registre(never, date(2026, 11, 21)),
    ]
    for export in exports:
        assert re.fullmatch(r"[a-z0-9_-]{1,100}\.[a-z]+", export.fichier)
        assert suffixe(export.fichier) in MIMES


def test_the_foot_of_a_picture_says_every_source():
    assert pied_de_page({"Population": "2023", "Contrats": "registre"}) == (
        "Population\u00a0: 2023\u00a0· Contrats\u00a0: registre"
    )
