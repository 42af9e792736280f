"""The directory, read as a reader does."""

from streamlit.testing.v1 import AppTest

from tests.tables_montrees import rows_shown


def table_shown(page: AppTest) -> list[dict[str, str]]:
    """Return the rows of the table, as written on the page."""
    return rows_shown(page.dataframe[0])


def links(page: AppTest) -> list[tuple[str, str]]:
    """Return the label and the parameters of each link to the sheet of a contract."""
    found = [one.proto for one in page.get("page_link")]
    return [(one.label, one.query_string) for one in found if one.page == "contrat"]
