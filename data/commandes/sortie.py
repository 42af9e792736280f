"""What the commands print: a table for people, JSON for programs."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from data.console import json_pour_la_console, show

FORMATS = ("table", "json")


def add_format(analyseur: argparse.ArgumentParser) -> None:
    """Add ``--format`` to a command."""
    analyseur.add_argument(
        "--format", choices=FORMATS, default="table", help="table pour lire, json pour un programme"
    )


def show_json(valeur: Any) -> None:
    """Print a value as JSON."""
    show(json_pour_la_console(valeur))


def show_table(lignes: Sequence[Mapping[str, object]]) -> None:
    """Print rows as aligned columns; nothing when there is none."""
    if not lignes:
        return
    noms = list(lignes[0])
    textes = [[_cell(ligne[nom]) for nom in noms] for ligne in lignes]
    largeurs = [max(map(len, colonne)) for colonne in zip(noms, *textes, strict=True)]
    show(
        "\n".join(
            "  ".join(
                f"{texte:<{largeur}}" for texte, largeur in zip(une, largeurs, strict=True)
            ).rstrip()
            for une in (noms, *textes)
        )
    )


def counted(nombre: int, un: str, plusieurs: str) -> str:
    """Return a number with its words, in the singular up to 1."""
    return f"{nombre} {plusieurs if nombre > 1 else un}"


def note(texte: str) -> None:
    """Print a remark beside the result."""
    print(texte, file=sys.stderr)


def _cell(valeur: object) -> str:
    texte = "-" if valeur in (None, "") else " ".join(str(valeur).split())
    return texte if len(texte) <= 60 else f"{texte[:59]}…"
