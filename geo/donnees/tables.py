"""The tables of the registre, for who takes them away."""

from data.lecture.schemas import TABLES, load_schema
from data.model import Registre


def tables_du_registre(registre: Registre) -> list[tuple[str, str, int]]:
    """Return the name of the file, the French title and the number of rows of each table."""
    return [
        (f"{table}.csv", str(load_schema(table).get("title", table)), len(getattr(registre, table)))
        for table in TABLES
    ]
