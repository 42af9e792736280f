"""Charts on screen: every value is there, read from the last row, and no text is markup."""

import pytest

from components.commun.statuts import STATUTS, STATUTS_ACTION
from components.figures.ecran.graphique import _luminance, encre_sur, figure_de
from components.figures.figure import Graphique, Serie

POLICE = 24


def un_graphique(genre: str, **changes) -> Graphique:
    values = {
        "titre": "Essai",
        "categories": ("Un", "<b>Deux</b>", "Trois"),
        "series": (
            Serie("Première", (10.0, None, 30.0), "#1f4e8c"),
            Serie("Seconde", (5.0, 0.0, 2.0), "#f4b860"),
        ),
        "unite": "%",
        "alternative": "Essai.",
    }
    return Graphique(genre, **(values | changes))


def sizes(figure) -> list[float]:
    found = [figure.layout.font.size, figure.layout.hoverlabel.font.size]
    found += [one.font.size or POLICE for one in figure.layout.annotations]
    found += [one.textfont.size or POLICE for one in figure.data]
    return [*found, figure.layout.legend.font.size or POLICE]


@pytest.mark.parametrize("genre", ["barres", "barres_empilees", "courbe"])
def test_no_text_is_smaller_than_asked(genre):
    assert min(sizes(figure_de(un_graphique(genre), POLICE))) >= POLICE


@pytest.mark.parametrize("genre", ["barres", "barres_empilees", "courbe"])
def test_a_name_is_never_markup(genre):
    drawn = figure_de(un_graphique(genre), POLICE).to_json()
    assert "<b>Deux" not in drawn.encode().decode("unicode_escape")
    assert "Deux" in drawn


def test_bars_hold_the_values_of_the_series():
    figure = figure_de(un_graphique("barres_empilees"), POLICE)
    assert [list(bar.x) for bar in figure.data] == [[10.0, 0, 30.0], [5.0, 0.0, 2.0]]
    assert figure.layout.barmode == "stack"


def test_a_curve_marks_the_step_shown_and_leaves_the_unknown_out():
    figure = figure_de(un_graphique("courbe"), POLICE, "Trois")
    assert list(figure.data[0].y) == [10.0, None, 30.0]
    assert (figure.data[-1].x[0], figure.data[-1].y[0]) == (2, 30.0)


@pytest.mark.parametrize(
    "aspect", [*STATUTS.values(), *STATUTS_ACTION.values()], ids=lambda one: one.libelle
)
def test_a_number_written_on_a_colour_is_read_from_the_last_row(aspect):
    light, dark = sorted((_luminance(encre_sur(aspect.couleur)), _luminance(aspect.couleur)))[::-1]
    assert (light + 0.05) / (dark + 0.05) >= 7
