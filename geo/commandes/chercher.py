"""The search command: ``python -m geo chercher TEXTE [--limite 5]``."""

import argparse
import sys
from typing import Any

import pandas as pd

from data.depot.registre import load_registre, position_de
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.recherche import LIMITE_PAR_DEFAUT, Resultat, rechercher
from geo.territoires.referentiel import load_referentiel

COLONNES = ["rang", "niveau", "code", "nom", "departement", "population", "pourquoi"]


def positive_integer(texte: str) -> int:
    """Parse a number of results, 1 or more."""
    try:
        number = int(texte)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(
            f"'{texte}' is not a positive integer; expected for example {LIMITE_PAR_DEFAUT}"
        )
    return number


def add_chercher(
    commands: "argparse._SubParsersAction[Any]", shared: argparse.ArgumentParser
) -> None:
    """Add ``chercher`` to the commands of ``python -m geo``."""
    search = commands.add_parser(
        "chercher",
        parents=[shared],
        help="territories by name, acronym, postcode or code",
        description="Best match first. A commune déléguée or associée leads to its commune, a "
        "former name or code to the territory of today, the name that only a contract bears to "
        "that contract (niveau: contrat); pourquoi says so, in French. Nothing found is not an "
        "error: no row, and a note on stderr.",
    )
    search.add_argument("texte", metavar="TEXTE")
    search.add_argument(
        "--limite",
        type=positive_integer,
        default=LIMITE_PAR_DEFAUT,
        help="number of results at most (default %(default)s)",
    )
    search.set_defaults(run=run_chercher)


def run_chercher(arguments: argparse.Namespace) -> pd.DataFrame:
    """Return one row per territory found; say on stderr when there is none, and why."""
    known = load_registre(position_de(arguments.registre).numero)
    found = rechercher(
        arguments.texte,
        arguments.limite,
        referentiel=load_referentiel(arguments.millesime, arguments.population),
        contrats=build_noms_de_contrats(known),
    )
    message = found.message or ("" if found.resultats else "no territory matches this text")
    if message:
        print(f"note: {message}", file=sys.stderr)
    return table_des_resultats(found.resultats)


def table_des_resultats(resultats: list[Resultat]) -> pd.DataFrame:
    """Return results as a table of COLONNES."""
    return pd.DataFrame([vars(resultat) for resultat in resultats], columns=COLONNES)
