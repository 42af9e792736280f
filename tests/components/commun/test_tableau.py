"""Tables on the screen: what is sent of them."""

import pyarrow as pa
from streamlit.proto.Dataframe_pb2 import Dataframe
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import pandas as pd

    from components.commun.mots.formats import date_affichee, pourcentage
    from components.commun.tableau import choose_row

    table = pd.DataFrame(
        {
            "Territoire": ["Brest", "<b>Lyon</b>"],
            "Taux": [99.999, 12.5],
            "Signature": ["2023-07", None],
        }
    )
    formats = {"Taux": pourcentage, "Signature": date_affichee}
    for key in ("un", "deux"):
        choose_row(table, "Essai", formats, {"Taux": "Taux (%)"}, key=key)


def _sent() -> tuple[list[Dataframe], list[str]]:
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception
    return [one.proto for one in page.dataframe], [one.proto.body for one in page.get("html")]


def _read(octets: bytes) -> pa.Table:
    return pa.ipc.open_stream(octets).read_all()


def test_names_that_open_are_in_the_colour_of_links_and_nothing_is_sent_twice() -> None:
    tables, _ = _sent()
    for one in tables:
        told = one.arrow_data.styler
        assert told.styles == (
            f"#T_{told.uuid}_row0_col0, #T_{told.uuid}_row1_col0 {{ color: #1f4e8c }}"
        )
        content, words = _read(one.arrow_data.data), _read(told.display_values)
        assert content["Territoire"].to_pylist() == ["Brest", "<b>Lyon</b>"]
        # The browser asks for the text of each cell, those of the index too, and finds none.
        assert words.num_rows == 2
        assert words.num_columns == content.num_columns + 1
        assert all(column.null_count == 2 for column in words.columns)


def test_a_rate_just_under_the_whole_is_not_sent_as_the_whole() -> None:
    tables, _ = _sent()
    assert _read(tables[0].arrow_data.data)["Taux"].to_pylist() == [99.9, 12.5]


def test_the_same_rows_are_printed_in_words() -> None:
    _, printed = _sent()
    assert printed[0] == printed[1]
    assert "<caption>Essai</caption>" in printed[0]
    assert "<td>&lt;b&gt;Lyon&lt;/b&gt;</td>" in printed[0]
    assert "<td>juillet\u00a02023</td>" in printed[0]
    assert ">–</td>" in printed[0]
