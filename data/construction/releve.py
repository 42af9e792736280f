"""``python -m data.construction.releve DOSSIER``: bring a further reading into the registre.

A reading is a folder of CSV files named and headed as those of the registre, which hold new rows,
and ``updates.csv`` (fichier, id, colonne, ancienne_valeur, nouvelle_valeur, source_url): one row
per changed cell of a contract. The checks are those of ``data.validation``, run on a copy first:
the registre is written only when the whole is valid.
"""

import csv
import shutil
import sys
import tempfile
from pathlib import Path

from data.errors import RegistreInvalide
from data.lecture.schemas import TABLES
from data.lecture.validation import read_valid_registre
from data.paths import DOSSIER_REGISTRE

CORRECTIONS = "updates.csv"


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def merge(releve: Path, registre: Path) -> None:
    """Write the corrections and the new rows of a reading into a registre folder, unchecked.

    Raises ValueError for a correction whose old value is no longer what the registre says.
    """
    tables = {name: _read(registre / f"{name}.csv") for name in TABLES}
    for change in _read(releve / CORRECTIONS):
        row = next(row for row in tables[change["fichier"]] if row["id"] == change["id"])
        column = change["colonne"]
        if row[column] != change["ancienne_valeur"]:
            raise ValueError(f"{change['id']}, {column} : {row[column]!r} dans le registre")
        row[column] = change["nouvelle_valeur"]
    for name, rows in tables.items():
        if (releve / f"{name}.csv").exists():
            _write(registre / f"{name}.csv", rows + _read(releve / f"{name}.csv"))


def main(releve: Path, registre: Path = DOSSIER_REGISTRE) -> int:
    """Merge a reading into the registre when the result is valid; return the exit status."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "registre"
        shutil.copytree(registre, copy)
        try:
            merge(releve, copy)
            read_valid_registre(copy, anew=True)
        except (RegistreInvalide, ValueError) as error:
            print(error, file=sys.stderr)
            return 2
        shutil.copytree(copy, registre, dirs_exist_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
