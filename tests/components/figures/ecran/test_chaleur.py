"""A grid leaves its columns the width that its labels do not need, and names are text."""

import json
from functools import partial
from typing import Any

import numpy as np
import pytest

from components.figures.ecran.chaleur import grille_de_chaleur

LONG = "Auvergne-Rhône-Alpes et Bourgogne-Franche-Comté (et ce qui les entoure)"


def layout_of(draw, *noms: str) -> dict[str, Any]:
    grille = partial(
        grille_de_chaleur, details=[["", ""]] * len(noms), cle="essai", description="Essai."
    )
    page = draw(grille, np.full((len(noms), 2), 50.0), noms, ("Périmètre", "Signature"))
    return json.loads(page.get("plotly_chart")[0].proto.spec)["layout"]


def test_short_names_leave_a_phone_more_columns_than_long_ones(draw):
    short, long = layout_of(draw, "Finistère (11)"), layout_of(draw, LONG)
    assert short["margin"]["l"] < long["margin"]["l"]


@pytest.mark.parametrize("noms", [("Finistère (11)", "Ille-et-Vilaine (9)"), (LONG,), ()])
def test_the_longest_line_of_a_name_has_its_place(draw, noms):
    layout = layout_of(draw, *noms)
    lines = [line for nom in layout["yaxis"]["ticktext"] for line in nom.split("<br>")]
    assert all(len(line) * 6 < layout["margin"]["l"] for line in lines)


def test_the_name_of_a_row_is_text(draw):
    assert layout_of(draw, "<b>Finistère</b>")["yaxis"]["ticktext"] == [
        "&lt;b&gt;Finistère&lt;/b&gt;"
    ]
