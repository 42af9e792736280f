"""What tests of the workshop ask of an import, and how they write a file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from data.atelier.releve import Valeur
from geo.atelier.analyse import Analyse

ECHANTILLONS = Path(__file__).parents[2] / "data" / "atelier" / "echantillons"


def valeur(lue: Analyse, ecrit: str, colonne: str = "") -> Valeur:
    """Return the one value of an import written so."""
    (found,) = [one for one in lue.valeurs if one.ecrit == ecrit and colonne in ("", one.colonne)]
    return found


def cellules(lue: Analyse, ligne: int, table: str = "contrats") -> dict[str, str]:
    """Return the row of the registre that a row of the file writes, its filled columns only."""
    (found,) = [
        one
        for line in lue.lignes
        if ligne in line.lignes
        for one in line.changements
        if one.table == table
    ]
    return {column: text for column, text in (found.apres or {}).items() if text}


def perimetre(lue: Analyse, ligne: int) -> list[tuple[str, str, str]]:
    """Return the territories that a row writes: (operation, level, code)."""
    return [
        (one.apres["operation"], one.apres["niveau"], one.apres["code"])
        for line in lue.lignes
        if ligne in line.lignes
        for one in line.changements
        if one.table == "perimetres" and one.apres is not None
    ]


def tableau(entetes: Sequence[str], *lignes: Iterable[str], separateur: str = ";") -> str:
    """Write a table as a text file."""
    rows = [entetes, *lignes]
    return "\n".join(separateur.join(_quoted(cell) for cell in row) for row in rows) + "\n"


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if any(mark in cell for mark in ';,\t\n"') else cell
