"""The page of actions, read as a reader does."""

from streamlit.testing.v1 import AppTest

from tests.tables_montrees import rows_shown


def shown(page: AppTest, premiere_colonne: str) -> list[dict[str, str]]:
    """Return the rows of the table that begins with a column, as written on the page."""
    table = next(one for one in page.dataframe if one.value.columns[0] == premiere_colonne)
    return rows_shown(table)
