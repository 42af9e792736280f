"""What a command wrote, read back."""

import csv
import io

Sortie = tuple[int, str, str]


def rows(sortie: Sortie) -> list[dict[str, str]]:
    """Rows of a CSV output that went well."""
    status, out, err = sortie
    assert (status, err) == (0, "")
    return list(csv.DictReader(io.StringIO(out)))
