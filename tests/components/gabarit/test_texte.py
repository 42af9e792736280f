"""Texts and tables of a slide: cut where a reader would, never inside a figure."""

import pandas as pd
import pytest

from components.figures.figure import Chiffre, Graphique, Serie
from components.gabarit.diapositive import Diapositive
from components.gabarit.gabarit import gabarit
from components.gabarit.graphique import compose_graphique, is_above
from components.gabarit.tableau import compose_tableau
from components.gabarit.texte import Texte, abrege, ajuste, lignes, lignes_de


def one_per_letter(texte: str, taille: float, gras: bool) -> float:
    """Measure a text of letters as wide as the tenth of their size."""
    return len(texte) * taille / 10


def test_a_date_too_wide_is_parted_at_its_spaces_never_inside_the_year():
    assert lignes("2\u00a0décembre\u00a02026", 10, False, 12, one_per_letter) == (
        "2\u00a0décembre",
        "2026",
    )


def test_a_word_wider_than_a_line_is_cut_as_the_last_resort():
    assert lignes("anticonstitutionnellement", 10, False, 10, one_per_letter) == (
        "anticonsti",
        "tutionnell",
        "ement",
    )


@pytest.mark.parametrize(
    ("texte", "nombre"),
    [("2\u00a0décembre\u00a02026 (estimée)", 3), ("anticonstitutionnellement", 3), ("court", 1)],
)
def test_a_text_that_holds_is_given_as_it_is(texte: str, nombre: int):
    assert abrege(texte, 10, False, 12, one_per_letter, nombre) == texte


def test_a_text_that_does_not_hold_loses_its_end_alone():
    text = "2\u00a0décembre\u00a02026 (estimée)"
    shown = abrege(text, 10, False, 12, one_per_letter, 2)
    assert shown.endswith("…")
    assert text.startswith(shown[:-1])


def test_cells_of_a_table_keep_their_text():
    table = pd.DataFrame(
        {
            "Fin": ["2\u00a0décembre\u00a02026 (estimée)", "2027"],
            "Contrat": ["CLS du Pays du Bassin d'Arcachon", "CLS de La Réunion"],
            "Habitants": ["165\u202f952", "329\u202f856"],
        }
    )
    made = compose_tableau(table, 60, 90, one_per_letter)
    assert [row[0] for row in made.lignes] == table["Fin"].tolist()
    assert [row[2] for row in made.lignes] == table["Habitants"].tolist()
    assert made.entetes == ("Fin", "Contrat", "Habitants")


def test_a_date_is_written_smaller_rather_than_parted_and_parted_rather_than_cut():
    table = pd.DataFrame({"Fin": ["12\u00a0juillet\u00a02028"], "Contrat": ["CLS de Cornouaille"]})
    (wide,) = compose_tableau(table, 70, 90, one_per_letter).lignes
    assert wide[0] == "12\u00a0juillet\u00a02028"
    (narrow,) = compose_tableau(table, 30, 90, one_per_letter).lignes
    assert narrow[0] == "12 juillet 2028"


def test_a_figure_is_written_smaller_rather_than_on_two_lines():
    value = Texte("110 sur 265", 60.0, True, minimum=28.0, une_ligne=True)
    (fitted,) = ajuste([value], 40, 100, one_per_letter)
    assert fitted.taille < 60
    assert lignes_de(fitted, 40, one_per_letter) == ("110 sur 265",)


def half_years() -> Graphique:
    names = tuple(f"{half} sem. {year}" for year in range(2026, 2030) for half in ("1er", "2e"))
    return Graphique(
        "barres_empilees",
        "Fins",
        names,
        (Serie("Fins", (12.0,) * 8, "#1f4e8c"),),
        "contrats",
        "Fins.",
    )


def test_no_half_year_is_left_out_of_a_chart_however_low():
    made = compose_graphique(half_years(), hauteur=40)
    assert made.graphique.categories == half_years().categories
    assert sum(made.graphique.series[0].valeurs) == 96


def test_in_four_thirds_figures_stand_above_a_chart_and_its_table():
    frames = gabarit(
        Diapositive(
            "a-venir",
            "Fins",
            "phrase",
            (Chiffre("13,7 %", "couverts"), Chiffre("92", "contrats à échéance")),
            graphique=half_years(),
            tableau=pd.DataFrame({"Fin": ["2026"] * 5}),
        ),
        "4:3",
    )
    above, beside = frames.chiffres, frames.autres
    assert above.y == beside.y
    assert above.bas < frames.graphique.y == frames.tableau.y
    assert frames.graphique.largeur == pytest.approx(frames.tableau.largeur)


@pytest.mark.parametrize(("autre", "au_dessus"), [(0.8, True), (6.0, False), (11.5, False)])
def test_the_figure_of_a_low_line_does_not_meet_the_axis(autre: float, au_dessus: bool):
    high = Serie("Tous", (9.7, 12.1), "#1f4e8c")
    low = Serie("Datés", (7.3, autre), "#8a4b00")
    chart = Graphique("courbe", "Taux", ("2025", "2026"), (high, low), "%", "Taux.")
    assert is_above(chart, high)
    assert is_above(chart, low) is au_dessus
