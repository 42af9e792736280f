"""Names that open, in the colour of links.

Streamlit takes the colour of a cell from a pandas Styler only. It has pandas translate every cell
at each run, and sends the whole table a second time, as texts. Here the colour is told once for a
table, and nothing else is: the texts are those that the table itself gives. What is sent of the
table is made once too, by the function that Streamlit would call at each run.
"""

from typing import Any
from weakref import WeakValueDictionary

import pandas as pd
import pyarrow as pa
from pandas.io.formats.style import Styler
from streamlit import dataframe_util
from streamlit.elements import arrow

COULEUR_DE_LIEN = "color: #1f4e8c"
NOM = "nom"  # of the table in its own rules: they never meet those of another
_of_streamlit = arrow.marshall_styler
_en_octets_de_streamlit = dataframe_util.convert_pandas_df_to_arrow_bytes


class TableauColore(Styler):
    """A table one column of which is in the colour of links; made once, drawn any number of times.

    Parameters
    ----------
    table : what is shown, not to be written in afterwards.
    colonne : the column of the names.
    """

    def __init__(self, table: pd.DataFrame, colonne: str) -> None:
        super().__init__(table, uuid=NOM)
        position = table.columns.get_loc(colonne)
        cells = ", ".join(f"#T_{NOM}_row{row}_col{position}" for row in range(len(table)))
        self.regles = f"{cells} {{ {COULEUR_DE_LIEN} }}" if cells else ""
        # The browser looks for the text of each cell, index first: none, it writes the value.
        number = len(table.columns) + table.index.nlevels
        nothing = pa.table({str(one): pa.nulls(len(table)) for one in range(number)})
        self.textes = dataframe_util.convert_arrow_table_to_arrow_bytes(nothing)
        self.octets = _en_octets_de_streamlit(table)
        _PRETS[id(table)] = self  # which holds the table: no other one has this number meanwhile


_PRETS: WeakValueDictionary[int, TableauColore] = WeakValueDictionary()


# What Streamlit knows a Styler by: the name of its class.
TableauColore.__module__, TableauColore.__qualname__ = Styler.__module__, Styler.__qualname__


def _marshall(proto: Any, styler: Any, default_uuid: str) -> None:
    """Write the colours of a table in its message, in the place of Streamlit's own function."""
    if not isinstance(styler, TableauColore):
        _of_streamlit(proto, styler, default_uuid)
        return
    proto.styler.uuid = NOM
    proto.styler.styles = styler.regles
    proto.styler.display_values = styler.textes


def _en_octets(df: pd.DataFrame, *, downcast_large_types: bool = False) -> bytes:
    """Return what is sent of a table, in the place of Streamlit's own function."""
    ready = _PRETS.get(id(df))
    if ready is None or downcast_large_types:
        return _en_octets_de_streamlit(df, downcast_large_types=downcast_large_types)
    return ready.octets


arrow.marshall_styler = _marshall
dataframe_util.convert_pandas_df_to_arrow_bytes = _en_octets
