"""Tables on the screen: cells in French that sort by their value, rows that lead somewhere."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.mots.formats import nombre

HAUTEUR_LIGNE = 35
HAUTEUR_MAX = 458
INCONNU = "–"
SOURCE = st.column_config.LinkColumn("Source", display_text="ouvrir la source")
SOURCE_DU_CONTRAT = SOURCE | {"help": "Page où le contrat a été lu"}


def draw_table(
    table: pd.DataFrame,
    alt: str,
    formats: Mapping[str, Callable[..., str]] | None = None,
    colonnes: Mapping[str, Any] | None = None,
    hauteur_max: int | None = HAUTEUR_MAX,
    **options: Any,
) -> Any:
    """Draw a table as high as its rows; what does not fit scrolls.

    Parameters
    ----------
    alt : what it shows, for who does not see it.
    formats : how the cells of some columns are written; those that are not there are left.
    colonnes : what Streamlit is told of a column: its label, or more.
    hauteur_max : in pixels, None for every row.
    """
    shown: Any = table
    if formats:
        known: Any = {name: one for name, one in formats.items() if name in table}
        # A fixed identifier: a table that did not change is not sent again to the browser.
        shown = table.style.format(known, na_rep=INCONNU).set_uuid("atlas")
    whole = (len(table) + 1) * HAUTEUR_LIGNE + 3
    return st.dataframe(
        shown,
        hide_index=True,
        column_config=colonnes,
        height=whole if hauteur_max is None else min(hauteur_max, whole),
        width="stretch",
        placeholder=INCONNU,
        alt=alt,
        **options,
    )


def choose_row(
    table: pd.DataFrame,
    alt: str,
    formats: Mapping[str, Callable[..., str]] | None = None,
    colonnes: Mapping[str, Any] | None = None,
    *,
    key: str,
    hauteur_max: int | None = HAUTEUR_MAX,
) -> int | None:
    """Draw a table in which a row can be chosen; return its position, None when there is none."""
    event = draw_table(
        table,
        alt,
        formats,
        colonnes,
        hauteur_max,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    rows = event["selection"]["rows"]
    return int(rows[0]) if rows and rows[0] < len(table) else None


def show_all(lignes: int, montrees: int, quoi: str, premieres: str, key: str) -> bool:
    """Tell whether every row is shown; a long table asks for it.

    ``quoi``: what the rows are; ``premieres``: which ones are shown otherwise ("premières").
    """
    return lignes <= montrees or st.toggle(
        f"Montrer les {nombre(lignes)} {quoi} (les {montrees} {premieres} sinon)", key=key
    )
