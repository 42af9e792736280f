"""The chart says what the table says, and names are text."""

import base64
import json
import re
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from components.commun.mots.formats import pourcentage
from components.figures.ecran.classement import classement

COLUMNS = ["nom", "population", "taux_signe", "taux_signe_ou_projet"]
TABLE = pd.DataFrame(
    [
        ("CC de la Plaine", 50_000, 0.0, 0.0),
        ("CA du Port", 200_000, 99.99, 99.995),
        ("CC d'À-Côté", 10_000, 20.0, 70.0),
        ("Île déserte", 0, np.nan, np.nan),
    ],
    columns=COLUMNS,
)


def figure_of(draw, table: pd.DataFrame) -> dict[str, Any]:
    return json.loads(draw(classement, table, "Taux").get("plotly_chart")[0].proto.spec)


@pytest.fixture
def figure(draw) -> dict[str, Any]:
    return figure_of(draw, TABLE)


def lengths(values: Any) -> np.ndarray:
    """Return the lengths of bars, which plotly packs when they come as an array."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
    return np.array(values)


def under_the_pointer(trace: dict[str, Any], row: int) -> str:
    """Return what the browser writes under the pointer, on the bar of a row."""
    cells = trace["customdata"][row]
    return re.sub(
        r"%{customdata\[(\d)\]}", lambda found: cells[int(found[1])], trace["hovertemplate"]
    )


def bars(figure: dict[str, Any]) -> pd.DataFrame:
    """Return the bars as rows, by the name on the axis."""
    signed, in_project = figure["data"]
    return pd.DataFrame(
        {
            "signe": lengths(signed["x"]),
            "projet": lengths(in_project["x"]),
            "texte": in_project["text"],
            "detail": [under_the_pointer(signed, row) for row in range(len(TABLE))],
        },
        index=figure["layout"]["yaxis"]["ticktext"],
    )


def test_the_bars_are_as_long_as_the_rates_of_the_table(figure):
    drawn = bars(figure)
    for row in TABLE.fillna(0).itertuples():
        bar = drawn.loc[row.nom.replace("'", "&#x27;")]
        assert bar["signe"] == pytest.approx(row.taux_signe, abs=0.005)
        assert bar["signe"] + bar["projet"] == pytest.approx(row.taux_signe_ou_projet, abs=0.01)


def test_the_rate_written_beside_a_bar_is_the_one_of_the_table(figure):
    drawn = bars(figure)
    for row in TABLE.itertuples():
        bar = drawn.loc[row.nom.replace("'", "&#x27;")]
        assert bar["texte"] == pourcentage(row.taux_signe_ou_projet)
        assert f"signé\u00a0: {pourcentage(row.taux_signe)}<br>" in bar["detail"]
    assert drawn.loc["CA du Port", "texte"] == "99,9\u00a0%"
    assert drawn.loc["Île déserte", "texte"] == "non calculable"


def test_the_best_covered_territory_is_at_the_top_and_the_deserted_one_at_the_bottom(figure):
    from_bottom_to_top = figure["layout"]["yaxis"]["ticktext"]
    assert from_bottom_to_top[0] == "Île déserte"
    assert from_bottom_to_top[-1] == "CA du Port"


def test_markup_in_a_name_is_shown_and_not_followed(draw):
    hostile = TABLE.assign(
        nom=["<b>gras</b>", "<a href='http://e.vil'>x</a>", "A & B", "&lt;déjà&gt;"]
    )
    figure = figure_of(draw, hostile)
    labels = figure["layout"]["yaxis"]["ticktext"]
    assert "&lt;b&gt;gras&lt;/b&gt;" in labels
    assert "A &amp; B" in labels
    assert "&amp;lt;déjà&amp;gt;" in labels
    trace = figure["data"][0]
    for text in (*labels, *(under_the_pointer(trace, row) for row in range(len(hostile)))):
        assert "<" not in text.replace("<br>", "").replace("<extra></extra>", "")


def test_a_long_name_is_shortened_on_the_axis_and_given_whole_under_the_pointer(draw):
    long_name = "Communauté de communes du Pays de Quelque Part et Alentours"
    figure = figure_of(draw, TABLE.assign(nom=[long_name, "B", "C", "D"]))
    drawn = bars(figure)
    shortened = next(label for label in drawn.index if label.endswith("…"))
    assert long_name.startswith(shortened.removesuffix("…"))
    assert drawn.loc[shortened, "detail"].startswith(long_name)


def test_two_territories_of_the_same_name_have_a_bar_each(draw):
    figure = figure_of(draw, TABLE.assign(nom="Saint-Denis"))
    assert len(set(lengths(figure["data"][0]["y"]).tolist())) == len(TABLE)


def test_signed_and_in_project_differ_by_a_pattern_and_not_by_colour_alone(figure):
    signed, in_project = (trace["marker"] for trace in figure["data"])
    assert in_project["pattern"]["shape"]
    assert not signed.get("pattern")
    assert [trace["name"] for trace in figure["data"]] == ["Signé", "En projet"]


def test_when_signed_contracts_alone_are_counted_projects_are_not_drawn(draw):
    figure = json.loads(
        draw(classement, TABLE, "Taux", "taux_signe").get("plotly_chart")[0].proto.spec
    )
    (signed,) = figure["data"]
    written = dict(zip(figure["layout"]["yaxis"]["ticktext"], signed["text"], strict=True))
    assert written["CC d&#x27;À-Côté"] == pourcentage(20.0)


def test_plotly_itself_finds_nothing_to_change_in_the_figure(figure):
    assert json.loads(go.Figure(figure).to_json()) == figure
