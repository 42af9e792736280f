"""Command line of the atlas: ``python -m geo taux|perimetre|chercher|historique``."""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

import pandas as pd

from data.console import SortieImpossible, prepare, show, writes
from data.depot.erreurs import DepotErreur
from data.errors import DonneesInvalides, RegistreInvalide, en_bref
from data.lecture.referentiel import ReferentielAbsent
from geo.commandes.chercher import add_chercher
from geo.commandes.historique import add_historique
from geo.commandes.options import add_options
from geo.commandes.perimetre import ContratInconnu, add_perimetre
from geo.commandes.taux import add_taux
from geo.contrats.perimetres import PerimetreInvalide
from geo.couverture.historique import PeriodeInvalide
from geo.territoires.niveau import TerritoireInconnu

EXIT_BAD_INPUT = 2
BAD_INPUT = (TerritoireInconnu, ContratInconnu, PeriodeInvalide, ReferentielAbsent, DepotErreur)


class OneLineParser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, without repeating its usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_BAD_INPUT, f"error: {_on_one_line(message)}\n")


def _on_one_line(message: object) -> str:
    """Return a message on one line: it may quote an argument that has several."""
    return " ".join(str(message).split())


def _parser() -> argparse.ArgumentParser:
    shared = OneLineParser(add_help=False)
    add_options(shared)
    parser = OneLineParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="commande", required=True, parser_class=OneLineParser)
    add_taux(commands, shared)
    add_perimetre(commands, shared)
    add_chercher(commands, shared)
    add_historique(commands, shared)
    return parser


def render(table: pd.DataFrame, kind: str) -> str:
    """Return a table as text: aligned columns, CSV, or JSON (a list of rows)."""
    if kind == "csv":
        return table.to_csv(index=False, float_format="%.2f", lineterminator="\n").rstrip("\n")
    if kind == "json":
        text = str(table.to_json(orient="records", force_ascii=False, indent=1))
        return text if writes(text) else str(table.to_json(orient="records", indent=1))
    if table.empty:
        return "no row"
    return table.to_string(index=False, float_format=lambda value: f"{value:.2f}", na_rep="-")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status (2: bad input, one line on stderr)."""
    prepare()
    parsed = _parser().parse_args(arguments)
    try:
        table = parsed.run(parsed)
    except BAD_INPUT as error:
        print(f"error: {_on_one_line(error)}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except (RegistreInvalide, PerimetreInvalide) as error:
        lines = en_bref([str(one) for one in error.erreurs])
        print(f"error: the registre is not valid\n{lines}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except DonneesInvalides as error:
        print(f"error: {error.en_bref()}", file=sys.stderr)
        return EXIT_BAD_INPUT
    text = render(table, parsed.format)
    if not writes(text):
        encoding = sys.stdout.encoding
        print(f"note: {encoding} cannot write every letter: nearest ones shown", file=sys.stderr)
    try:
        show(text)
    except SortieImpossible as error:
        print(f"error: the output cannot be written ({error})", file=sys.stderr)
        return EXIT_BAD_INPUT
    return 0


if __name__ == "__main__":
    sys.exit(main())
